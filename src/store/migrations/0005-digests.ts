// Daily digests: one row for each hotel and day, what the ledger had on a day, and alerts that were given.
import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('digests')
    .addColumn('hotel_id', 'integer', column => column.notNull())
    .addColumn('hotel_day', 'text', column => column.notNull())
    .addColumn('due_at', 'bigint', column => column.notNull())
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('begun_at', 'bigint')
    .addColumn('channel', 'text')
    .addColumn('ts', 'text')
    .addColumn('replies', 'integer', column => column.notNull())
    .addPrimaryKeyConstraint('digests_pk', ['hotel_id', 'hotel_day'])
    .execute()
  await createIndex(db, 'digests', 'digests_in_state', ['state', 'due_at'])

  await db.schema
    .createTable('ledger_days')
    .addColumn('hotel_id', 'integer', column => column.notNull())
    .addColumn('hotel_day', 'text', column => column.notNull())
    .addColumn('from_at', 'bigint', column => column.notNull())
    .addColumn('until_at', 'bigint', column => column.notNull())
    .addColumn('body', 'text', column => column.notNull())
    .addColumn('gathered_at', 'bigint', column => column.notNull())
    .addPrimaryKeyConstraint('ledger_days_pk', ['hotel_id', 'hotel_day'])
    .execute()

  await db.schema
    .createTable('alerts')
    .addColumn('key', 'text', column => column.primaryKey())
    .addColumn('at', 'bigint', column => column.notNull())
    .execute()

  // What a hotel's day consisted of is asked by these two moments of an action.
  await createMomentIndex(db, 'actions_sent_of_hotel', 'sending_at')
  await createMomentIndex(db, 'actions_decided_of_hotel', 'decided_at')
}

/** Without the actions that have no such moment: every index costs a write, and a planner might take it for others. */
async function createMomentIndex(db: Kysely<unknown>, name: string, moment: string) {
  await db.schema
    .createIndex(name)
    .on('actions')
    .columns(['hotel_id', moment])
    // biome-ignore lint/suspicious/noExplicitAny: an untyped schema has no column names to check against
    .where(moment as any, 'is not', null)
    .execute()
}

async function createIndex(db: Kysely<unknown>, table: string, name: string, columns: string[]) {
  await db.schema.createIndex(name).on(table).columns(columns).execute()
}
