// Promises to guests, and hand-overs between shifts with what was open in each.
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('promises')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('hotel_id', 'integer', column => column.notNull())
    .addColumn('contact_id', 'bigint', column => column.notNull())
    .addColumn('guest_label', 'text', column => column.notNull())
    .addColumn('text', 'text', column => column.notNull())
    .addColumn('due_day', 'text', column => column.notNull())
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('made_by', 'text', column => column.notNull())
    .addColumn('acting_user', 'text')
    .addColumn('created_at', 'bigint', column => column.notNull())
    .addColumn('ended_by', 'text')
    .addColumn('ended_at', 'bigint')
    .addColumn('channel', 'text')
    .addColumn('ts', 'text')
    .addColumn('shown_state', 'text')
    .execute()
  await createIndex(db, 'promises', 'promises_of_guest', ['contact_id', 'state'])
  await createIndex(db, 'promises', 'promises_of_hotel', ['hotel_id', 'state', 'due_day'])

  await db.schema
    .createTable('handovers')
    .addColumn('hotel_id', 'integer', column => column.notNull())
    .addColumn('shift', 'text', column => column.notNull())
    .addColumn('due_at', 'bigint', column => column.notNull())
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('late_at', 'bigint')
    .addColumn('channel', 'text')
    .addColumn('ts', 'text')
    .addPrimaryKeyConstraint('handovers_pk', ['hotel_id', 'shift'])
    .execute()

  await db.schema
    .createTable('handover_items')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('hotel_id', 'integer', column => column.notNull())
    .addColumn('shift', 'text', column => column.notNull())
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('subject', 'text', column => column.notNull())
    .addColumn('taken_by', 'text')
    .addColumn('taken_at', 'bigint')
    .addUniqueConstraint('handover_items_once', ['hotel_id', 'shift', 'kind', 'subject'])
    .execute()
  await createIndex(db, 'handover_items', 'handover_items_of_subject', ['subject'])
}

async function createIndex(db: Kysely<unknown>, table: string, name: string, columns: string[]) {
  await db.schema.createIndex(name).on(table).columns(columns).execute()
}
