// What every request passes before its route: address, method, token, type and syntax of the body.
import type { IncomingMessage } from 'node:http'
import { failed, htmlPage, type Reply, type Route, refused } from './http.ts'
import type { Found } from './router.ts'

const largestBody = 1_000_000

/** What stands before every route: address, method, token, type and syntax of the body, as in Django. */
export function admit(
  request: IncomingMessage,
  raw: string,
  found: Found | undefined,
  refuse: (authorization: string | undefined) => Reply | undefined,
): { refusal: Reply } | { route: Route; body: Record<string, unknown> } {
  if (!found) return { refusal: htmlPage(404, 'Not Found') }
  const unauthorised = found.route?.isOpen ? undefined : refuse(request.headers.authorization)
  if (unauthorised) return { refusal: unauthorised }
  if (!found.route) {
    const header = { Allow: found.allowed.join(', ') }
    return { refusal: failed(405, `Method "${request.method}" not allowed.`, header) }
  }
  if (raw === '') return { route: found.route, body: {} }
  const type = request.headers['content-type'] ?? ''
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    return { refusal: failed(415, `Unsupported media type "${type}" in request.`) }
  }
  const body = parsed(raw)
  if (body === undefined) return { refusal: failed(400, 'JSON parse error') }
  if (!isRecord(body)) {
    return { refusal: refused({ non_field_errors: ['Invalid data. Expected a dictionary.'] }) }
  }
  return { route: found.route, body }
}

/** Undefined when the caller left before the end, or sent more than anyone honest would. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) continue
      size += chunk.length
      if (size > largestBody) return undefined
      chunks.push(chunk)
    }
  } catch {
    return undefined
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** JSON, or undefined when the text is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
