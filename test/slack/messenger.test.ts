// What leaves for Slack with the bot's token: to Slack alone, whatever address an answer names.
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMessenger } from '../../src/slack/messenger.ts'
import { quietLogger } from '../support/database.ts'

/** A server that answers every request with this; `seen` has what it was asked. */
function createAnswering(answer: (request: IncomingMessage) => unknown) {
  const seen: IncomingMessage[] = []
  const server = createServer((request, response) => {
    seen.push(request)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answer(request)))
  })
  return {
    seen,
    start: () =>
      new Promise<string>(started =>
        server.listen(0, '127.0.0.1', () =>
          // A listening server has an address with a port.
          started(`http://127.0.0.1:${(server.address() as AddressInfo).port}`),
        ),
      ),
    stop: () => server.close(),
  }
}

let file: Record<string, unknown>
const slack = createAnswering(({ url }) => (url?.includes('files.info') ? { ok: true, file } : 'the file'))
const elsewhere = createAnswering(() => 'thank you')
let slackUrl = ''
let elsewhereUrl = ''
beforeEach(async () => {
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
