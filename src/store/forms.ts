// Open forms: who, which hotel, what was typed and which guest was shown. A view carries only the row's id.
import { prepared } from './prepared.ts'
import type { FormsTable, Querier } from './schema.ts'

export interface FormRow {
  id: string
  feature: string
  userId: string
  hotelId: number
  /** Owned by whoever opened the form. */
  data: unknown
  createdAt: number
  expiresAt: number
}

export async function insertForm(db: Querier, form: FormRow): Promise<void> {
  await db
    .insertInto('forms')
    .values({
      id: form.id,
      feature: form.feature,
      user_id: form.userId,
      hotel_id: form.hotelId,
      data: JSON.stringify(form.data),
      created_at: form.createdAt,
      expires_at: form.expiresAt,
    })
    .execute()
}

export async function findForm(db: Querier, id: string): Promise<FormRow | undefined> {
  const [row] = (await selectForm(db, { id })).rows
  if (!row) return undefined
  return {
    id: row.id,
    feature: row.feature,
    userId: row.user_id,
    hotelId: row.hotel_id,
    data: JSON.parse(row.data),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }
}

const selectForm = prepared<{ id: string }, FormsTable>((db, value) =>
  db.selectFrom('forms').selectAll().where('id', '=', value('id')),
)

/** The hotel of the person's last form; undefined when no form of theirs is kept. */
export async function lastFormHotel(db: Querier, userId: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('forms')
    .select('hotel_id')
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.hotel_id
}

export async function updateForm(db: Querier, id: string, change: { data: unknown; hotelId?: number }) {
  await db
    .updateTable('forms')
    .set({
      data: JSON.stringify(change.data),
      ...(change.hotelId !== undefined && { hotel_id: change.hotelId }),
    })
    .where('id', '=', id)
    .execute()
}

export async function deleteExpiredForms(db: Querier, now: number): Promise<void> {
  await db.deleteFrom('forms').where('expires_at', '<', now).execute()
}
