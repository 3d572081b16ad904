// What leaves for Slack with the bot's token: to Slack alone, whatever address an answer names.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMessenger } from '../../src/slack/messenger.ts'
import { quietLogger } from '../support/database.ts'

/** A server that answers every request with this; `seen` has what it was asked. */
function createAnswering(answer: (request: IncomingMessage) => unknown) {
  const seen: IncomingMessage[] = []
  const bodies: string[] = []
  const server = createServer(async (request, response) => {
    seen.push(request)
    bodies.push(await text(request))
    response.writeHead(answering.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer(request)))
  })
  const answering = {
    status: 200,
    seen,
    bodies,
    start: () =>
      new Promise<string>(started =>
        server.listen(0, '127.0.0.1', () =>
          // A listening server has an address with a port.
          started(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
        ),
      ),
    stop: () => server.close(),
  }
  return answering
}

let file: Record<string, unknown>
const slack = createAnswering(({ url }) => {
  if (url?.includes('files.info')) return { ok: true, file }
  return url?.includes('chat.postMessage') ? { ok: false, error: 'internal_error' } : 'the file'
})
const elsewhere = createAnswering(() => 'thank you')
let slackUrl = ''
let elsewhereUrl = ''
beforeEach(async () => {
  slack.status = 200
  slack.bodies.length = 0
  slack.seen.length = 0
  elsewhere.seen.length = 0
  ;[slackUrl, elsewhereUrl] = await Promise.all([slack.start(), elsewhere.start()])
})
afterEach(() => {
  slack.stop()
  elsewhere.stop()
})
const messenger = () =>
  createMessenger({ token: 'xoxb-secret', apiUrl: `${slackUrl}/api/`, logger: quietLogger })

test('a file is fetched from Slack with the token', async () => {
  file = { name: 'grants.csv', size: 8, url_private_download: `${slackUrl}/files/1` }
  const { name, bytes } = await messenger().readFile('F1', 100)
  expect([name, Buffer.from(bytes ?? []).toString()]).toEqual(['grants.csv', '"the file"'])
  expect(slack.seen.map(({ url, headers }) => [url, headers.authorization])).toContainEqual([
    '/files/1',
    'Bearer xoxb-secret',
  ])
})

test('a file that is said to be elsewhere is not fetched: the token would go there', async () => {
  file = { name: 'grants.csv', size: 8, url_private_download: `${elsewhereUrl}/files/1` }
  await expect(messenger().readFile('F1', 100)).rejects.toMatchObject({ reason: 'file_elsewhere' })
  expect(elsewhere.seen).toEqual([])
})

test('a file that is too large is not fetched', async () => {
  file = { name: 'grants.csv', size: 101, url_private_download: `${slackUrl}/files/1` }
  expect(await messenger().readFile('F1', 100)).toEqual({ name: 'grants.csv', bytes: undefined })
  expect(slack.seen.map(({ url }) => url)).toEqual(['/api/files.info'])
})

test('a message goes out once, and nothing in it is unfurled: a second try is the job’s to make', async () => {
  const message = { text: 'see https://example.com', blocks: [] }
  await expect(messenger().post('C0DESK', message)).rejects.toMatchObject({ code: 'unavailable' })
  expect(slack.seen.map(({ url }) => url)).toEqual(['/api/chat.postMessage'])
  const sent = new URLSearchParams(slack.bodies[0])
  expect([sent.get('unfurl_links'), sent.get('unfurl_media')]).toEqual(['false', 'false'])
})

test('nor is a web server’s error page asked for again at once', async () => {
  slack.status = 503
  await expect(messenger().post('C0DESK', { text: 'x', blocks: [] })).rejects.toMatchObject({
    code: 'unavailable',
    reason: 'http_503',
  })
  expect(slack.seen).toHaveLength(1)
})
