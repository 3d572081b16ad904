// What a channel may see of a person: enough for colleagues to recognise the guest, too little for strangers.
import type { ContactId, Guest } from './guest.ts'

const dots = '•••'

/** `María G. · m•••@gmail.com · #11656629` */
export function maskGuest(guest: Pick<Guest, 'name' | 'surname' | 'email' | 'contactId'>): string {
  return [maskName(guest.name, guest.surname), maskEmail(guest.email), contactLabel(guest.contactId)]
    .filter(Boolean)
    .join(' · ')
}

export function contactLabel(contactId: ContactId): string {
  return `#${contactId}`
}

/** First name and initial; an e-mail that stands where a name should be is masked as one. */
export function maskName(name: string, surname: string): string {
  const initial = [...surname.trim()][0]
  const first = maskText(name.trim().split(/\s+/)[0] ?? '')
  return [first, initial ? `${initial.toUpperCase()}.` : ''].filter(Boolean).join(' ')
}

export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  if (at < 1) return email ? dots : ''
  return `${[...email][0]}${dots}${email.slice(at)}`
}

const emailPattern = /[^\s@<>(),;:"|/\\[\]]+@[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)+/gu
// Numbers in groups, as cards are typed.
const numbersPattern = /\d+(?:[\s.‐-―-]{1,2}\d+)*/gu

/** Masks e-mails and payment-card-like numbers that people typed into free text. */
export function maskText(text: string): string {
  return text.replace(emailPattern, email => maskEmail(email)).replace(numbersPattern, maskCards)
}

/** A card may stand between other numbers (a room, an expiry date, a CVC): every row of whole groups is tried. */
function maskCards(numbers: string): string {
  // Groups of digits stand at odd places, what separates them between.
  const parts = numbers.split(/(\d+)/)
  for (let first = 1; first < parts.length; first += 2) {
    const furthest = Math.min(parts.length - 2, first + 2 * (mostGroups - 1))
    for (let last = furthest; last >= first; last -= 2) {
      const groups = parts.slice(first, last + 1).filter((_, index) => index % 2 === 0)
      if (!isCard(groups)) continue
      parts.splice(first, last + 1 - first, `${dots}${groups.join('').slice(-4)}`)
      break
    }
  }
  return parts.join('')
}

const mostGroups = 5

function isCard(groups: readonly string[]): boolean {
  const digits = groups.join('')
  // Cards are printed with four digits first and never fewer than three in a group: dates and times have two.
  const isGrouped = groups[0]?.length === 4 && groups.every(group => group.length >= 3)
  return (
    (groups.length === 1 || isGrouped) && digits.length >= 13 && digits.length <= 19 && passesLuhn(digits)
  )
}

function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = digit * 2
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
