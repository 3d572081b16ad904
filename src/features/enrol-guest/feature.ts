// /enrol and the Enrol button on the card of a guest who is no member.
import type { Desk } from '../../actions/desk.ts'
import { registerGuestForm } from '../../actions/form-flow.ts'
import { guestButtons } from '../../actions/ids.ts'
import type { Listeners } from '../../slack/listen.ts'
import { enrolForm } from './modal.ts'

export function registerEnrolGuest(desk: Desk, listen: Listeners): void {
  const form = registerGuestForm(desk, listen, enrolForm)
  listen.command('/enrol', call => form.open(call, call.text))
  listen.button(guestButtons.enrol, call => form.open(call, `#${call.value}`))
}
