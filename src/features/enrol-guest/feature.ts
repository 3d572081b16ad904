// /enrol, the Enrol button on the card of a guest who is no member, and the form again after a refusal.
import type { Desk } from '../../actions/desk.ts'
import { type GuestFormFlow, registerGuestForm } from '../../actions/form-flow.ts'
import { guestButtons } from '../../actions/ids.ts'
import type { ButtonCall } from '../../slack/calls.ts'
import type { Listeners } from '../../slack/listen.ts'
import { findForm } from '../../store/forms.ts'
import { enrolmentOf, prepareJob } from './enrolment.ts'
import { enrolIds } from './ids.ts'
import { enrolForm } from './modal.ts'
import { enrolWords } from './words.ts'

export function registerEnrolGuest(desk: Desk, listen: Listeners): void {
  const form = registerGuestForm(desk, listen, enrolForm)
  listen.command('/enrol', call => form.open(call, call.text))
  listen.button(guestButtons.enrol, call => form.open(call, `#${call.value}`))
  listen.button(enrolIds.again, call => openAgain(desk, form, call))
}

/** With what was typed, but the consent: the guest gives it to what is sent, not to what was refused. */
async function openAgain(desk: Desk, form: GuestFormFlow, call: ButtonCall): Promise<void> {
  const row = await findForm(desk.database.db, call.value)
  const isOwn = row?.feature === prepareJob && row.userId === call.who.userId
  const kept = isOwn ? enrolmentOf(row) : {}
  if (!row || !('draft' in kept) || !kept.draft)
    return call.answer(enrolWords(call.who.language)('draftGone'))
  const { key, profile, input } = kept.draft
  const text = 'email' in key ? key.email : `#${key.contactId}`
  const typed = { ...profile, ...(input.sendsWelcome && { welcome: 'yes' }), hotel: String(row.hotelId) }
  await form.open(call, text, typed)
}
