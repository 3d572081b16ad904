// The guest of an action as they are now, for a further action that undoes it or sends it again.
import type { Action } from '../domain/action.ts'
import type { Guest } from '../domain/guest.ts'
import { factsOf } from '../domain/policy.ts'
import type { Desk } from './desk.ts'
import type { Submission } from './submit.ts'

/** @throws LoyaltyError */
export async function readSameGuest(
  desk: Desk,
  { contactId, guestLabel, reference, outcome }: Action,
): Promise<Submission<unknown>['guest'] & Pick<Guest, 'language'>> {
  const readAt = desk.clock.now()
  const guest = await desk.loyalty.contacts.get(contactId, { reference })
  return {
    ...factsOf(guest),
    contactId,
    label: guestLabel,
    language: guest.language,
    readAt,
    hasStay: outcome.hasStay === true,
  }
}
