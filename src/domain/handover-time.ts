// When a shift is handed over, on the hotel's own clock. Pure: the clock is passed in.
import { atWallClock } from './digest-time.ts'
import { hotelDate, nextDay } from './hotel-day.ts'
import type { DeskHotel } from './settings.ts'

export type HandoverHotel = Pick<DeskHotel, 'timeZone' | 'handover'>

export interface HandoverDue {
  /** The wall clock that it stands for, `YYYY-MM-DD HH:mm`. */
  shift: string
  /** Epoch ms. */
  at: number
}

/** The first hand-over after a moment; undefined for a hotel without. @param after epoch ms */
export function nextHandover(hotel: HandoverHotel, after: number): HandoverDue | undefined {
  return around(hotel, after).find(({ at }) => at > after)
}

/** The hand-over that began the shift of a moment; undefined for a hotel without. @param now epoch ms */
export function lastHandover(hotel: HandoverHotel, now: number): HandoverDue | undefined {
  return around(hotel, now).findLast(({ at }) => at <= now)
}

/** From two days before to two days after, in the order in which they come; of two at the same moment the first. */
function around(hotel: HandoverHotel, moment: number): HandoverDue[] {
  const today = hotelDate(hotel, moment)
  const times = [...new Set(hotel.handover)].toSorted()
  const due = [-2, -1, 0, 1, 2].flatMap(days => {
    const date = nextDay(today, days)
    return times.map(time => ({ shift: `${date} ${time}`, at: atWallClock(hotel.timeZone, date, time) }))
  })
  // A skipped hour can bring two together.
  return due
    .filter(({ at }, index) => due.findIndex(other => other.at === at) === index)
    .toSorted((a, b) => a.at - b.at)
}
