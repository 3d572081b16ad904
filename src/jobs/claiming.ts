// One look at the job table: which jobs are taken, so that no limit is exceeded and none starves.

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

/** Names that share a limit, claimed together. */
interface Group {
  names: string[]
  limit: number
}

/** A job that is due but locked by another replica's uncommitted statement is looked at again after this. */
const shortestPauseMs = 10

export function createClaiming(parts: ClaimingParts): Claiming {
  const { database, handlers, concurrency, pollMs, leaseMs, running } = parts
  const { clock } = database
  const groups = groupByLimit(handlers, concurrency)
  let hasBacklog = false
  let nextTakeOverAt = 0

  function freeIn(group: Group): number {
    const taken = [...running.values()].filter(({ name }) => group.names.includes(name)).length
    return Math.min(concurrency - running.size, group.limit - taken)
  }

  async function claim({ names }: Group, limit: number, takesOver: boolean): Promise<number> {
    if (limit <= 0 || parts.isHeld()) return 0
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
      hasBacklog = false
      const takesOver = clock.now() >= nextTakeOverAt
      const emptied: string[] = []
      for (const group of groups) {
        if (takesOver) await claim(group, freeIn(group), true)
        const limit = freeIn(group)
        if ((await claim(group, limit, false)) < limit) emptied.push(...group.names)
        else hasBacklog = true
      }
      if (takesOver) nextTakeOverAt = clock.now() + pollMs
      const next = await nextDueAt(database.db, emptied)
      return next === undefined ? pollMs : Math.min(pollMs, Math.max(next - clock.now(), shortestPauseMs))
    },
    hasBacklog: () => hasBacklog,
  }
}

/** Names with a limit of their own come first: the others could otherwise fill every place for ever. */
function groupByLimit(handlers: ClaimingParts['handlers'], concurrency: number): Group[] {
  const limited: Group[] = []
  const common: Group = { names: [], limit: concurrency }
  for (const [name, { concurrency: limit }] of Object.entries(handlers)) {
    if (limit === undefined) common.names.push(name)
    else limited.push({ names: [name], limit })
  }
  return common.names.length > 0 ? [...limited, common] : limited
}
