// Which digest comes next, kept as a row and a job in the store: nothing of it lives in memory.
import type { Desk } from '../../actions/desk.ts'
import { nextDigest } from '../../domain/digest-time.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { type DigestKey, dropPlanned, findOverdue, planDigest } from '../../store/digests.ts'
import { enqueue, type NewJob } from '../../store/jobs.ts'
import type { Tx } from '../../store/schema.ts'

export const digestJob = 'digest.post'

export function postJob(key: DigestKey, runAt: number): NewJob {
  const { hotelId, day } = key
  return { name: digestJob, key: `digest:${hotelId}:${day}`, data: { hotelId, day }, runAt }
}

/** Plans the first digest after a moment whose day has had none yet. @param after epoch ms */
export async function planNext(tx: Tx, hotel: DeskHotel, after: number, now: number): Promise<void> {
  let due = nextDigest(hotel, after)
  while (due && !(await planDigest(tx, { hotelId: hotel.id, day: due.day }, due.at)))
    due = nextDigest(hotel, due.at)
  await dropPlanned(tx, hotel.id, due?.day ?? '', now)
  if (due) await enqueue(tx, postJob({ hotelId: hotel.id, day: due.day }, due.at))
}

/** At the start and after each change of the settings; the end of each digest plans the next. */
export function createDigestPlanner(
  desk: Pick<Desk, 'settings' | 'database' | 'clock' | 'logger'>,
): () => Promise<void> {
  let planned: ReturnType<Desk['settings']>
  return async () => {
    const settings = desk.settings()
    if (settings === planned) return
    const now = desk.clock.now()
    for (const hotel of settings?.hotels ?? [])
      await desk.database.transaction(async tx => {
        // One that is due already plans the next when it ends.
        const overdue = await findOverdue(tx, hotel.id, now)
        await (overdue ? enqueue(tx, postJob(overdue, overdue.dueAt)) : planNext(tx, hotel, now, now))
      })
    planned = settings
    desk.logger.info({ event: 'digest.planned', hotels: settings?.hotels.length ?? 0 })
  }
}
