// Which hand-over comes next, kept as a row and a job in the store: nothing of it lives in memory.
import type { Desk } from '../../actions/desk.ts'
import { lastHandover, nextHandover } from '../../domain/handover-time.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { planHandover } from '../../store/handovers.ts'
import { enqueue } from '../../store/jobs.ts'
import type { Tx } from '../../store/schema.ts'
import { handoverJobNames } from './ids.ts'

/** Plans the first hand-over after a moment, unless it is planned already. @param after epoch ms */
async function planNext(tx: Tx, hotel: DeskHotel, after: number): Promise<void> {
  const due = nextHandover(hotel, after)
  if (!due || !(await planHandover(tx, { hotelId: hotel.id, shift: due.shift }, due.at))) return
  const { shift, at } = due
  const data = { hotelId: hotel.id, shift }
  await enqueue(tx, {
    name: handoverJobNames.post,
    key: `handover:${hotel.id}:${shift}`,
    data,
    runAt: at,
  })
}

/** The end of each plans the next; after an outage the one of the shift that is on, the ones between are not told. */
export function planAfter(tx: Tx, hotel: DeskHotel, dueAt: number, now: number): Promise<void> {
  const last = lastHandover(hotel, now)
  return planNext(tx, hotel, last && last.at > dueAt ? last.at - 1 : dueAt)
}

/** At the start and after each change of the settings. */
export function createHandoverPlanner(
  desk: Pick<Desk, 'settings' | 'database' | 'clock'>,
): () => Promise<void> {
  let planned: ReturnType<Desk['settings']>
  return async () => {
    const settings = desk.settings()
    if (settings === planned) return
    const now = desk.clock.now()
    for (const hotel of settings?.hotels ?? [])
      if (hotel.handover.length > 0) await desk.database.transaction(tx => planNext(tx, hotel, now))
    planned = settings
  }
}
