// A guest and the things around one, in the words of the front desk. "unknown" is a value, never 0.
import type { Points } from './points.ts'

export type Unknown = 'unknown'
export const unknown: Unknown = 'unknown'

export type ContactId = number & { readonly contact: unique symbol }
export type OperationId = number & { readonly operation: unique symbol }
export type ProductId = number & { readonly product: unique symbol }

/** A positive whole number read as a contact id; anything else is undefined. */
export function toContactId(value: number): ContactId | undefined {
  return Number.isSafeInteger(value) && value > 0 ? (value as ContactId) : undefined
}

/** The level's id in the loyalty programme; names come from the settings. `none`: the guest has no level. */
export type LevelId = number | 'none' | Unknown

export type Membership =
  | { kind: 'member'; since: string | Unknown }
  | { kind: 'not-member' }
  | { kind: 'unknown' }

export type EmailStatus = 'usable' | 'bounced' | Unknown

export interface Guest {
  contactId: ContactId
  email: string
  name: string
  surname: string
  /** ISO 639-1, lower case, or undefined where the programme has none. */
  language: string | undefined
  membership: Membership
  level: LevelId
  /** May be negative after corrections by the hotel. */
  points: number | Unknown
  levelPoints: number | Unknown
  loyaltyCard: string | undefined
  emailStatus: EmailStatus
}

/** Of several who match so many are shown to choose from. */
export const mostToChooseFrom = 20

/** The outcome of looking for a guest: exactly one may be written for. */
export type FindGuest =
  | { kind: 'one'; guest: Guest; stay?: Stay }
  | { kind: 'none' }
  /** `more`: so many others match, who were not read. */
  | { kind: 'several'; guests: readonly Guest[]; more: number }

/** A guest's newest rows, from one look: what they do not show may still be there. */
export interface LatestOperations {
  /** Newest first. */
  rows: readonly Operation[]
  /** Every row of this day and later was seen; `start`: every row; `unknown`: nobody can tell. */
  since: string | 'start' | Unknown
}

/** One row of a guest's ledger. Times are what the programme printed, without an offset: the hotel's wall clock. */
export interface Operation {
  id: OperationId
  contactId: ContactId | Unknown
  /** Positive for a grant, negative for a redemption, as the ledger signs it. */
  points: number | Unknown
  bonusPoints: number | Unknown
  /** Of what was granted: what later redemptions took, what is left, and what ran out unused. */
  consumedPoints: number | Unknown
  remainingPoints: number | Unknown
  expiredPoints: number | Unknown
  /** As `at`. Without meaning unless something remains and it lies ahead: the programme fills it in for every row. */
  expiresAt: string | Unknown
  concept: string
  /** `YYYY-MM-DDTHH:MM:SS`, no offset. */
  at: string | Unknown
  hotelId: number | undefined
  room: string | undefined
  productId: ProductId | undefined
  /** The voucher's code, as the programme made it. */
  code: string | undefined
  /** The booking that the row is for, as the programme names it. */
  booking?: string
  /** Meaning unpublished; 0 is an ordinary row. */
  pointType: number | Unknown
}

export interface Product {
  id: ProductId
  title: string
  price: Points | Unknown
  isVisible: boolean
  /** First and last day of validity, `YYYY-MM-DD`, both included. */
  startsOn: string | undefined
  endsOn: string | undefined
  /** Empty: not restricted. */
  levels: readonly number[]
  hotels: readonly number[]
  imageUrl: string | undefined
  code: string | undefined
}

export interface Stay {
  /** The programme's own number of the booking, where the answer gave one. */
  booking?: string
  hotelId: number | Unknown
  room: string | undefined
  /** `YYYY-MM-DD` */
  arrival: string | undefined
  departure: string | undefined
  locator: string | undefined
  isActive: boolean | Unknown
}

export function fullName(guest: Pick<Guest, 'name' | 'surname'>): string {
  return [guest.name, guest.surname].filter(Boolean).join(' ')
}
