// What a look at the guest after a write leaves on the action.
import type { Outcome } from '../domain/action.ts'
import type { Guest } from '../domain/guest.ts'
import type { Bound } from './definition.ts'

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
