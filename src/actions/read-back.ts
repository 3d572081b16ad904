// Reads the guest after a write: what a level bonus, or the programme itself, made of it.
import type { Action, Outcome } from '../domain/action.ts'
import type { Guest } from '../domain/guest.ts'
import { RetryLater } from '../jobs/handler.ts'
import { LoyaltyError } from '../loyalty/errors.ts'
import type { Bound } from './definition.ts'
import type { Desk } from './desk.ts'
import { annotate } from './move.ts'

/** Something else has just changed the row, or writes for the guest. */
export const guestBusyPauseMs = 250

/** Whether the guest is read again after this write. */
export function isReadBack(action: Action, bound: Bound | undefined): boolean {
  return action.points !== undefined || bound?.definition.readsBack === true
}

/** Reads the balance back: a level bonus may have changed it. Not knowing it changes nothing about the action. */
export async function readBack(desk: Desk, action: Action): Promise<void> {
  const bound = desk.bind(action)
  if (!isReadBack(action, bound) || action.outcome.balance !== undefined) return
  let read: Pick<Outcome, 'balance' | 'readBack'> = { balance: 'unknown' }
  try {
    const guest = await desk.loyalty.contacts.get(action.contactId, { reference: action.reference })
    read = readBackOf(guest, bound)
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error
  }
  const noted = await annotate(desk, action, {
    event: 'action.balance-read',
    actor: 'desk',
    outcome: { ...read, readAt: desk.clock.now() },
    show: [{ place: 'desk' }, { place: 'outcome' }],
  })
  if (!noted) throw new RetryLater(guestBusyPauseMs, 'the action was changed meanwhile')
}

/** The balance; level and level points as well for kinds that set them. */
export function readBackOf(
  { points, level, levelPoints }: Guest,
  bound: Bound | undefined,
): Pick<Outcome, 'balance' | 'readBack'> {
  return {
    balance: points,
    ...(bound?.definition.readsBack && { readBack: { points, level, levelPoints } }),
  }
}
