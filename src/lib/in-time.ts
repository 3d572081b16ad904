// Waits for work only so long, for whoever can go on without it.
import type { Clock } from './clock.ts'

/** What the work gives, or `otherwise` when it takes longer than `ms`: then it goes on unheard. */
export async function inTime<T, Otherwise>(
  clock: Pick<Clock, 'sleep'>,
  ms: number,
  work: Promise<T>,
  otherwise: () => Otherwise,
): Promise<T | Otherwise> {
  const done = new AbortController()
  const over = () => undefined
  const limit = clock.sleep(ms, done.signal).then(over, over)
  const result = work.then(value => ({ value }))
  try {
    const first = await Promise.race([result, limit])
    return first ? first.value : otherwise()
  } finally {
    // With a reason of its own: the default one is an error with a stack.
    done.abort('done')
    result.catch(over)
  }
}
