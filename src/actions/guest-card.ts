// The guest as a form shows them to the asker alone, with block ids that let a press prove which guest it saw.
import type { Guest } from '../domain/guest.ts'
import { hotelTime } from '../domain/hotel-day.ts'
import { maskEmail } from '../domain/masking.ts'
import type { DeskHotel, Settings } from '../domain/settings.ts'
import { formatNumber, type Language } from '../lib/words.ts'
import { context, type KnownBlock, section } from '../slack/blocks.ts'
import { safe } from '../slack/text.ts'
import { formWords } from './form-words.ts'
import type { ShownGuest } from './guest-form.ts'
import { levelName } from './look-up.ts'

const cardBlock = 'guest-card'

/** The guest as the asker alone sees them; the block ids let a press prove which guest it saw. */
export function guestCardBlocks(
  guest: Guest,
  shown: ShownGuest,
  { hotel, language, settings }: { hotel: DeskHotel; language: Language; settings: Settings | undefined },
  /** Undefined: there is nothing to press for this guest. */
  submitLabel: string | undefined,
  more: readonly string[] = [],
): KnownBlock[] {
  const say = formWords(language)
  const name = safe([guest.name, guest.surname].join(' ')) || shown.label
  const points =
    guest.points === 'unknown'
      ? say('pointsUnknown')
      : say('readAt', { points: formatNumber(guest.points, language), time: hotelTime(hotel, shown.readAt) })
  const warnings = [
    ...(shown.membership === 'not-member' ? [say('notMember')] : []),
    ...(shown.membership === 'unknown' ? [say('membershipUnknown')] : []),
    ...(shown.emailStatus === 'bounced' ? [say('emailBounced')] : []),
  ]
  const notes = [
    ...warnings,
    ...more,
    ...(submitLabel === undefined ? [] : [say('isItThem', { button: submitLabel })]),
  ]
  const facts = [safe(levelName(guest.level, settings, language)), points].join(' · ')
  return [
    {
      ...section(`👤 *${name}*\n${facts}\n${safe(maskEmail(guest.email))} · #${guest.contactId}`),
      block_id: `${cardBlock}~${guest.contactId}`,
    },
    ...(notes.length > 0 ? [{ ...context(...notes), block_id: `guest-notes~${guest.contactId}` }] : []),
  ]
}

/** Whether a block that came back with a press belongs to the card, of this guest where one is named. */
export function isGuestCard({ block_id: id = '' }: { block_id?: string }, guest?: ShownGuest): boolean {
  const [name, contactId] = id.split('~')
  if (guest) return name === cardBlock && contactId === String(guest.contactId)
  return name === cardBlock || name === 'guest-notes'
}
