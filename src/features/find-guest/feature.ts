// /points: one look-up, one answer that only the asker sees.
import type { Desk } from '../../actions/desk.ts'
import { formWords } from '../../actions/form-words.ts'
import { type LookUp, lookUp } from '../../actions/look-up.ts'
import { toContactId } from '../../domain/guest.ts'
import { type GuestKey, readGuestKey } from '../../domain/guest-key.ts'
import { hotelDate } from '../../domain/hotel-day.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { context, type Message, modal, safe, section, textInput } from '../../slack/blocks.ts'
import type { Who } from '../../slack/identity.ts'
import type { CommandCall, FormAnswer, FormCall, Listeners } from '../../slack/listen.ts'
import { toMessage } from '../../slack/listen.ts'
import { actionsOfGuest } from '../../store/actions.ts'
import { chooseCard, guestCard } from './card.ts'
import { findGuestIds } from './ids.ts'
import { registerReveal } from './reveal.ts'
import { guestWords } from './words.ts'

/** More at once would only make everybody wait longer. */
const mostAtOnce = 100
const patienceMs = 2000
const openStates = ['requested', 'waiting', 'approved', 'sending', 'unknown', 'needs-person'] as const

export function registerFindGuest(desk: Desk, listen: Listeners): void {
  let inWork = 0

  listen.command('/points', async call => {
    const { who } = call
    const hotel = hotelFor(who)
    const { key } = readGuestKey(call.text, hotelDate(hotel, desk.clock.now()))
    if (!key) return openForm(desk, call, hotel)
    if (inWork >= mostAtOnce) return call.answer(guestWords(who.language)('busy'))
    inWork++
    const waiting = new AbortController()
    desk.clock
      .sleep(patienceMs, waiting.signal)
      .then(() => call.answer(guestWords(who.language)('stillLooking')))
      .catch(() => undefined)
    try {
      const message = await find(desk, key, hotel, who, call.text)
      waiting.abort()
      await call.answer(message)
    } finally {
      waiting.abort()
      inWork--
    }
  })

  listen.button(findGuestIds.choose, async call => {
    const id = toContactId(Number(call.value))
    if (id === undefined) return
    const message = await find(desk, { by: 'id', id }, hotelFor(call.who), call.who, `#${id}`)
    if (call.view) await desk.messenger.updateView(call.view.id, cardModal(message, call.who))
    else await call.replace(message)
  })

  listen.form(findGuestIds.form, async call => onForm(desk, call))
  registerReveal(desk, listen)
}

function hotelFor(who: Who): DeskHotel {
  const hotel = who.hotel ?? who.hotels[0]
  if (!hotel) throw new Error('the listener lets staff in only')
  return hotel
}

async function find(desk: Desk, key: GuestKey, hotel: DeskHotel, who: Who, typed: string): Promise<Message> {
  const found = await lookUp(desk, key, hotel, who.language, typed)
  return found.kind === 'problem' ? toMessage(found.sentence) : show(desk, found, hotel, who)
}

async function show(
  desk: Desk,
  found: Exclude<LookUp, { kind: 'problem' }>,
  hotel: DeskHotel,
  who: Who,
): Promise<Message> {
  if (found.kind === 'several') return chooseCard(found.guests, who.language)
  const [products, open] = await Promise.all([
    desk.products(),
    actionsOfGuest(desk.database.db, found.guest.contactId, { states: openStates, limit: 5 }),
  ])
  return guestCard({
    ...found,
    hotel,
    language: who.language,
    settings: desk.settings(),
    products,
    open: open.flatMap(action => {
      const bound = desk.bind(action)
      return bound ? [{ action, bound }] : []
    }),
  })
}

async function openForm(desk: Desk, call: CommandCall, hotel: DeskHotel): Promise<void> {
  const { language } = call.who
  const text = call.text.trim()
  const problem = text && formWords(language)('textNotUnderstood', { text: safe(text) })
  await desk.messenger.openView(
    call.triggerId,
    formView({ language, hotelId: hotel.id, typed: text, ...(problem && { problem }) }),
  )
}

function formView(form: {
  language: Who['language']
  hotelId: number
  typed: string
  problem?: string
  isLooking?: boolean
}) {
  const say = guestWords(form.language)
  const common = formWords(form.language)
  return modal({
    callbackId: findGuestIds.form,
    title: say('title'),
    submit: say('submit'),
    close: say('close'),
    metadata: String(form.hotelId),
    blocks: [
      textInput({
        field: 'guest',
        feature: 'find-guest',
        label: common('guest'),
        hint: common('guestHint'),
        initial: form.typed,
        maxLength: 200,
        focus: true,
      }),
      ...(form.isLooking ? [section(common('lookingUp'))] : []),
      ...(form.problem ? [section(`⚠️ ${form.problem}`), context(common('stillTyped'))] : []),
    ],
  })
}

async function onForm(desk: Desk, call: FormCall): Promise<FormAnswer> {
  const { who, typed } = call
  const hotel = who.hotels.find(({ id }) => String(id) === call.metadata) ?? hotelFor(who)
  const text = typed.guest ?? ''
  const { key } = readGuestKey(text, hotelDate(hotel, desk.clock.now()))
  if (!key) return { kind: 'errors', errors: { guest: formWords(who.language)('guestNotUnderstood') } }
  const shown = { language: who.language, hotelId: hotel.id, typed: text }
  return {
    kind: 'update',
    view: formView({ ...shown, isLooking: true }),
    after: async () => {
      const found = await lookUp(desk, key, hotel, who.language, text)
      if (found.kind === 'problem') {
        await desk.messenger.updateView(call.view.id, formView({ ...shown, problem: found.sentence }))
        return
      }
      const message = await show(desk, found, hotel, who)
      await desk.messenger.updateView(call.view.id, cardModal(message, who))
    },
  }
}

function cardModal(message: Message, who: Who) {
  const say = guestWords(who.language)
  return modal({
    callbackId: 'find-guest.card',
    title: say('title'),
    close: say('close'),
    blocks: message.blocks,
  })
}
