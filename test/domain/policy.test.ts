// Who may do what: limits, approvals, refusals, and who may decide on whose request.
import { describe, expect, it, test } from 'vitest'
import { type Points, toPoints } from '../../src/domain/points.ts'
import {
  decideGrant,
  decideRedeem,
  type GuestFacts,
  grantLeft,
  policyOf,
  reviewRefusal,
  type Today,
} from '../../src/domain/policy.ts'
import type { RedeemRule, RolePolicy } from '../../src/domain/settings.ts'
import { isStaff, type Staff } from '../../src/domain/staff.ts'

const person = (roles: Partial<Staff> = {}): Staff => ({
  userId: 'U0ANA',
  hotelId: 101,
  isAgent: false,
  isManager: false,
  isAdmin: false,
  isShared: false,
  ...roles,
})
const agent = person({ isAgent: true })
const manager = person({ isAgent: true, isManager: true })
const nobody = person()

const role = (perAction: number, perDay: number, more: Partial<RolePolicy> = {}): RolePolicy => ({
  grant: { perAction, perDay, above: 'approval' },
  redeem: 'approval',
  ...more,
})
const today = (usedToday = 0, agentPolicy = role(500, 2000)): Today => ({
  date: '2026-11-23',
  hotelId: 101,
  policy: { agent: agentPolicy, manager: role(5000, 20_000, { redeem: 'allowed' }) },
  usedToday,
})
const strict = role(500, 2000, { grant: { perAction: 500, perDay: 2000, above: 'refused' } })
const guest = (facts: Partial<GuestFacts> = {}): GuestFacts => ({
  membership: 'member',
  points: 1000,
  level: 2673,
  ...facts,
})
const points = (value: number): Points => toPoints(value) ?? expect.unreachable()
const allowed = (allowance: number) => ({ kind: 'allowed', allowance })
const needsApproval = (why: string) => ({ kind: 'needsApproval', why })
const refused = (why: string, field?: string) =>
  field === undefined ? { kind: 'refused', why } : { kind: 'refused', why, field }

describe('a grant', () => {
  it.each([
    ['below the limit per action', agent, 499, 0, allowed(499)],
    ['at the limit per action', agent, 500, 0, allowed(500)],
    ['above the limit per action', agent, 501, 0, needsApproval('above-limit-per-action')],
    ['that leaves some of the day', agent, 500, 1499, allowed(500)],
    ['that takes the last of the day', agent, 500, 1500, allowed(500)],
    ['of one point more than is left of the day', agent, 500, 1501, needsApproval('above-limit-per-day')],
    ['of the last point of the day', agent, 1, 1999, allowed(1)],
    ['of one point after the day is used up', agent, 1, 2000, needsApproval('above-limit-per-day')],
    ['above both limits', agent, 501, 1500, needsApproval('above-limit-per-action')],
    ['by a manager at the manager’s limit', manager, 5000, 15_000, allowed(5000)],
    ['by a manager above the limit per action', manager, 5001, 0, needsApproval('above-limit-per-action')],
    ['by a manager above the limit per day', manager, 5000, 15_001, needsApproval('above-limit-per-day')],
    ['by a manager who is no agent', person({ isManager: true }), 501, 0, allowed(501)],
    ['by a shared log-in', person({ isAgent: true, isShared: true }), 500, 0, allowed(500)],
    ['by nobody of the staff', nobody, 1, 0, refused('not-staff')],
    ['by an admin without another role', person({ isAdmin: true }), 1, 0, refused('not-staff')],
  ])('%s', (_name, staff, amount, used, decision) => {
    expect(decideGrant(staff, points(amount), guest(), today(used))).toEqual(decision)
  })

  it.each([
    ['at the limit', 500, 0, allowed(500)],
    ['above the limit per action', 501, 0, refused('above-limit', 'points')],
    ['above the limit per day', 500, 1501, refused('above-limit', 'points')],
  ])('where nothing above a limit is wanted: %s', (_name, amount, used, decision) => {
    expect(decideGrant(agent, points(amount), guest(), today(used, strict))).toEqual(decision)
  })

  test('of an agent whose limits are 0 always needs approval', () => {
    expect(decideGrant(agent, points(1), guest(), today(0, role(0, 0)))).toEqual(
      needsApproval('above-limit-per-action'),
    )
  })

  it.each([
    ['a member', guest(), allowed(300)],
    ['somebody who is not a member', guest({ membership: 'not-member' }), refused('not-a-member', 'guest')],
    ['a guest of whom the programme does not say it', guest({ membership: 'unknown' }), allowed(300)],
    ['a guest whose balance is not known', guest({ points: 'unknown' }), allowed(300)],
    ['a guest without a level', guest({ level: 'none' }), allowed(300)],
  ])('for %s', (_name, facts, decision) => {
    expect(decideGrant(agent, points(300), facts, today())).toEqual(decision)
  })

  test('for somebody who is not a member is refused even where a manager would have to approve', () => {
    const stranger = guest({ membership: 'not-member' })
    expect(decideGrant(agent, points(501), stranger, today())).toEqual(refused('not-a-member', 'guest'))
  })
})

describe('a redemption', () => {
  const withRule = (redeem: RedeemRule) => today(0, role(500, 2000, { redeem }))

  it.each([
    ['by an agent waits for a manager', agent, withRule('approval'), needsApproval('redeem-rule')],
    ['by an agent who may redeem', agent, withRule('allowed'), allowed(0)],
    ['by an agent who may not', agent, withRule('refused'), refused('redeem-not-allowed')],
    ['by a manager', manager, withRule('refused'), allowed(0)],
    ['by nobody of the staff', nobody, withRule('allowed'), refused('not-staff')],
  ])('%s', (_name, staff, day, decision) => {
    expect(decideRedeem(staff, points(800), guest(), day)).toEqual(decision)
  })

  it.each([
    ['with exactly enough points', 1000, guest(), allowed(0)],
    ['with one point too few', 1001, guest(), refused('too-few-points', 'product')],
    ['with a negative balance', 1, guest({ points: -50 }), refused('too-few-points', 'product')],
    ['when the balance is not known', 1, guest({ points: 'unknown' }), refused('points-unknown', 'guest')],
    ['for a non-member', 1, guest({ membership: 'not-member' }), refused('not-a-member', 'guest')],
    ['when membership is not known', 1, guest({ membership: 'unknown' }), allowed(0)],
  ])('%s', (_name, price, facts, decision) => {
    expect(decideRedeem(manager, points(price), facts, today())).toEqual(decision)
  })

  test('of a product without a price is refused', () => {
    expect(decideRedeem(manager, 'unknown', guest(), today())).toEqual(
      refused('product-without-price', 'product'),
    )
  })

  test('never uses up an allowance', () => {
    expect(decideRedeem(manager, points(1000), guest(), today(20_000))).toEqual(allowed(0))
  })
})

it.each([
  [agent, 0, 2000],
  [agent, 1999, 1],
  [agent, 2000, 0],
  [agent, 2500, 0],
  [manager, 2500, 17_500],
  [nobody, 0, undefined],
])('what is left of a day (%o, %i used) is %s', (staff, used, left) => {
  expect(grantLeft(staff, today(used))).toBe(left)
})

test('a manager who is also an agent has the manager’s limits', () => {
  expect(policyOf(manager, today())?.grant.perAction).toBe(5000)
  expect(policyOf(agent, today())?.grant.perAction).toBe(500)
  expect(policyOf(person({ isAdmin: true }), today())).toBeUndefined()
})

describe('deciding on a request', () => {
  const request = { requestedBy: 'U0BEN' }
  const carla = person({ userId: 'U0CARLA', isManager: true })
  it.each([
    ['a manager', carla, request, undefined],
    ['a manager, on the own request', carla, { requestedBy: 'U0CARLA' }, 'own-request'],
    [
      'a manager, on what they asked for at the shared desk',
      carla,
      { requestedBy: 'U0DESK', actingUser: 'U0CARLA' },
      'own-request',
    ],
    [
      'a manager, on a colleague’s request at the shared desk',
      carla,
      { requestedBy: 'U0DESK', actingUser: 'U0BEN' },
      undefined,
    ],
    ['an agent', agent, request, 'not-a-manager'],
    ['an agent, on the own request', agent, { requestedBy: 'U0ANA' }, 'not-a-manager'],
    ['an admin who is no manager', person({ isAdmin: true }), request, 'not-a-manager'],
    ['nobody of the staff', nobody, request, 'not-a-manager'],
    ['a shared log-in', person({ isShared: true, isAgent: true }), request, 'shared-login'],
    ['a shared log-in that is listed as manager', { ...carla, isShared: true }, request, 'shared-login'],
  ])('%s', (_name, staff, asked, refusal) => {
    expect(reviewRefusal(staff, asked)).toBe(refusal)
  })
})

it.each([
  [{ isAgent: true }, true],
  [{ isManager: true }, true],
  [{ isAdmin: true }, true],
  [{ isShared: true }, false],
  [{}, false],
])('%o is staff: %s', (roles, is) => {
  expect(isStaff(person(roles))).toBe(is)
})
