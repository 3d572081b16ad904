// The hotel's day and wall clock. A day runs from `dayStartsAt` to the same time next day in the hotel's zone.
import { TZDate, tz } from '@date-fns/tz'
import { addDays } from 'date-fns/addDays'
import { format } from 'date-fns/format'
import type { Hotel } from './staff.ts'

type Zoned = Pick<Hotel, 'timeZone' | 'dayStartsAt'>

/** The hotel day of a moment, `YYYY-MM-DD`. @param at epoch ms */
export function hotelDay(hotel: Zoned, at: number): string {
  const date = hotelDate(hotel, at)
  // Compared as moments: on the days when the clocks change, the wall clock alone would name the wrong day.
  return at < startOf(hotel, date) ? nextDay(date, -1) : date
}

/** The calendar date at the hotel, `YYYY-MM-DD`: what a booking's dates mean. @param at epoch ms */
export function hotelDate(hotel: Pick<Hotel, 'timeZone'>, at: number): string {
  return wallClock(hotel.timeZone, at).slice(0, 10)
}

/** `HH:mm` at the hotel. @param at epoch ms */
export function hotelTime(hotel: Pick<Hotel, 'timeZone'>, at: number): string {
  return wallClock(hotel.timeZone, at).slice(11)
}

const minuteMs = 60_000
/** The minute last asked for in each zone: a card asks for the same one several times, and formatting is dear. */
const lastMinutes = new Map<string, { minute: number; text: string }>()

/** `YYYY-MM-DD HH:mm` in a zone; every zone in use today is whole minutes off UTC. */
function wallClock(timeZone: string, at: number): string {
  const minute = Math.floor(at / minuteMs)
  const last = lastMinutes.get(timeZone)
  if (last?.minute === minute) return last.text
  const text = format(minute * minuteMs, 'yyyy-MM-dd HH:mm', { in: tz(timeZone) })
  lastMinutes.set(timeZone, { minute, text })
  return text
}

/** First and last moment (exclusive) of a hotel day, epoch ms. @param day `YYYY-MM-DD` */
export function hotelDayBounds(hotel: Zoned, day: string): { from: number; until: number } {
  return { from: startOf(hotel, day), until: startOf(hotel, nextDay(day)) }
}

export function nextDay(day: string, days = 1): string {
  return format(addDays(new TZDate(`${day}T00:00:00Z`, 'UTC'), days), 'yyyy-MM-dd')
}

/** The start last asked for of each zone and day's beginning: every press asks for today's. */
const lastStarts = new Map<string, { day: string; start: number }>()

function startOf({ timeZone, dayStartsAt }: Zoned, day: string): number {
  const kept = `${timeZone} ${dayStartsAt}`
  const last = lastStarts.get(kept)
  if (last?.day === day) return last.start
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const minutes = minutesOf(dayStartsAt)
  const start = new TZDate(year, month - 1, date, Math.floor(minutes / 60), minutes % 60, timeZone).getTime()
  lastStarts.set(kept, { day, start })
  return start
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}
