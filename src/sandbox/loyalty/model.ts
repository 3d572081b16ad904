// Rows of the sandbox's own small world. Rows are never changed in place: a change replaces the row, so
// whoever holds one holds a snapshot. Times are epoch milliseconds; days are 'YYYY-MM-DD'.

export interface Hotel {
  readonly id: number
  readonly name: string
  readonly timeZone: string
}

export interface Level {
  readonly id: number
  readonly name: string
}

export interface Contact {
  readonly id: number
  readonly email: string
  /** 0 new, 1 valid, 2 verified, 3 bounced, 4 hard-bounced. */
  readonly emailStatus: number
  readonly name: string
  readonly surname: string
  readonly language: string | null
  readonly country: string | null
  readonly subscribed: boolean
  readonly source: number
  readonly externalObjectId: string | null
  /** Every other writable field, by its name on the wire. */
  readonly profile: Readonly<Record<string, unknown>>
  readonly deleted: boolean
  readonly isMember: boolean
  readonly level: number | null
  readonly points: number
  readonly levelPoints: number
  readonly loyaltyId: string | null
  readonly loyaltyBookings: number
  readonly loyaltyNights: number
  readonly loyaltyLastBookingDate: string | null
  /** When the guest joined the club, 'YYYY-MM-DDTHH:MM:SS' without an offset. */
  readonly memberSince: string | null
  readonly createdAt: number
  readonly updatedAt: number
  /** Laid over the JSON of this contact; a value of undefined takes the field away. For drift. */
  readonly oddities: Readonly<Record<string, unknown>>
}

export interface Operation {
  readonly id: number
  readonly contact: number
  /** Positive for a grant (a lot), negative for a redemption. */
  readonly points: number
  /** 0 or negative: what later redemptions took out of this lot. */
  readonly consumedPoints: number
  /** What is left of this lot: points + bonus + consumed - expired. Always 0 on a redemption. */
  readonly remainingPoints: number
  readonly expiredPoints: number | null
  readonly levelPoints: number
  /** What the guest's level added, whole points; may be negative. */
  readonly bonusPoints: number
  readonly concept: string
  readonly comments: string | null
  readonly code: string
  readonly redeemed: number
  readonly pointType: number
  readonly at: number
  readonly updatedAt: number
  /** A real end of validity; null on ordinary rows. */
  readonly expiresAt: number | null
  readonly product: number | null
  readonly book: number | null
  readonly hotel: number | null
  readonly bookRoomNumber: string | null
  readonly manager: number
}

export interface Product {
  readonly id: number
  readonly title: string
  readonly category: number
  readonly image: string
  readonly points: number
  readonly featured: boolean
  readonly startDate: string
  readonly endDate: string
  readonly code: string
  readonly isVisible: boolean
  readonly promocode: string | null
  readonly notifyAlertEmails: boolean
  readonly hotels: readonly number[]
  readonly levels: readonly number[]
}

export interface Entry {
  readonly id: number
  readonly hotel: number
  readonly contact: number
  readonly localizer: string
  readonly entrance: string
  readonly departure: string
  /** The day of booking. */
  readonly date: string
  readonly roomNumber: string | null
  /** 0 inactive, 1 active. */
  readonly status: number
  /** 2 confirmed, 4 cancelled, 5 no-show, 8 staying, 9 checked out … */
  readonly subStatus: number
  readonly isCheckinRealized: boolean
  readonly isCheckoutRealized: boolean
  readonly amount: number
  readonly currency: string
  readonly bookingType: number
  readonly inputChannel: number
  readonly externalObjectId: string | null
}

/** A mail that the real system would have sent. */
export interface Mail {
  readonly to: string
  readonly kind: 'reset-password' | 'activation' | 'welcome'
  readonly at: number
}
