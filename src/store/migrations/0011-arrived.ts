// What arrived of each action, for the sums of a day; and one table for digests and hand-overs, which are planned,
// posted once and ended alike.
import { type Kysely, sql } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('actions').addColumn('arrived', 'integer').execute()

  await db.schema
    .createTable('due_posts')
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('hotel_id', 'integer', column => column.notNull())
    .addColumn('slot', 'text', column => column.notNull())
    .addColumn('due_at', 'bigint', column => column.notNull())
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('begun_at', 'bigint')
    .addColumn('channel', 'text')
    .addColumn('ts', 'text')
    .addColumn('replies', 'integer', column => column.notNull())
    .addPrimaryKeyConstraint('due_posts_pk', ['kind', 'hotel_id', 'slot'])
    .execute()
  await sql`
    insert into due_posts (kind, hotel_id, slot, due_at, state, begun_at, channel, ts, replies)
    select 'digest', hotel_id, hotel_day, due_at, state, begun_at, channel, ts, replies from digests
  `.execute(db)
  await sql`
    insert into due_posts (kind, hotel_id, slot, due_at, state, begun_at, channel, ts, replies)
    select 'handover', hotel_id, shift, due_at, state, late_at, channel, ts, 0 from handovers
  `.execute(db)
  await db.schema.dropTable('digests').execute()
  await db.schema.dropTable('handovers').execute()
  // They name the rows as before; the start plans what is due anew.
  await sql`delete from jobs where name in ('digest.post', 'handover.post', 'handover.show')`.execute(db)
}
