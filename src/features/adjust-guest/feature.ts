// /adjust, for managers, where the settings switch it on.
import type { Desk } from '../../actions/desk.ts'
import { registerGuestForm } from '../../actions/form-flow.ts'
import type { CommandCall } from '../../slack/calls.ts'
import type { Listeners } from '../../slack/listen.ts'
import { adjustForm } from './modal.ts'
import { adjustWords } from './words.ts'

export function registerAdjustGuest(desk: Desk, listen: Listeners): void {
  const form = registerGuestForm(desk, listen, adjustForm)
  listen.command('/adjust', async call => {
    const refusal = refusalOf(desk, call)
    await (refusal ? call.answer(refusal) : form.open(call, call.text))
  })
}

/** Said before a form is filled in for nothing; the submission is judged anew. */
function refusalOf(desk: Desk, { who }: CommandCall): string | undefined {
  const say = adjustWords(who.language)
  const hotels = who.hotel ? [who.hotel] : who.hotels
  const managed = hotels.filter(hotel => desk.identity.staffIn(who.userId, hotel).isManager)
  if (managed.length === 0) return say('onlyManagers')
  return managed.some(hotel => hotel.policy.adjust.enabled) ? undefined : say('switchedOff')
}
