// Calls to Slack and answers to commands over node:http with kept connections, as the `fetch` that Bolt and its
// client ask for: the built-in one takes about three times the processor time for each call.
import { type IncomingMessage, request as sendPlain } from 'node:http'
import { request as sendSecure } from 'node:https'
import type { FetchFunction } from '@slack/web-api'

type Fetched = Awaited<ReturnType<FetchFunction>>

/**
 * Rejects when no whole answer came. Redirects are not followed: they are answers like others.
 * @param timeoutMs for a call without a signal of its own, until the last byte of the answer
 */
export function createFetch(timeoutMs: number): FetchFunction {
  return (url, init = {}) => {
    const { method = 'GET', body = '', signal } = init
    // Files travel as a form, which the built-in one can write.
    if (typeof body !== 'string') return fetch(url, init)
    const target = new URL(url)
    const send = target.protocol === 'https:' ? sendSecure : sendPlain
    const headers = { ...init.headers, 'content-length': Buffer.byteLength(body) }
    return new Promise((resolve, reject) => {
      const sent = send(target, { method, headers, ...(signal && { signal }) }, incoming => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.once('error', reject)
        incoming.once('end', () => resolve(toFetched(target.href, incoming, Buffer.concat(chunks))))
      })
      // An answer to a command comes without a signal; a timer is the cheaper limit.
      const timer = signal
        ? undefined
        : setTimeout(() => sent.destroy(new Error('no answer in time')), timeoutMs)
      sent.once('error', reject)
      sent.once('close', () => clearTimeout(timer))
      sent.end(body)
    })
  }
}

function toFetched(url: string, incoming: IncomingMessage, bytes: Buffer): Fetched {
  const { statusCode = 0, statusMessage = '', headers } = incoming
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
