// /points: one look-up, one answer that only the asker sees.
import type { Desk } from '../../actions/desk.ts'
import { updateOpenView } from '../../actions/open-view.ts'
import { toContactId } from '../../domain/guest.ts'
import { readGuestKey } from '../../domain/guest-key.ts'
import { hotelDate } from '../../domain/hotel-day.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import type { Who } from '../../slack/identity.ts'
import { type CommandCall, type Listeners, toMessage } from '../../slack/listen.ts'
import { createFinder, type Found } from './find.ts'
import { cardModal, isDateUnread, openLookUpForm, submitLookUpForm } from './form.ts'
import { findGuestIds } from './ids.ts'
import { registerReveal } from './reveal.ts'
import { guestWords } from './words.ts'

const patienceMs = 2000

export function registerFindGuest(desk: Desk, listen: Listeners): void {
  const find = createFinder(desk)

  listen.command('/points', async call => {
    const { who } = call
    const hotel = hotelFor(who)
    const read = readGuestKey(call.text, hotelDate(hotel, desk.clock.now()))
    const { key } = read
    if (!key) return openLookUpForm(desk, call, hotel, 'no-guest')
    if (isDateUnread(read)) return openLookUpForm(desk, call, hotel, 'no-date')
    // Two hotels have a room 204 each.
    if (key.by === 'room' && !who.hotel) return openLookUpForm(desk, call, hotel, 'no-hotel')
    const found = await patiently(desk, call, find(key, hotel, who, call.text.trim()))
    await call.answer(messageOf(found))
  })

  listen.button(findGuestIds.choose, async call => {
    const { who } = call
    const id = toContactId(Number(call.value))
    if (id === undefined) return
    const message = messageOf(await find({ by: 'id', id }, hotelFor(who), who, `#${id}`))
    if (call.view) await updateOpenView(desk, call.view.id, cardModal(message, who.language), who)
    else await call.replace(message)
  })

  listen.form(findGuestIds.form, call => submitLookUpForm(desk, find, call, hotelFor(call.who)))
  registerReveal(desk, listen)
}

/** Waits with the person: after two seconds a line says that the look-up goes on. */
async function patiently<T>(desk: Desk, call: CommandCall, work: Promise<T>): Promise<T> {
  const waiting = new AbortController()
  const said = desk.clock
    .sleep(patienceMs, waiting.signal)
    .then(() => call.answer(guestWords(call.who.language)('stillLooking')))
    .catch(() => undefined)
  try {
    return await work
  } finally {
    // With a reason of its own: the default one is an error with a stack, made for each look-up.
    waiting.abort('found')
    // Slack may take the line slowly: the answer must not overtake it.
    await said
  }
}

function messageOf(found: Found) {
  return found.kind === 'shown' ? found.message : toMessage(found.sentence)
}

function hotelFor(who: Who): DeskHotel {
  const hotel = who.hotel ?? who.hotels[0]
  if (!hotel) throw new Error('the listener lets staff in only')
  return hotel
}
