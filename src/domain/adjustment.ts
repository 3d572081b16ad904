// Setting a guest's level, points or level points by hand: who may, when another manager decides, and whether the
// guest still stands as the form showed them.
import type { Guest } from './guest.ts'
import { type Decision, type GuestFacts, refused, type Today } from './policy.ts'
import type { Staff } from './staff.ts'

/** What is set, from what the form showed; a missing one is left as it is. */
export interface Adjustment {
  level?: { from: number | 'none'; to: number }
  points?: { from: number; to: number }
  levelPoints?: { from: number; to: number }
}

export const adjustedFields = ['level', 'points', 'levelPoints'] as const

export function decideAdjust(
  staff: Staff,
  adjustment: Adjustment,
  guest: GuestFacts,
  { policy: { adjust } }: Today,
): Decision {
  if (!staff.isManager) return refused('managers-only')
  if (!adjust?.enabled) return refused('adjust-off')
  if (guest.membership === 'not-member') return refused('not-a-member', 'guest')
  if (!stands(adjustment, guest, 'from')) return refused('changed-meanwhile', 'guest')
  const { points, levelPoints } = adjustment
  const furthest = Math.max(...[points, levelPoints].map(set => (set ? Math.abs(set.to - set.from) : 0)))
  return furthest > adjust.approvalAbove
    ? { kind: 'needsApproval', why: 'adjust-rule' }
    : { kind: 'allowed', allowance: 0 }
}

/** Whether all that is set stands at this end of the adjustment; what is not known does not. */
export function stands(
  adjustment: Adjustment,
  guest: { [Field in (typeof adjustedFields)[number]]?: Guest[Field] },
  end: 'from' | 'to',
): boolean {
  return adjustedFields.every(field => {
    const set = adjustment[field]
    return set === undefined || guest[field] === set[end]
  })
}
