// What a hotel promised a guest, kept in mind until it is kept, taken back, or too old.
import type { ContactId } from './guest.ts'
import { hotelDayBounds, nextDay } from './hotel-day.ts'
import type { Hotel } from './staff.ts'

export type PromiseState = 'open' | 'kept' | 'cancelled' | 'expired'

export interface GuestPromise {
  id: string
  hotelId: number
  contactId: ContactId
  guestLabel: string
  /** What was promised, masked as it was written. */
  text: string
  /** The hotel's calendar date, `YYYY-MM-DD`. */
  dueDay: string
  state: PromiseState
  madeBy: string
  /** Who stood at a shared desk log-in. */
  actingUser?: string
  /** Epoch ms. */
  createdAt: number
  /** Who kept or cancelled it. */
  endedBy?: string
  endedAt?: number
}

/** So long after its day the hand-overs still name it. */
const graceDays = 7

/** When nobody can be expected to keep it any more, epoch ms. */
export function promiseExpiresAt(hotel: Pick<Hotel, 'timeZone' | 'dayStartsAt'>, dueDay: string): number {
  return hotelDayBounds(hotel, nextDay(dueDay, graceDays)).until
}
