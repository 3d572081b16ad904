// The guests whom this hotel looked at last, offered by masked name in every form that asks for one.
import type { Guest } from '../domain/guest.ts'
import { readGuestKey } from '../domain/guest-key.ts'
import { hotelTime } from '../domain/hotel-day.ts'
import { contactLabel, maskName } from '../domain/masking.ts'
import type { DeskHotel } from '../domain/settings.ts'
import { inTime } from '../lib/in-time.ts'
import type { Language } from '../lib/words.ts'
import type { KnownBlock, PlainTextOption } from '../slack/blocks.ts'
import type { FormCall } from '../slack/calls.ts'
import { explain } from '../slack/errors.ts'
import { fieldName } from '../slack/form.ts'
import { option, selectInput } from '../slack/inputs.ts'
import type { Database } from '../store/database.ts'
import { type RecentGuest, recentGuests, saveRecentGuest } from '../store/recent-guests.ts'
import type { Desk } from './desk.ts'
import { formWords } from './form-words.ts'

const keptMs = 12 * 3_600_000
const offered = 20
/** A form is not kept waiting longer for them. */
const withinMs = 500

type Parts = Pick<Desk, 'clock' | 'database' | 'logger'>

/** Guests shown since the last write, by hotel and guest: each look-up would otherwise wait for a commit of its own. */
const unwritten = new WeakMap<Database, Map<string, RecentGuest>>()
const writeEveryMs = 250

/** Behind the answer: a guest who is not remembered can still be typed. */
export function rememberGuest(parts: Parts, guest: Guest, hotel: DeskHotel): void {
  const { clock, database } = parts
  const shownAt = clock.now()
  const { contactId } = guest
  const label = maskName(guest.name, guest.surname) || contactLabel(contactId)
  let shown = unwritten.get(database)
  if (!shown) {
    shown = new Map()
    unwritten.set(database, shown)
    void clock.sleep(writeEveryMs).then(() => write(parts))
  }
  const expiresAt = shownAt + keptMs
  shown.set(`${hotel.id}:${contactId}`, { hotelId: hotel.id, contactId, label, shownAt, expiresAt })
}

async function write({ database, logger }: Parts): Promise<void> {
  const shown = unwritten.get(database)
  if (!shown) return
  unwritten.delete(database)
  try {
    // In one order everywhere: two replicas that write the same guests would else wait for each other.
    const guests = [...shown.values()].sort((a, b) => a.hotelId - b.hotelId || a.contactId - b.contactId)
    await database.transaction(async tx => {
      for (const guest of guests) await saveRecentGuest(tx, guest)
    })
  } catch (error) {
    logger.warn({ event: 'recent.not-kept', reason: reasonOf(error) })
  }
}

/** Newest first; none where the store cannot be asked, or is slow: a form must open while its trigger lives. */
export function recentOptions(parts: Parts, hotel: DeskHotel): Promise<PlainTextOption[]> {
  return inTime(parts.clock, withinMs, readOptions(parts, hotel), () => [])
}

async function readOptions(parts: Parts, hotel: DeskHotel): Promise<PlainTextOption[]> {
  const { clock, database, logger } = parts
  await write(parts)
  try {
    const guests = await recentGuests(database.db, hotel.id, clock.now(), offered)
    return guests.map(({ contactId, label, shownAt }) =>
      option(`${label} · ${hotelTime(hotel, shownAt)}`, String(contactId)),
    )
  } catch (error) {
    if (explain(error, 'en') === undefined) throw error
    logger.warn({ event: 'recent.unread', reason: reasonOf(error) })
    return []
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : '')

export function recentInput(
  options: readonly PlainTextOption[],
  feature: string,
  language: Language,
): KnownBlock[] {
  if (options.length === 0) return []
  const say = formWords(language)
  return [
    selectInput({
      field: 'recent',
      feature,
      label: say('recent'),
      hint: say('recentHint'),
      options,
      optional: true,
    }),
  ]
}

/**
 * The guest as typed, or the recent one that was chosen in their place.
 * @returns undefined when two different guests are named
 */
export function namedGuest(
  { typed, view }: Pick<FormCall, 'typed' | 'view'>,
  today: string,
): string | undefined {
  const { guest = '', recent } = typed
  if (recent === undefined) return guest
  const { key } = readGuestKey(guest, today)
  const isSame = key?.by === 'id' && String(key.id) === recent
  // What the form itself put there has led nowhere: the choice came after it.
  return guest.trim() === '' || isSame || guest === shownFirst(view) ? `#${recent}` : undefined
}

/** The text that stood in the guest field when the form was drawn. */
function shownFirst({ blocks }: FormCall['view']): unknown {
  const block: object = blocks.find(({ block_id: id = '' }) => fieldName(id) === 'guest') ?? {}
  const element = 'element' in block ? block.element : undefined
  return typeof element === 'object' && element && 'initial_value' in element
    ? element.initial_value
    : undefined
}
