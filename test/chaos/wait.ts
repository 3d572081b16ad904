// Waiting for what other processes do: nothing here can be told of a change, so it looks again.
import { setTimeout as pause } from 'node:timers/promises'

/** Looks every `everyMs` until the probe gives something; undefined when the time is over. */
export async function until<T>(
  probe: () => T | undefined | false | Promise<T | undefined | false>,
  timeoutMs: number,
  everyMs = 40,
): Promise<T | undefined> {
  const end = performance.now() + timeoutMs
  for (;;) {
    const found = await probe()
    if (found !== undefined && found !== false) return found
    if (performance.now() >= end) return undefined
    await pause(everyMs)
  }
}
