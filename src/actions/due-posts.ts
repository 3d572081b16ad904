// Which digest and which hand-over comes next at each hotel, kept as a row and a job in the store: nothing of it lives
// in memory.
import type { DeskHotel } from '../domain/settings.ts'
import { dropPlanned, firstOpen, type PostKey, type PostKind, planPost } from '../store/due-posts.ts'
import { enqueue, type NewJob } from '../store/jobs.ts'
import type { Tx } from '../store/schema.ts'
import type { Desk } from './desk.ts'

export interface Due {
  /** As in the row's key. */
  slot: string
  /** Epoch ms. */
  at: number
}

/** Something that is posted at a hotel's own times. */
export interface Routine {
  kind: PostKind
  /** The job that posts one; its data are `hotelId` and `slot`. */
  job: string
  /** The first one after a moment; undefined for a hotel without. @param after epoch ms */
  next(hotel: DeskHotel, after: number): Due | undefined
}

export function postJob({ kind, job }: Routine, key: Omit<PostKey, 'kind'>, runAt: number): NewJob {
  const { hotelId, slot } = key
  return { name: job, key: `${kind}:${hotelId}:${slot}`, data: { hotelId, slot }, runAt }
}

/** Plans the first one after a moment that is not over. @param after epoch ms */
export async function planNext(
  tx: Tx,
  routine: Routine,
  hotel: DeskHotel,
  after: number,
  now: number,
): Promise<void> {
  const of = { kind: routine.kind, hotelId: hotel.id }
  let due = routine.next(hotel, after)
  while (due && !(await planPost(tx, { ...of, slot: due.slot }, due.at))) due = routine.next(hotel, due.at)
  await dropPlanned(tx, of, due?.slot ?? '', now)
  if (due) await enqueue(tx, postJob(routine, { hotelId: hotel.id, slot: due.slot }, due.at))
}

/** At the start and after each change of the settings; the end of each post plans the next. */
export function createPlanner(
  desk: Pick<Desk, 'settings' | 'database' | 'clock' | 'logger'>,
  routines: readonly Routine[],
): () => Promise<void> {
  let planned: ReturnType<Desk['settings']>
  return async () => {
    const settings = desk.settings()
    if (settings === planned) return
    for (const hotel of settings?.hotels ?? [])
      for (const routine of routines)
        await desk.database.transaction(tx => plan(tx, routine, hotel, desk.clock.now()))
    planned = settings
    desk.logger.info({ event: 'posts.planned', hotels: settings?.hotels.length ?? 0 })
  }
}

async function plan(tx: Tx, routine: Routine, hotel: DeskHotel, now: number): Promise<void> {
  const open = await firstOpen(tx, { kind: routine.kind, hotelId: hotel.id })
  // One that is due already plans the next when it ends.
  if (open && open.dueAt <= now) return enqueue(tx, postJob(routine, open, open.dueAt))
  const moved = open && timeOf(routine, hotel, open.slot, open.dueAt)
  // Moved to a time that is over today: it comes now rather than never.
  await planNext(tx, routine, hotel, moved === undefined ? now : Math.min(now, moved - 1), now)
}

const aroundMs = 2 * 24 * 3_600_000

/** When the settings want this slot now; undefined: not at all. @param near about when, epoch ms */
function timeOf(routine: Routine, hotel: DeskHotel, slot: string, near: number): number | undefined {
  let due = routine.next(hotel, near - aroundMs)
  while (due && due.slot < slot) due = routine.next(hotel, due.at)
  return due?.slot === slot ? due.at : undefined
}
