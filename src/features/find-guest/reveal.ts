// Shows a guest's e-mail to one person who said why, in a modal and nowhere else; who, when and why are audited.
import { actingInput, readActing } from '../../actions/acting.ts'
import type { Desk } from '../../actions/desk.ts'
import { formWords } from '../../actions/form-words.ts'
import { lookUp } from '../../actions/look-up.ts'
import { hotelFor } from '../../actions/look-up-form.ts'
import { updateOpenView } from '../../actions/open-view.ts'
import { placeToText, readPlace, windowPlaceWire } from '../../actions/window-place.ts'
import { type ContactId, toContactId } from '../../domain/guest.ts'
import type { GuestKey } from '../../domain/guest-key.ts'
import { contactLabel, maskGuest } from '../../domain/masking.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { type KnownBlock, type ModalView, modal } from '../../slack/blocks.ts'
import type { FormAnswer, FormCall } from '../../slack/calls.ts'
import type { Who } from '../../slack/identity.ts'
import { textInput } from '../../slack/inputs.ts'
import type { Listeners } from '../../slack/listen.ts'
import { noticeView } from '../../slack/notice.ts'
import { appendAudit } from '../../store/audit.ts'
import { findGuestIds } from './ids.ts'
import { guestWords } from './words.ts'

export function registerReveal(desk: Desk, listen: Listeners): void {
  listen.button(findGuestIds.reveal, async call => {
    const say = guestWords(call.who.language)
    const contactId = toContactId(Number(call.value))
    const hotel = hotelFor(call.who, call.view)
    const { isShared } = desk.identity.staffIn(call.who.userId, hotel)
    const view = modal({
      callbackId: findGuestIds.revealForm,
      title: say('revealTitle'),
      submit: say('revealSubmit'),
      close: say('close'),
      metadata: placeToText({ hotelId: hotel.id, contactId }),
      blocks: [
        textInput({
          field: 'why',
          feature: 'find-guest',
          label: say('revealWhy'),
          hint: say('revealHint'),
          maxLength: 200,
          focus: true,
        }),
        ...actingInput(isShared, 'find-guest', call.who.language),
      ],
    })
    await (call.view
      ? desk.messenger.pushView(call.triggerId, view)
      : desk.messenger.openView(call.triggerId, view))
  })
  listen.form(findGuestIds.revealForm, call => reveal(desk, call))
}

async function reveal(desk: Desk, call: FormCall): Promise<FormAnswer> {
  const { who, typed } = call
  const say = guestWords(who.language)
  const why = typed.why?.trim()
  const { contactId } = readPlace(windowPlaceWire, call.metadata) ?? {}
  if (!why) return { kind: 'errors', errors: { why: say('revealMissing') } }
  if (contactId === undefined) return { kind: 'errors', errors: { why: say('revealGone') } }
  const hotel = hotelFor(who, call)
  const acting = readActing(desk, who, typed, hotel)
  if ('error' in acting) return { kind: 'errors', errors: { acting: acting.error } }
  await desk.database.transaction(tx =>
    appendAudit(tx, {
      at: desk.clock.now(),
      actor: who.userId,
      event: 'guest.revealed',
      subject: `contact:${contactId}`,
      detail: {
        hotel: hotel.id,
        contact: contactId,
        ...(acting.userId !== undefined && { acting: acting.userId }),
      },
      text: why,
    }),
  )
  return {
    kind: 'update',
    view: noticeView(formWords(who.language)('lookingUp'), who.language),
    after: async () => updateOpenView(desk, call.view.id, await revealed(desk, contactId, hotel, who), who),
  }
}

async function revealed(desk: Desk, contactId: ContactId, hotel: DeskHotel, who: Who): Promise<ModalView> {
  const say = guestWords(who.language)
  const key: GuestKey = { by: 'id', id: contactId }
  const found = await lookUp(desk, key, hotel, who.language, contactLabel(contactId))
  if (found.kind === 'problem') return noticeView(found.sentence, who.language)
  if (found.kind === 'several') return noticeView(say('revealGone'), who.language)
  const { email } = found.guest
  const guest = maskGuest({ ...found.guest, email: '' })
  const text = email ? say('revealed', { guest, email }) : say('revealNone', { guest })
  // Plain text: an address is shown as it is, not as a link or a mention.
  const block: KnownBlock = { type: 'section', text: { type: 'plain_text', text, emoji: false } }
  return { ...noticeView('', who.language), blocks: [block] }
}
