// Promises to guests: each ends once, by a conditional update; where its message stands.
import type { ContactId } from '../domain/guest.ts'
import type { GuestPromise, PromiseState } from '../domain/promise.ts'
import { eraseAuditText } from './audit.ts'
import { prepared } from './prepared.ts'
import type { PromisesTable, Querier, Tx } from './schema.ts'

/** False when it stands already: the same form was sent before. */
export async function insertPromise(tx: Tx, promise: GuestPromise): Promise<boolean> {
  const row = await tx
    .insertInto('promises')
    .values({
      id: promise.id,
      hotel_id: promise.hotelId,
      contact_id: promise.contactId,
      guest_label: promise.guestLabel,
      text: promise.text,
      due_day: promise.dueDay,
      state: promise.state,
      made_by: promise.madeBy,
      acting_user: promise.actingUser ?? null,
      created_at: promise.createdAt,
    })
    .onConflict(conflict => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export interface KeptPromise {
  promise: GuestPromise
  /** Undefined until it was posted. */
  message: { channel: string; ts: string; shown: PromiseState } | undefined
}

export async function findPromise(db: Querier, id: string): Promise<KeptPromise | undefined> {
  const row = await db.selectFrom('promises').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) return undefined
  const { channel, ts, shown_state: shown } = row
  const message = channel && ts ? { channel, ts, shown: shown as PromiseState } : undefined
  return { promise: toPromise(row), message }
}

/** What is still owed to a guest, the next due first, five at most. */
export async function openPromisesOfGuest(db: Querier, contactId: ContactId): Promise<GuestPromise[]> {
  const { rows } = await selectOpenOfGuest(db, { contactId })
  return rows.map(toPromise)
}

const selectOpenOfGuest = prepared<{ contactId: number }, PromisesTable>((db, value) =>
  db
    .selectFrom('promises')
    .selectAll()
    .where('contact_id', '=', value('contactId'))
    .where('state', '=', 'open')
    .orderBy('due_day')
    .orderBy('id')
    .limit(5),
)

/** Open and due by that day, the next due first. @param dueBy `YYYY-MM-DD` */
export async function promisesDue(db: Querier, hotelId: number, dueBy: string): Promise<GuestPromise[]> {
  const rows = await db
    .selectFrom('promises')
    .selectAll()
    .where('hotel_id', '=', hotelId)
    .where('state', '=', 'open')
    .where('due_day', '<=', dueBy)
    .orderBy('due_day')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toPromise)
}

/** Those of the ids that are known, the next due first. */
export async function findPromises(db: Querier, ids: readonly string[]): Promise<GuestPromise[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('promises')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('due_day')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toPromise)
}

/** Undefined when it had ended before. @param at epoch ms */
export async function endPromise(
  tx: Tx,
  id: string,
  to: Exclude<PromiseState, 'open'>,
  by: string,
  at: number,
): Promise<GuestPromise | undefined> {
  const row = await tx
    .updateTable('promises')
    .set({ state: to, ended_by: by, ended_at: at })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .returningAll()
    .executeTakeFirst()
  return row && toPromise(row)
}

/** Forgets what ended before a moment, its words in the audit trail as well. @param before epoch ms */
export async function deletePromisesEndedBefore(tx: Tx, before: number): Promise<void> {
  const ended = await tx
    .deleteFrom('promises')
    .where('state', '!=', 'open')
    .where('ended_at', '<', before)
    .returning('id')
    .execute()
  // Once the row is gone nothing leads from the guest to these words.
  for (const { id } of ended) await eraseAuditText(tx, id)
}

/** Records where its message stands and what it shows. */
export async function savePromiseMessage(
  db: Querier,
  id: string,
  message: { channel: string; ts: string; shown: PromiseState },
): Promise<void> {
  const { channel, ts, shown } = message
  await db.updateTable('promises').set({ channel, ts, shown_state: shown }).where('id', '=', id).execute()
}

// Written by this file only: the casts name what it wrote.
function toPromise(row: PromisesTable): GuestPromise {
  return {
    id: row.id,
    hotelId: row.hotel_id,
    contactId: row.contact_id as ContactId,
    guestLabel: row.guest_label,
    text: row.text,
    dueDay: row.due_day,
    state: row.state as PromiseState,
    madeBy: row.made_by,
    createdAt: row.created_at,
    ...(row.acting_user !== null && { actingUser: row.acting_user }),
    ...(row.ended_by !== null && { endedBy: row.ended_by }),
    ...(row.ended_at !== null && { endedAt: row.ended_at }),
  }
}
