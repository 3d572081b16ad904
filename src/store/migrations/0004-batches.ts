// Bulk grants: a batch, its rows, where it is shown; and which batch an action belongs to.
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('batches')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('key', 'text', column => column.notNull().unique())
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('hotel_id', 'integer', column => column.notNull())
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('version', 'integer', column => column.notNull())
    .addColumn('author', 'text', column => column.notNull())
    .addColumn('acting_user', 'text')
    .addColumn('file_id', 'text')
    .addColumn('view_id', 'text')
    .addColumn('reverses', 'text')
    .addColumn('problem', 'text')
    .addColumn('decided_by', 'text')
    .addColumn('decided_at', 'bigint')
    .addColumn('reason', 'text')
    .addColumn('expires_at', 'bigint')
    .addColumn('created_at', 'bigint', column => column.notNull())
    .addColumn('updated_at', 'bigint', column => column.notNull())
    .execute()
  await db.schema.createIndex('batches_reversing').on('batches').column('reverses').execute()

  await db.schema
    .createTable('batch_rows')
    .addColumn('batch_id', 'text', column => column.notNull().references('batches.id'))
    .addColumn('line', 'integer', column => column.notNull())
    .addColumn('guest_key', 'text')
    .addColumn('contact_id', 'bigint')
    .addColumn('guest_label', 'text', column => column.notNull())
    .addColumn('points', 'integer')
    .addColumn('text', 'text', column => column.notNull())
    .addColumn('facts', 'text')
    .addColumn('problem', 'text')
    .addColumn('about', 'text')
    .addColumn('action_id', 'text')
    .addPrimaryKeyConstraint('batch_rows_pk', ['batch_id', 'line'])
    .execute()
  await db.schema.createIndex('batch_rows_of_guest').on('batch_rows').column('contact_id').execute()

  await db.schema
    .createTable('batch_cards')
    .addColumn('batch_id', 'text', column => column.notNull().references('batches.id'))
    .addColumn('place', 'text', column => column.notNull())
    .addColumn('channel', 'text', column => column.notNull())
    .addColumn('ts', 'text', column => column.notNull())
    .addColumn('shown_at', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('batch_cards_pk', ['batch_id', 'place'])
    .execute()

  await db.schema.alterTable('actions').addColumn('batch_id', 'text').execute()
  // Most actions are of no batch, and every index costs each of them a write.
  await db.schema
    .createIndex('actions_of_batch')
    .on('actions')
    .columns(['batch_id', 'state'])
    // biome-ignore lint/suspicious/noExplicitAny: an untyped schema has no column names to check against
    .where('batch_id' as any, 'is not', null)
    .execute()
}
