// From what was typed to exactly one guest, or a sentence that says why not. Reads only.
import type { Guest, LevelId, Stay } from '../domain/guest.ts'
import type { GuestKey } from '../domain/guest-key.ts'
import { hotelDate } from '../domain/hotel-day.ts'
import { maskGuest } from '../domain/masking.ts'
import type { DeskHotel, Settings } from '../domain/settings.ts'
import { formatDay, type Language } from '../lib/words.ts'
import { explain } from '../slack/errors.ts'
import { cut, safe } from '../slack/text.ts'
import { type Desk, hotelOf } from './desk.ts'
import { formWords } from './form-words.ts'
import { rememberGuest } from './recent.ts'

/** A sentence quotes no more of what was typed: the rest of a long text would hide what to do next. */
const longestQuote = 100

/** Guests who match, by labels that a channel may see; `more`: so many others do too. */
export interface Choice {
  guests: readonly { contactId: number; label: string }[]
  more: number
}

export type LookUp =
  /** `elsewhere`: the stay is of this other hotel. */
  | { kind: 'one'; guest: Guest; stay: Stay | undefined; readAt: number; elsewhere?: string }
  | ({ kind: 'several' } & Choice)
  /** `isNobody`: the programme was asked and has nobody of that name. */
  | { kind: 'problem'; sentence: string; isNobody?: boolean }

/** @param typed what the person wrote, for the sentence that nobody was found */
export async function lookUp(
  desk: Desk,
  key: GuestKey,
  hotel: DeskHotel,
  language: Language,
  typed: string,
): Promise<LookUp> {
  const readAt = desk.clock.now()
  try {
    const found = await desk.findGuest(key, hotel.id, hotelDate(hotel, readAt))
    switch (found.kind) {
      case 'one':
        rememberGuest(desk, found.guest, hotel)
        return {
          kind: 'one',
          guest: found.guest,
          stay: found.stay,
          readAt,
          ...otherHotel(desk, found.stay, hotel, language),
        }
      case 'several':
        return {
          kind: 'several',
          guests: found.guests.map(guest => ({ contactId: guest.contactId, label: maskGuest(guest) })),
          more: found.more,
        }
      case 'none':
        return {
          kind: 'problem',
          isNobody: true,
          sentence: nobody(key, hotel, language, typed),
        }
    }
  } catch (error) {
    const sentence = explain(error, language)
    if (sentence === undefined) throw error
    desk.logger.warn({ event: 'guest.not-read', reason: error instanceof Error ? error.message : '' })
    return { kind: 'problem', sentence }
  }
}

function nobody(key: GuestKey, hotel: DeskHotel, language: Language, typed: string): string {
  const say = formWords(language)
  if (key.by !== 'room') return say('noGuest', { text: safe(cut(typed, longestQuote)) })
  const place = { room: key.room, hotel: safe(hotel.name) }
  return key.arrival === undefined
    ? say('noGuestInRoom', place)
    : say('noGuestInRoomThen', { ...place, day: formatDay(key.arrival, language) })
}

/** The guest is right, the house is not: that has to be said. */
function otherHotel(
  desk: Desk,
  stay: Stay | undefined,
  hotel: DeskHotel,
  language: Language,
): { elsewhere?: string } {
  if (!stay || stay.hotelId === 'unknown' || stay.hotelId === hotel.id) return {}
  const { hotelId: id } = stay
  return { elsewhere: hotelOf(desk, id)?.name ?? formWords(language)('hotelNumber', { id: String(id) }) }
}

/** The settings' name of a level, else its number: the API has no names. */
export function levelName(
  level: LevelId,
  settings: Pick<Settings, 'levels'> | undefined,
  language: Language,
): string {
  const say = formWords(language)
  if (level === 'unknown') return say('levelUnknown')
  if (level === 'none') return say('levelNone')
  return settings?.levels[String(level)] ?? say('levelNumber', { id: String(level) })
}
