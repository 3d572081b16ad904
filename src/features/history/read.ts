// Reads a guest and their operations.
import type { Desk } from '../../actions/desk.ts'
import type { NotOne, Sought } from '../../actions/guest-window.ts'
import { lookUp } from '../../actions/look-up.ts'
import type { ContactId, Guest, Operation } from '../../domain/guest.ts'
import type { Language } from '../../lib/words.ts'
import { explain } from '../../slack/errors.ts'

export interface History {
  guest: Guest
  /** Newest first. */
  rows: readonly Operation[]
  isComplete: boolean
  readAt: number
}

/** One request for the guest, and one for each page of the ledger. */
export async function readHistory(
  desk: Desk,
  { key, hotel, typed, who: { language } }: Sought,
): Promise<{ kind: 'one'; shown: History } | NotOne> {
  const [found, early] = await Promise.all([
    lookUp(desk, key, hotel, language, typed),
    key.by === 'id' ? readRows(desk, key.id, language) : undefined,
  ])
  if (found.kind !== 'one') return found
  const { guest, readAt } = found
  const read = early ?? (await readRows(desk, guest.contactId, language))
  return read.kind === 'problem' ? read : { kind: 'one', shown: { guest, readAt, ...read.history } }
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
