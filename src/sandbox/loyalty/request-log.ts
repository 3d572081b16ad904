// Every request that the sandbox saw, in the order of arrival, for counting calls and for showing them live.
import type { IncomingMessage } from 'node:http'
import type { Fault } from './faults.ts'

/** One request. It is listed from its arrival on; what comes later is filled in as it becomes known. */
export interface SeenRequest {
  method: string
  /** Below the base ('contacts/'), or the whole path when it lies outside. */
  path: string
  /** 'GET contacts/{id}/'; undefined when no route was found. */
  route: string | undefined
  query: Record<string, string>
  headers: Record<string, string>
  /** Parsed JSON, or the raw text when it is not JSON; undefined when nothing was sent or read. */
  body?: unknown
  /** Epoch milliseconds of arrival. */
  at: number
  /** 'open' until answered; 'cut' and 'hung' are faults' doing. */
  status: number | 'open' | 'cut' | 'hung'
  /** Real milliseconds from the arrival to the end of the answer. */
  tookMs?: number
  /** The fault that it met. */
  fault?: Fault['kind']
  /** The answer's JSON, for refusals and for whatever is not a read. */
  answer?: unknown
}

export function describeRequest(
  request: IncomingMessage,
  where: { path: string; route: string | undefined; query: URLSearchParams; at: number },
): SeenRequest {
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const)
  return {
    method: request.method ?? '',
    path: where.path,
    route: where.route,
    query: Object.fromEntries(where.query),
    headers: Object.fromEntries(headers),
    at: where.at,
    status: 'open',
  }
}

const secretName = /password|token/i

/** The same JSON with every password and token hidden; for showing a body to people. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      secretName.test(name) ? '•••' : withoutSecrets(inner),
    ]),
  )
}
