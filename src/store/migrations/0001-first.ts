// The first tables, for both stores.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('actions')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('reference', 'text', column => column.notNull().unique())
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('hotel_id', 'integer', column => column.notNull())
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('version', 'integer', column => column.notNull())
    .addColumn('requested_by', 'text', column => column.notNull())
    .addColumn('acting_user', 'text')
    .addColumn('contact_id', 'bigint', column => column.notNull())
    .addColumn('guest_label', 'text', column => column.notNull())
    .addColumn('points', 'integer')
    .addColumn('input', 'text', column => column.notNull())
    .addColumn('submit_key', 'text', column => column.notNull().unique())
    .addColumn('hotel_day', 'text', column => column.notNull())
    .addColumn('allowance', 'integer', column => column.notNull())
    .addColumn('decided_by', 'text')
    .addColumn('decided_at', 'bigint')
    .addColumn('expires_at', 'bigint')
    .addColumn('sending_at', 'bigint')
    .addColumn('operation_id', 'bigint')
    .addColumn('outcome', 'text')
    .addColumn('cites', 'text')
    .addColumn('created_at', 'bigint', column => column.notNull())
    .addColumn('updated_at', 'bigint', column => column.notNull())
    .execute()
  // Two writes for one guest never overlap: the database decides which one may leave.
  await db.schema
    .createIndex('actions_one_sending_per_guest')
    .unique()
    .on('actions')
    .column('contact_id')
    // biome-ignore lint/suspicious/noExplicitAny: an untyped schema has no column names to check against
    .where('state' as any, '=', 'sending')
    .execute()
  await createIndex(db, 'actions', 'actions_of_guest', ['contact_id', 'created_at'])
  await createIndex(db, 'actions', 'actions_of_person', ['requested_by', 'created_at'])
  await createIndex(db, 'actions', 'actions_in_state', ['state', 'created_at'])

  await db.schema
    .createTable('action_notes')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('action_id', 'text', column => column.notNull().references('actions.id'))
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('author', 'text', column => column.notNull())
    .addColumn('text', 'text', column => column.notNull())
    .addColumn('at', 'bigint', column => column.notNull())
    .execute()
  await createIndex(db, 'action_notes', 'action_notes_of_action', ['action_id', 'at'])

  await db.schema
    .createTable('cards')
    .addColumn('action_id', 'text', column => column.notNull().references('actions.id'))
    .addColumn('place', 'text', column => column.notNull())
    .addColumn('channel', 'text', column => column.notNull())
    .addColumn('ts', 'text')
    .addColumn('shown_version', 'integer', column => column.notNull())
    .addPrimaryKeyConstraint('cards_pk', ['action_id', 'place'])
    .execute()

  await db.schema
    .createTable('forms')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('feature', 'text', column => column.notNull())
    .addColumn('user_id', 'text', column => column.notNull())
    .addColumn('hotel_id', 'integer', column => column.notNull())
    .addColumn('data', 'text', column => column.notNull())
    .addColumn('created_at', 'bigint', column => column.notNull())
    .addColumn('expires_at', 'bigint', column => column.notNull())
    .execute()
  await createIndex(db, 'forms', 'forms_by_expiry', ['expires_at'])

  await db.schema
    .createTable('allowances')
    .addColumn('user_id', 'text', column => column.notNull())
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('hotel_id', 'integer', column => column.notNull())
    .addColumn('day', 'text', column => column.notNull())
    .addColumn('used', 'integer', column => column.notNull())
    .addPrimaryKeyConstraint('allowances_pk', ['user_id', 'kind', 'hotel_id', 'day'])
    .execute()

  await db.schema
    .createTable('jobs')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('name', 'text', column => column.notNull())
    .addColumn('key', 'text', column => column.unique())
    .addColumn('data', 'text', column => column.notNull())
    .addColumn('run_at', 'bigint', column => column.notNull())
    .addColumn('attempts', 'integer', column => column.notNull())
    .addColumn('revision', 'integer', column => column.notNull())
    .addColumn('lease_token', 'text')
    .addColumn('lease_until', 'bigint')
    .addColumn('last_error', 'text')
    .addColumn('created_at', 'bigint', column => column.notNull())
    .execute()
  await createIndex(db, 'jobs', 'jobs_due', ['run_at'])
  await createIndex(db, 'jobs', 'jobs_leased', ['lease_until'])

  await db.schema
    .createTable('audit')
    .addColumn('seq', 'bigint', column => column.primaryKey())
    .addColumn('at', 'bigint', column => column.notNull())
    .addColumn('actor', 'text', column => column.notNull())
    .addColumn('event', 'text', column => column.notNull())
    .addColumn('subject', 'text', column => column.notNull())
    .addColumn('detail', 'text', column => column.notNull())
    .addColumn('text_id', 'text')
    .addColumn('text_hash', 'text')
    .addColumn('prev_hash', 'text', column => column.notNull())
    .addColumn('hash', 'text', column => column.notNull())
    .execute()
  await createIndex(db, 'audit', 'audit_of_subject', ['subject', 'seq'])
  await db.schema
    .createTable('audit_texts')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('salt', 'text', column => column.notNull())
    .addColumn('text', 'text', column => column.notNull())
    .execute()
  await db.schema
    .createTable('audit_head')
    .addColumn('id', 'integer', column => column.primaryKey())
    .addColumn('seq', 'bigint', column => column.notNull())
    .addColumn('hash', 'text', column => column.notNull())
    .execute()
  // The chain starts here: the event before the first one has no hash of its own.
  await sql`insert into audit_head (id, seq, hash) values (1, 0, ${'0'.repeat(64)})`.execute(db)

  await db.schema
    .createTable('settings')
    .addColumn('id', 'integer', column => column.primaryKey())
    .addColumn('version', 'integer', column => column.notNull())
    .addColumn('source', 'text', column => column.notNull())
    .addColumn('file_hash', 'text')
    .addColumn('body', 'text', column => column.notNull())
    .addColumn('updated_at', 'bigint', column => column.notNull())
    .addColumn('updated_by', 'text', column => column.notNull())
    .execute()
  await db.schema
    .createTable('people')
    .addColumn('user_id', 'text', column => column.primaryKey())
    .addColumn('locale', 'text')
    .addColumn('fetched_at', 'bigint', column => column.notNull())
    .execute()
}

async function createIndex(db: Kysely<unknown>, table: string, name: string, columns: string[]) {
  await db.schema.createIndex(name).on(table).columns(columns).execute()
}
