// What was open at a change of shift, and who has taken it on.
import { randomUUID } from 'node:crypto'
import type { HandoverItemsTable, Querier, Tx } from './schema.ts'

export interface HandoverKey {
  hotelId: number
  /** `YYYY-MM-DD HH:mm`; for a hotel without hand-overs its day. */
  shift: string
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
  if (subjects.length === 0) return
  await tx
    .insertInto('handover_items')
    .values(
      subjects.map(({ kind, subject }) => ({ id: randomUUID(), hotel_id: hotelId, shift, kind, subject })),
    )
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

/** Forgets shifts of before a day, and their hand-overs. @param day `YYYY-MM-DD` */
export async function deleteShiftsBefore(tx: Tx, day: string): Promise<void> {
  await tx.deleteFrom('handover_items').where('shift', '<', day).execute()
  await tx
    .deleteFrom('due_posts')
    .where('kind', '=', 'handover')
    .where('slot', '<', day)
    .where('state', '!=', 'posting')
    .execute()
}

// Written by this file only: the cast names what it wrote.
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
