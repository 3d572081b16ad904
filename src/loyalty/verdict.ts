// What an answer other than 2xx means: pure functions of status, body and headers.
import { maskText } from '../domain/masking.ts'
import type { FieldMessage, LoyaltyErrorCode } from './errors.ts'

export interface Verdict {
  code: LoyaltyErrorCode
  /** The API itself said that it did not do it. */
  isNotApplied: boolean
  /** The same call may succeed later. */
  isPassing: boolean
}

/** @param body the parsed JSON, or undefined when it is none (an HTML page, an empty or cut body) */
export function judge(status: number, body: unknown): Verdict {
  if (status === 401) return { code: 'Unauthorised', isNotApplied: true, isPassing: false }
  if (status === 429) return { code: 'RateLimited', isNotApplied: true, isPassing: true }
  if (status >= 500) return { code: 'Unavailable', isNotApplied: false, isPassing: true }
  if (status === 408) return { code: 'Unanswered', isNotApplied: false, isPassing: true }
  if (status < 400) return { code: 'Unavailable', isNotApplied: false, isPassing: false }
  const code = status === 403 ? 'Unauthorised' : status === 404 ? 'NotFound' : 'Rejected'
  return { code, isNotApplied: isOwnRefusal(status, body), isPassing: false }
}

/** Only these say that a request was looked at and turned down; a 409, say, may follow from our own first copy. */
const refusals = new Set([400, 403, 404, 422])

/**
 * The API's own error shape (inferred from its Django REST Framework look): `{"detail": "…"}` for every refusal;
 * for 400 and 422 also `{"field": ["…"]}` and a list of sentences. A gateway's `{"message": "…"}` is none.
 */
function isOwnRefusal(status: number, body: unknown): boolean {
  if (!refusals.has(status) || typeof body !== 'object' || body === null) return false
  if ('detail' in body) return isMessage(body.detail)
  return (status === 400 || status === 422) && isMessages(body)
}

const isMessage = (value: unknown): boolean => typeof value === 'string' || isSentences(value)

function isSentences(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(item => typeof item === 'string')
}

function isMessages(body: object): boolean {
  if (Array.isArray(body)) return isSentences(body)
  const entries = Object.entries(body).filter(([key]) => key !== 'code' && key !== 'status_code')
  return (
    entries.length > 0 &&
    entries.every(([, value]) => isSentences(value) || (isObject(value) && isMessages(value)))
  )
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const longestMessage = 200
const mostMessages = 10
const secretLike = /[\w-]{20,}\.[\w-]{8,}\.[\w-]{8,}|[A-Za-z0-9+/_=-]{40,}/g

/**
 * Every message in an error body as field and text. E-mails, card numbers, token-like words and the given secrets
 * are masked.
 */
export function flattenMessages(body: unknown, secrets: readonly string[] = []): FieldMessage[] {
  const found: FieldMessage[] = []
  walk('', body)
  return found

  function walk(field: string, value: unknown): void {
    if (found.length >= mostMessages) return
    if (typeof value === 'string') {
      if (value.trim() !== '') found.push({ field: clean(field || 'detail'), message: clean(value) })
    } else if (Array.isArray(value)) {
      for (const item of value) walk(field, item)
    } else if (isObject(value)) {
      for (const [key, item] of Object.entries(value)) {
        if (key !== 'code' || field !== '') walk(field ? `${field}.${key}` : key, item)
      }
    }
  }

  function clean(text: string): string {
    let masked = text
    for (const secret of secrets) if (secret !== '') masked = masked.replaceAll(secret, '•••')
    masked = maskText(masked.replace(/\s+/g, ' ').trim().slice(0, 2_000)).replace(secretLike, '•••')
    return masked.length > longestMessage ? `${masked.slice(0, longestMessage - 1)}…` : masked
  }
}

/** `Retry-After` in seconds or as an HTTP date; undefined when absent or unreadable. @param now epoch ms */
export function readRetryAfter(header: string | string[] | undefined, now: number): number | undefined {
  const text = (Array.isArray(header) ? header[0] : header)?.trim()
  if (!text) return undefined
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

export interface RetryRules {
  /** How often a GET goes out at most, the first time included. */
  attempts: number
  /** The first pause; it doubles each time, up to `maxPauseMs`. Each is shortened by up to half at random. */
  pauseMs: number
  maxPauseMs: number
  /** A `Retry-After` beyond this is not waited for: the caller is told instead. */
  maxRetryAfterMs: number
}

/**
 * How long to wait before a failed GET goes out again; undefined: not again.
 * @param attempt 1 for the first
 * @param random 0 to 1
 */
export function retryPause(
  rules: RetryRules,
  attempt: number,
  error: { isRetryable: boolean; retryAfterMs: number | undefined },
  random: number,
): number | undefined {
  if (!error.isRetryable || attempt >= rules.attempts) return undefined
  const wanted = error.retryAfterMs ?? 0
  if (wanted > rules.maxRetryAfterMs) return undefined
  const pause = Math.min(rules.maxPauseMs, rules.pauseMs * 2 ** (attempt - 1))
  return Math.max(wanted, pause * (1 - random / 2))
}
