// /points: one look-up, one answer that only the asker sees.
import type { Desk } from '../../actions/desk.ts'
import { formWords } from '../../actions/form-words.ts'
import { hotelFor, readAsked, registerLookUpForm } from '../../actions/look-up-form.ts'
import { updateOpenView } from '../../actions/open-view.ts'
import { patiently } from '../../actions/patience.ts'
import { toContactId } from '../../domain/guest.ts'
import { contactLabel } from '../../domain/masking.ts'
import type { Message } from '../../slack/blocks.ts'
import type { Listeners } from '../../slack/listen.ts'
import { toMessage } from '../../slack/notice.ts'
import { cardModal } from './card.ts'
import { createFinder, type Found } from './find.ts'
import { findGuestIds } from './ids.ts'
import { registerReveal } from './reveal.ts'
import { guestWords } from './words.ts'

export function registerFindGuest(desk: Desk, listen: Listeners): void {
  const find = createFinder(desk)
  const form = registerLookUpForm(desk, listen, {
    feature: 'find-guest',
    callbackId: findGuestIds.form,
    title: language => guestWords(language)('title'),
    async show({ key, hotel, who, typed }) {
      const found = await find(key, hotel, who, typed)
      if (found.kind === 'problem') return found
      return { kind: 'shown', view: cardModal(found.message, hotel, who.language) }
    },
  })

  listen.command('/points', async call => {
    const { who } = call
    const read = readAsked(desk, who, call.text)
    if (!('key' in read)) return form.open(call, call.text)
    const found = await patiently(
      desk,
      call,
      guestWords(who.language)('stillLooking'),
      find(read.key, hotelFor(who), who, call.text.trim()),
    )
    await call.answer(messageOf(found))
  })

  listen.button(findGuestIds.choose, async call => {
    const { who, view } = call
    const id = toContactId(Number(call.value))
    if (id === undefined) return
    const hotel = hotelFor(who, view)
    const look = () => find({ by: 'id', id }, hotel, who, contactLabel(id))
    if (!view) {
      const found = await patiently(desk, call, guestWords(who.language)('stillLooking'), look())
      return call.replace(messageOf(found))
    }
    const show = (message: Message) =>
      updateOpenView(desk, view.id, cardModal(message, hotel, who.language), who)
    await show(toMessage(formWords(who.language)('lookingUp')))
    await show(messageOf(await look()))
  })

  registerReveal(desk, listen)
}

function messageOf(found: Found) {
  return found.kind === 'shown' ? found.message : toMessage(found.sentence)
}
