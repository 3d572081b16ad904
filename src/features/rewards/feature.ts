// /rewards and the card's button: what points can be exchanged for, in a hotel or by one guest.
import type { Desk } from '../../actions/desk.ts'
import { guestButtons } from '../../actions/ids.ts'
import { readAsked, registerLookUpForm } from '../../actions/look-up-form.ts'
import { createViewMemory } from '../../actions/view-memory.ts'
import type { ButtonCall, Listeners } from '../../slack/listen.ts'
import { rewardsIds } from './ids.ts'
import type { ShownGuest } from './list.ts'
import { openProduct } from './open-product.ts'
import type { Place } from './place.ts'
import { choose, openList, show, turn } from './show.ts'
import { rewardsWords } from './words.ts'

export function registerRewards(desk: Desk, listen: Listeners): void {
  const memory = createViewMemory<ShownGuest>(desk.clock)
  const form = registerLookUpForm(desk, listen, {
    feature: 'rewards',
    callbackId: rewardsIds.form,
    title: language => rewardsWords(language)('title'),
    show: asked => show(desk, memory, asked),
  })
  listen.command('/rewards', call => {
    const asked = readAsked(desk, call.who, call.text)
    // What names no guest is part of a product's name.
    const isSearch = 'why' in asked && asked.why === 'no-guest'
    return isSearch ? openList(desk, memory, call, call.text) : form.open(call, call.text)
  })
  listen.button(guestButtons.rewards, call => form.open(call, `#${call.value}`))
  listen.button(rewardsIds.forGuest, call => form.open(call, ''))

  const turns = (id: string, turned: (place: Place, call: ButtonCall) => Place) =>
    listen.button(id, call => turn(desk, memory, call, place => turned(place, call)))
  turns(rewardsIds.back, place => ({ ...place, page: Math.max(0, place.page - 1) }))
  turns(rewardsIds.more, place => ({ ...place, page: place.page + 1 }))
  turns(rewardsIds.again, place => place)
  turns(rewardsIds.everything, place => ({ ...place, search: '', page: 0 }))
  turns(rewardsIds.withheld, place => ({ ...place, withWithheld: true, page: 0 }))
  turns(rewardsIds.offered, place => ({ ...place, withWithheld: false, page: 0 }))
  turns(rewardsIds.hotel, (place, call) => ({ ...place, hotelId: Number(call.value), page: 0 }))
  listen.button(rewardsIds.choose, call => choose(desk, memory, call))
  listen.button(rewardsIds.details, call => openProduct(desk, memory, call))
}
