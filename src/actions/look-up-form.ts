// The form that asks for a guest in order to show something of them: kept as it was typed until they are found.
import { type GuestKey, isDateUnread, readGuestKey } from '../domain/guest-key.ts'
import { hotelDate } from '../domain/hotel-day.ts'
import type { DeskHotel } from '../domain/settings.ts'
import type { Language } from '../lib/words.ts'
import {
  context,
  type KnownBlock,
  type ModalView,
  modal,
  type PlainTextOption,
  section,
} from '../slack/blocks.ts'
import type { ButtonCall, CommandCall, FormAnswer, FormCall } from '../slack/calls.ts'
import type { Who } from '../slack/identity.ts'
import { textInput } from '../slack/inputs.ts'
import type { Listeners } from '../slack/listen.ts'
import { cut, safe } from '../slack/text.ts'
import type { Desk } from './desk.ts'
import { hotelInput } from './form-fields.ts'
import { formWords } from './form-words.ts'
import { updateOpenView } from './open-view.ts'
import { namedGuest, recentInput, recentOptions } from './recent.ts'
import { hotelOfWindow } from './window-place.ts'

/** What a feature brings to the form. It only reads. */
export interface LookUpForm {
  feature: string
  callbackId: string
  title(language: Language): string
  /** Finds the guest and draws what is shown of them; a problem is said in the form, which keeps the text. */
  show(asked: Asked): Promise<Drawn>
}

export interface Asked {
  key: GuestKey
  hotel: DeskHotel
  who: Who
  /** What the person wrote, for the sentence that nobody was found. */
  typed: string
  viewId: string
}

export type Drawn = { kind: 'shown'; view: ModalView } | { kind: 'problem'; sentence: string }

type Why = 'no-guest' | 'no-hotel' | 'no-date'

export interface LookUpFormFlow {
  /** Opens the form at once. Where the text names a guest they are shown in it; else it says what is missing. */
  open(call: CommandCall | ButtonCall, text: string): Promise<void>
}

export function registerLookUpForm(desk: Desk, listen: Listeners, form: LookUpForm): LookUpFormFlow {
  listen.form(form.callbackId, call => submit(desk, form, call))
  return { open: (call, text) => open(desk, form, call, text) }
}

/**
 * The channel's hotel, else that of the window in which a button was pressed, else the person's first one: a form
 * asks where it matters.
 */
export function hotelFor(who: Who, view?: { metadata: string }): DeskHotel {
  const hotel = who.hotel ?? hotelOfWindow(view, who) ?? who.hotels[0]
  if (!hotel) throw new Error('the listener lets staff in only')
  return hotel
}

/** The guest that a command's text names, or why a form has to ask. */
export function readAsked(
  desk: Pick<Desk, 'clock'>,
  who: Who,
  text: string,
): { key: GuestKey } | { why: Why } {
  const read = readGuestKey(text, hotelDate(hotelFor(who), desk.clock.now()))
  if (!read.key) return { why: 'no-guest' }
  if (isDateUnread(read)) return { why: 'no-date' }
  // Two hotels have a room 204 each.
  if (read.key.by === 'room' && !who.hotel) return { why: 'no-hotel' }
  return { key: read.key }
}

interface State {
  language: Language
  /** The hotel that is meant, or preselected. */
  hotel: DeskHotel
  /** To choose from; empty where the channel settles it. */
  hotels: readonly DeskHotel[]
  typed: string
  /** Guests to choose from in place of typing. */
  recent?: readonly PlainTextOption[]
  note?: { kind: 'looking' } | { kind: 'problem'; sentence: string } | { kind: 'question'; sentence: string }
}

async function open(desk: Desk, form: LookUpForm, call: CommandCall | ButtonCall, text: string) {
  const { who } = call
  const typed = text.trim()
  const view = 'view' in call ? call.view : undefined
  const hotel = hotelFor(who, view)
  const read = readAsked(desk, who, text)
  const note = 'key' in read ? ({ kind: 'looking' } as const) : noteOf(read.why, typed, who.language)
  const state: State = { language: who.language, hotel, hotels: who.hotel ? [] : who.hotels, typed }
  const recent = 'key' in read ? [] : await recentOptions(desk, hotel)
  const drawn = formView(form, { ...state, recent, ...(note && { note }) })
  const { id: viewId } = await (view
    ? desk.messenger.pushView(call.triggerId, drawn)
    : desk.messenger.openView(call.triggerId, drawn))
  if ('key' in read) await showIn(desk, form, { key: read.key, hotel, who, typed, viewId }, state)
}

async function showIn(desk: Desk, form: LookUpForm, asked: Asked, state: State): Promise<void> {
  const found = await form.show(asked)
  const view =
    found.kind === 'shown'
      ? found.view
      : formView(form, { ...state, recent: await recentOptions(desk, asked.hotel), note: found })
  await updateOpenView(desk, asked.viewId, view, asked.who)
}

function noteOf(why: Why, typed: string, language: Language): State['note'] {
  const say = formWords(language)
  const text = safe(cut(typed, 100))
  switch (why) {
    case 'no-hotel':
      return { kind: 'question', sentence: say('whichHotel') }
    case 'no-date':
      return { kind: 'problem', sentence: say('dateNotUnderstood', { text }) }
    case 'no-guest':
      return typed ? { kind: 'problem', sentence: say('textNotUnderstood', { text }) } : undefined
  }
}

async function submit(desk: Desk, form: LookUpForm, call: FormCall): Promise<FormAnswer> {
  const { who } = call
  const say = formWords(who.language)
  const wanted = call.typed.hotel ?? call.metadata
  const hotel = who.hotels.find(({ id }) => String(id) === wanted)
  // Not in another one instead: two hotels have a room 204 each.
  if (!hotel) return { kind: 'errors', errors: { guest: say('refusedNotStaff') } }
  const today = hotelDate(hotel, desk.clock.now())
  const typed = namedGuest(call, today)
  if (typed === undefined) return { kind: 'errors', errors: { recent: say('recentAndTyped') } }
  const read = readGuestKey(typed, today)
  const { key } = read
  if (!key) return { kind: 'errors', errors: { guest: say('guestNotUnderstood') } }
  if (isDateUnread(read))
    return { kind: 'errors', errors: { guest: say('dateNotUnderstood', { text: cut(typed, 100) }) } }
  const hotels = call.typed.hotel === undefined ? [] : who.hotels
  const state: State = { language: who.language, hotel, hotels, typed }
  return {
    kind: 'update',
    view: formView(form, { ...state, note: { kind: 'looking' } }),
    after: () => showIn(desk, form, { key, hotel, who, typed, viewId: call.view.id }, state),
  }
}

function formView(form: LookUpForm, { language, hotel, hotels, typed, recent = [], note }: State): ModalView {
  const say = formWords(language)
  const { feature } = form
  return modal({
    callbackId: form.callbackId,
    title: form.title(language),
    submit: say('lookUpSubmit'),
    close: say('lookUpClose'),
    metadata: String(hotel.id),
    blocks: [
      ...hotelInput(feature, { hotels, hotel, language }),
      textInput({
        field: 'guest',
        feature,
        label: say('guest'),
        hint: say('guestHint'),
        initial: typed,
        maxLength: 200,
        focus: true,
        // A recent one may be chosen in its place.
        optional: recent.length > 0,
      }),
      ...recentInput(recent, feature, language),
      ...noteBlocks(note, language),
    ],
  })
}

function noteBlocks(note: State['note'], language: Language): KnownBlock[] {
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
