// Sends what did not arrive once more: a new action with a new reference that cites the first, decided anew.
import type { Action } from '../domain/action.ts'
import type { Staff } from '../domain/staff.ts'
import { findAction } from '../store/actions.ts'
import { type Desk, hotelOf } from './desk.ts'
import { annotate } from './move.ts'
import { type Submitted, submit } from './submit.ts'

/** @param staff who pressed; undefined result: this version cannot read the action. @throws LoyaltyError, StoreError */
export async function sendAgain(desk: Desk, action: Action, staff: Staff): Promise<Submitted | undefined> {
  const hotel = hotelOf(desk, action.hotelId)
  const bound = desk.bind(action)
  if (!hotel || !bound) return undefined
  const readAt = desk.clock.now()
  const guest = await desk.loyalty.contacts.get(action.contactId, { reference: action.reference })
  const result = await bound.use((definition, input) =>
    submit(desk, {
      definition,
      input,
      staff,
      hotel,
      guest: {
        contactId: action.contactId,
        label: action.guestLabel,
        membership: guest.membership.kind,
        points: guest.points,
        level: guest.level,
        levelPoints: guest.levelPoints,
        readAt,
        hasStay: action.outcome.hasStay === true,
      },
      cites: action.id,
      ...(action.batchId !== undefined && { batch: { id: action.batchId } }),
      // One per action, whoever presses and however often.
      key: `again:${action.id}`,
      seen: 'all',
    }),
  )
  if (result.kind === 'stored' || result.kind === 'repeated') {
    const again = { id: result.action.id, reference: result.action.reference }
    await noteOn(desk, action.id, current => ({
      event: 'action.sent-again',
      actor: staff.userId,
      outcome: { ...current.outcome, sentAgain: again },
    }))
  }
  return result
}

/** Notes something on an action as it stands by then; somebody else may change the row in between. */
async function noteOn(
  desk: Desk,
  actionId: string,
  note: (action: Action) => Parameters<typeof annotate>[2],
): Promise<void> {
  for (let turn = 0; turn < 5; turn++) {
    const action = await findAction(desk.database.db, actionId)
    if (!action || (await annotate(desk, action, note(action)))) return
  }
}
