// One run of one job: keeps its lease while the handler works, then completes the job or gives it back.
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import { type ClaimedJob, completeJob, renewLease, returnJob } from '../store/claimed-jobs.ts'
import type { Database } from '../store/database.ts'
import { StoreError } from '../store/errors.ts'
import { codeOf, placeOf } from './failure.ts'
import { Interrupted, type JobContext, type JobHandler, LeaseLost, RetryLater } from './handler.ts'

export interface RunParts {
  database: Database
  clock: Clock
  logger: Logger
  leaseMs: number
  retryDelayMs: (attempt: number) => number
}

export interface Run {
  /** Never rejects; says whether the job waits to be run again. */
  readonly ended: Promise<{ isWaiting: boolean }>
  /** Asks the handler to end, since the app stops. */
  interrupt(): void
  /** Frees the job of a handler that does not end, so that another process can run it at once. */
  giveBack(): Promise<void>
}

const done = { isWaiting: false }
const again = { isWaiting: true }

export function startRun(job: ClaimedJob, handler: JobHandler, parts: RunParts): Run {
  const { database, clock, leaseMs } = parts
  const logger = parts.logger.child({ job: job.name, id: job.id, attempt: job.attempt })
  const stop = new AbortController()
  const finished = new AbortController()
  let isInterrupted = false
  let isCompleted = false

  const context: JobContext = {
    attempt: job.attempt,
    signal: stop.signal,
    jobId: job.id,
    async completeIn(tx) {
      if ((await completeJob(tx, job)) === 'lost') throw new LeaseLost('Another worker has this job')
      isCompleted = true
    },
  }

  async function keepLease(): Promise<void> {
    let heldUntil = clock.now() + leaseMs
    for (;;) {
      await clock.sleep(leaseMs / 3, finished.signal)
      const isOurs = await renewLease(database, job, leaseMs).catch(() => undefined)
      if (isOurs) heldUntil = clock.now() + leaseMs
      const isLost = isOurs === false || clock.now() >= heldUntil
      if (isLost && !isCompleted && !finished.signal.aborted) {
        logger.warn('job.lease-lost')
        return stop.abort(new LeaseLost('Another worker has this job'))
      }
    }
  }

  /** The work is done, only the row is not up to date yet: a busy store must not lead to a second run. */
  async function record<T>(write: () => Promise<T>): Promise<T | undefined> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await write()
      } catch (error) {
        if (!(error instanceof StoreError) || stop.signal.aborted) {
          logger.error({ code: codeOf(error), at: placeOf(error) }, 'job.not-recorded')
          return undefined
        }
        if (tries === 1) logger.warn({ code: error.code }, 'job.not-yet-recorded')
        await clock.sleep(recordPauseMs, stop.signal).catch(() => {})
      }
    }
  }

  async function giveBackAt(runAt: number, reason: string, countsAsAttempt: boolean): Promise<typeof again> {
    await record(() => returnJob(database.db, job, { runAt, reason, countsAsAttempt }))
    return again
  }

  async function complete(): Promise<typeof again> {
    if (isCompleted) return again
    const completion = await record(() => completeJob(database.db, job))
    if (completion === 'lost') logger.warn('job.completed-too-late')
    return completion === 'completed' ? done : again
  }

  async function failed(error: unknown): Promise<typeof again> {
    if (error instanceof RetryLater)
      return giveBackAt(clock.now() + Math.max(0, error.delayMs), error.message, false)
    if (isInterrupted) return giveBackAt(clock.now(), 'interrupted', true)
    const isLast = handler.giveUpAfter !== undefined && job.attempt >= handler.giveUpAfter
    const code = codeOf(error)
    if (isLast) return giveUp(error)
    const retryInMs = parts.retryDelayMs(job.attempt)
    logger.warn({ code, at: placeOf(error), retryInMs }, 'job.failed')
    return giveBackAt(clock.now() + retryInMs, code, true)
  }

  async function giveUp(error: unknown): Promise<typeof again> {
    logger.error({ code: codeOf(error), at: placeOf(error) }, 'job.given-up')
    try {
      await handler.onGiveUp?.(JSON.parse(job.data), error, context)
    } catch (problem) {
      const retryInMs = parts.retryDelayMs(job.attempt)
      logger.error({ code: codeOf(problem), at: placeOf(problem), retryInMs }, 'job.giving-up-failed')
      return giveBackAt(clock.now() + retryInMs, codeOf(problem), true)
    }
    return complete()
  }

  async function work(): Promise<typeof again> {
    // The process died during the last attempt: this is not one more.
    if (handler.giveUpAfter !== undefined && job.attempt > handler.giveUpAfter)
      return giveUp(new Interrupted('The process ended during the last attempt'))
    try {
      await handler.run(JSON.parse(job.data), context)
    } catch (error) {
      return failed(error)
    }
    return complete()
  }

  keepLease().catch(() => {})
  return {
    ended: work().finally(() => finished.abort('ended')),
    interrupt() {
      isInterrupted = true
      stop.abort(new Interrupted('The app stops'))
    },
    async giveBack() {
      finished.abort('given back')
      const back = { runAt: clock.now(), reason: 'interrupted', countsAsAttempt: true }
      await returnJob(database.db, job, back)
    },
  }
}

const recordPauseMs = 200
