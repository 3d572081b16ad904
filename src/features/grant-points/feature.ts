// /grant and the card's Grant button.
import type { Desk } from '../../actions/desk.ts'
import { registerGuestForm } from '../../actions/form-flow.ts'
import { guestButtons } from '../../actions/ids.ts'
import type { Listeners } from '../../slack/listen.ts'
import { grantForm } from './modal.ts'

export function registerGrantPoints(desk: Desk, listen: Listeners): void {
  const form = registerGuestForm(desk, listen, grantForm)
  listen.command('/grant', call => form.open(call, call.text))
  listen.button(guestButtons.grant, call => form.open(call, `#${call.value}`))
}
