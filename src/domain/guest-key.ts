// How staff name a guest: an e-mail, a contact id, a room with the arrival date, or a booking locator.
import { type ContactId, toContactId } from './guest.ts'

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

const mailto = /^<mailto:([^|>\s]+)(?:\|[^>]*)?>/i
const email = /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]{2,}/u
const contact = /^#\s?(\d{1,15})(?=\s|$)/
const room = /^(?:room|rm\.?|hab\.?|habitaci[oó]n|cuarto)\s*[:.]?\s*([\p{L}\p{N}-]{1,8})(?=\s|$|,)/iu
const arrival = /^[,\s]*(?:arrival|arrived|arriving|llegada|entrada|lleg[oó])\s*(?:el\s+)?[:.]?\s*/iu
const booking =
  /^(?:booking|reservation|locator|reserva|localizador)\s*[:.]?\s*([\p{L}\p{N}-]{3,30})(?=\s|$|,)/iu

/**
 * Reads the guest at the start of a text, in English or Spanish, any case.
 * @param today the hotel's day, `YYYY-MM-DD`: an arrival without a year is the latest such day not after tomorrow
 */
export function readGuestKey(text: string, today: string): ReadGuestKey {
  const typed = text.trim()
  const found = mailto.exec(typed) ?? email.exec(typed)
  if (found) {
    const address = found[1] ?? found[0]
    return after(typed, found[0], { by: 'email', email: address.toLowerCase().replace(/[.,;:]$/, '') })
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
  return { key, rest: typed.slice(taken.length).replace(/^[\s,]+/, '') }
}

function readRoom(number: string, rest: string, today: string): ReadGuestKey {
  const word = arrival.exec(rest)
  if (word) {
    const dated = readDay(rest.slice(word[0].length), today)
    if (dated) return { key: { by: 'room', room: number, arrival: dated.day }, rest: dated.rest }
  }
  return { key: { by: 'room', room: number }, rest: rest.replace(/^[\s,]+/, '') }
}

const months = [
  ['jan', 'ene'],
  ['feb'],
  ['mar'],
  ['apr', 'abr'],
  ['may'],
  ['jun'],
  ['jul'],
  ['aug', 'ago'],
  ['sep', 'set'],
  ['oct'],
  ['nov'],
  ['dec', 'dic'],
]

/** Reads "12 Nov", "12 de noviembre", "12/11", "12.11.2026" or "2026-11-12" at the start of a text. */
export function readDay(text: string, today: string): { day: string; rest: string } | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?=\s|$|,)/.exec(text)
  if (iso) return dayFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]), text.slice(iso[0].length))
  const named = /^(\d{1,2})(?:\s+de)?\s+([a-z]{3,10})\.?(?:(?:\s+de)?\s+(\d{4}))?(?=\s|$|,)/i.exec(text)
  if (named) {
    const month = 1 + months.findIndex(names => names.includes((named[2] ?? '').slice(0, 3).toLowerCase()))
    return latest(named[3], month, Number(named[1]), text.slice(named[0].length), today)
  }
  const numeric = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?\.?(?=\s|$|,)/.exec(text)
  if (numeric)
    return latest(numeric[3], Number(numeric[2]), Number(numeric[1]), text.slice(numeric[0].length), today)
  return undefined
}

function latest(year: string | undefined, month: number, day: number, rest: string, today: string) {
  if (year) return dayFrom(Number(year), month, day, rest)
  const thisYear = Number(today.slice(0, 4))
  const candidate = dayFrom(thisYear, month, day, rest)
  const daysAhead = candidate ? (Date.parse(candidate.day) - Date.parse(today)) / 86_400_000 : 0
  return candidate && daysAhead <= 1 ? candidate : dayFrom(thisYear - 1, month, day, rest)
}

function dayFrom(year: number, month: number, day: number, rest: string) {
  const date = new Date(Date.UTC(year, month - 1, day))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || month < 1) return undefined
  return { day: date.toISOString().slice(0, 10), rest: rest.replace(/^[\s,]+/, '') }
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
