import { once } from 'node:events'
import type { App } from '@slack/bolt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import type { SlackSandbox } from '../../../src/sandbox/slack/server.ts'
import { openSandbox, type Probe, startOverSocket, webClient } from './probe.ts'

let slack: SlackSandbox
let probe: Probe | undefined
const sockets: WebSocket[] = []

beforeEach(async () => {
  slack = await openSandbox({ ackTimeoutMs: 250 })
})
afterEach(async () => {
  await probe?.stop()
  probe = undefined
  for (const socket of sockets.splice(0)) socket.terminate()
  await slack.close()
})

const answers = (app: App) => app.command('/card', async ({ ack }) => ack('here'))

/** A bare connection, to speak the protocol by hand; messages are kept from the first on. */
async function connect() {
  const { url = '' } = await webClient(slack, {}, slack.appToken).apps.connections.open()
  const socket = new WebSocket(url)
  sockets.push(socket)
  const received: Record<string, unknown>[] = []
  const waiting: (() => void)[] = []
  socket.on('message', data => {
    received.push(JSON.parse(String(data)))
    for (const wake of waiting.splice(0)) wake()
  })
  const next = async (type: string): Promise<Record<string, unknown>> => {
    const found = received.find(each => each.type === type)
    if (found) {
      received.splice(received.indexOf(found), 1)
      return found
    }
    await new Promise<void>(resolve => waiting.push(resolve))
    return next(type)
  }
  const ack = (envelope: Record<string, unknown>, payload?: object) =>
    socket.send(JSON.stringify({ envelope_id: envelope.envelope_id, ...(payload && { payload }) }))
  return { socket, url, hello: await next('hello'), next, ack }
}

test('a connection is greeted, its link works once, and envelopes are acked by id', async () => {
  const { url, hello, next, ack } = await connect()
  expect(hello).toMatchObject({ num_connections: 1, connection_info: { app_id: 'A0DESK' } })
  const second = new WebSocket(url)
  const [error] = await once(second, 'error')
  expect(String(error)).toContain('403')
  const nowhere = new WebSocket(`${new URL(url).origin}//`)
  const [refusal] = await once(nowhere, 'error')
  expect(String(refusal)).toContain('403')
  const typed = slack.person('ana').types('/card hi')
  const envelope = await next('slash_commands')
  expect(envelope).toMatchObject({
    accepts_response_payload: true,
    payload: { command: '/card', text: 'hi' },
  })
  ack(envelope, { text: 'done' })
  expect((await typed).text).toBe('done')
})

test('a second ack and an ack for nothing are noted', async () => {
  const { next, ack } = await connect()
  const typed = slack.person('ana').types('/card')
  const envelope = await next('slash_commands')
  ack(envelope)
  await typed
  ack(envelope)
  ack({ envelope_id: 'nonsense' })
  await slack.waitFor(() => slack.violations.length === 2, 'both notes')
  expect(slack.violations).toEqual([
    { what: 'double ack', detail: '/card of ana' },
    { what: 'unknown ack', detail: 'envelope_id "nonsense"' },
  ])
})

test('an ack with words where Slack reads none is noted', async () => {
  const { next, ack } = await connect()
  const opened = slack.person('ana').opensHome()
  ack(await next('events_api'), { text: 'ignored' })
  await opened
  expect(slack.violations.map(each => each.what)).toEqual(['unread ack body'])
})

test('work is spread over the connections, and the eleventh is turned away', async () => {
  const all = []
  for (let i = 0; i < 10; i += 1) {
    const connection = await connect()
    expect(connection.hello).toMatchObject({ num_connections: i + 1 })
    all.push(connection)
  }
  const heard = new Set<number>()
  const serve = all.map(async ({ next, ack }, index) => {
    ack(await next('slash_commands'))
    heard.add(index)
  })
  for (let i = 0; i < 10; i += 1) await slack.person('ana').types('/card')
  await Promise.all(serve)
  expect(heard.size).toBe(10)
  const { url = '' } = await webClient(slack, {}, slack.appToken).apps.connections.open()
  const eleventh = new WebSocket(url)
  sockets.push(eleventh)
  const [refusal] = await once(eleventh, 'message')
  expect(JSON.parse(String(refusal))).toEqual({ type: 'disconnect', reason: 'too_many_websockets' })
  expect(slack.connections()).toBe(10)
})

test('a connection that is cut before the ack loses the command, which is nobody’s fault', async () => {
  const { next, socket } = await connect()
  const typed = slack.person('ana').types('/card')
  await next('slash_commands')
  socket.terminate()
  await expect(typed).rejects.toThrow('the connection closed before the ack')
  expect(slack.violations).toEqual([])
})

test('with two receivers on one app both connections carry work, and each renews itself when asked', async () => {
  probe = await startOverSocket(slack, answers, { receivers: 2 })
  const opened = () => slack.calls.filter(call => call.method === 'apps.connections.open').length
  expect([slack.connections(), opened()]).toEqual([2, 2])
  slack.disconnectSockets('refresh_requested')
  expect(slack.connections()).toBe(0)
  await expect(slack.person('ana').types('/card')).rejects.toThrow('dispatch_failed')
  await slack.waitFor(() => slack.connections() === 2, 'both to be back')
  expect(opened()).toBe(4)
  expect((await slack.person('ana').types('/card')).text).toBe('here')
  expect(slack.violations).toEqual([])
})

test('the app comes back after its connection was cut without a word', async () => {
  probe = await startOverSocket(slack, answers)
  slack.disconnectSockets()
  await slack.waitFor(() => slack.connections() === 0, 'the cut')
  await slack.waitFor(() => slack.connections() === 1, 'the app to be back')
  expect((await slack.person('ana').types('/card')).text).toBe('here')
})
