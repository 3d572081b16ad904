// The grant form: fields, what was typed in them, and what is wrong with it.

import { noteInput, typedNote } from '../../actions/form-fields.ts'
import type { FormState, GuestForm, ShownGuest } from '../../actions/guest-form.ts'
import { type PointsProblem, parsePoints } from '../../domain/points.ts'
import { policyOf } from '../../domain/policy.ts'
import { endsLikeReference } from '../../domain/reference.ts'
import { formatNumber, type Language, toLanguage } from '../../lib/words.ts'
import { context, type KnownBlock } from '../../slack/blocks.ts'
import type { Typed } from '../../slack/form.ts'
import { dateInput, option, selectInput, textInput } from '../../slack/inputs.ts'
import { type GrantInput, grantPoints, reasonLabel, reasons } from './definition.ts'
import { stayCheck } from './stay-check.ts'
import { grantWords } from './words.ts'

const feature = grantPoints.kind

export const grantForm: GuestForm<GrantInput> = {
  definition: grantPoints,
  title: language => grantWords(language)('title'),
  submitLabel: ({ language }) => grantWords(language)('submit'),
  prefill,
  takesAmounts: true,
  blocks,
  read,
  history: stayCheck,
}

/** "300 three nights" → points and text. */
function prefill(rest: string): Typed {
  const [, points = '', text = ''] = /^(\S*\d\S*)?\s*([\s\S]*)$/.exec(rest) ?? []
  return { ...(points && { points }), ...(text && { text }) }
}

function blocks({ language, typed, staff, hotel, date, allowanceLeft }: FormState): KnownBlock[] {
  const say = grantWords(language)
  const today = { date, hotelId: hotel.id, policy: hotel.policy, usedToday: 0 }
  const limits = policyOf(staff, today)?.grant
  const left =
    limits && allowanceLeft !== undefined
      ? [
          context(
            say(limits.above === 'approval' ? 'left' : 'leftNoApproval', {
              perAction: formatNumber(limits.perAction, language),
              left: formatNumber(allowanceLeft, language),
            }),
          ),
        ]
      : []
  const reason = typed.reason ?? 'stay'
  return [
    textInput({
      field: 'points',
      feature,
      label: say('points'),
      hint: say('pointsHint'),
      initial: typed.points,
      maxLength: 20,
    }),
    ...left,
    selectInput({
      field: 'reason',
      feature,
      label: say('reason'),
      options: reasons.map(value => option(reasonLabel(value, language), value)),
      initial: reason,
    }),
    textInput({
      field: 'text',
      feature,
      label: say('text'),
      hint: say('textHint'),
      initial: typed.text,
      optional: true,
      maxLength: 3000,
    }),
    dateInput({ field: 'arrival', feature, label: say('arrival'), initial: typed.arrival, optional: true }),
    dateInput({
      field: 'departure',
      feature,
      label: say('departure'),
      initial: typed.departure,
      optional: true,
    }),
    textInput({
      field: 'locator',
      feature,
      label: say('locator'),
      initial: typed.locator,
      optional: true,
      maxLength: 30,
    }),
    noteInput(feature, say('note'), typed),
  ]
}

const problems = {
  empty: 'pointsEmpty',
  'not-a-number': 'pointsNotANumber',
  zero: 'pointsZero',
  negative: 'pointsNegative',
  decimal: 'pointsDecimal',
  ambiguous: 'pointsAmbiguous',
  'too-many': 'pointsTooMany',
} as const satisfies Record<PointsProblem, string>

function read(
  { typed, language, hotel }: FormState,
  guest: ShownGuest,
): ReturnType<GuestForm<GrantInput>['read']> {
  const say = grantWords(language)
  const errors: Record<string, string> = {}
  const points = parsePoints(typed.points ?? '')
  if (!points.ok) errors.points = say(problems[points.problem])
  const reason = reasons.find(known => known === typed.reason)
  if (!reason) errors.reason = say('reasonMissing')
  const [text = '', locator] = [typed.text, typed.locator].map(each => each?.trim())
  const note = typedNote(typed)
  if (reason === 'other' && !text) errors.text = say('textMissing')
  if (endsLikeReference(text)) errors.text = say('textLikeReference')
  if (endsLikeReference(locator ?? '')) errors.locator = say('textLikeReference')
  if (typed.arrival && typed.departure && typed.departure < typed.arrival)
    errors.departure = say('departureBefore')
  if (!points.ok || !reason || Object.keys(errors).length > 0) return { ok: false, errors }
  const guestLanguage: Language = toLanguage(guest.language) ?? hotel.language
  return {
    ok: true,
    input: {
      points: points.points,
      reason,
      text,
      guestLanguage,
      ...(typed.arrival && { arrival: typed.arrival }),
      ...(typed.departure && { departure: typed.departure }),
      ...(locator && { locator }),
      ...(note && { note }),
    },
  }
}
