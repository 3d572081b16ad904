// The job table as those see it who add jobs or ask about them; claimed-jobs.ts is the workers' side.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from './database.ts'
import { earlier, whole } from './job-times.ts'
import { prepared } from './prepared.ts'
import type { Querier, Tx } from './schema.ts'
import { notesOf } from './transaction.ts'

export interface NewJob {
  name: string
  /** Plain JSON. */
  data: object
  /**
   * At most one job per key. Enqueuing it again replaces the data, keeps the earlier of the two times and starts
   * the attempts afresh; a run in progress is followed by another one, at the time asked for here.
   */
  key?: string
  /** Epoch milliseconds by the database's clock; at once when missing. */
  runAt?: number
}

/** Adds a job to a transaction of `database.transaction`; it can run once that has committed. */
export async function enqueue(tx: Tx, job: NewJob): Promise<void> {
  const notes = notesOf(tx)
  const now = notes.now()
  await insertJob(tx, {
    id: randomUUID(),
    name: job.name,
    key: job.key ?? null,
    data: JSON.stringify(job.data),
    runAt: whole(job.runAt ?? now),
    now,
  })
  notes.hasNewJobs = true
}

interface JobValues {
  id: string
  name: string
  key: string | null
  data: string
  runAt: number
  now: number
}

const insertJob = prepared<JobValues, unknown>(
  (db, value) =>
    db
      .insertInto('jobs')
      .values({
        id: value('id'),
        name: value('name'),
        key: value('key'),
        data: value('data'),
        run_at: value('runAt'),
        attempts: 0,
        revision: 1,
        created_at: value('now'),
      })
      .onConflict(conflict =>
        conflict.column('key').doUpdateSet({
          name: eb => eb.ref('excluded.name'),
          data: eb => eb.ref('excluded.data'),
          run_at: earlier(sql.ref('jobs.run_at'), sql.ref('excluded.run_at')),
          attempts: 0,
          revision: sql`jobs.revision + 1`,
        }),
      ),
  { isBehind: true },
)

/** Epoch milliseconds of the next job that nobody holds. */
export async function nextDueAt(db: Querier, names: readonly string[]): Promise<number | undefined> {
  if (names.length === 0) return undefined
  const row = await db
    .selectFrom('jobs')
    .select('run_at')
    .where('name', 'in', names)
    .where('lease_token', 'is', null)
    .orderBy('run_at')
    .limit(1)
    .executeTakeFirst()
  return row?.run_at
}

export interface JobStats {
  /** Jobs that nobody runs, later ones included. */
  waiting: number
  /** In all replicas. */
  running: number
  /** Epoch milliseconds; missing when nothing is overdue. */
  oldestDueAt?: number
}

export async function jobStats({ db, clock }: Database): Promise<JobStats> {
  const now = clock.now()
  const row = await db
    .selectFrom('jobs')
    .select([
      sql<number>`count(case when lease_token is null then 1 end)`.as('waiting'),
      sql<number>`count(lease_token)`.as('running'),
      sql<number | null>`min(case when lease_token is null and run_at <= ${now} then run_at end)`.as(
        'oldest',
      ),
    ])
    .executeTakeFirstOrThrow()
  const { waiting, running, oldest } = row
  return oldest === null ? { waiting, running } : { waiting, running, oldestDueAt: oldest }
}

/** Forgets all jobs of these names: after a restore nothing is posted a second time. */
export async function dropJobs(tx: Tx, names: readonly string[]): Promise<void> {
  await tx.deleteFrom('jobs').where('name', 'in', names).execute()
}
