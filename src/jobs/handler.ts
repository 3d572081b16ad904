// What a kind of job consists of.
import type { Tx } from '../store/schema.ts'

export interface JobContext {
  /** 1 for the first run; a run that ended with RetryLater is not counted. */
  readonly attempt: number
  /** Aborted when another worker has taken the job over, or when the app stops and can wait no longer. */
  readonly signal: AbortSignal
  readonly jobId: string
  /**
   * Completes the job in the transaction of its effect, so that both happen or neither. Throws LeaseLost when
   * another worker has taken the job over: let the transaction fail with it.
   */
  completeIn(tx: Tx): Promise<void>
}

export interface JobHandler {
  /**
   * Runs at least once for each job, and again after it threw or its process died: with `completeIn`, or by looking
   * at the rows first, its effect happens once. Throws only for what another run can cure.
   */
  run(data: unknown, context: JobContext): Promise<void>
  /** The last attempt; after it `onGiveUp` is called in place of another run. Without it there is no last one. */
  giveUpAfter?: number
  /** Called with the last error; when it throws it is called again after a pause. */
  onGiveUp?(data: unknown, error: unknown, context: JobContext): Promise<void>
}

/** A handler's way to say "again after a pause"; it is no failure and not counted as an attempt. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater'
  readonly delayMs: number

  /** @param reason a short code for the log and the job's row, never data */
  constructor(delayMs: number, reason: string) {
    super(reason)
    this.delayMs = delayMs
  }
}

/** Another worker has taken the job over: whatever this one still does must not count. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'
}

/** Passed to `onGiveUp` when the process died during the last attempt. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}
