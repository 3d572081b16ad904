// What a hotel chain decides about its desk, resolved per hotel: a hotel's own staff and policy stand over the
// common ones.
import type { Hotel } from './staff.ts'

export interface StaffLists {
  /** Slack user ids, user group ids, or everybody in the desk channel. */
  agents: readonly string[] | 'desk-channel-members'
  managers: readonly string[]
  admins: readonly string[]
  shared: readonly string[]
}

export interface GrantLimits {
  perAction: number
  perDay: number
  /** What happens above a limit. */
  above: 'approval' | 'refused'
}

export type RedeemRule = 'approval' | 'allowed' | 'refused'

export interface RolePolicy {
  grant: GrantLimits
  redeem: RedeemRule
}

/** Setting a guest's points or level by hand; off until the hotel wants it. */
export interface AdjustRule {
  enabled: boolean
  /** More points than this up or down need another manager. */
  approvalAbove: number
}

export interface Policy {
  agent: RolePolicy
  manager: RolePolicy
  undo: { authorMinutes: number; after: 'manager' | 'never' }
  approval: { expiresAfterMinutes: number; remindAfterMinutes: number; ownRequests: 'never' }
  adjust: AdjustRule
}

/** What a guest agrees to when enrolled, in the hotel's own words. */
export interface ConsentWording {
  /** Written to the audit trail: another wording is another version. */
  version: string
  en: string
  es: string
}

export interface DeskHotel extends Hotel {
  staff: StaffLists
  policy: Policy
  digest: { at: string; days: readonly string[] }
  /** When shifts change, `HH:MM`; empty: no summaries. */
  handover: readonly string[]
  /** Missing: the desk's own wording. */
  consent?: ConsentWording
}

export interface Settings {
  language: 'en' | 'es'
  hotels: readonly DeskHotel[]
  /** The API has no names for levels: id → name. */
  levels: Readonly<Record<string, string>>
  rooms: { lookBackDays: number }
}

export function hotelById(settings: Settings, id: number): DeskHotel | undefined {
  return settings.hotels.find(hotel => hotel.id === id)
}

/** The hotel whose desk, approvals or digest channel this is. */
export function hotelOfChannel(settings: Settings, channelId: string | undefined): DeskHotel | undefined {
  if (!channelId) return undefined
  return settings.hotels.find(hotel => Object.values(hotel.channels).includes(channelId))
}
