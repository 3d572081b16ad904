// Hotels' own systems grant points after check-out, so a grant by hand for a stay may double one: which row of the
// guest's history looks like points for this stay.
import type { Operation } from './guest.ts'
import { nextDay } from './hotel-day.ts'
import { type Reference, referenceAtEnd, referencesIn } from './reference.ts'

/** What is known of a stay, typed or found with the guest. Days are `YYYY-MM-DD`. */
export interface StayFacts {
  arrival?: string | undefined
  departure?: string | undefined
  locator?: string | undefined
  /** The programme's own number of the booking. */
  booking?: string | undefined
}

export type GrantRow = Pick<Operation, 'id' | 'points' | 'concept' | 'at' | 'booking'>

/** Points for a stay come this near its check-out, before or after. */
const nearDays = 3
/** Shorter ones stand in any text by chance. */
const shortestLocator = 4

type LedgerRow = GrantRow & Partial<Pick<Operation, 'bonusPoints'>>

/** The grants among the rows that were not wholly taken back since; what gives a redemption back is none. */
export function standingGrants<Row extends LedgerRow>(rows: readonly Row[]): Row[] {
  const takings = rows.filter(row => !isGrant(row))
  const taken = new Map<Reference, number>()
  for (const row of takings)
    for (const cited of citedIn(row))
      taken.set(cited, (taken.get(cited) ?? 0) + (row.points === 'unknown' ? Infinity : -row.points))
  const ofTakings = new Set(takings.map(({ concept }) => referenceAtEnd(concept)))
  const isTakenBack = (row: Row) => {
    const own = referenceAtEnd(row.concept)
    const points = own && taken.get(own)
    return points !== undefined && points >= arrivedOf(row)
  }
  return rows.filter(
    row => isGrant(row) && !isTakenBack(row) && !citedIn(row).some(each => ofTakings.has(each)),
  )
}

const isGrant = ({ points }: LedgerRow) => points !== 'unknown' && points > 0

/** Our undos cite what they take back, and end with their own reference. */
const citedIn = ({ concept }: LedgerRow) => referencesIn(concept).slice(0, -1)

function arrivedOf({ points, bonusPoints = 'unknown' }: LedgerRow): number {
  return (points === 'unknown' ? 0 : points) + (bonusPoints === 'unknown' ? 0 : bonusPoints)
}

/** The newest grant that looks like points for this stay; undefined when none does. @param grants newest first */
export function grantLike<Row extends GrantRow>(stay: StayFacts, grants: readonly Row[]): Row | undefined {
  return grants.find(row => isForBooking(stay, row)) ?? grants.find(row => isNearCheckOut(stay, row))
}

function isForBooking({ locator, booking }: StayFacts, row: GrantRow): boolean {
  if (booking !== undefined && row.booking === booking) return true
  const asked = locator?.trim().toLowerCase() ?? ''
  if (asked.length < shortestLocator) return false
  if (row.booking?.toLowerCase() === asked) return true
  const words = row.concept.toLowerCase().split(/[\s,;:()·]+/)
  return words.some(word => word === asked || word.replace(/[.!?]+$/, '') === asked)
}

function isNearCheckOut(stay: StayFacts, { at }: GrantRow): boolean {
  const checkOut = stay.departure ?? stay.arrival
  if (checkOut === undefined || at === 'unknown') return false
  const day = at.slice(0, 10)
  return day >= nextDay(checkOut, -nearDays) && day <= nextDay(checkOut, nearDays)
}
