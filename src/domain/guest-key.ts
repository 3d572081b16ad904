// How staff name a guest: an e-mail, a contact id, a room with the arrival date, or a booking locator.
import { type ContactId, toContactId } from './guest.ts'
import { nextDay } from './hotel-day.ts'

export type GuestKey =
  | { by: 'email'; email: string }
  | { by: 'id'; id: ContactId }
  | { by: 'room'; room: string; arrival?: string }
  | { by: 'booking'; locator: string }

export interface ReadGuestKey {
  key: GuestKey | undefined
  /** What follows the guest in the text, trimmed. */
  rest: string
}

/** Something follows the room that is no date: tonight's guest may not be the one who is meant. */
export function isDateUnread({ key, rest }: ReadGuestKey): boolean {
  return key?.by === 'room' && key.arrival === undefined && rest !== ''
}

/** As `isDateUnread`, where other words may follow the guest: only what calls itself an arrival. */
export function isArrivalUnread({ key, rest }: ReadGuestKey): boolean {
  return key?.by === 'room' && key.arrival === undefined && arrival.test(rest)
}

// A key ends with the text, before a space (punctuation may stand between) or before a comma.
const end = String.raw`(?=[.,;:!?)]*(?:\s|$)|,)`
const gap = String.raw`(?:[\s.:#]+|(?=\d))`
const accentedO = String.raw`(?:ó|o\u0301?)`
const letter = String.raw`[\p{L}\p{M}\p{N}_-]`

const mailto = /^<mailto:([^|>\s]+)(?:\|[^>]*)?>/i
const email = new RegExp(
  String.raw`^[^\s@<>,;:()"“”]+@(?:${letter}+\.)+${letter}{2,}(?![\p{L}\p{M}\p{N}_@-])`,
  'u',
)
const contact = new RegExp(String.raw`^#\s?(\d{1,15})${end}`)
const room = new RegExp(
  String.raw`^(?:room|rm|habitaci${accentedO}n|hab|cuarto)${gap}([\p{L}\p{N}-]{1,8})${end}`,
  'iu',
)
const arrival = new RegExp(
  String.raw`^[\s.,;:]*(?:arrival|arrived|arriving|llegada|entrada|lleg${accentedO})[\s.:]*(?:(?:el|on)\s+)?`,
  'iu',
)
const booking = new RegExp(
  `^(?:booking|reservation|reservaci${accentedO}n|reserva|localizador|locator)${gap}` +
    String.raw`([\p{L}\p{N}][\p{L}\p{N}/_.-]{1,28}[\p{L}\p{N}])${end}`,
  'iu',
)

/**
 * Reads the guest at the start of a text, in English or Spanish, any case.
 * @param today the hotel's day, `YYYY-MM-DD`: an arrival without a year is the latest such day not after tomorrow
 */
export function readGuestKey(text: string, today: string): ReadGuestKey {
  const typed = text.trim()
  const found = mailto.exec(typed) ?? email.exec(typed)
  if (found) {
    return after(typed, found[0], { by: 'email', email: (found[1] ?? found[0]).toLowerCase() })
  }
  const number = contact.exec(typed)
  const id = number ? toContactId(Number(number[1])) : undefined
  if (number && id !== undefined) return after(typed, number[0], { by: 'id', id })
  const locator = booking.exec(typed)
  if (locator?.[1]) return after(typed, locator[0], { by: 'booking', locator: locator[1].toUpperCase() })
  const inRoom = room.exec(typed)
  if (inRoom?.[1]) return readRoom(inRoom[1].toUpperCase(), typed.slice(inRoom[0].length), today)
  return { key: undefined, rest: typed }
}

function after(typed: string, taken: string, key: GuestKey): ReadGuestKey {
  return { key, rest: restAfter(typed.slice(taken.length)) }
}

/** What follows a key or a day, without the punctuation between. */
function restAfter(text: string): string {
  return text.replace(/^[.,;:!?)]*[\s,]*/, '')
}

function readRoom(number: string, rest: string, today: string): ReadGuestKey {
  const word = arrival.exec(rest)
  if (word) {
    const dated = readDay(rest.slice(word[0].length), today)
    if (dated) return { key: { by: 'room', room: number, arrival: dated.day }, rest: dated.rest }
  }
  return { key: { by: 'room', room: number }, rest: restAfter(rest) }
}

const months = [
  ['january', 'enero'],
  ['february', 'febrero'],
  ['march', 'marzo'],
  ['april', 'abril'],
  ['may', 'mayo'],
  ['june', 'junio'],
  ['july', 'julio'],
  ['august', 'agosto'],
  ['september', 'septiembre', 'setiembre'],
  ['october', 'octubre'],
  ['november', 'noviembre'],
  ['december', 'diciembre'],
]

const isoDay = new RegExp(String.raw`^(\d{4})-(\d{2})-(\d{2})${end}`)
const namedDay = new RegExp(String.raw`^(\d{1,2})(?:\s+de)?\s+([a-z]{3,10})${end}`, 'i')
const yearAfter = new RegExp(String.raw`^\.?(?:\s+de)?\s+(\d{4})${end}`, 'i')
const numericDay = new RegExp(String.raw`^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?${end}`)

/** Reads "12 Nov", "12 de noviembre", "12/11", "12.11.2026" or "2026-11-12" at the start of a text. */
export function readDay(text: string, today: string): { day: string; rest: string } | undefined {
  const iso = isoDay.exec(text)
  if (iso) return placed(dayFrom(Number(iso[1]), Number(iso[2]), Number(iso[3])), text.slice(iso[0].length))
  const named = namedDay.exec(text)
  if (named) {
    const word = (named[2] ?? '').toLowerCase()
    const month = 1 + months.findIndex(names => names.some(name => name.startsWith(word)))
    const rest = text.slice(named[0].length)
    const year = yearAfter.exec(rest)
    // "12 Nov 1500" is a day and points: only what can be the year of a stay is taken for one.
    const isYear = year !== null && Number(year[1]) > 2000 && Number(year[1]) <= Number(today.slice(0, 4)) + 1
    if (isYear) return placed(dayFrom(Number(year[1]), month, Number(named[1])), rest.slice(year[0].length))
    return placed(latest(month, Number(named[1]), today), rest)
  }
  const numeric = numericDay.exec(text)
  if (!numeric) return undefined
  const [whole, date, month, year] = numeric
  const day = year
    ? dayFrom(Number(year), Number(month), Number(date))
    : latest(Number(month), Number(date), today)
  return placed(day, text.slice(whole.length))
}

function placed(day: string | undefined, rest: string) {
  return day === undefined ? undefined : { day, rest: restAfter(rest) }
}

/** The latest such day not after tomorrow; a 29 February may lie up to eight years back. */
function latest(month: number, date: number, today: string): string | undefined {
  const tomorrow = nextDay(today)
  const thisYear = Number(today.slice(0, 4))
  for (let year = thisYear + 1; year >= thisYear - 8; year--) {
    const day = dayFrom(year, month, date)
    if (day !== undefined && day <= tomorrow) return day
  }
  return undefined
}

function dayFrom(year: number, month: number, date: number): string | undefined {
  const day = new Date(Date.UTC(year, month - 1, date))
  const isReal = month >= 1 && day.getUTCMonth() === month - 1 && day.getUTCDate() === date
  return isReal ? day.toISOString().slice(0, 10) : undefined
}

/** The same guest always gives the same text, however it was typed; for comparing, never for showing. */
export function canonicalKey(key: GuestKey): string {
  switch (key.by) {
    case 'email':
      return `email:${key.email.toLowerCase()}`
    case 'id':
      return `id:${key.id}`
    case 'room':
      return `room:${key.room}:${key.arrival ?? ''}`
    case 'booking':
      return `booking:${key.locator}`
  }
}
