// What the form asks about the guest, and what is wrong with what was typed.
import type { FormState, ShownGuest } from '../../actions/guest-form.ts'
import { type Language, toLanguage } from '../../lib/words.ts'
import type { Typed } from '../../slack/form.ts'
import { wordingOf } from './consent-words.ts'
import type { EnrolInput } from './definition.ts'
import { enrolWords } from './words.ts'

export const longestName = 100
/** ISO 639-1, the desk's own two first. */
export const guestLanguages = ['es', 'en', 'ca', 'de', 'fr', 'it', 'nl', 'pl', 'pt', 'ru', 'sv', 'ja', 'zh']

/** What is written to the contact itself. */
export type Profile = { [Field in ShownGuest['missing'][number]]?: string }

export type ReadEnrol =
  | { ok: true; profile: Profile; input: EnrolInput }
  | { ok: false; errors: Record<string, string> }

const everything = ['name', 'surname', 'language'] as const

/** Which fields the form asks for: all of a new guest, of a known one only what the programme does not have. */
export function askedFields({ status }: Pick<FormState, 'status'>): ShownGuest['missing'] {
  if (status.kind === 'new') return everything
  return status.kind === 'shown' && status.guest.membership === 'not-member' ? status.guest.missing : []
}

export function readEnrol(state: Pick<FormState, 'typed' | 'status' | 'language' | 'hotel'>): ReadEnrol {
  const say = enrolWords(state.language)
  const errors: Record<string, string> = {}
  const profile: Profile = {}
  for (const field of askedFields(state)) {
    const problem = field === 'language' ? languageProblem(state) : nameProblem(field, state)
    if (problem) errors[field] = problem
    else profile[field] = clean(state.typed, field)
  }
  const language = consentLanguage(state, profile.language)
  const { version } = wordingOf(state.hotel, language)
  // The tick carries the version that stood beside it.
  if (!state.typed.consent) errors.consent = say('consentMissing')
  else if (state.typed.consent !== version) errors.consent = say('consentChanged')
  if (Object.keys(errors).length > 0) return { ok: false, errors }
  return {
    ok: true,
    profile,
    input: {
      sendsWelcome: state.typed.welcome === 'yes',
      consent: { version, language },
    },
  }
}

/** The guest's own language where the wording exists in it, else the hotel's. */
export function consentLanguage(
  { status, hotel }: Pick<FormState, 'status' | 'hotel'>,
  chosen: string | undefined,
): Language {
  const known = status.kind === 'shown' ? status.guest.language : undefined
  return toLanguage(known ?? chosen) ?? hotel.language
}

function clean(typed: Typed, field: string): string {
  return (typed[field] ?? '').replace(/\s+/g, ' ').trim()
}

function nameProblem(
  field: 'name' | 'surname',
  { typed, language }: Pick<FormState, 'typed' | 'language'>,
): string | undefined {
  const say = enrolWords(language)
  const text = clean(typed, field)
  if (!text) return say(field === 'name' ? 'nameMissing' : 'surnameMissing')
  if ([...text].length > longestName) return say('textTooLong', { max: longestName })
  return /[<>]/.test(text) ? say('textWithMarkup') : undefined
}

function languageProblem({ typed, language }: Pick<FormState, 'typed' | 'language'>): string | undefined {
  const isKnown = guestLanguages.includes(typed.language ?? '')
  return isKnown ? undefined : enrolWords(language)('languageMissing')
}
