// One look at the job table: which jobs are taken, so that the limit is not exceeded.

import { type ClaimedJob, claimDueJobs, takeOverJobs } from '../store/claimed-jobs.ts'
import type { Database } from '../store/database.ts'
import { nextDueAt } from '../store/jobs.ts'
import type { JobHandler } from './handler.ts'

interface ClaimingParts {
  database: Database
  handlers: Readonly<Record<string, JobHandler>>
  concurrency: number
  pollMs: number
  leaseMs: number
  /** Names of the jobs that run here, by job id. */
  running: ReadonlyMap<string, { name: string }>
  isHeld(): boolean
  begin(job: ClaimedJob, handler: JobHandler): void
}

export interface Claiming {
  /** Begins what is due and returns for how long nothing else will be, `pollMs` at most. */
  look(): Promise<number>
  /** The last look left due jobs behind, for want of a free place. */
  hasBacklog(): boolean
}

/** A job that is due but locked by another replica's uncommitted statement is looked at again after this. */
const shortestPauseMs = 10

export function createClaiming(parts: ClaimingParts): Claiming {
  const { database, handlers, concurrency, pollMs, leaseMs, running } = parts
  const { clock } = database
  const names = Object.keys(handlers)
  let hasBacklog = false
  let nextTakeOverAt = 0

  const free = () => concurrency - running.size

  async function claim(limit: number, takesOver: boolean): Promise<number> {
    if (limit <= 0 || names.length === 0 || parts.isHeld()) return 0
    const wanted = { names, limit, leaseMs, running: [...running.keys()] }
    const jobs = await (takesOver ? takeOverJobs : claimDueJobs)(database, wanted)
    for (const job of jobs) {
      const handler = handlers[job.name]
      if (handler) parts.begin(job, handler)
    }
    return jobs.length
  }

  return {
    async look() {
      const takesOver = clock.now() >= nextTakeOverAt
      if (takesOver) {
        await claim(free(), true)
        nextTakeOverAt = clock.now() + pollMs
      }
      const limit = free()
      hasBacklog = (await claim(limit, false)) >= limit
      // What is left is looked for as soon as a place is free.
      const next = hasBacklog ? undefined : await nextDueAt(database.db, names)
      return next === undefined ? pollMs : Math.min(pollMs, Math.max(next - clock.now(), shortestPauseMs))
    },
    hasBacklog: () => hasBacklog,
  }
}
