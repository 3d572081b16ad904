// Calls to Slack and answers to commands over node:http with kept connections, as the `fetch` that Bolt and its
// client ask for: the built-in one takes about three times the processor time for each call.
import { type IncomingMessage, request as sendPlain } from 'node:http'
import { request as sendSecure } from 'node:https'
import type { FetchFunction } from '@slack/web-api'

type Fetched = Awaited<ReturnType<FetchFunction>>

/**
 * Redirects are not followed: they are answers like others.
 * @param timeoutMs for a call without a signal of its own, until the last byte of the answer
 */
export function createFetch(timeoutMs: number): FetchFunction {
  return (url, init = {}) => {
    const { body = '' } = init
    // Files travel as a form, which the built-in one can write.
    if (typeof body !== 'string') return fetch(url, init)
    const target = new URL(url)
    const send = target.protocol === 'https:' ? sendSecure : sendPlain
    const options = {
      method: init.method ?? 'GET',
      headers: { ...init.headers, 'content-length': Buffer.byteLength(body) },
      signal: init.signal ?? AbortSignal.timeout(timeoutMs),
    }
    return new Promise((resolve, reject) => {
      send(target, options, incoming => {
        readAll(incoming).then(bytes => resolve(toFetched(target.href, incoming, bytes)), reject)
      })
        .once('error', reject)
        .end(body)
    })
  }
}

async function readAll(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  return Buffer.concat(chunks)
}

function toFetched(
  url: string,
  { statusCode = 0, statusMessage = '', headers }: IncomingMessage,
  bytes: Buffer,
): Fetched {
  return {
    ok: statusCode >= 200 && statusCode < 300,
    status: statusCode,
    statusText: statusMessage,
    url,
    headers: {
      get: name => headers[name.toLowerCase()]?.toString() ?? null,
      entries: () => Object.entries(headers).map(([name, value]) => [name, String(value)]),
    },
    arrayBuffer: async () => new Uint8Array(bytes).buffer,
    json: async () => JSON.parse(bytes.toString()),
    text: async () => bytes.toString(),
  }
}
