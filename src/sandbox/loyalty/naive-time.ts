// Times as this API writes them: local to one zone, with microseconds and without an offset.
import { TZDate } from '@date-fns/tz'

const pad = (value: number, width = 2) => String(value).padStart(width, '0')

/** 'YYYY-MM-DDTHH:MM:SS.ffffff' of an instant in epoch microseconds, in the given zone. */
export function naiveTimestamp(epochMicros: number, timeZone: string): string {
  const epochMs = Math.floor(epochMicros / 1000)
  return `${naiveSeconds(epochMs, timeZone)}.${pad(epochMs % 1000, 3)}${pad(epochMicros % 1000, 3)}`
}

/** 'YYYY-MM-DDTHH:MM:SS' of an instant in epoch milliseconds, in the given zone. */
export function naiveSeconds(epochMs: number, timeZone: string): string {
  const date = new TZDate(epochMs, timeZone)
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(part => pad(part)).join(':')
  return `${dayOf(epochMs, timeZone)}T${time}`
}

/** The calendar day, 'YYYY-MM-DD', of an instant in the given zone. */
export function dayOf(epochMs: number, timeZone: string): string {
  const date = new TZDate(epochMs, timeZone)
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`
}

/** The day `days` after (or, negative, before) the given 'YYYY-MM-DD'. */
export function shiftDay(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** The instant, epoch milliseconds, of a local time on a day in the given zone. */
export function instantOf(day: string, hours: number, minutes: number, timeZone: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new TZDate(year, month - 1, date, hours, minutes, 0, 0, timeZone).getTime()
}
