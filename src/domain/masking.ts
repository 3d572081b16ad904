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

export function maskName(name: string, surname: string): string {
  const initial = [...surname.trim()][0]
  return [name.trim().split(/\s+/)[0], initial ? `${initial.toUpperCase()}.` : ''].filter(Boolean).join(' ')
}

export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  if (at < 1) return email ? dots : ''
  return `${[...email][0]}${dots}${email.slice(at)}`
}

const emailPattern = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+/gu
const cardPattern = /\b(?:\d[ -]?){13,19}\b/g

/** Masks e-mails and payment-card-like numbers that people typed into free text. */
export function maskText(text: string): string {
  return text
    .replace(emailPattern, email => maskEmail(email))
    .replace(cardPattern, digits =>
      passesLuhn(digits) ? `${dots}${digits.replace(/\D/g, '').slice(-4)}` : digits,
    )
}

function passesLuhn(text: string): boolean {
  const digits = text.replace(/\D/g, '')
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = digit * 2
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return digits.length >= 13 && sum % 10 === 0
}
