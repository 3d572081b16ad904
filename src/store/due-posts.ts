// Messages that are due at a time, digests and hand-overs: one row for each hotel and slot, so that replicas, restarts
// and clocks that disagree give one.
import type { DuePostsTable, Querier, Tx } from './schema.ts'

export type PostKind = 'digest' | 'handover'

/**
 * `planned` until its time has come, `posting` from just before the post. `skipped`: the next one's time had come, or
 * the settings no longer have this one. `restored`: it was due before the store was put back from a backup, so it had
 * its chance.
 */
export type PostState = 'planned' | 'posting' | 'posted' | 'skipped' | 'restored'

export interface PostsOfHotel {
  kind: PostKind
  hotelId: number
}

export interface PostKey extends PostsOfHotel {
  /** Of a digest the hotel day that it tells about; of a hand-over its wall clock, `YYYY-MM-DD HH:mm`. */
  slot: string
}

export interface DuePost extends PostKey {
  /** Epoch ms. */
  dueAt: number
  state: PostState
  /** When it was tried: a digest for the first time, a hand-over for the last; epoch ms. */
  begunAt: number | undefined
  message: { channel: string; ts: string } | undefined
  /** How many messages of its thread were posted. */
  replies: number
}

const open: readonly PostState[] = ['planned', 'posting']

/** Adds the row, or moves one that still waits to another time; false when this slot's post is over or under way. */
export async function planPost(tx: Tx, { kind, hotelId, slot }: PostKey, dueAt: number): Promise<boolean> {
  const row = await tx
    .insertInto('due_posts')
    .values({ kind, hotel_id: hotelId, slot, due_at: dueAt, state: 'planned', replies: 0 })
    .onConflict(conflict =>
      conflict
        .columns(['kind', 'hotel_id', 'slot'])
        .doUpdateSet({ due_at: dueAt })
        .where('due_posts.state', '=', 'planned'),
    )
    .returning('state')
    .executeTakeFirst()
  return row !== undefined
}

/** Forgets what is planned for later than `now` and not for this slot: the settings have changed. */
export async function dropPlanned(
  tx: Tx,
  { kind, hotelId }: PostsOfHotel,
  exceptSlot: string,
  now: number,
): Promise<void> {
  await tx
    .deleteFrom('due_posts')
    .where('kind', '=', kind)
    .where('hotel_id', '=', hotelId)
    .where('slot', '!=', exceptSlot)
    .where('state', '=', 'planned')
    .where('due_at', '>', now)
    .execute()
}

export async function findPost(db: Querier, { kind, hotelId, slot }: PostKey): Promise<DuePost | undefined> {
  const row = await ofHotel(db, { kind, hotelId }).where('slot', '=', slot).executeTakeFirst()
  return row && toPost(row)
}

/** The oldest that is planned or just being posted. */
export async function firstOpen(db: Querier, hotel: PostsOfHotel): Promise<DuePost | undefined> {
  const row = await ofHotel(db, hotel)
    .where('state', 'in', open)
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  return row && toPost(row)
}

/** The newest that was posted, before a moment or at all. @param before epoch ms */
export async function lastPosted(
  db: Querier,
  hotel: PostsOfHotel,
  before = Number.MAX_SAFE_INTEGER,
): Promise<DuePost | undefined> {
  const row = await ofHotel(db, hotel)
    .where('state', '=', 'posted')
    .where('due_at', '<', before)
    .orderBy('due_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toPost(row)
}

/** Slots that were skipped since the last one that was posted, oldest first. */
export async function skippedBefore(db: Querier, { kind, hotelId, slot }: PostKey): Promise<string[]> {
  const rows = await ofHotel(db, { kind, hotelId })
    .where('state', '=', 'skipped')
    .where('slot', '<', slot)
    .where('slot', '>', eb =>
      eb
        .selectFrom('due_posts as earlier')
        .select(({ fn, val }) => fn.coalesce(fn.max('earlier.slot'), val('')).as('slot'))
        .where('earlier.kind', '=', kind)
        .where('earlier.hotel_id', '=', hotelId)
        .where('earlier.slot', '<', slot)
        .where('earlier.state', '=', 'posted'),
    )
    .orderBy('slot')
    .execute()
  return rows.map(row => row.slot)
}

/** Notes when it was first tried. @param at epoch ms */
export async function noteBegun(db: Querier, { kind, hotelId, slot }: PostKey, at: number): Promise<void> {
  await db
    .updateTable('due_posts')
    .set({ begun_at: at })
    .where('kind', '=', kind)
    .where('hotel_id', '=', hotelId)
    .where('slot', '=', slot)
    .where('begun_at', 'is', null)
    .execute()
}

/** False when it is over: somebody else was first. @param at when this try begins, where that is kept; epoch ms */
export function beginPost(db: Querier, key: PostKey, at?: number): Promise<boolean> {
  return change(db, key, { state: 'posting', ...(at !== undefined && { begun_at: at }) })
}

export type PostEnd = { state: 'skipped' } | { state: 'posted'; channel: string; ts: string }

/** False when it was over before. */
export function endPost(db: Querier, key: PostKey, end: PostEnd): Promise<boolean> {
  return change(db, key, end)
}

async function change(
  db: Querier,
  { kind, hotelId, slot }: PostKey,
  to: Partial<Pick<DuePostsTable, 'channel' | 'ts' | 'begun_at'>> & { state: PostState },
): Promise<boolean> {
  const row = await db
    .updateTable('due_posts')
    .set(to)
    .where('kind', '=', kind)
    .where('hotel_id', '=', hotelId)
    .where('slot', '=', slot)
    .where('state', 'in', open)
    .returning('state')
    .executeTakeFirst()
  return row !== undefined
}

/** Records that one more message stands in its thread. */
export async function countReply(
  db: Querier,
  { kind, hotelId, slot }: PostKey,
  replies: number,
): Promise<void> {
  await db
    .updateTable('due_posts')
    .set({ replies })
    .where('kind', '=', kind)
    .where('hotel_id', '=', hotelId)
    .where('slot', '=', slot)
    .execute()
}

/** After a restore: what was due by then is not posted a second time. @param at epoch ms */
export async function endDuePosts(tx: Tx, at: number): Promise<void> {
  await tx
    .updateTable('due_posts')
    .set({ state: 'restored' })
    .where('state', 'in', open)
    .where('due_at', '<=', at)
    .execute()
}

function ofHotel(db: Querier, { kind, hotelId }: PostsOfHotel) {
  return db.selectFrom('due_posts').selectAll().where('kind', '=', kind).where('hotel_id', '=', hotelId)
}

// Written by this file only: the casts name what it wrote.
function toPost(row: DuePostsTable): DuePost {
  return {
    kind: row.kind as PostKind,
    hotelId: row.hotel_id,
    slot: row.slot,
    dueAt: row.due_at,
    state: row.state as PostState,
    begunAt: row.begun_at ?? undefined,
    message: row.channel && row.ts ? { channel: row.channel, ts: row.ts } : undefined,
    replies: row.replies,
  }
}
