// Reads a guest and their operations, and keeps them in memory while their modal is open: paging and filtering ask
// the programme nothing. Another replica, or a restart, just reads again.
import type { Desk } from '../../actions/desk.ts'
import { type LookUp, lookUp } from '../../actions/look-up.ts'
import type { ContactId, Guest, Operation } from '../../domain/guest.ts'
import type { GuestKey } from '../../domain/guest-key.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Language } from '../../lib/words.ts'
import { explain } from '../../slack/errors.ts'

export interface History {
  guest: Guest
  /** Newest first. */
  rows: readonly Operation[]
  isComplete: boolean
  readAt: number
}

export type ReadHistory = { kind: 'one'; history: History } | Exclude<LookUp, { kind: 'one' }>

/** One request for the guest, and one for each page of the ledger. */
export async function readHistory(
  desk: Desk,
  asked: { key: GuestKey; hotel: DeskHotel; typed: string; language: Language },
): Promise<ReadHistory> {
  const { key, hotel, typed, language } = asked
  const [found, early] = await Promise.all([
    lookUp(desk, key, hotel, language, typed),
    key.by === 'id' ? readRows(desk, key.id, language) : undefined,
  ])
  if (found.kind !== 'one') return found
  const { guest, readAt } = found
  const read = early ?? (await readRows(desk, guest.contactId, language))
  return read.kind === 'problem' ? read : { kind: 'one', history: { guest, readAt, ...read.history } }
}

async function readRows(desk: Desk, contactId: ContactId, language: Language) {
  try {
    return { kind: 'rows' as const, history: await desk.loyalty.operations.readAll(contactId) }
  } catch (error) {
    const sentence = explain(error, language)
    if (sentence === undefined) throw error
    desk.logger.warn({ event: 'history.not-read', reason: error instanceof Error ? error.message : '' })
    return { kind: 'problem' as const, sentence }
  }
}

const keptMs = 10 * 60_000
const mostKept = 50

export type Memory = ReturnType<typeof createMemory>

/** Histories by the view that shows them. @param clock for their expiry */
export function createMemory(clock: Pick<Clock, 'now'>) {
  const kept = new Map<string, { history: History; until: number }>()
  return {
    find(viewId: string, contactId: ContactId): History | undefined {
      const found = kept.get(viewId)
      const isGood = found && found.until > clock.now() && found.history.guest.contactId === contactId
      return isGood ? found.history : undefined
    },
    keep(viewId: string, history: History): void {
      kept.delete(viewId)
      for (const [id, { until }] of kept) if (until <= clock.now() || kept.size >= mostKept) kept.delete(id)
      kept.set(viewId, { history, until: clock.now() + keptMs })
    },
  }
}
