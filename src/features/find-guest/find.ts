// From what was typed to the message that shows the guest, for commands and forms alike.
import type { Desk } from '../../actions/desk.ts'
import { lookUp } from '../../actions/look-up.ts'
import type { GuestKey } from '../../domain/guest-key.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import type { Message } from '../../slack/blocks.ts'
import type { Who } from '../../slack/identity.ts'
import { openOfGuest } from '../../store/open-of-guest.ts'
import { chooseCard, guestCard } from './card.ts'
import { guestWords } from './words.ts'

/** More at once would only make everybody wait longer. */
const mostAtOnce = 100
/** A product list that does not come costs the card its rewards, not the guest their answer. */
const productsWithinMs = 500

export type Found = { kind: 'shown'; message: Message } | { kind: 'problem'; sentence: string }

export function createFinder(desk: Desk) {
  let inWork = 0

  /** @param typed what the person wrote, for the sentence that nobody was found */
  return async (key: GuestKey, hotel: DeskHotel, who: Who, typed: string): Promise<Found> => {
    if (inWork >= mostAtOnce) return { kind: 'problem', sentence: guestWords(who.language)('busy') }
    inWork++
    try {
      const found = await lookUp(desk, key, hotel, who.language, typed)
      switch (found.kind) {
        case 'problem':
          return found
        case 'several':
          return { kind: 'shown', message: chooseCard(found, who.language) }
        case 'one':
          return { kind: 'shown', message: await card(desk, found, hotel, who) }
      }
    } finally {
      inWork--
    }
  }
}

type One = Extract<Awaited<ReturnType<typeof lookUp>>, { kind: 'one' }>

async function card(desk: Desk, found: One, hotel: DeskHotel, who: Who): Promise<Message> {
  const [products, { actions, promises }] = await Promise.all([
    desk.products(productsWithinMs),
    openOfGuest(desk.database.db, found.guest.contactId),
  ])
  return guestCard({
    ...found,
    hotel,
    isHotelOpen: who.hotel === undefined,
    language: who.language,
    settings: desk.settings(),
    products,
    promises,
    open: actions.flatMap(action => {
      const bound = desk.bind(action)
      return bound ? [{ action, bound }] : []
    }),
  })
}
