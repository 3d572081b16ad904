// One bell that rings at every change, and waiting for a condition by listening to it.

export interface Signals {
  ring(): void
  onChange(listener: () => void): () => void
  waitFor<T>(probe: () => T | undefined | false, what: string, timeoutMs?: number): Promise<T>
}

/** @param explain what is added to the message when a wait runs out of time. */
export function createSignals(explain: () => string): Signals {
  const listeners = new Set<() => void>()
  const onChange = (listener: () => void) => {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
    }
  }
  return {
    onChange,
    ring() {
      for (const listener of [...listeners]) listener()
    },
    waitFor(probe, what, timeoutMs = 5000) {
      return new Promise((resolve, reject) => {
        const check = () => {
          try {
            const found = probe()
            if (found === undefined || found === false) return
            settle(() => resolve(found))
          } catch (error) {
            settle(() => reject(error))
          }
        }
        const settle = (end: () => void) => {
          clearTimeout(timer)
          stop()
          end()
        }
        const timer = setTimeout(
          () => settle(() => reject(new Error(`waited ${timeoutMs} ms for ${what}\n${explain()}`))),
          timeoutMs,
        )
        const stop = onChange(check)
        check()
      })
    },
  }
}
