// The SQL of the job table. A job is due when nobody holds it and its time has come, or when the lease of its
// worker ran out. A worker's writes are fenced by its lease: once another has taken over, they do nothing.
import { randomUUID } from 'node:crypto'
import { type Expression, type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import type { Querier, Schema, Tx } from './schema.ts'
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

/** A job as its worker holds it. */
export interface ClaimedJob {
  id: string
  name: string
  data: string
  /** 1 for the first run. */
  attempt: number
  /** Another one by the time of completion means that the job was enqueued again meanwhile. */
  revision: number
  leaseToken: string
}

/** The time of a job that is being run: later than any time that it may be enqueued for again meanwhile. */
const beingRun = Number.MAX_SAFE_INTEGER

/** Adds a job to a transaction of `database.transaction`; it can run once that has committed. */
export async function enqueue(tx: Tx, job: NewJob): Promise<void> {
  const notes = notesOf(tx)
  const now = notes.now()
  await tx
    .insertInto('jobs')
    .values({
      id: randomUUID(),
      name: job.name,
      key: job.key ?? null,
      data: JSON.stringify(job.data),
      run_at: whole(job.runAt ?? now),
      attempts: 0,
      revision: 1,
      created_at: now,
    })
    .onConflict(conflict =>
      conflict.column('key').doUpdateSet({
        name: eb => eb.ref('excluded.name'),
        data: eb => eb.ref('excluded.data'),
        run_at: earlier(sql.ref('jobs.run_at'), sql.ref('excluded.run_at')),
        attempts: 0,
        revision: sql`jobs.revision + 1`,
      }),
    )
    .execute()
  notes.hasNewJobs = true
}

interface Claim {
  names: readonly string[]
  limit: number
  leaseMs: number
  /**
   * Ids of the jobs that this process runs: none of them starts a second time meanwhile, even when it is due again or
   * the clock was moved past its lease.
   */
  running: readonly string[]
}

/** Takes due jobs, oldest first, in one statement; replicas that claim at the same moment get others. */
export function claimDueJobs(database: Database, claim: Claim): Promise<ClaimedJob[]> {
  const due = database.db
    .selectFrom('jobs')
    .where('lease_token', 'is', null)
    .where('run_at', '<=', database.clock.now())
    .orderBy('run_at')
  return takeJobs(database, claim, due, { run_at: beingRun })
}

/** Takes jobs whose worker died. */
export function takeOverJobs(database: Database, claim: Claim): Promise<ClaimedJob[]> {
  const { db, kind, clock } = database
  const abandoned = db
    .selectFrom('jobs')
    .where('lease_until', '<=', leaseTime(kind, clock.now()))
    .orderBy('lease_until')
  return takeJobs(database, claim, abandoned, {})
}

async function takeJobs(
  { db, kind, clock }: Database,
  { names, limit, leaseMs, running }: Claim,
  candidates: SelectQueryBuilder<Schema, 'jobs', object>,
  changes: { run_at?: number },
): Promise<ClaimedJob[]> {
  const leaseToken = randomUUID()
  const chosen = candidates
    .select('id')
    .where('name', 'in', names)
    .$if(running.length > 0, qb => qb.where('id', 'not in', running))
    .limit(limit)
  const rows = await db
    .with('chosen', () => (kind === 'postgres' ? chosen.forUpdate().skipLocked() : chosen))
    .updateTable('jobs')
    .set({
      ...changes,
      lease_token: leaseToken,
      lease_until: sql`${leaseTime(kind, clock.now())} + ${sql.lit(leaseMs)}`,
      attempts: sql`attempts + 1`,
    })
    .where('id', 'in', eb => eb.selectFrom('chosen').select('id'))
    .returning(['id', 'name', 'data', 'attempts', 'revision', 'run_at', 'created_at'])
    .execute()
  return rows
    .sort((a, b) => a.created_at - b.created_at)
    .map(row => ({
      id: row.id,
      name: row.name,
      data: row.data,
      attempt: row.attempts,
      // Enqueued again during the run that died: this run makes up for that one, and another must follow.
      revision: row.run_at < beingRun ? row.revision - 1 : row.revision,
      leaseToken,
    }))
}

/** False when another worker has taken the job over. */
export async function renewLease(database: Database, job: ClaimedJob, leaseMs: number): Promise<boolean> {
  const { db, kind, clock } = database
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set({ lease_until: sql`${leaseTime(kind, clock.now())} + ${sql.lit(leaseMs)}` })
    .where('id', '=', job.id)
    .where('lease_token', '=', job.leaseToken)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export type Completion = 'completed' | 'follows' | 'lost'

/** Removes a job that is done, or frees it for the next run when it was enqueued again meanwhile. */
export async function completeJob(db: Querier, job: ClaimedJob): Promise<Completion> {
  const { numDeletedRows } = await db
    .deleteFrom('jobs')
    .where('id', '=', job.id)
    .where('lease_token', '=', job.leaseToken)
    .where('revision', '=', job.revision)
    .executeTakeFirst()
  if (numDeletedRows > 0n) return 'completed'
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set({ lease_token: null, lease_until: null, last_error: null })
    .where('id', '=', job.id)
    .where('lease_token', '=', job.leaseToken)
    .executeTakeFirst()
  return numUpdatedRows > 0n ? 'follows' : 'lost'
}

interface Return {
  /** Epoch milliseconds; an earlier time that the job was enqueued for meanwhile goes first. */
  runAt: number
  /** A code, never data. */
  reason: string
  countsAsAttempt: boolean
}

/** Gives a job back to be run again; does nothing when the lease was lost. */
export async function returnJob(db: Querier, job: ClaimedJob, back: Return): Promise<void> {
  await db
    .updateTable('jobs')
    .set({
      lease_token: null,
      lease_until: null,
      run_at: earlier(sql.ref('run_at'), sql.val(whole(back.runAt))),
      last_error: back.reason,
      ...(back.countsAsAttempt
        ? {}
        : { attempts: sql<number>`case when attempts > 0 then attempts - 1 else 0 end` }),
    })
    .where('id', '=', job.id)
    .where('lease_token', '=', job.leaseToken)
    .execute()
}

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

/** Lets every job be taken over at once: for a store whose only process has just started. */
export async function expireLeases(db: Querier): Promise<void> {
  await db.updateTable('jobs').set({ lease_until: 0 }).where('lease_token', 'is not', null).execute()
}

/** On PostgreSQL the database's own clock, so that replicas whose clocks differ agree on leases. */
function leaseTime(kind: Database['kind'], now: number): RawBuilder<number> {
  return kind === 'postgres' ? sql`(extract(epoch from clock_timestamp()) * 1000)::bigint` : sql`${now}`
}

/** Half a millisecond fits SQLite's column but not PostgreSQL's; rounded up, so that nothing runs too early. */
function whole(ms: number): number {
  return Math.ceil(ms)
}

function earlier(a: Expression<unknown>, b: Expression<unknown>): RawBuilder<number> {
  return sql`case when ${a} < ${b} then ${a} else ${b} end`
}

/** Forgets all jobs of these names: after a restore nothing is posted a second time. */
export async function dropJobs(tx: Tx, names: readonly string[]): Promise<void> {
  await tx.deleteFrom('jobs').where('name', 'in', names).execute()
}
