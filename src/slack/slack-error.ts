// Why Slack did not take something, in the terms that the desk decides by.
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api'

export type SlackFailure = 'rate-limited' | 'refused' | 'unavailable'

/**
 * Slack did not do what was asked. `refused` carries Slack's own code in `reason` (channel_not_found,
 * expired_trigger_id …) and will not get better by trying again; the others will.
 */
export class SlackError extends Error {
  override name = 'SlackError'
  readonly code: SlackFailure
  readonly reason: string
  readonly retryAfterMs: number
  constructor(code: SlackFailure, reason: string, retryAfterMs = 0) {
    super(`Slack: ${reason}`)
    this.code = code
    this.reason = reason
    this.retryAfterMs = retryAfterMs
  }
}

/** What any failure of Slack's client means here. */
export function toSlackError(error: unknown): SlackError {
  if (error instanceof SlackError) return error
  // A 429 without Retry-After happens.
  if (error instanceof WebAPIRateLimitedError)
    return new SlackError('rate-limited', 'ratelimited', (error.retryAfter || 10) * 1000)
  if (error instanceof WebAPIPlatformError) return refusedOrLimited(error.data.error)
  return new SlackError(
    'unavailable',
    error instanceof WebAPIHTTPError ? `http_${error.statusCode}` : 'no_answer',
  )
}

function refusedOrLimited(reason: string): SlackError {
  if (reason === 'ratelimited') return new SlackError('rate-limited', reason, 10_000)
  const isPassing = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'].includes(
    reason,
  )
  return new SlackError(isPassing ? 'unavailable' : 'refused', reason)
}
