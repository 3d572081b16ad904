// The enrol form below the guest: what is missing, the consent with its wording, the mails.
import type { FormState, GuestForm, ShownGuest } from '../../actions/guest-form.ts'
import { formatDay, type Language } from '../../lib/words.ts'
import { context, type KnownBlock, section } from '../../slack/blocks.ts'
import type { Typed } from '../../slack/form.ts'
import { checkboxInput, option, selectInput, textInput } from '../../slack/inputs.ts'
import { safe } from '../../slack/text.ts'
import { wordingOf } from './consent-words.ts'
import { type EnrolInput, enrolGuest } from './definition.ts'
import { askEnrolment, wasAsked } from './enrolment.ts'
import { askedFields, consentLanguage, guestLanguages, longestName, readEnrol } from './fields.ts'
import { enrolWords } from './words.ts'

const feature = enrolGuest.kind

export const enrolForm: GuestForm<EnrolInput> = {
  definition: enrolGuest,
  title: language => enrolWords(language)('title'),
  submitLabel: ({ language }) => enrolWords(language)('submit'),
  prefill,
  isPointless: ({ membership }) => membership === 'member',
  takesNewGuests: true,
  takesOver: askEnrolment,
  wasTakenOver: wasAsked,
  blocks,
  read,
}

/** "María García Ruiz" → first name and surname. */
function prefill(rest: string): Typed {
  const [name = '', ...surname] = rest.split(/\s+/)
  return { ...(name && { name }), ...(surname.length > 0 && { surname: surname.join(' ') }) }
}

/** Since when, as far as the programme says. */
function memberSentence(since: string | undefined, language: Language): string {
  const say = enrolWords(language)
  const day = /^\d{4}-\d{2}-\d{2}/.exec(since ?? '')?.[0]
  return day ? say('alreadyMember', { day: formatDay(day, language) }) : say('alreadyMemberUndated')
}

function blocks(state: FormState): KnownBlock[] {
  const { status, language } = state
  const say = enrolWords(language)
  if (status.kind === 'new') return inputs(state)
  if (status.kind !== 'shown') return [context(say('explain'))]
  if (status.guest.membership === 'member') return [section(memberSentence(status.guest.since, language))]
  const warnings = status.guest.emailStatus === 'bounced' ? [section(say('bounced'))] : []
  return [...warnings, ...inputs(state)]
}

function inputs(state: FormState): KnownBlock[] {
  const { language, typed, hotel } = state
  const say = enrolWords(language)
  const asked = askedFields(state)
  return [
    ...(['name', 'surname'] as const)
      .filter(field => asked.includes(field))
      .map(field =>
        textInput({ field, feature, label: say(field), initial: typed[field], maxLength: longestName }),
      ),
    ...(asked.includes('language')
      ? [
          selectInput({
            field: 'language',
            feature,
            label: say('language'),
            options: languageOptions(language),
            initial: typed.language ?? hotel.language,
          }),
        ]
      : []),
    section(say('readAloud')),
    ...wordings(state).map(shown => section(`> ${safe(wordingOf(hotel, shown).text)}`)),
    // Never ticked beforehand: one guest's consent, or to one hotel's wording, is nobody else's.
    checkboxInput({
      field: 'consent',
      feature,
      label: say('consent'),
      options: [option(say('consentTick'), wordingOf(hotel, hotel.language).version)],
      ...(state.status.kind === 'shown' && { turn: state.status.guest.contactId }),
    }),
    checkboxInput({
      field: 'welcome',
      feature,
      label: say('welcome'),
      options: [option(say('welcomeTick'), 'yes')],
      initial: typed.welcome,
      optional: true,
    }),
  ]
}

/** The guest's wording; both while the language is still being asked. */
function wordings(state: FormState): Language[] {
  const first = consentLanguage(state, undefined)
  const other = first === 'es' ? 'en' : 'es'
  return askedFields(state).includes('language') ? [first, other] : [first]
}

function languageOptions(language: Language) {
  const names = new Intl.DisplayNames([language], { type: 'language' })
  return guestLanguages.map(code => option(names.of(code) ?? code, code))
}

function read(state: FormState, guest: ShownGuest): ReturnType<GuestForm<EnrolInput>['read']> {
  const { language } = state
  if (guest.membership === 'member')
    return { ok: false, errors: { guest: memberSentence(guest.since, language) } }
  const result = readEnrol(state)
  return result.ok ? { ok: true, input: result.input } : result
}
