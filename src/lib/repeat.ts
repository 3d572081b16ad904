// Work that comes again and again beside the rest.
import type { Clock } from './clock.ts'
import type { Logger } from './logger.ts'

/** Runs it every so many ms until the signal; a failure is logged, and the next turn comes all the same. */
export function repeat(
  clock: Clock,
  everyMs: number,
  signal: AbortSignal,
  logger: Logger,
  run: () => Promise<void>,
): void {
  const turn = async () => {
    while (!signal.aborted) {
      await clock.sleep(everyMs, signal).catch(() => undefined)
      if (signal.aborted) return
      await run().catch(error => logger.warn({ event: 'upkeep.failed', err: error }))
    }
  }
  void turn()
}
