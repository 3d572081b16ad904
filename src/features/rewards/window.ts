// The rewards as a guest window: for a guest, or for nobody in particular.
import type { Desk } from '../../actions/desk.ts'
import { type GuestWindow, hotelAt, type Page } from '../../actions/guest-window.ts'
import { unreadBlocks } from '../../actions/guest-window-blocks.ts'
import { lookUp } from '../../actions/look-up.ts'
import { hotelDate } from '../../domain/hotel-day.ts'
import { explain } from '../../slack/errors.ts'
import type { Who } from '../../slack/identity.ts'
import { rewardsBlocks, rewardsLook, type ShownGuest } from './list.ts'
import { offersOf } from './offers.ts'
import { type Place, placeWire } from './place.ts'
import { rewardsWords } from './words.ts'

export function rewardsWindow(desk: Desk): GuestWindow<Place, ShownGuest> {
  return {
    ...rewardsLook,
    placeWire,
    start: hotel => ({ hotelId: hotel.id, search: '', withWithheld: false, page: 0 }),
    async read({ key, hotel, who, typed }) {
      const found = await lookUp(desk, key, hotel, who.language, typed)
      if (found.kind !== 'one') return found
      const { guest, readAt } = found
      return { kind: 'one', shown: { guest, readAt } }
    },
    draw: (place, who, shown) => draw(desk, place, who, shown),
    drawForNobody: (place, who) => draw(desk, place, who, undefined),
  }
}

async function draw(desk: Desk, asked: Place, who: Who, shown: ShownGuest | undefined): Promise<Page<Place>> {
  const { language, userId } = who
  const products = await desk.products()
  const { readAt, isComplete, trouble } = desk.products.state()
  if (readAt === undefined && trouble) {
    const isMissing = trouble.code === 'NotFound'
    const sentence = isMissing ? rewardsWords(language)('noPath') : explain(trouble, language)
    return { place: asked, blocks: unreadBlocks(rewardsLook, sentence ?? '', language) }
  }
  const hotel = hotelAt(asked, who)
  const date = hotelDate(hotel, desk.clock.now())
  const { isManager } = desk.identity.staffIn(userId, hotel)
  const place = { ...asked, withWithheld: asked.withWithheld && isManager }
  const today = { date, hotelId: hotel.id }
  return rewardsBlocks({
    place,
    hotel,
    hotels: who.hotels,
    isManager,
    shown,
    offers: offersOf(products, { ...place, guest: shown?.guest, today }),
    readAt,
    isComplete,
    settings: desk.settings(),
    date,
    language,
  })
}
