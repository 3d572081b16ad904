// The life of an action, which is anything that writes to the loyalty programme:
//   requested ─┬─────────────→ sending → done | failed | unknown
//   waiting → approved ───────↗          unknown → done | not-applied | needs-person → done | not-applied
//   waiting → declined | expired | cancelled          not-applied → done (a row that came late)
import type { ContactId, Guest, OperationId, Unknown } from './guest.ts'
import type { Reference } from './reference.ts'

export type ActionKind =
  | 'grant-points'
  | 'redeem-product'
  | 'reset-password'
  | 'undo'
  | 'enrol-guest'
  | 'adjust-guest'

export const actionStates = [
  'requested',
  'waiting',
  'approved',
  'declined',
  'expired',
  'cancelled',
  'sending',
  'done',
  'failed',
  'unknown',
  'needs-person',
  'not-applied',
] as const
export type ActionState = (typeof actionStates)[number]

export type FailureCode =
  | 'rejected'
  | 'guest-gone'
  | 'credentials-refused'
  | 'api-unreachable'
  | 'not-understood'
  | 'no-longer-allowed'
  | 'too-few-points'
  | 'already-member'
  | 'changed-meanwhile'
  | 'came-late'
  | 'input-unreadable'

/** What happened to an action. The name is written to the audit trail as `action.<name>`. */
export type ActionEvent =
  | { name: 'approved' }
  | { name: 'declined' }
  | { name: 'expired' }
  | { name: 'cancelled' }
  /** Committed before the request leaves. */
  | { name: 'sending' }
  /** Certain that nothing left: back to where it stood, to be sent later. */
  | { name: 'taken-back' }
  | { name: 'done'; operationId?: OperationId; arrived?: number; bonusUnread?: boolean }
  | { name: 'failed'; failure: FailureCode; detail?: string }
  | { name: 'answer-lost' }
  | { name: 'ruled-out' }
  | { name: 'handed-to-person' }
  | { name: 'doubted' }

/** What is known of the result; grows while the action lives. */
export interface Outcome {
  failure?: FailureCode
  /** The API's own words for a rejection, free of personal data. */
  detail?: string
  /** Points that arrived with the level bonus, where the answer said so. */
  arrived?: number
  /** `arrived` is without the bonus: the answer did not name one. */
  bonusUnread?: boolean
  /** When it was known to be done (epoch ms): its author's time to undo it runs from here. */
  doneAt?: number
  /** Read after the write. */
  balance?: number | Unknown
  /** The same look, for kinds that set more than points; also the look that stopped the write. */
  readBack?: Pick<Guest, 'points' | 'level' | 'levelPoints'>
  /** As the form showed it, and when it was read there (epoch ms). */
  balanceBefore?: number | Unknown
  readAt?: number
  /** The guest was found by a stay. */
  hasStay?: boolean
  /** Rows of the ledger that looked like this stay: asked for in spite of them. */
  despiteRows?: readonly OperationId[]
  /** Why it is still waiting to be sent. */
  holdUp?: 'api-unreachable' | 'rate-limited'
  handedOverBy?: string
  handedOverAt?: number
  /** What a person decided about a write that did not arrive. */
  leftBy?: string
  /** `hasEnded`: nothing came of that one, so this one stands alone. */
  sentAgain?: { id: string; reference: Reference; undoneBy?: UndoneBy; hasEnded?: true }
  /** The action that takes this one back. */
  undoneBy?: UndoneBy
  /** It had been declared not applied before its row came late. */
  cameLate?: boolean
}

export interface UndoneBy {
  id: string
  reference: Reference
  /** `ended`: nothing came of it, so it may be asked for anew. */
  state: 'asked' | 'done' | 'ended'
}

export interface Action {
  id: string
  reference: Reference
  kind: ActionKind
  hotelId: number
  state: ActionState
  version: number
  requestedBy: string
  actingUser?: string
  contactId: ContactId
  guestLabel: string
  points?: number
  /** As the definition's schema left it; checked again by whoever reads it. */
  input: unknown
  hotelDay: string
  allowance: number
  decidedBy?: string
  decidedAt?: number
  expiresAt?: number
  sendingAt?: number
  operationId?: OperationId
  outcome: Outcome
  cites?: string
  /** The bulk grant, or its reversal, that it is a row of. */
  batchId?: string
  createdAt: number
  updatedAt: number
}

type Next = { [S in ActionState]: { [E in ActionEvent['name']]?: ActionState } }

// A store put back from a backup does not know whether it sent an action later.
const afterRestore = { doubted: 'unknown' } as const

const next: Next = {
  requested: { sending: 'sending', failed: 'failed', ...afterRestore },
  waiting: {
    approved: 'approved',
    declined: 'declined',
    expired: 'expired',
    cancelled: 'cancelled',
    ...afterRestore,
  },
  approved: { sending: 'sending', failed: 'failed', ...afterRestore },
  sending: { done: 'done', failed: 'failed', 'answer-lost': 'unknown' },
  unknown: { done: 'done', 'ruled-out': 'not-applied', 'handed-to-person': 'needs-person' },
  'needs-person': { done: 'done', 'ruled-out': 'not-applied' },
  'not-applied': { done: 'done' },
  declined: {},
  expired: {},
  cancelled: {},
  done: {},
  failed: {},
}

/** The state after an event, or undefined where that cannot happen: such a change cannot be written. */
export function nextState(
  action: Pick<Action, 'state' | 'decidedBy'>,
  event: ActionEvent['name'],
): ActionState | undefined {
  if (action.state === 'sending' && event === 'taken-back') return action.decidedBy ? 'approved' : 'requested'
  return next[action.state][event]
}

/** Something may still come of it, by itself or by a person. */
export const openStates = [
  'requested',
  'waiting',
  'approved',
  'sending',
  'unknown',
  'needs-person',
] as const satisfies readonly ActionState[]

/** Somebody has to decide on it, or to see what became of it. */
export const lookedAfterStates: readonly ActionState[] = ['waiting', 'unknown', 'needs-person', 'not-applied']

/** Nothing more will happen to it by itself. */
export function isSettled(state: ActionState): boolean {
  return !['requested', 'waiting', 'approved', 'sending', 'unknown'].includes(state)
}

/** Nothing came of it, and nothing can: its allowance is given back. A lost answer keeps it. */
export function cameToNothing(state: ActionState): boolean {
  return ['declined', 'expired', 'cancelled', 'failed', 'not-applied'].includes(state)
}
