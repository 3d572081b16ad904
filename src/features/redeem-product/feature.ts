// /redeem, the card's Redeem button, the product search, and "handed over" on the receipt.
import type { Desk } from '../../actions/desk.ts'
import { hotelOf } from '../../actions/desk.ts'
import { registerGuestForm } from '../../actions/form-flow.ts'
import { shownIn } from '../../actions/form-row.ts'
import { guestButtons } from '../../actions/ids.ts'
import { hotelDate } from '../../domain/hotel-day.ts'
import { reachOf } from '../../domain/product.ts'
import { plainLetters } from '../../lib/plain-letters.ts'
import type { SearchAnswer, SearchCall } from '../../slack/calls.ts'
import { limits } from '../../slack/limits.ts'
import type { Listeners } from '../../slack/listen.ts'
import { productGroups, productSearch, redeemForm } from './modal.ts'

export function registerRedeemProduct(desk: Desk, listen: Listeners): void {
  const form = registerGuestForm(desk, listen, redeemForm)
  listen.command('/redeem', call => form.open(call, call.text))
  listen.button(guestButtons.redeem, call => form.open(call, `#${call.value}`))
  listen.search(productSearch, call => search(desk, call))
}

const searchWithinMs = 1000

/** More than 100 products do not fit a list: they are searched in the cache as the person types. */
async function search(desk: Desk, call: SearchCall): Promise<SearchAnswer> {
  const shown = await shownIn(desk, call.metadata, call.who.userId)
  const hotel = shown && hotelOf(desk, shown.hotelId)
  if (!shown || !hotel) return { options: [] }
  const wanted = plainLetters(call.text)
  const products = (await desk.products(searchWithinMs)).filter(({ title }) =>
    plainLetters(title).includes(wanted),
  )
  const today = { date: hotelDate(hotel, desk.clock.now()), hotelId: hotel.id }
  const reach = reachOf(products, shown.guest, today)
  const within = reach.within.slice(0, limits.options)
  const beyond = reach.beyond.slice(0, limits.options)
  const groups = productGroups({ within, beyond }, call.who.language)
  if (groups.length === 0) return { options: [] }
  return {
    option_groups: groups.map(group => ({
      label: { type: 'plain_text', text: group.label },
      options: group.options,
    })),
  }
}
