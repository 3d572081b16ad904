import { once } from 'node:events'
import { WebAPIHTTPError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { SlackSandbox } from '../../../src/sandbox/slack/server.ts'
import { openSandbox, type Probe, startOverSocket, webClient } from './probe.ts'

let slack: SlackSandbox
let probe: Probe | undefined

beforeEach(async () => {
  slack = await openSandbox()
})
afterEach(async () => {
  await probe?.stop()
  probe = undefined
  await slack.close()
})

const post = (text = 'hello') => webClient(slack).chat.postMessage({ channel: 'C0DESK', text })
const thrownBy = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    error => error,
  )

test('a rate limit says how long to wait, as often as asked, and posts nothing', async () => {
  slack.faults.rateLimit('chat.postMessage', 7, 2)
  for (let i = 0; i < 2; i += 1) {
    const error = await thrownBy(post())
    expect(error).toBeInstanceOf(WebAPIRateLimitedError)
    expect(error).toMatchObject({ retryAfter: 7 })
  }
  expect(slack.store.posts).toBe(0)
  await post()
  expect(slack.calls.map(call => call.error ?? 'ok')).toEqual(['ratelimited', 'ratelimited', 'ok'])
})

test('a lost answer leaves the message posted and the app without its ts', async () => {
  slack.faults.loseAnswer('chat.postMessage')
  expect(await thrownBy(post('once'))).toBeInstanceOf(WebAPIRequestError)
  expect(slack.store.messagesIn('desk').map(each => each.text)).toEqual(['once'])
})

test('errors of Slack and of HTTP are answered on demand, for one method or for any', async () => {
  slack.faults.fail('chat.postMessage', 'restricted_action')
  await expect(post()).rejects.toThrow('restricted_action')
  slack.faults.httpError('*', 503)
  const error = await thrownBy(post())
  expect(error).toBeInstanceOf(WebAPIHTTPError)
  expect(error).toMatchObject({ statusCode: 503 })
  expect(slack.store.posts).toBe(0)
})

test('a slow method answers late and still does its work', async () => {
  slack.faults.slow('chat.postMessage', 80)
  const impatient = webClient(slack, { timeout: 40 }).chat.postMessage({ channel: 'C0DESK', text: 'slow' })
  expect(await thrownBy(impatient)).toBeInstanceOf(WebAPIRequestError)
  await slack.person('ana').waitsToSee('slow')
})

test('while Slack is down nothing works, and afterwards the app is back by itself', async () => {
  probe = await startOverSocket(slack, app => app.command('/card', async ({ ack }) => ack('here')))
  const { url = '' } = await webClient(slack, {}, slack.appToken).apps.connections.open()
  slack.faults.down(true)
  const [refusal] = await once(new WebSocket(url), 'error')
  expect(String(refusal)).toContain('socket hang up')
  await slack.waitFor(() => slack.connections() === 0, 'the app to be cut off')
  expect(await thrownBy(post())).toBeInstanceOf(WebAPIRequestError)
  await expect(slack.person('ana').types('/card')).rejects.toThrow('Slack is down')
  slack.faults.down(false)
  await slack.waitFor(() => slack.connections() === 1, 'the app to be back')
  expect((await slack.person('ana').types('/card')).text).toBe('here')
})

test('response_urls can be limited, refused and lost like methods', async () => {
  probe = await startOverSocket(slack, app => app.command('/card', async ({ ack }) => ack()))
  const { responseUrl } = await slack.person('ana').types('/card')
  const answer = (text: string) => fetch(responseUrl, { method: 'POST', body: JSON.stringify({ text }) })
  slack.faults.rateLimit('response_url', 3)
  const limited = await answer('limited')
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3'])
  slack.faults.httpError('response_url', 500)
  expect((await answer('broken')).status).toBe(500)
  slack.faults.fail('response_url', 'no_service')
  expect(await (await answer('refused')).json()).toEqual({ ok: false, error: 'no_service' })
  slack.faults.loseAnswer('response_url')
  expect(await thrownBy(answer('lost'))).toBeInstanceOf(TypeError)
  expect(slack.store.ephemeralsOf('ana').map(each => each.text)).toEqual(['lost'])
})

test('a wait that runs out tells what was waited for, the last calls and the broken rules', async () => {
  await thrownBy(webClient(slack).chat.postMessage({ channel: 'C0DESK', text: '' }))
  await expect(slack.waitFor(() => undefined, 'a receipt', 20)).rejects.toThrow(
    /waited 20 ms for a receipt.*chat\.postMessage no_text.*invalid payload/s,
  )
  await expect(slack.person('ana').waitsToSee(/Receipt/, 'desk', 20)).rejects.toThrow(
    /ana to see \/Receipt\/ in desk.*ana sees in desk:\n\(nothing\)/s,
  )
})
