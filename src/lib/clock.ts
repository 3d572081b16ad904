// Time as a value that is passed in: nothing in the app reads Date.now() by itself.

export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Resolves after `ms`, or rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** A clock that runs at the real speed from a chosen moment and can be moved forward; for demo and tests. */
export interface MovableClock extends Clock {
  /**
   * Jumps forward; every sleeper whose time has come wakes at once. With a negative value back, and sleepers sleep
   * longer: only while nothing runs that would mind.
   */
  advance(ms: number): void
}

export const systemClock: Clock = createMovableClock()

/** Starts at `start` (epoch ms; default: the real time) and runs on from there. */
export function createMovableClock(start = Date.now()): MovableClock {
  let offset = start - Date.now()
  const sleepers = new Set<() => void>()
  const now = () => Date.now() + offset
  return {
    now,
    advance(ms) {
      offset += ms
      for (const check of [...sleepers]) check()
    },
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        const due = now() + ms
        let timer: NodeJS.Timeout | undefined
        const end = (settle: () => void) => {
          clearTimeout(timer)
          sleepers.delete(check)
          signal?.removeEventListener('abort', aborted)
          settle()
        }
        const aborted = () => end(() => reject(signal?.reason))
        const check = () => {
          clearTimeout(timer)
          const left = due - now()
          if (left <= 0) end(resolve)
          else timer = setTimeout(check, Math.min(left, 2 ** 31 - 1))
        }
        if (signal?.aborted) return aborted()
        signal?.addEventListener('abort', aborted, { once: true })
        sleepers.add(check)
        check()
      })
    },
  }
}
