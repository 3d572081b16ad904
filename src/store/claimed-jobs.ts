// The workers' side of the job table. A job is due when nobody holds it and its time has come, or when the lease of
// its worker ran out. A worker's writes are fenced by its lease: once another has taken over, they do nothing.
import { randomUUID } from 'node:crypto'
import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import { earlier, whole } from './job-times.ts'
import type { Querier, Schema } from './schema.ts'

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

/** Lets every job be taken over at once: for a store whose only process has just started. */
export async function expireLeases(db: Querier): Promise<void> {
  await db.updateTable('jobs').set({ lease_until: 0 }).where('lease_token', 'is not', null).execute()
}

/** On PostgreSQL the database's own clock, so that replicas whose clocks differ agree on leases. */
function leaseTime(kind: Database['kind'], now: number): RawBuilder<number> {
  return kind === 'postgres' ? sql`(extract(epoch from clock_timestamp()) * 1000)::bigint` : sql`${now}`
}
