// Guests who were shown to somebody a short while ago, by masked name.
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('recent_guests')
    .addColumn('hotel_id', 'integer', column => column.notNull())
    .addColumn('contact_id', 'bigint', column => column.notNull())
    .addColumn('label', 'text', column => column.notNull())
    .addColumn('shown_at', 'bigint', column => column.notNull())
    .addColumn('expires_at', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('recent_guests_pk', ['hotel_id', 'contact_id'])
    .execute()
  await db.schema.createIndex('recent_guests_by_expiry').on('recent_guests').columns(['expires_at']).execute()
}
