// The guest read afresh just before the write, and the decision taken again on what was read.
import type { Action, FailureCode } from '../domain/action.ts'
import type { Guest } from '../domain/guest.ts'
import { hotelDate } from '../domain/hotel-day.ts'
import { factsOf } from '../domain/policy.ts'
import { RetryLater } from '../jobs/handler.ts'
import { LoyaltyError } from '../loyalty/errors.ts'
import type { Bound } from './definition.ts'
import { type Desk, hotelOf } from './desk.ts'
import { annotate, move } from './move.ts'
import { guestBusyPauseMs, readBackOf } from './read-back.ts'
import { fail, failureOf, holdUpOf, pauseOrGiveUp } from './write-failure.ts'

/** The guest as they are now, where the definition wants that; decides again on what was read. */
export async function readGuest(
  desk: Desk,
  action: Action,
  bound: Bound,
): Promise<Guest | undefined | 'ended'> {
  if (bound.definition.guestAtWrite === 'as-shown') return undefined
  let guest: Guest | undefined
  try {
    guest = await desk.loyalty.contacts.find(action.contactId, { reference: action.reference })
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error
    if (!error.isRetryable) {
      await fail(desk, action, failureOf(error), error)
      return 'ended'
    }
    const holdUp = holdUpOf(error)
    const held =
      action.outcome.holdUp === holdUp
        ? action
        : await annotate(desk, action, {
            event: 'action.held-up',
            actor: 'desk',
            outcome: { holdUp },
            show: [{ place: 'desk' }],
          })
    if (!held) throw new RetryLater(guestBusyPauseMs, 'the action was changed meanwhile')
    await pauseOrGiveUp(desk, held, error)
    return 'ended'
  }
  if (!guest) {
    await fail(desk, action, 'guest-gone')
    return 'ended'
  }
  const failure = refusalNow(desk, action, bound, guest)
  if (!failure) return guest
  await move(desk, action, {
    event: { name: 'failed', failure },
    actor: 'desk',
    outcome: { ...readBackOf(guest, bound), readAt: desk.clock.now() },
    show: [{ place: 'desk' }, { place: 'outcome' }],
  })
  return 'ended'
}

function refusalNow(desk: Desk, action: Action, bound: Bound, guest: Guest): FailureCode | undefined {
  const hotel = hotelOf(desk, action.hotelId)
  if (!hotel) return 'no-longer-allowed'
  const decision = bound.decide(desk.identity.staffIn(action.requestedBy, hotel), factsOf(guest), {
    date: hotelDate(hotel, desk.clock.now()),
    hotelId: hotel.id,
    policy: hotel.policy,
    usedToday: 0,
  })
  if (decision.kind !== 'refused') return undefined
  switch (decision.why) {
    case 'too-few-points':
    case 'already-member':
    case 'changed-meanwhile':
      return decision.why
    default:
      return 'no-longer-allowed'
  }
}
