// Who may set a guest's level or points by hand, when another manager decides, and from what it has to start.
import { describe, expect, it, test } from 'vitest'
import { type Adjustment, decideAdjust, stands } from '../../src/domain/adjustment.ts'
import type { GuestFacts, Today } from '../../src/domain/policy.ts'
import type { Staff } from '../../src/domain/staff.ts'

const person = (roles: Partial<Staff>): Staff => ({
  userId: 'U0CARLA',
  hotelId: 101,
  isAgent: false,
  isManager: false,
  isAdmin: false,
  isShared: false,
  ...roles,
})
const manager = person({ isManager: true })
const role = { grant: { perAction: 500, perDay: 2000, above: 'approval' }, redeem: 'approval' } as const
const today = (adjust?: Today['policy']['adjust']): Today => ({
  date: '2026-11-23',
  hotelId: 101,
  policy: { agent: role, manager: role, ...(adjust && { adjust }) },
  usedToday: 0,
})
const on = today({ enabled: true, approvalAbove: 1000 })
const guest = (facts: Partial<GuestFacts> = {}): GuestFacts => ({
  membership: 'member',
  points: 1240,
  level: 2673,
  levelPoints: 300,
  ...facts,
})
const to = (points: number): Adjustment => ({ points: { from: 1240, to: points } })
const refused = (why: string) => expect.objectContaining({ kind: 'refused', why })
const allowed = { kind: 'allowed', allowance: 0 }
const needsApproval = { kind: 'needsApproval', why: 'adjust-rule' }

describe('who may adjust', () => {
  it.each([
    ['a manager', manager, on, allowed],
    ['an agent', person({ isAgent: true }), on, refused('managers-only')],
    ['an admin', person({ isAdmin: true }), on, refused('managers-only')],
    ['a shared log-in', person({ isAgent: true, isShared: true }), on, refused('managers-only')],
    [
      'a manager where it is switched off',
      manager,
      today({ enabled: false, approvalAbove: 1000 }),
      refused('adjust-off'),
    ],
    ['a manager where nothing is said about it', manager, today(), refused('adjust-off')],
  ])('%s', (_, staff, day, decision) => {
    expect(decideAdjust(staff, to(1300), guest(), day)).toEqual(decision)
  })

  test('nobody for a guest who is no member', () => {
    expect(decideAdjust(manager, to(1300), guest({ membership: 'not-member' }), on)).toEqual(
      refused('not-a-member'),
    )
  })
})

describe('another manager decides', () => {
  it.each([
    ['about a thousand up: not yet', to(2240), allowed],
    ['about a thousand and one up', to(2241), needsApproval],
    ['about a thousand down: not yet', to(240), allowed],
    ['about a thousand and one down', to(239), needsApproval],
    ['about as many level points', { levelPoints: { from: 300, to: 1301 } }, needsApproval],
    ['not about a level', { level: { from: 2673, to: 2671 } }, allowed],
  ])('%s', (_, adjustment, decision) => {
    expect(decideAdjust(manager, adjustment, guest(), on)).toEqual(decision)
  })
})

describe('it has to start from what the form showed', () => {
  it.each([
    ['the points are others', to(1300), { points: 1250 }],
    ['the points are not known any more', to(1300), { points: 'unknown' as const }],
    ['the level is another', { level: { from: 2672, to: 2671 } }, {}],
    ['the level points are others', { levelPoints: { from: 299, to: 310 } }, {}],
  ])('%s', (_, adjustment, facts) => {
    expect(decideAdjust(manager, adjustment, guest(facts), on)).toEqual(refused('changed-meanwhile'))
  })

  test('what is not set may have changed', () => {
    expect(decideAdjust(manager, to(1300), guest({ level: 2671, levelPoints: 0 }), on)).toEqual(allowed)
  })
})

test('all that was set has to stand, at either end', () => {
  const adjustment: Adjustment = { level: { from: 'none', to: 2671 }, points: { from: 0, to: 5 } }
  expect(stands(adjustment, { level: 2671, points: 5 }, 'to')).toBe(true)
  expect(stands(adjustment, { level: 2671, points: 6 }, 'to')).toBe(false)
  expect(stands(adjustment, { level: 'none', points: 0 }, 'from')).toBe(true)
  expect(stands(adjustment, { level: 'none' }, 'from')).toBe(false)
})
