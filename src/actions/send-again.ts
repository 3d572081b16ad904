// Sends what did not arrive once more: a new action with a new reference that cites the first, decided anew.
import type { Action } from '../domain/action.ts'
import type { Staff } from '../domain/staff.ts'
import { findAction } from '../store/actions.ts'
import type { Tx } from '../store/schema.ts'
import { type Desk, hotelOf } from './desk.ts'
import { annotateIn } from './move.ts'
import { readSameGuest } from './same-guest.ts'
import { type Submitted, submit } from './submit.ts'

/** Somebody has left it, or its row came late, since it was looked at: the whole transaction is rolled back. */
class DecidedMeanwhile extends Error {}

/**
 * @param staff who pressed
 * @returns undefined: this version cannot read the action; `decided`: it was decided otherwise meanwhile
 * @throws LoyaltyError, StoreError
 */
export async function sendAgain(
  desk: Desk,
  action: Action,
  staff: Staff,
): Promise<Submitted | { kind: 'decided' } | undefined> {
  const hotel = hotelOf(desk, action.hotelId)
  const bound = desk.bind(action)
  if (!hotel || !bound) return undefined
  const guest = await readSameGuest(desk, action)
  // At a shared log-in whoever asked stays named: they may not approve it either.
  const actingUser = staff.userId === action.requestedBy ? action.actingUser : undefined
  try {
    return await bound.use((definition, input) =>
      submit(desk, {
        definition,
        input,
        staff,
        actingUser,
        hotel,
        guest,
        cites: action.id,
        ...(action.batchId !== undefined && { batch: { id: action.batchId } }),
        // One per action, whoever presses and however often.
        key: `again:${action.id}`,
        seen: 'all',
        alongside: (tx, again) => noteOnFirst(desk, tx, action.id, again, staff),
      }),
    )
  } catch (error) {
    if (error instanceof DecidedMeanwhile) return { kind: 'decided' }
    throw error
  }
}

/** Both or none: a first one that does not name the second would not say, when its row comes late, that both arrived. */
async function noteOnFirst(
  desk: Desk,
  tx: Tx,
  firstId: string,
  { id, reference }: Action,
  { userId }: Staff,
): Promise<void> {
  const first = await findAction(tx, firstId)
  const isOpen = first?.state === 'not-applied' && !first.outcome.leftBy
  const noted =
    isOpen &&
    (await annotateIn(desk, tx, first, {
      event: 'action.sent-again',
      actor: userId,
      outcome: { sentAgain: { id, reference } },
    }))
  if (!noted) throw new DecidedMeanwhile()
}
