// Two actions, linked: the one that was taken back names its undo, and gets its allowance back once that is done; the one
// that was sent again knows when nothing came of the other.
import { type Action, cameToNothing, type Outcome, type UndoneBy } from '../domain/action.ts'
import type { Reference } from '../domain/reference.ts'
import { findAction, findActionByReference, moveAction } from '../store/actions.ts'
import { allowanceKey, giveBackAllowance } from '../store/allowances.ts'
import { cardsOf } from '../store/cards.ts'
import { StoreError } from '../store/errors.ts'
import { actionsOfGuest } from '../store/guest-actions.ts'
import type { Tx } from '../store/schema.ts'
import { enqueueUpdate } from './cards.ts'

/** In the transaction that changes the undo. @param at epoch ms */
export async function linkUndo(tx: Tx, undo: Action, undoes: Reference, at: number): Promise<void> {
  const undoneBy: UndoneBy = { id: undo.id, reference: undo.reference, state: undoLinkState(undo) }
  const undone = await findActionByReference(tx, undoes)
  if (!undone) return
  await noteAskedAnew(tx, undo, undone, at)
  const withUndo = <Undone extends { undoneBy?: UndoneBy }>(before: Undone) => ({
    ...before,
    undoneBy: standing(before.undoneBy, undoneBy),
  })
  await note(tx, undone.id, at, ({ outcome }) => withUndo(outcome), undo)
  const first = await findFirst(tx, undone)
  if (!first) return
  await note(tx, first.id, at, ({ outcome }) =>
    outcome.sentAgain ? { ...outcome, sentAgain: withUndo(outcome.sentAgain) } : outcome,
  )
}

/** What was taken back stays so, whatever becomes of another undo that was asked for before the first one's row came. */
function standing(before: UndoneBy | undefined, after: UndoneBy): UndoneBy {
  return before?.state === 'done' && after.state !== 'done' ? before : after
}

/** What this one was sent again for: the action that it cites, or an earlier undo that was left as it is. */
async function findFirst(tx: Tx, { id, kind, cites, contactId }: Action): Promise<Action | undefined> {
  const isFirst = ({ outcome }: Action) => outcome.sentAgain?.id === id
  const cited = cites === undefined ? undefined : await findAction(tx, cites)
  if (cited && isFirst(cited)) return cited
  if (!cited || kind !== 'undo') return undefined
  return (await actionsOfGuest(tx, contactId, { kind })).find(isFirst)
}

/** In the transaction that ends an action: what it was sent again for stands alone. @param at epoch ms */
export async function linkEnd(tx: Tx, second: Action, at: number): Promise<void> {
  if (!cameToNothing(second.state) || second.state === 'not-applied') return
  const first = await findFirst(tx, second)
  if (!first) return
  await note(tx, first.id, at, ({ outcome }) =>
    outcome.sentAgain ? { ...outcome, sentAgain: { ...outcome.sentAgain, hasEnded: true } } : outcome,
  )
}

/** The earlier undo was left as it is, but its row may come late: then both arrived. */
async function noteAskedAnew(tx: Tx, { id, reference }: Action, undone: Action, at: number): Promise<void> {
  const { undoneBy: before } = undone.outcome
  let first = before?.state === 'ended' && before.id !== id ? await findAction(tx, before.id) : undefined
  // One that came to nothing may itself have been asked for in place of one whose row may come.
  while (first && first.state !== 'not-applied') first = await findFirst(tx, first)
  if (first) await note(tx, first.id, at, ({ outcome }) => ({ ...outcome, sentAgain: { id, reference } }))
}

/**
 * How far an undo is, for what it takes back. One that did not arrive can still be sent again: until somebody leaves
 * it, it is no more over than one whose answer was lost.
 */
export function undoLinkState({ state, outcome }: Action): UndoneBy['state'] {
  if (state === 'done') return 'done'
  const isOver = state === 'not-applied' ? outcome.leftBy !== undefined : cameToNothing(state)
  return isOver ? 'ended' : 'asked'
}

/** Somebody else may change the row in between: looked at again. @param undo gives the allowance back when done */
async function note(
  tx: Tx,
  id: string,
  at: number,
  change: (action: Action) => Outcome,
  undo?: Action,
): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    const action = await findAction(tx, id)
    if (!action) return
    const freed = undo && isWhole(undo, action) ? action.allowance : 0
    const changed = { outcome: change(action), ...(freed > 0 && { allowance: action.allowance - freed }) }
    if (!(await moveAction(tx, action, action.state, changed, at))) continue
    if (freed > 0) await giveBackAllowance(tx, allowanceKey(action), freed)
    for (const { place } of await cardsOf(tx, id)) await enqueueUpdate(tx, id, place, at)
    return
  }
  throw new StoreError('busy')
}

/** What was taken back no longer counts against its author's day; of what the guest has spent, the rest does. */
function isWhole(undo: Action, undone: Action): boolean {
  const { arrived = undone.points ?? 0 } = undone.outcome
  return undo.state === 'done' && (undo.points ?? 0) >= Math.abs(arrived)
}
