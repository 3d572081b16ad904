// At most so many at once, first come first served.

export interface Slots {
  /** Waits for a free slot; gives the function that frees it. Rejects with the signal's reason when aborted. */
  take(signal?: AbortSignal): Promise<() => void>
}

export function createSlots(most: number): Slots {
  let free = most
  const waiting = new Set<() => void>()

  function release(): void {
    for (const next of waiting) {
      waiting.delete(next)
      next()
      return
    }
    free++
  }

  return {
    async take(signal) {
      if (free > 0) {
        free--
        return release
      }
      signal?.throwIfAborted()
      await new Promise<void>((resolve, reject) => {
        const aborted = () => {
          waiting.delete(next)
          reject(signal?.reason)
        }
        const next = () => {
          signal?.removeEventListener('abort', aborted)
          resolve()
        }
        waiting.add(next)
        signal?.addEventListener('abort', aborted, { once: true })
      })
      return release
    },
  }
}
