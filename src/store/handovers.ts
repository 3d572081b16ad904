// Hand-overs between shifts: one row for each hotel and shift, what was open in it, and who has taken it on.
import { randomUUID } from 'node:crypto'
import type { HandoverItemsTable, HandoversTable, Querier, Tx } from './schema.ts'

/**
 * `planned` until its time has come, `posting` from just before the post. `skipped`: the next one's time had come, or
 * the channel took no message; `dropped`: the settings no longer have this time; `restored`: it was due before the
 * store was put back from a backup.
 */
export type HandoverState = 'planned' | 'posting' | 'posted' | 'skipped' | 'dropped' | 'restored'

export interface HandoverKey {
  hotelId: number
  /** `YYYY-MM-DD HH:mm`; for a hotel without hand-overs its day. */
  shift: string
}

export interface Handover extends HandoverKey {
  /** Epoch ms. */
  dueAt: number
  state: HandoverState
  /** When it was posted, where that was late. */
  lateAt: number | undefined
  message: { channel: string; ts: string } | undefined
}

const open: readonly HandoverState[] = ['planned', 'posting']

/** False when it stands already. */
export async function planHandover(tx: Tx, { hotelId, shift }: HandoverKey, dueAt: number): Promise<boolean> {
  const row = await tx
    .insertInto('handovers')
    .values({ hotel_id: hotelId, shift, due_at: dueAt, state: 'planned' })
    .onConflict(conflict => conflict.columns(['hotel_id', 'shift']).doNothing())
    .returning('shift')
    .executeTakeFirst()
  return row !== undefined
}

export async function findHandover(
  db: Querier,
  { hotelId, shift }: HandoverKey,
): Promise<Handover | undefined> {
  const row = await db
    .selectFrom('handovers')
    .selectAll()
    .where('hotel_id', '=', hotelId)
    .where('shift', '=', shift)
    .executeTakeFirst()
  return row && toHandover(row)
}

/** The newest that was posted, before a moment or at all. @param before epoch ms */
export async function lastPosted(
  db: Querier,
  hotelId: number,
  before = Number.MAX_SAFE_INTEGER,
): Promise<Handover | undefined> {
  const row = await db
    .selectFrom('handovers')
    .selectAll()
    .where('hotel_id', '=', hotelId)
    .where('state', '=', 'posted')
    .where('due_at', '<', before)
    .orderBy('due_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toHandover(row)
}

/** False when it is over: somebody else was first. */
export function beginHandover(db: Querier, key: HandoverKey, lateAt: number | undefined): Promise<boolean> {
  return change(db, key, { state: 'posting', late_at: lateAt ?? null })
}

/** False when it was over before. */
export function endHandover(
  db: Querier,
  key: HandoverKey,
  end: { state: 'skipped' | 'dropped' } | { state: 'posted'; channel: string; ts: string },
): Promise<boolean> {
  return change(db, key, end)
}

async function change(
  db: Querier,
  { hotelId, shift }: HandoverKey,
  to: Partial<Pick<HandoversTable, 'channel' | 'ts' | 'late_at'>> & { state: HandoverState },
): Promise<boolean> {
  const row = await db
    .updateTable('handovers')
    .set(to)
    .where('hotel_id', '=', hotelId)
    .where('shift', '=', shift)
    .where('state', 'in', open)
    .returning('state')
    .executeTakeFirst()
  return row !== undefined
}

/** After a restore: what was due by then is not posted a second time. @param at epoch ms */
export async function endDueHandovers(tx: Tx, at: number): Promise<void> {
  await tx
    .updateTable('handovers')
    .set({ state: 'restored' })
    .where('state', 'in', open)
    .where('due_at', '<=', at)
    .execute()
}

export interface Subject {
  kind: 'action' | 'promise'
  /** The action's or promise's id. */
  subject: string
}

export interface HandoverItem extends Subject, HandoverKey {
  id: string
  takenBy: string | undefined
  /** Epoch ms. */
  takenAt: number | undefined
}

/** Adds what is not in it yet. */
export async function addItems(
  tx: Tx,
  { hotelId, shift }: HandoverKey,
  subjects: readonly Subject[],
): Promise<void> {
  for (const { kind, subject } of subjects)
    await tx
      .insertInto('handover_items')
      .values({ id: randomUUID(), hotel_id: hotelId, shift, kind, subject })
      .onConflict(conflict => conflict.columns(['hotel_id', 'shift', 'kind', 'subject']).doNothing())
      .execute()
}

export async function itemsOf(db: Querier, { hotelId, shift }: HandoverKey): Promise<HandoverItem[]> {
  const rows = await db
    .selectFrom('handover_items')
    .selectAll()
    .where('hotel_id', '=', hotelId)
    .where('shift', '=', shift)
    .execute()
  return rows.map(toItem)
}

export async function findItem(db: Querier, id: string): Promise<HandoverItem | undefined> {
  const row = await db.selectFrom('handover_items').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toItem(row)
}

/** Undefined when somebody has it already. @param at epoch ms */
export async function takeItem(
  tx: Tx,
  id: string,
  by: string,
  at: number,
): Promise<HandoverItem | undefined> {
  const row = await tx
    .updateTable('handover_items')
    .set({ taken_by: by, taken_at: at })
    .where('id', '=', id)
    .where('taken_by', 'is', null)
    .returningAll()
    .executeTakeFirst()
  return row && toItem(row)
}

/** Whether this was open in that shift. */
export async function isItemOf(
  db: Querier,
  { hotelId, shift }: HandoverKey,
  subject: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('handover_items')
    .select('id')
    .where('subject', '=', subject)
    .where('hotel_id', '=', hotelId)
    .where('shift', '=', shift)
    .executeTakeFirst()
  return row !== undefined
}

// Written by this file only: the casts name what it wrote.
function toHandover(row: HandoversTable): Handover {
  return {
    hotelId: row.hotel_id,
    shift: row.shift,
    dueAt: row.due_at,
    state: row.state as HandoverState,
    lateAt: row.late_at ?? undefined,
    message: row.channel && row.ts ? { channel: row.channel, ts: row.ts } : undefined,
  }
}

function toItem(row: HandoverItemsTable): HandoverItem {
  return {
    id: row.id,
    hotelId: row.hotel_id,
    shift: row.shift,
    kind: row.kind as Subject['kind'],
    subject: row.subject,
    takenBy: row.taken_by ?? undefined,
    takenAt: row.taken_at ?? undefined,
  }
}
