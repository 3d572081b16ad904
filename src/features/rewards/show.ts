// Draws the list of rewards in its window: for a hotel or for a guest, another page, another choice.
import type { Desk } from '../../actions/desk.ts'
import { lookUp } from '../../actions/look-up.ts'
import { type Asked, type Drawn, hotelFor } from '../../actions/look-up-form.ts'
import { updateOpenView } from '../../actions/open-view.ts'
import type { ViewMemory } from '../../actions/view-memory.ts'
import { toContactId } from '../../domain/guest.ts'
import { hotelDate } from '../../domain/hotel-day.ts'
import { contactLabel } from '../../domain/masking.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { cut, type ModalView } from '../../slack/blocks.ts'
import { explain } from '../../slack/errors.ts'
import type { Who } from '../../slack/identity.ts'
import type { ButtonCall, CommandCall } from '../../slack/listen.ts'
import { chooseView, readingView, rewardsView, type ShownGuest, unreadView } from './list.ts'
import { offersOf } from './offers.ts'
import { type Place, readPlace } from './place.ts'
import { rewardsWords } from './words.ts'

export type Memory = ViewMemory<ShownGuest>

/** What is on offer, without a guest. @param search words that stand in a product's name or code */
export async function openList(desk: Desk, memory: Memory, call: CommandCall, search: string): Promise<void> {
  const { who } = call
  const place = { ...startOf(hotelFor(who)), search: cut(search.trim(), 100) }
  const { id } = await desk.messenger.openView(call.triggerId, readingView(place, who.language))
  await showAt(desk, memory, id, place, who)
}

/** For the guest of the form that asked. */
export async function show(desk: Desk, memory: Memory, asked: Asked): Promise<Drawn> {
  const { key, hotel, who, typed, viewId } = asked
  const found = await lookUp(desk, key, hotel, who.language, typed)
  switch (found.kind) {
    case 'problem':
      return found
    case 'several':
      return { kind: 'shown', view: chooseView(found.guests, startOf(hotel), who.language) }
    case 'one': {
      const { guest, readAt } = found
      const { contactId } = guest
      memory.keep(viewId, contactId, { guest, readAt })
      const view = await draw(desk, { ...startOf(hotel), contactId }, who, { guest, readAt })
      return { kind: 'shown', view }
    }
  }
}

/** Another page or choice in the window where the press was made. */
export async function turn(
  desk: Desk,
  memory: Memory,
  call: ButtonCall,
  turned: (place: Place) => Place,
): Promise<void> {
  const { view, who } = call
  const from = view && readPlace(view.metadata)
  if (view && from) await showAt(desk, memory, view.id, turned(from), who)
}

/** One of several guests. */
export function choose(desk: Desk, memory: Memory, call: ButtonCall): Promise<void> {
  return turn(desk, memory, call, place => ({ ...place, contactId: toContactId(Number(call.value)) }))
}

function startOf(hotel: DeskHotel): Place {
  return { hotelId: hotel.id, contactId: undefined, search: '', withWithheld: false, page: 0 }
}

async function showAt(desk: Desk, memory: Memory, viewId: string, place: Place, who: Who): Promise<void> {
  const { contactId } = place
  const update = (view: ModalView) => updateOpenView(desk, viewId, view, who)
  if (contactId === undefined) return update(await draw(desk, place, who, undefined))
  const known = memory.find(viewId, contactId)
  if (known) return update(await draw(desk, place, who, known))
  await update(readingView(place, who.language))
  const found = await readGuest(desk, place, who)
  if (found.kind === 'problem') return update(unreadView(place, found.sentence, who.language))
  const { guest, readAt } = found
  memory.keep(viewId, contactId, { guest, readAt })
  await update(await draw(desk, place, who, { guest, readAt }))
}

/** The place's guest, read anew. */
export async function readGuest(desk: Desk, place: Place, who: Who) {
  const { contactId } = place
  if (contactId === undefined) throw new Error('no guest was chosen')
  const key = { by: 'id' as const, id: contactId }
  const found = await lookUp(desk, key, hotelAt(place, who), who.language, contactLabel(contactId))
  if (found.kind === 'several') throw new Error('an id names one guest')
  return found
}

async function draw(desk: Desk, place: Place, who: Who, shown: ShownGuest | undefined): Promise<ModalView> {
  const { language, userId } = who
  const products = await desk.products()
  const { readAt, isComplete, trouble } = desk.products.state()
  if (readAt === undefined && trouble) {
    const isMissing = trouble.code === 'NotFound'
    const sentence = isMissing ? rewardsWords(language)('noPath') : explain(trouble, language)
    return unreadView(place, sentence ?? '', language)
  }
  const hotel = hotelAt(place, who)
  const date = hotelDate(hotel, desk.clock.now())
  const { isManager } = desk.identity.staffIn(userId, hotel)
  const withWithheld = place.withWithheld && isManager
  const today = { date, hotelId: hotel.id }
  return rewardsView({
    place: { ...place, withWithheld },
    hotel,
    hotels: who.hotels,
    isManager,
    shown,
    offers: offersOf(products, { guest: shown?.guest, today, search: place.search, withWithheld }),
    readAt,
    isComplete,
    settings: desk.settings(),
    date,
    language,
  })
}

/** The hotel of the list; another one of the reader's once they have left it. */
export function hotelAt({ hotelId }: Pick<Place, 'hotelId'>, who: Who): DeskHotel {
  return who.hotels.find(({ id }) => id === hotelId) ?? hotelFor(who)
}
