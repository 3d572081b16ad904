// When a hotel's digest is due, and which hotel day it tells about. Pure: the clock is passed in.
import { tzOffset } from '@date-fns/tz'
import { hotelDate, hotelDayBounds, nextDay } from './hotel-day.ts'
import type { DeskHotel } from './settings.ts'

export type DigestHotel = Pick<DeskHotel, 'timeZone' | 'dayStartsAt' | 'digest'>

export interface DigestDue {
  /** The hotel day that it tells about, `YYYY-MM-DD`: the last one that is over by then. */
  day: string
  /** Epoch ms. */
  at: number
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']

/** The first digest after a moment; undefined when the hotel has no day for it. @param after epoch ms */
export function nextDigest(hotel: DigestHotel, after: number): DigestDue | undefined {
  const today = hotelDate(hotel, after)
  // From the day before: a digest in a skipped hour, or held back to the day's end, runs later than it says.
  for (let days = -1; days <= 8; days++) {
    const date = nextDay(today, days)
    if (!hotel.digest.days.includes(weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '')) continue
    const due = digestOn(hotel, date)
    if (due.at > after) return due
  }
  return undefined
}

function digestOn(hotel: DigestHotel, date: string): DigestDue {
  const { at } = hotel.digest
  // Times of the same width compare as text.
  const day = nextDay(date, at >= hotel.dayStartsAt ? -1 : -2)
  return { day, at: Math.max(atWallClock(hotel.timeZone, date, at), hotelDayBounds(hotel, day).until) }
}

/**
 * The moment at which the wall clock of a zone first shows this time, epoch ms. A time that the clocks skip is the next
 * minute that exists; one that they show twice is the first of the two.
 * @param date `YYYY-MM-DD` @param time `HH:mm`
 */
export function atWallClock(timeZone: string, date: string, time: string): number {
  const asUtc = Date.parse(`${date}T${time}:00Z`)
  for (let minute = 0; minute <= dayMinutes; minute++) {
    const wanted = asUtc + minute * minuteMs
    const moment = momentOf(timeZone, wanted)
    if (moment !== undefined) return moment
  }
  return asUtc
}

const minuteMs = 60_000
const dayMinutes = 24 * 60

/** @param wanted the wall clock as if it were UTC, epoch ms */
function momentOf(timeZone: string, wanted: number): number | undefined {
  // The clocks change at most once in these two days: one of the two offsets holds at the moment itself.
  const offsets = [-1, 1].map(days => tzOffset(timeZone, new Date(wanted + days * dayMinutes * minuteMs)))
  return offsets
    .map(offset => ({ offset, moment: wanted - offset * minuteMs }))
    .filter(({ offset, moment }) => tzOffset(timeZone, new Date(moment)) === offset)
    .map(({ moment }) => moment)
    .sort((a, b) => a - b)[0]
}
