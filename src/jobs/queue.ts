// Runs the jobs of the store: wakes at commits, claims what is due, sleeps until the next one is.
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { ClaimedJob } from '../store/claimed-jobs.ts'
import type { Database } from '../store/database.ts'
import { type JobStats, jobStats, nextDueAt } from '../store/jobs.ts'
import { createClaiming } from './claiming.ts'
import { codeOf, exponentialDelayMs } from './failure.ts'
import type { JobHandler } from './handler.ts'
import { type Run, startRun } from './run.ts'

export interface QueueOptions {
  database: Database
  /** The one that the database was opened with. */
  clock: Clock
  logger: Logger
  /** By job name. A job without a handler stays where it is, for a replica that has one. */
  handlers: Readonly<Record<string, JobHandler>>
  /** The most jobs at a time in this process; 24 by default, most of which wait for an answer from outside. */
  concurrency?: number
  /** The safety net below the waking at commit; 1 s by default. */
  pollMs?: number
  /** How long after the death of its worker a job is taken over; 10 s by default. */
  leaseMs?: number
  /** The pause after a failed attempt (1 for the first); exponential with jitter by default. */
  retryDelayMs?: (attempt: number) => number
}

export interface Queue {
  start(): void
  /** Claims nothing more until `release`; what runs, or is just being claimed, goes on. */
  hold(): void
  release(): void
  /** Waits up to `graceMs` (10 s by default) for what runs, interrupts the rest and gives it back. */
  stop(graceMs?: number): Promise<void>
  /** Looks for due jobs now. */
  wake(): void
  /** Resolves when no job is due and none runs here; while held or stopped, when none runs. */
  idle(): Promise<void>
  stats(): Promise<JobStats>
}

interface Running {
  name: string
  run: Run
}

/** How long interrupted handlers may take to end before their jobs are given back without them. */
const interruptedMs = 1_000

export function createQueue(options: QueueOptions): Queue {
  const { database, clock, logger, handlers } = options
  const { concurrency = 24, pollMs = 1_000, leaseMs = 10_000, retryDelayMs = exponentialDelayMs } = options
  if (clock !== database.clock) throw new Error('The queue and its database need the same clock')

  const parts = { database, clock, logger, leaseMs, retryDelayMs }
  const names = Object.keys(handlers)
  const running = new Map<string, Running>()
  const claiming = createClaiming({
    ...parts,
    handlers,
    concurrency,
    pollMs,
    running,
    isHeld: () => isHeld,
    begin,
  })
  const stopping = new AbortController()
  let loop: Promise<void> | undefined
  let stopped: Promise<void> | undefined
  let unsubscribe = () => {}
  let isHeld = false
  let isClaiming = false
  let isWoken = false
  let pause = new AbortController()
  let startedRuns = 0
  let change = Promise.withResolvers<void>()

  function changed(): void {
    change.resolve()
    change = Promise.withResolvers()
  }

  function wake(): void {
    isWoken = true
    pause.abort('woken')
  }

  function begin(job: ClaimedJob, handler: JobHandler): void {
    startedRuns += 1
    const run = startRun(job, handler, parts)
    running.set(job.id, { name: job.name, run })
    void run.ended.then(({ isWaiting }) => {
      running.delete(job.id)
      if (isWaiting || claiming.hasBacklog()) wake()
      changed()
    })
  }

  async function work(): Promise<void> {
    while (!stopping.signal.aborted) {
      isWoken = false
      pause = new AbortController()
      let pauseMs = pollMs
      isClaiming = !isHeld
      try {
        if (!isHeld) pauseMs = await claiming.look()
      } catch (error) {
        logger.warn({ code: codeOf(error) }, 'jobs.not-claimed')
        // Waking does not shorten this pause: the store needs it.
        await clock.sleep(pollMs, stopping.signal).catch(() => {})
      } finally {
        isClaiming = false
      }
      changed()
      if (!isWoken) await clock.sleep(pauseMs, pause.signal).catch(() => {})
    }
  }

  const isQuiet = () => running.size === 0 && !isClaiming
  const isPaused = () => isHeld || loop === undefined || stopping.signal.aborted

  async function hasDueJob(): Promise<boolean> {
    const next = await nextDueAt(database.db, names)
    return next !== undefined && next <= clock.now()
  }

  async function end(graceMs: number): Promise<void> {
    unsubscribe()
    stopping.abort('stopping')
    wake()
    await loop
    const endings = () => Promise.all([...running.values()].map(({ run }) => run.ended))
    await within(graceMs, endings(), clock)
    for (const { run } of running.values()) run.interrupt()
    await within(interruptedMs, endings(), clock)
    for (const { run } of running.values())
      await run.giveBack().catch(error => logger.error({ code: codeOf(error) }, 'job.not-given-back'))
  }

  return {
    start() {
      if (loop || stopping.signal.aborted) return
      unsubscribe = database.onJobs(wake)
      loop = work()
    },
    hold() {
      isHeld = true
    },
    release() {
      isHeld = false
      wake()
    },
    stop(graceMs = 10_000) {
      stopped ??= end(graceMs)
      return stopped
    },
    wake,
    async idle() {
      for (;;) {
        const next = change.promise
        const runsBefore = startedRuns
        if (isQuiet()) {
          if (isPaused()) return
          // What started during the look may have enqueued more.
          if (!(await hasDueJob()) && isQuiet() && startedRuns === runsBefore) return
          wake()
        }
        await next
      }
    },
    stats: () => jobStats(database),
  }
}

async function within(ms: number, work: Promise<unknown>, clock: Clock): Promise<void> {
  const finished = new AbortController()
  await Promise.race([work, clock.sleep(ms, finished.signal).catch(() => {})])
  finished.abort('finished')
}
