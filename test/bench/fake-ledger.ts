// A ledger of any length, computed as it is asked for: newest first, so many rows on one day, the rest before it.

export interface FakeLedger {
  /** `YYYY-MM-DD` */
  day: string
  inDay: number
  /** Rows before the day. */
  history: number
}

/** Rows of the morning after, which stand in front. */
const after = 100
/** Every tenth row of the day is the desk's own. */
export const ownEvery = 10

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The reference of the desk's own row of that number. */
export function ownReference(number: number): string {
  let text = ''
  for (let rest = number, i = 0; i < 6; i++, rest = Math.floor(rest / 32))
    text = `${alphabet[rest % 32]}${text}`
  return `LD-${text}`
}

export function ledgerPage(ledger: FakeLedger, limit: number, offset: number) {
  const count = after + ledger.inDay + ledger.history
  const length = Math.max(0, Math.min(limit, count - offset))
  return {
    count,
    next: null,
    previous: null,
    results: Array.from({ length }, (_, i) => rowAt(ledger, offset + i)),
  }
}

function rowAt(ledger: FakeLedger, place: number) {
  const start = Date.parse(`${ledger.day}T00:00:00Z`)
  const ofDay = place - after
  const isOfDay = ofDay >= 0 && ofDay < ledger.inDay
  const at =
    ofDay < 0
      ? start + 24 * 3_600_000 - ofDay * 60_000
      : isOfDay
        ? start + ((ledger.inDay - ofDay) / (ledger.inDay + 1)) * 24 * 3_600_000
        : start - (ofDay - ledger.inDay + 1) * 60_000
  const timestamp = `${new Date(at).toISOString().slice(0, 19)}.000379`
  const isOwn = isOfDay && ofDay % ownEvery === 0
  return {
    id: 900_000_000 - place,
    contact: 1_000_000 + (place % 5000),
    contact_email: `guest-${place % 5000}@example.com`,
    points: place % 3 === 0 ? -80 : 120,
    consumed_points: 0,
    remaining_points: 120,
    expired_points: null,
    level_points: 0,
    bonus_points: '12.00',
    concept: isOwn ? `Stay · ${ownReference(ofDay / ownEvery)}` : 'Stay points after check-out',
    comments: null,
    code: 'AB12CD34EF',
    redeemed: 0,
    point_type: 0,
    timestamp,
    updated_at: timestamp,
    expired_date: timestamp,
    product: null,
    book: null,
    hotel: isOwn ? null : 101,
    book_room_number: null,
    manager: 77,
  }
}
