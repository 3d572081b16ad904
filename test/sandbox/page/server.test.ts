// The page's server: what it hands out, and to whom it speaks.
import { once } from 'node:events'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { systemClock } from '../../../src/lib/clock.ts'
import { type Page, servePage } from '../../../src/sandbox/page/server.ts'
import { slackTopics } from '../../../src/sandbox/page/topics.ts'
import type { SlackSandbox } from '../../../src/sandbox/slack/server.ts'
import { openSandbox, webClient } from '../slack/probe.ts'

let slack: SlackSandbox
let page: Page
beforeEach(async () => {
  slack = await openSandbox()
  page = await servePage({ findTopic: slackTopics(slack), now: systemClock.now })
})
afterEach(async () => {
  await page.close()
  await slack.close()
})

function connect(origin = new URL(page.url).origin, host = new URL(page.url).host) {
  const socket = new WebSocket(`${page.url.replace('http', 'ws')}live`, { origin, headers: { host } })
  const heard: { kind: string; topic?: string; state?: unknown; answer?: unknown }[] = []
  socket.on('message', data => heard.push(JSON.parse(String(data))))
  const say = (message: unknown) => socket.send(JSON.stringify(message))
  /** Resolves with the newest message that fits. */
  const hears = async (fits: (message: (typeof heard)[number]) => boolean) => {
    while (!heard.some(fits)) await once(socket, 'message')
    return heard.findLast(fits)
  }
  return { socket, heard, say, hears }
}

test('only files of the page are handed out, and the browser is told to load nothing from outside', async () => {
  const index = await fetch(page.url)
  expect(index.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(index.headers.get('content-security-policy')).toMatch(/^default-src 'self';/)
  expect(await index.text()).not.toMatch(/(src|href)="(https?:)?\/\//)
  for (const path of ['../package.json', 'main.tsx', 'api/auth.test'])
    expect((await fetch(`${page.url}${path}`)).status).toBe(404)
  expect((await fetch(page.url, { method: 'POST' })).status).toBe(404)
})

test.each([
  ['another site in the same browser', 'https://elsewhere.example', undefined],
  [
    'a site whose name was made to lead to this computer',
    'http://elsewhere.example:80',
    'elsewhere.example:80',
  ],
])('%s is not let in', async (_, origin, host) => {
  const { socket } = connect(origin, host)
  const [error] = await once(socket, 'error')
  expect(String(error)).toMatch(/hang up|ECONNRESET/)
})

test('an address that is none and a message that is none end nothing but their own connection', async () => {
  expect((await fetch(`${page.url}/`)).status).toBe(404)
  const { socket } = connect()
  await once(socket, 'open')
  socket.send('{')
  const [code] = await once(socket, 'close')
  expect(code).toBe(1008)
  expect((await fetch(page.url)).status).toBe(200)
})

test('a person’s screen has their own ephemerals and nobody else’s, and is pushed when it changes', async () => {
  const { socket, say, hears, heard } = connect()
  await once(socket, 'open')
  say({ kind: 'watch', topics: ['screen:U0ANA', 'screen:U0BEN', 'screen:U0NOBODY', 'nothing'] })
  await hears(({ topic }) => topic === 'screen:U0BEN')
  await webClient(slack).chat.postEphemeral({ channel: 'C0DESK', user: 'U0ANA', text: 'for Ana alone' })
  await hears(({ topic, state }) => topic === 'screen:U0ANA' && JSON.stringify(state).includes('for Ana'))
  await webClient(slack).chat.postMessage({ channel: 'C0DESK', text: 'for all' })
  const ben = await hears(
    ({ topic, state }) => topic === 'screen:U0BEN' && JSON.stringify(state).includes('for all'),
  )
  expect(JSON.stringify(ben)).not.toContain('for Ana')
  expect(new Set(heard.map(({ topic }) => topic))).toEqual(new Set(['screen:U0ANA', 'screen:U0BEN']))
  socket.close()
})

test('what cannot be pressed any more is said, and what the page never sends ends the connection', async () => {
  const { socket, say, hears } = connect()
  await once(socket, 'open')
  const at = { channel: 'C0DESK', message: '1.1' }
  const command = { do: 'press', at, blockId: 'b', actionId: 'a' }
  say({ kind: 'command', id: 1, topic: 'screen:U0ANA', command })
  const answer = await hears(({ kind }) => kind === 'answer')
  expect(answer).toMatchObject({ answer: { ok: false, kind: 'refused', problem: 'That message is gone.' } })
  say({ kind: 'command', id: 2, topic: 'screen:U0ANA', command: { do: 'become', admin: true } })
  const [code] = await once(socket, 'close')
  expect(code).toBe(1008)
})
