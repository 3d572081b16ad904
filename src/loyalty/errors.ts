// The LoyaltyError family: what went wrong with a call, whether sending it again may help, and whether it may
// have changed something. Nothing in an error names a person or holds a secret.
import type { Reference } from '../domain/reference.ts'

/**
 * - `Unauthorised`: the API refuses the API user, or lacks the permission for this call (401 twice, 403, a refused login)
 * - `NotFound`: 404; its `fields` are empty when it was not the API itself that said so (a wrong base URL or path)
 * - `Rejected`: the API does not take what was sent; `fields` says why, as far as the API said
 * - `RateLimited`: 429; `retryAfterMs` when the API named a pause
 * - `Unavailable`: no connection, 3xx, 5xx, or the call came too late to be sent
 * - `Drift`: a 2xx answer that does not look as agreed; `issues` names the fields
 * - `Unanswered`: time-out, connection cut, an answer without end, 408, or the caller gave up
 */
export type LoyaltyErrorCode =
  | 'Unauthorised'
  | 'NotFound'
  | 'Rejected'
  | 'RateLimited'
  | 'Unavailable'
  | 'Drift'
  | 'Unanswered'

/**
 * `not-sent`: no connection stood, so not a byte left. `not-applied`: the API refused it in its own words, or the
 * call changes nothing anyway. `maybe`: it may have happened.
 */
export type Effect = 'not-sent' | 'not-applied' | 'maybe'

/** One thing that the API did not like. E-mails and secrets are masked, the text is shortened. */
export interface FieldMessage {
  /** The API's field name; `detail` and `non_field_errors` for the whole. */
  field: string
  message: string
}

export interface LoyaltyErrorFacts {
  code: LoyaltyErrorCode
  method: string
  path: string
  effect: Effect
  isRetryable: boolean
  status?: number | undefined
  reference?: Reference | undefined
  fields?: readonly FieldMessage[] | undefined
  issues?: readonly string[] | undefined
  retryAfterMs?: number | undefined
  cause?: Error | undefined
}

/** The loyalty API failed us. Every method of the client throws this and nothing else. */
export class LoyaltyError extends Error {
  override readonly name = 'LoyaltyError'
  readonly code: LoyaltyErrorCode
  readonly method: string
  /** The path as a template, `contacts/{id}/`: never with ids or query values. */
  readonly path: string
  readonly effect: Effect
  /** Sending the same call again later is safe and may help. */
  readonly isRetryable: boolean
  readonly status: number | undefined
  readonly reference: Reference | undefined
  readonly fields: readonly FieldMessage[]
  /** Of `Drift`: `points: not a number`. */
  readonly issues: readonly string[]
  readonly retryAfterMs: number | undefined

  constructor(facts: LoyaltyErrorFacts) {
    super(sentence(facts), facts.cause ? { cause: facts.cause } : undefined)
    this.code = facts.code
    this.method = facts.method
    this.path = facts.path
    this.effect = facts.effect
    this.isRetryable = facts.isRetryable
    this.status = facts.status
    this.reference = facts.reference
    this.fields = facts.fields ?? []
    this.issues = facts.issues ?? []
    this.retryAfterMs = facts.retryAfterMs
  }

  /** True when only a look at the ledger, or a person, can tell. */
  get mayHaveHappened(): boolean {
    return this.effect === 'maybe'
  }
}

/**
 * The API itself says that there is no such thing. A 404 without its own words is a web server's page: a wrong base
 * URL or path, not a missing guest.
 */
export function isMissing(error: unknown): boolean {
  return error instanceof LoyaltyError && error.code === 'NotFound' && error.fields.length > 0
}

function sentence(facts: LoyaltyErrorFacts): string {
  const status = facts.status === undefined ? '' : ` (${facts.status})`
  const issues = facts.issues?.length ? `: ${facts.issues.join('; ')}` : ''
  const doubt = facts.effect === 'maybe' ? ', may have happened' : ''
  return `${facts.code}: ${facts.method} ${facts.path}${status}${doubt}${issues}`
}
