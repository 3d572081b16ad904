// The rewards as a window: what is on offer in the hotel, or what one guest can have now and what is nearest.
import { formWords } from '../../actions/form-words.ts'
import type { Page } from '../../actions/guest-window.ts'
import { pageOf, pager, type WindowLook } from '../../actions/guest-window-blocks.ts'
import { guestButtons } from '../../actions/ids.ts'
import { levelName } from '../../actions/look-up.ts'
import { fullName, type Guest } from '../../domain/guest.ts'
import { hotelTime } from '../../domain/hotel-day.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { formatNumber } from '../../lib/words.ts'
import { button, buttons, context, type KnownBlock, menu, section, thumbnail } from '../../slack/blocks.ts'
import { option } from '../../slack/inputs.ts'
import { cut, safe } from '../../slack/text.ts'
import { rewardsIds } from './ids.ts'
import { datesOf, hotelsOf, levelsOf, markOf, pictureOf, priceOf, type Reading } from './lines.ts'
import type { Offer } from './offers.ts'
import type { Place } from './place.ts'
import { rewardsWords } from './words.ts'

const productsPerPage = 8

export interface ShownGuest {
  guest: Guest
  readAt: number
}

export interface ShownRewards extends Reading {
  place: Place
  hotel: DeskHotel
  /** To choose from; empty where there is only one. */
  hotels: readonly DeskHotel[]
  isManager: boolean
  shown: ShownGuest | undefined
  offers: readonly Offer[]
  /** Of the product list, epoch ms. */
  readAt: number | undefined
  isComplete: boolean
}

export const rewardsLook: WindowLook = {
  feature: 'rewards',
  words: rewardsWords.catalogue,
}

export function rewardsBlocks(list: ShownRewards): Page<Place> {
  const { offers, language, hotel, readAt, isComplete } = list
  const say = rewardsWords(language)
  const { rows, page, pages } = pageOf(offers, list.place.page, productsPerPage)
  const facts = [
    say('count', { count: offers.length }),
    ...(readAt === undefined ? [] : [say('readAt', { time: hotelTime(hotel, readAt) })]),
  ]
  const blocks = [
    ...headBlocks(list),
    context(facts.join(' · ')),
    ...(isComplete ? [] : [section(say('incomplete'))]),
    ...choiceBlocks(list),
    ...(rows.length === 0 ? [section(emptySentence(list))] : []),
    ...rows.flatMap((offer, at) => [
      ...(offer.group !== rows[at - 1]?.group ? [heading(offer, list)] : []),
      ...offerBlocks(offer, list),
    ]),
    ...pager(rewardsLook, page, pages, language),
  ]
  return { place: { ...list.place, page }, blocks }
}

function headBlocks({ shown, hotel, settings, language }: ShownRewards): KnownBlock[] {
  const form = formWords(language)
  if (!shown) return [section(`🎁 *${safe(hotel.name)}*`)]
  const { guest, readAt } = shown
  const points =
    guest.points === 'unknown'
      ? form('pointsUnknown')
      : form('readAt', { points: formatNumber(guest.points, language), time: hotelTime(hotel, readAt) })
  const name = safe(fullName(guest)) || `#${guest.contactId}`
  const facts = [safe(levelName(guest.level, settings, language)), points, safe(hotel.name)]
  return [
    section(`👤 *${name}* · #${guest.contactId}\n${facts.join(' · ')}`),
    ...(guest.membership.kind === 'not-member' ? [context(form('notMember'))] : []),
  ]
}

function choiceBlocks({ place, hotel, hotels, isManager, shown, language }: ShownRewards): KnownBlock[] {
  const say = rewardsWords(language)
  const choices = [
    ...(hotels.length > 1
      ? [
          menu({
            id: rewardsIds.hotel,
            options: hotels.map(({ id, name }) => option(name, String(id))),
            initial: String(hotel.id),
            placeholder: formWords(language)('hotel'),
          }),
        ]
      : []),
    ...(shown && shown.guest.membership.kind !== 'not-member'
      ? [
          button({
            id: guestButtons.redeem,
            label: say('redeem'),
            value: String(shown.guest.contactId),
            style: 'primary',
          }),
        ]
      : []),
    ...(shown ? [] : [button({ id: rewardsIds.forGuest, label: say('forGuest') })]),
    ...(place.search ? [button({ id: rewardsIds.everything, label: say('everything') })] : []),
    ...(isManager
      ? [
          place.withWithheld
            ? button({ id: rewardsIds.offered, label: say('offeredOnly') })
            : button({ id: rewardsIds.withheld, label: say('withheldToo') }),
        ]
      : []),
  ]
  return choices.length > 0 ? [buttons(choices)] : []
}

function emptySentence({ place, shown, language }: ShownRewards): string {
  const say = rewardsWords(language)
  if (place.search) return say('noneFound', { text: safe(cut(place.search, 100)) })
  return say(shown ? 'noneForGuest' : 'none')
}

function heading({ group }: Offer, { language }: ShownRewards): KnownBlock {
  const say = rewardsWords(language)
  const words = { within: 'within', beyond: 'beyond', offered: 'offered', withheld: 'withheld' } as const
  return section(`*${say(words[group])}*`)
}

function offerBlocks({ product, short }: Offer, list: ShownRewards): KnownBlock[] {
  const { language } = list
  const say = rewardsWords(language)
  const title = safe(product.title) || `#${product.id}`
  const missing = short === undefined ? [] : [say('short', { short: formatNumber(short, language) })]
  const mark = markOf(product, list)
  const url = pictureOf(product)
  const lines = [
    [title, priceOf(product, language), ...missing].join(' · '),
    [datesOf(product, list), levelsOf(product, list), hotelsOf(product, list)].join(' · '),
    ...(mark ? [mark] : []),
  ]
  return [
    section(lines.join('\n'), url ? thumbnail(url, say('pictureOf', { title: product.title })) : undefined),
    buttons([button({ id: rewardsIds.details, label: say('details'), value: String(product.id) })]),
  ]
}
