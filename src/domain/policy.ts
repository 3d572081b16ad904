// Who may do what: limits, approvals and refusals, as pure decisions. The store takes the allowance that a
// decision names; the database, not this file, decides who gets the last of it.
import type { Guest, LevelId, Membership, Unknown } from './guest.ts'
import type { Points } from './points.ts'
import type { AdjustRule, RolePolicy } from './settings.ts'
import type { Staff } from './staff.ts'

/** What a decision needs to know of the guest: from the form that showed them, or read again before the write. */
export interface GuestFacts {
  membership: Membership['kind']
  points: number | Unknown
  level: LevelId
  levelPoints?: number | Unknown
}

export function factsOf({ membership, points, level, levelPoints }: Guest): GuestFacts {
  return { membership: membership.kind, points, level, levelPoints }
}

/** The day and the limits that a decision is taken under. */
export interface Today {
  /** The hotel's calendar date, `YYYY-MM-DD`. */
  date: string
  hotelId: number
  policy: { agent: RolePolicy; manager: RolePolicy; adjust?: AdjustRule }
  /** Points of this kind that the person already used of today's allowance. */
  usedToday: number
}

export type ApprovalReason =
  | 'above-limit-per-action'
  | 'above-limit-per-day'
  | 'redeem-rule'
  | 'undo-rule'
  | 'adjust-rule'
  | 'undo-in-doubt'
  | 'undo-correction'

export type Refusal =
  | 'not-staff'
  | 'not-a-member'
  | 'points-unknown'
  | 'above-limit'
  | 'too-few-points'
  | 'product-hidden'
  | 'product-not-started'
  | 'product-ended'
  | 'product-wrong-level'
  | 'product-wrong-hotel'
  | 'product-without-price'
  | 'redeem-not-allowed'
  | 'nobody-could-approve'
  | 'reset-too-soon'
  | 'already-member'
  | 'membership-unknown'
  | 'enrol-under-way'
  | 'managers-only'
  | 'adjust-off'
  | 'changed-meanwhile'
  | 'desk-held'

export type Decision =
  | { kind: 'allowed'; allowance: number }
  | { kind: 'needsApproval'; why: ApprovalReason }
  | { kind: 'refused'; why: Refusal; field?: string }

export function refused(why: Refusal, field?: string): Decision {
  return field === undefined ? { kind: 'refused', why } : { kind: 'refused', why, field }
}

/** A person's own policy: the manager's where they are one. */
export function policyOf(staff: Staff, today: Today): RolePolicy | undefined {
  if (staff.isManager) return today.policy.manager
  return staff.isAgent ? today.policy.agent : undefined
}

export function decideGrant(staff: Staff, points: Points, guest: GuestFacts, today: Today): Decision {
  const policy = policyOf(staff, today)
  if (!policy) return refused('not-staff')
  if (guest.membership === 'not-member') return refused('not-a-member', 'guest')
  const limits = policy.grant
  const isAboveAction = points > limits.perAction
  const isAboveDay = today.usedToday + points > limits.perDay
  if (!isAboveAction && !isAboveDay) return { kind: 'allowed', allowance: points }
  if (limits.above === 'refused') return refused('above-limit', 'points')
  return { kind: 'needsApproval', why: isAboveAction ? 'above-limit-per-action' : 'above-limit-per-day' }
}

/** What is left of a grant allowance today, never below 0; undefined for people without one. */
export function grantLeft(staff: Staff, today: Today): number | undefined {
  const policy = policyOf(staff, today)
  return policy ? Math.max(0, policy.grant.perDay - today.usedToday) : undefined
}

export function decideRedeem(
  staff: Staff,
  price: Points | Unknown,
  guest: GuestFacts,
  today: Today,
): Decision {
  const rule = policyOf(staff, today)?.redeem
  if (!rule) return refused('not-staff')
  if (rule === 'refused') return refused('redeem-not-allowed')
  if (guest.membership === 'not-member') return refused('not-a-member', 'guest')
  if (price === 'unknown') return refused('product-without-price', 'product')
  if (guest.points === 'unknown') return refused('points-unknown', 'guest')
  if (guest.points < price) return refused('too-few-points', 'product')
  return rule === 'allowed'
    ? { kind: 'allowed', allowance: 0 }
    : { kind: 'needsApproval', why: 'redeem-rule' }
}

export type ReviewRefusal = 'own-request' | 'not-a-manager' | 'shared-login'

/** Whether this person may approve or decline a request; undefined when they may. */
export function reviewRefusal(
  staff: Staff,
  request: { requestedBy: string; actingUser?: string | undefined },
): ReviewRefusal | undefined {
  if (staff.isShared) return 'shared-login'
  if (!staff.isManager) return 'not-a-manager'
  if (staff.userId === request.requestedBy || staff.userId === request.actingUser) return 'own-request'
  return undefined
}
