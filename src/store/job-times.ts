// Times in the job table, whole epoch milliseconds on both stores.
import { type Expression, type RawBuilder, sql } from 'kysely'

/** Half a millisecond fits SQLite's column but not PostgreSQL's; rounded up, so that nothing runs too early. */
export function whole(ms: number): number {
  return Math.ceil(ms)
}

export function earlier(a: Expression<unknown>, b: Expression<unknown>): RawBuilder<number> {
  return sql`case when ${a} < ${b} then ${a} else ${b} end`
}
