// Which verb was typed, and whether this person may use it. Pure.
import type { DeskVerb, VerbCall, VerbRole } from '../../actions/desk-verb.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import type { Staff } from '../../domain/staff.ts'
import { plainLetters } from '../../lib/plain-letters.ts'
import type { Who } from '../../slack/identity.ts'

export type StaffIn = (userId: string, hotel: DeskHotel) => Staff

export type Chosen =
  | { kind: 'help' }
  | { kind: 'unknown'; word: string }
  | { kind: 'refused'; verb: DeskVerb }
  | { kind: 'run'; verb: DeskVerb; rest: string; hotels: VerbCall['hotels'] }

const helpWords = ['', 'help', 'ayuda']

export function chooseVerb(verbs: readonly DeskVerb[], text: string, who: Who, staffIn: StaffIn): Chosen {
  const [, word = '', rest = ''] = /^\s*(\S*)\s*(.*)$/s.exec(text) ?? []
  const typed = plainLetters(word)
  if (helpWords.includes(typed)) return { kind: 'help' }
  const verb = verbs.find(({ name }) => plainLetters(name.en) === typed || plainLetters(name.es) === typed)
  if (!verb) return { kind: 'unknown', word }
  const [first, ...others] = hotelsFor(verb, who, staffIn)
  if (!first) return { kind: 'refused', verb }
  return { kind: 'run', verb, rest: rest.trim(), hotels: [first, ...others] }
}

/** Where the person may use the verb: in a hotel's channel that hotel counts alone. */
export function hotelsFor({ who: role }: DeskVerb, who: Who, staffIn: StaffIn): DeskHotel[] {
  const hotels = who.hotel ? [who.hotel] : who.hotels
  return hotels.filter(hotel => hasRole(staffIn(who.userId, hotel), role))
}

function hasRole(staff: Staff, role: VerbRole): boolean {
  switch (role) {
    case 'everyone':
      return true
    case 'managers':
      return staff.isManager
    case 'admins':
      return staff.isAdmin
  }
}
