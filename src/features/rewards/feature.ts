// /rewards and the card's button: what points can be exchanged for, in a hotel or by one guest.
import type { Desk } from '../../actions/desk.ts'
import { registerGuestWindow } from '../../actions/guest-window.ts'
import { guestButtons } from '../../actions/ids.ts'
import { hotelFor, readAsked } from '../../actions/look-up-form.ts'
import type { Listeners } from '../../slack/listen.ts'
import { cut } from '../../slack/text.ts'
import { rewardsIds } from './ids.ts'
import { openProduct } from './open-product.ts'
import { rewardsWindow } from './window.ts'

export function registerRewards(desk: Desk, listen: Listeners): void {
  const rewards = rewardsWindow(desk)
  const window = registerGuestWindow(desk, listen, rewards)
  listen.command('/rewards', call => {
    const { who, text } = call
    const asked = readAsked(desk, who, text)
    // What names no guest is part of a product's name or code.
    const isSearch = 'why' in asked && asked.why === 'no-guest'
    if (!isSearch) return window.open(call, text)
    return window.openForNobody(call, { ...rewards.start(hotelFor(who)), search: cut(text.trim(), 100) })
  })
  listen.button(guestButtons.rewards, call => window.open(call, `#${call.value}`))
  listen.button(rewardsIds.forGuest, call => window.open(call, ''))

  window.turns(rewardsIds.everything, place => ({ ...place, search: '', page: 0 }))
  window.turns(rewardsIds.withheld, place => ({ ...place, withWithheld: true, page: 0 }))
  window.turns(rewardsIds.offered, place => ({ ...place, withWithheld: false, page: 0 }))
  window.turns(rewardsIds.hotel, (place, { value }) => ({ ...place, hotelId: Number(value), page: 0 }))
  window.press(rewardsIds.details, (call, at) =>
    openProduct(desk, call, at.place, async () => (await window.shownIn(at, call.who))?.guest),
  )
}
