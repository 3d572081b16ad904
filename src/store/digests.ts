// Digests: one row for each hotel and hotel day, so that replicas, restarts and clocks that disagree give one.
import type { DigestsTable, Querier, Tx } from './schema.ts'

/**
 * `planned` until its time has come, `posting` from just before the post. `skipped`: the next one's time had come.
 * `restored`: it was due before the store was put back from a backup, so it had its chance.
 */
export type DigestState = 'planned' | 'posting' | 'posted' | 'skipped' | 'restored'

export interface DigestKey {
  hotelId: number
  /** The hotel day that it tells about. */
  day: string
}

export interface Digest extends DigestKey {
  /** Epoch ms. */
  dueAt: number
  state: DigestState
  channel: string | undefined
  ts: string | undefined
  replies: number
  /** When it was first tried, epoch ms. */
  begunAt: number | undefined
}

const open: readonly DigestState[] = ['planned', 'posting']

/** Adds the row, or moves one that still waits to another time; false when this day's digest is over. */
export async function planDigest(tx: Tx, { hotelId, day }: DigestKey, dueAt: number): Promise<boolean> {
  const row = await tx
    .insertInto('digests')
    .values({ hotel_id: hotelId, hotel_day: day, due_at: dueAt, state: 'planned', replies: 0 })
    .onConflict(conflict =>
      conflict
        .columns(['hotel_id', 'hotel_day'])
        .doUpdateSet({ due_at: dueAt })
        .where('digests.state', '=', 'planned'),
    )
    .returning('state')
    .executeTakeFirst()
  return row !== undefined
}

/** Forgets digests that are planned for later than `now` and not for this day: the settings have changed. */
export async function dropPlanned(tx: Tx, hotelId: number, exceptDay: string, now: number): Promise<void> {
  await tx
    .deleteFrom('digests')
    .where('hotel_id', '=', hotelId)
    .where('hotel_day', '!=', exceptDay)
    .where('state', '=', 'planned')
    .where('due_at', '>', now)
    .execute()
}

export async function findDigest(db: Querier, { hotelId, day }: DigestKey): Promise<Digest | undefined> {
  const row = await db
    .selectFrom('digests')
    .selectAll()
    .where('hotel_id', '=', hotelId)
    .where('hotel_day', '=', day)
    .executeTakeFirst()
  return row && toDigest(row)
}

/** Of this hotel, planned or just being posted, and due by `now`: the oldest. */
export async function findOverdue(db: Querier, hotelId: number, now: number): Promise<Digest | undefined> {
  const row = await db
    .selectFrom('digests')
    .selectAll()
    .where('state', 'in', open)
    .where('hotel_id', '=', hotelId)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  return row && toDigest(row)
}

/** Days that were skipped since the last digest that was posted, oldest first. */
export async function skippedBefore(db: Querier, { hotelId, day }: DigestKey): Promise<string[]> {
  const rows = await db
    .selectFrom('digests')
    .select('hotel_day')
    .where('hotel_id', '=', hotelId)
    .where('state', '=', 'skipped')
    .where('hotel_day', '<', day)
    .where('hotel_day', '>', eb =>
      eb
        .selectFrom('digests as earlier')
        .select(({ fn, val }) => fn.coalesce(fn.max('earlier.hotel_day'), val('')).as('day'))
        .where('earlier.hotel_id', '=', hotelId)
        .where('earlier.hotel_day', '<', day)
        .where('earlier.state', '=', 'posted'),
    )
    .orderBy('hotel_day')
    .execute()
  return rows.map(row => row.hotel_day)
}

/** Notes when it was first tried. @param at epoch ms */
export async function noteBegun(db: Querier, { hotelId, day }: DigestKey, at: number): Promise<void> {
  await db
    .updateTable('digests')
    .set({ begun_at: at })
    .where('hotel_id', '=', hotelId)
    .where('hotel_day', '=', day)
    .where('begun_at', 'is', null)
    .execute()
}

/** False when it is over: somebody else was first. */
export function beginPosting(db: Querier, key: DigestKey): Promise<boolean> {
  return change(db, key, { state: 'posting' })
}

/** False when it was over before. */
export function endDigest(
  db: Querier,
  key: DigestKey,
  end: { state: 'skipped' } | { state: 'posted'; channel: string; ts: string },
): Promise<boolean> {
  return change(db, key, end)
}

async function change(
  db: Querier,
  { hotelId, day }: DigestKey,
  to: Partial<Pick<DigestsTable, 'channel' | 'ts'>> & { state: DigestState },
): Promise<boolean> {
  const row = await db
    .updateTable('digests')
    .set(to)
    .where('hotel_id', '=', hotelId)
    .where('hotel_day', '=', day)
    .where('state', 'in', open)
    .returning('state')
    .executeTakeFirst()
  return row !== undefined
}

/** Records that one more message stands in its thread. */
export async function countReply(db: Querier, { hotelId, day }: DigestKey, replies: number): Promise<void> {
  await db
    .updateTable('digests')
    .set({ replies })
    .where('hotel_id', '=', hotelId)
    .where('hotel_day', '=', day)
    .execute()
}

/** After a restore: what was due by then is not posted a second time. @param at epoch ms */
export async function endDueDigests(tx: Tx, at: number): Promise<void> {
  await tx
    .updateTable('digests')
    .set({ state: 'restored' })
    .where('state', 'in', open)
    .where('due_at', '<=', at)
    .execute()
}

// Written by this file only: the cast names what it wrote.
function toDigest(row: DigestsTable): Digest {
  return {
    hotelId: row.hotel_id,
    day: row.hotel_day,
    dueAt: row.due_at,
    state: row.state as DigestState,
    channel: row.channel ?? undefined,
    ts: row.ts ?? undefined,
    replies: row.replies,
    begunAt: row.begun_at ?? undefined,
  }
}
