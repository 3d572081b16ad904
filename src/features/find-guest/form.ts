// The look-up form: opened when the command's text names no guest, or no hotel for a room.
import type { Desk } from '../../actions/desk.ts'
import { formWords } from '../../actions/form-words.ts'
import { updateOpenView } from '../../actions/open-view.ts'
import { type ReadGuestKey, readGuestKey } from '../../domain/guest-key.ts'
import { hotelDate } from '../../domain/hotel-day.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import {
  context,
  cut,
  type Message,
  type ModalView,
  modal,
  option,
  safe,
  section,
  selectInput,
  textInput,
} from '../../slack/blocks.ts'
import type { Who } from '../../slack/identity.ts'
import type { CommandCall, FormAnswer, FormCall } from '../../slack/listen.ts'
import type { Finder } from './find.ts'
import { findGuestIds } from './ids.ts'
import { guestWords } from './words.ts'

const feature = 'find-guest'

interface LookUpForm {
  language: Who['language']
  /** The hotel that is meant, or preselected. */
  hotel: DeskHotel
  /** To choose from; empty where the channel settles it. */
  hotels: readonly DeskHotel[]
  typed: string
  note?: { kind: 'looking' } | { kind: 'problem'; sentence: string } | { kind: 'question'; sentence: string }
}

type Why = 'no-guest' | 'no-hotel' | 'no-date'

/** Opens the form with what was typed, and says why it did not do. */
export async function openLookUpForm(
  desk: Desk,
  call: CommandCall,
  hotel: DeskHotel,
  why: Why,
): Promise<void> {
  const { who } = call
  const typed = call.text.trim()
  const note = noteOf(why, typed, who.language)
  const hotels = who.hotel ? [] : who.hotels
  const form: LookUpForm = { language: who.language, hotel, hotels, typed, ...(note && { note }) }
  await desk.messenger.openView(call.triggerId, formView(form))
}

function noteOf(why: Why, typed: string, language: Who['language']): LookUpForm['note'] {
  const say = guestWords(language)
  const text = safe(cut(typed, 100))
  switch (why) {
    case 'no-hotel':
      return { kind: 'question', sentence: say('whichHotel') }
    case 'no-date':
      return { kind: 'problem', sentence: say('dateNotUnderstood', { text }) }
    case 'no-guest':
      return typed
        ? { kind: 'problem', sentence: formWords(language)('textNotUnderstood', { text }) }
        : undefined
  }
}

/** Something follows the room that is no date: tonight's guest may not be the one who is meant. */
export function isDateUnread({ key, rest }: ReadGuestKey): boolean {
  return key?.by === 'room' && key.arrival === undefined && rest !== ''
}

export async function submitLookUpForm(
  desk: Desk,
  find: Finder,
  call: FormCall,
  fallback: DeskHotel,
): Promise<FormAnswer> {
  const { who, typed } = call
  const wanted = typed.hotel ?? call.metadata
  const hotel = who.hotels.find(({ id }) => String(id) === wanted) ?? fallback
  const text = typed.guest ?? ''
  const read = readGuestKey(text, hotelDate(hotel, desk.clock.now()))
  const { key } = read
  if (!key) return { kind: 'errors', errors: { guest: formWords(who.language)('guestNotUnderstood') } }
  if (isDateUnread(read)) {
    const sentence = guestWords(who.language)('dateNotUnderstood', { text: cut(text, 100) })
    return { kind: 'errors', errors: { guest: sentence } }
  }
  const hotels = typed.hotel === undefined ? [] : who.hotels
  const form: LookUpForm = { language: who.language, hotel, hotels, typed: text }
  return {
    kind: 'update',
    view: formView({ ...form, note: { kind: 'looking' } }),
    after: async () => {
      const found = await find(key, hotel, who, text)
      const view =
        found.kind === 'shown' ? cardModal(found.message, who.language) : formView({ ...form, note: found })
      await updateOpenView(desk, call.view.id, view, who)
    },
  }
}

export function cardModal(message: Message, language: Who['language']): ModalView {
  const say = guestWords(language)
  return modal({
    callbackId: 'find-guest.card',
    title: say('title'),
    close: say('close'),
    blocks: message.blocks,
  })
}

function formView({ language, hotel, hotels, typed, note }: LookUpForm): ModalView {
  const say = guestWords(language)
  const common = formWords(language)
  return modal({
    callbackId: findGuestIds.form,
    title: say('title'),
    submit: say('submit'),
    close: say('close'),
    metadata: String(hotel.id),
    blocks: [
      ...(hotels.length > 1
        ? [
            selectInput({
              field: 'hotel',
              feature,
              label: common('hotel'),
              options: hotels.map(({ id, name }) => option(name, String(id))),
              initial: String(hotel.id),
            }),
          ]
        : []),
      textInput({
        field: 'guest',
        feature,
        label: common('guest'),
        hint: common('guestHint'),
        initial: typed,
        maxLength: 200,
        focus: true,
      }),
      ...noteBlocks(note, language),
    ],
  })
}

function noteBlocks(note: LookUpForm['note'], language: Who['language']) {
  switch (note?.kind) {
    case undefined:
      return []
    case 'looking':
      return [section(formWords(language)('lookingUp'))]
    case 'question':
      return [section(note.sentence)]
    case 'problem':
      return [section(`⚠️ ${note.sentence}`), context(formWords(language)('stillTyped'))]
  }
}
