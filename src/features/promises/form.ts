// The small form of a promise, as a pure view, and what it was filled in with.

import { actingInput } from '../../actions/acting.ts'
import { hotelInput } from '../../actions/form-fields.ts'
import { nextDay } from '../../domain/hotel-day.ts'
import { maskText } from '../../domain/masking.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import type { Language } from '../../lib/words.ts'
import { context, type ModalView, modal, section } from '../../slack/blocks.ts'
import type { Typed } from '../../slack/form.ts'
import { dateInput, textInput } from '../../slack/inputs.ts'
import { safe } from '../../slack/text.ts'
import { promisesIds } from './ids.ts'
import { promisesWords } from './words.ts'

const feature = 'promises'
const longestText = 300

export interface PromiseForm {
  id: string
  /** Undefined while the guest is looked up. */
  label: string | undefined
  hotel: DeskHotel
  /** To choose from; empty where the channel or the person settles it. */
  hotels: readonly DeskHotel[]
  /** `YYYY-MM-DD` */
  due: string
  isShared: boolean
  language: Language
}

export function promiseForm({ id, label, hotel, hotels, due, isShared, language }: PromiseForm): ModalView {
  const say = promisesWords(language)
  return modal({
    callbackId: promisesIds.form,
    title: say('title'),
    submit: say('submit'),
    close: say('close'),
    metadata: id,
    blocks: [
      section(label === undefined ? say('lookingUp') : `👤 *${safe(label)}*`),
      ...hotelInput(feature, { hotels, hotel, language }),
      textInput({
        field: 'what',
        feature,
        label: say('what'),
        hint: say('whatHint'),
        maxLength: longestText,
        focus: true,
      }),
      dateInput({ field: 'due', feature, label: say('due'), initial: due }),
      ...actingInput(isShared, feature, language),
      context(say('explain')),
    ],
  })
}

export type ReadPromise =
  | { ok: true; text: string; dueDay: string }
  | { ok: false; errors: Readonly<Record<string, string>> }

/** What the form alone can tell. @param today the hotel's date, `YYYY-MM-DD` */
export function readPromise(typed: Typed, today: string, language: Language): ReadPromise {
  const say = promisesWords(language)
  const text = maskText(typed.what?.replace(/\s+/g, ' ').trim() ?? '')
  const dueDay = typed.due ?? ''
  const errors = {
    ...(text === '' && { what: say('whatMissing') }),
    ...(dueDay === ''
      ? { due: say('dueMissing') }
      : dueDay < today
        ? { due: say('duePast') }
        : dueDay > nextDay(today, 365) && { due: say('dueFar') }),
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, text, dueDay }
}
