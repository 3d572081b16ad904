// One call as data: what goes out, how its answer is read, and the error that it ends in when it fails.
import type { ContactId, OperationId, ProductId } from '../domain/guest.ts'
import type { Reference } from '../domain/reference.ts'
import { LoyaltyError, type LoyaltyErrorFacts } from './errors.ts'
import type { ExchangeFailure } from './transport.ts'
import type { Reader } from './wire.ts'

/** What every call of the client takes. */
export interface CallOptions {
  /** The action's reference, for the log line and the error. */
  reference?: Reference | undefined
  /** Gives the call up; a write that had left by then ends as "may have happened". */
  signal?: AbortSignal | undefined
  /**
   * Asked once a connection stands, just before the first byte, each time the call goes out. false: nothing is
   * sent and the call ends as `Unavailable`, `not-sent`.
   */
  mayStillSend?: (() => boolean) | undefined
}

export interface Call<T> extends CallOptions {
  method: 'GET' | 'POST' | 'PATCH'
  /** A template of the settings: `contacts/{id}/`. */
  path: string
  id?: ContactId | OperationId | ProductId
  query?: Readonly<Record<string, string | number>>
  body?: Readonly<Record<string, unknown>>
  read: Reader<T>
  /** A POST that asks instead of changing something. */
  isHarmless?: boolean
}

/** @throws LoyaltyError */
export type Send = <T>(call: Call<T>) => Promise<T>

/** No whole answer came. */
export function failUnanswered(call: Call<unknown>, failure: ExchangeFailure): LoyaltyError {
  // Closed: another process, or the next start, can send it.
  const isPassing = ['connection', 'time-limit', 'too-late', 'closed'].includes(failure.reason)
  const code = failure.wasSent || failure.reason === 'aborted' ? 'Unanswered' : 'Unavailable'
  const effect = failure.wasSent ? 'maybe' : 'not-sent'
  return fail(call, { code, effect, isRetryable: isPassing, cause: new Error(failure.message) })
}

type Facts = Omit<LoyaltyErrorFacts, 'method' | 'path' | 'reference'>

/** What changes nothing cannot have happened; what may have happened is not sent again. */
export function fail(call: Call<unknown>, facts: Facts): LoyaltyError {
  const isHarmless = call.method === 'GET' || call.isHarmless === true
  const effect = isHarmless && facts.effect === 'maybe' ? 'not-applied' : facts.effect
  const isRetryable = facts.isRetryable && effect !== 'maybe'
  const { method, path, reference } = call
  return new LoyaltyError({ ...facts, effect, isRetryable, method, path, reference })
}

/** Path and query below the base URL, everything encoded. */
export function toTarget(call: Call<unknown>): string {
  const path = call.id === undefined ? call.path : call.path.replace('{id}', String(call.id))
  if (!call.query) return path
  let query = ''
  for (const [key, value] of Object.entries(call.query)) {
    query += `${query && '&'}${encodeURIComponent(key)}=${encodeURIComponent(value)}`
  }
  return `${path}?${query}`
}
