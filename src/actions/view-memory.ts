// What an open window shows of a guest, in memory alone: turning its pages asks the programme nothing. Another
// replica, or a restart, just reads again.
import type { ContactId } from '../domain/guest.ts'
import type { Clock } from '../lib/clock.ts'

const keptMs = 10 * 60_000
const mostKept = 50

/** By the view that shows it; for ten minutes at most. */
export function createViewMemory<T>(clock: Pick<Clock, 'now'>) {
  const kept = new Map<string, { contactId: ContactId; value: T; until: number }>()
  return {
    find(viewId: string, contactId: ContactId): T | undefined {
      const found = kept.get(viewId)
      return found && found.until > clock.now() && found.contactId === contactId ? found.value : undefined
    },
    keep(viewId: string, contactId: ContactId, value: T): void {
      kept.delete(viewId)
      for (const [id, { until }] of kept) if (until <= clock.now() || kept.size >= mostKept) kept.delete(id)
      kept.set(viewId, { contactId, value, until: clock.now() + keptMs })
    },
  }
}
