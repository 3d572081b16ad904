// Taking an action back: who may by when, for how many points, and when a manager has to look first.
import type { Action, ActionKind, UndoneBy } from './action.ts'
import type { Unknown } from './guest.ts'
import type { Policy } from './settings.ts'

/** A kind whose opposite the programme knows. */
export function isUndoable(kind: ActionKind): boolean {
  return kind === 'grant-points' || kind === 'redeem-product'
}

/** `undo`: by its author, at once; `correct`: with a reason, by a manager's leave. */
export type UndoOffer = 'undo' | 'correct' | 'none'

type Undoable = Pick<Action, 'kind' | 'state' | 'outcome'>

/** Until when its author may undo an action (epoch ms, not included); undefined where there is no such time. */
export function undoEndsAt(
  { kind, state, outcome: { doneAt } }: Undoable,
  { authorMinutes }: Policy['undo'],
): number | undefined {
  if (state !== 'done' || !isUndoable(kind) || doneAt === undefined || authorMinutes === 0) return undefined
  return doneAt + authorMinutes * 60_000
}

/** What the author's copies of a receipt offer. @param now epoch ms */
export function undoOffer(action: Undoable, policy: Policy['undo'], now: number): UndoOffer {
  const { undoneBy } = action.outcome
  if (action.state !== 'done' || !isUndoable(action.kind) || isTakenBack(undoneBy)) return 'none'
  // Of two that both arrived, the second is taken back: a card of its own says so.
  if (isOneOfTwo(action)) return 'none'
  if (now < (undoEndsAt(action, policy) ?? 0)) return 'undo'
  return policy.after === 'manager' ? 'correct' : 'none'
}

/** It came late, and so did the one that was sent again for it, or may. */
export function isOneOfTwo({ outcome: { cameLate, sentAgain } }: Pick<Action, 'outcome'>): boolean {
  return (
    cameLate === true &&
    sentAgain !== undefined &&
    !sentAgain.hasEnded &&
    sentAgain.undoneBy?.state !== 'done'
  )
}

/** It was taken back, or somebody has asked for that. */
export function isTakenBack(undoneBy: UndoneBy | undefined): boolean {
  return undoneBy !== undefined && undoneBy.state !== 'ended'
}

/** Why a manager has to look first, with both numbers. */
export type UndoDoubt = 'unread' | 'spent' | 'bonus'

export interface UndoPlan {
  /** To be taken or given back; 0: nothing is left. */
  points: number
  doubt?: UndoDoubt
}

/**
 * @param asked points as typed, positive
 * @param arrived what the ledger's row says, level bonus included, signed; undefined: could not be read
 * @param balance of the guest now
 */
export function planUndo({
  asked,
  arrived,
  balance,
  direction,
}: {
  asked: number
  arrived: number | undefined
  balance: number | Unknown
  direction: 'granted' | 'redeemed'
}): UndoPlan {
  // Giving points back is a grant: the guest's level may add to it.
  if (direction === 'redeemed')
    return { points: Math.abs(arrived ?? asked), doubt: arrived === undefined ? 'unread' : 'bonus' }
  const isRead = arrived !== undefined && arrived > 0
  const points = isRead ? arrived : asked
  if (balance === 'unknown') return { points, doubt: 'unread' }
  if (balance < points) return { points: Math.max(0, balance), doubt: isRead ? 'spent' : 'unread' }
  return isRead ? { points } : { points, doubt: 'unread' }
}
