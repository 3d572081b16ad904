// The job `digest.gather`: one reading of the ledger for all hotels whose day has the same bounds; then their digests
// go on.
import { z } from 'zod'
import { hotelOf } from '../../actions/desk.ts'
import { postJob } from '../../actions/due-posts.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { RetryLater } from '../../jobs/handler.ts'
import { growingPause } from '../../jobs/pause.ts'
import { LoyaltyError } from '../../loyalty/errors.ts'
import { findPost } from '../../store/due-posts.ts'
import { enqueue, type NewJob } from '../../store/jobs.ts'
import type { DigestDesk } from './digest-desk.ts'
import { gatherDay } from './gather.ts'
import { dayGroup, findLedgers, saveGathered } from './ledgers.ts'
import { digests } from './schedule.ts'

const ofDay = z.object({ hotelId: z.number(), day: z.string(), since: z.number(), until: z.number() })
const pauses = { firstMs: 15_000, longestMs: 5 * 60_000 }

/** @param wait since when and until when somebody waits for it, epoch ms */
export function gatherJob(
  desk: Pick<DigestDesk, 'settings'>,
  hotel: DeskHotel,
  day: string,
  wait: { since: number; until: number },
): NewJob {
  const { from, until: end } = dayGroup(desk.settings(), hotel, day)
  return {
    name: 'digest.gather',
    key: `digest-gather:${from}:${end}`,
    data: { hotelId: hotel.id, day, ...wait },
  }
}

export async function gather(desk: DigestDesk, data: unknown, signal: AbortSignal): Promise<void> {
  const { hotelId, day, since, until } = ofDay.parse(data)
  const hotel = hotelOf(desk, hotelId)
  if (!hotel || (await findLedgers(desk, hotel, day)).ledger) return
  const group = dayGroup(desk.settings(), hotel, day)
  try {
    const began = desk.clock.now()
    const gathered = await gatherDay({ db: desk.database.db, loyalty: desk.loyalty }, group, signal)
    const now = desk.clock.now()
    await desk.database.transaction(async tx => {
      await saveGathered(tx, group, gathered, now)
      for (const { id } of group.hotels) {
        const digest = await findPost(tx, { kind: digests.kind, hotelId: id, slot: day })
        if (digest?.state === 'planned' && digest.dueAt <= now)
          await enqueue(tx, postJob(digests, digest, now))
      }
    })
    desk.logger.info({ event: 'digest.gathered', day, calls: gathered.calls, ms: now - began })
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error
    const now = desk.clock.now()
    desk.logger.warn({ event: 'digest.not-gathered', day, reason: error.message })
    if (now >= until) return
    throw new RetryLater(error.retryAfterMs ?? growingPause(now - since, pauses), error.code)
  }
}
