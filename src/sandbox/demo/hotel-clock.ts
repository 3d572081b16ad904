// How far the demo's clock jumps, by the clock on the hotel's wall.
import { TZDate } from '@date-fns/tz'

export const clockMoves = ['quarter', 'hour', 'morning'] as const
export type ClockMove = (typeof clockMoves)[number]

const minuteMs = 60_000
const morningHour = 8
/** A little past the hour: what is due at eight is due. */
const pastMs = 1000

/** Milliseconds from `now` (epoch ms) to where the move ends; `morning` is the next day's, or today's before eight. */
export function jumpOf(move: ClockMove, now: number, timeZone: string): number {
  if (move === 'quarter') return 15 * minuteMs
  if (move === 'hour') return 60 * minuteMs
  const morning = new TZDate(now, timeZone)
  morning.setHours(morningHour, 0, 0, pastMs)
  if (morning.getTime() <= now) morning.setDate(morning.getDate() + 1)
  return morning.getTime() - now
}
