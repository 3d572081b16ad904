// The rewards as a window: what is on offer in the hotel, or what one guest can have now and what is nearest.
import { chooseBlocks } from '../../actions/choose-guest.ts'
import { formWords } from '../../actions/form-words.ts'
import { guestButtons } from '../../actions/ids.ts'
import { levelName } from '../../actions/look-up.ts'
import { fullName, type Guest } from '../../domain/guest.ts'
import { hotelTime } from '../../domain/hotel-day.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { formatNumber } from '../../lib/words.ts'
import {
  button,
  buttons,
  context,
  cut,
  type KnownBlock,
  type ModalView,
  menu,
  modal,
  option,
  safe,
  section,
  thumbnail,
} from '../../slack/blocks.ts'
import { rewardsIds } from './ids.ts'
import { datesOf, hotelsOf, levelsOf, markOf, pictureOf, priceOf, type Reading } from './lines.ts'
import type { Offer } from './offers.ts'
import { type Place, placeToText } from './place.ts'
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

export function rewardsView(list: ShownRewards): ModalView {
  const { offers, language, hotel, readAt, isComplete } = list
  const say = rewardsWords(language)
  const pages = Math.max(1, Math.ceil(offers.length / productsPerPage))
  const page = Math.min(list.place.page, pages - 1)
  const onPage = offers.slice(page * productsPerPage, (page + 1) * productsPerPage)
  const facts = [
    say('count', { count: offers.length }),
    ...(readAt === undefined ? [] : [say('readAt', { time: hotelTime(hotel, readAt) })]),
  ]
  return frame({ ...list.place, page }, language, [
    ...headBlocks(list),
    context(facts.join(' · ')),
    ...(isComplete ? [] : [section(say('incomplete'))]),
    ...choiceBlocks(list),
    ...(onPage.length === 0 ? [section(emptySentence(list))] : []),
    ...onPage.flatMap((offer, at) => [
      ...(offer.group !== onPage[at - 1]?.group ? [heading(offer, list)] : []),
      ...offerBlocks(offer, list),
    ]),
    ...(pages > 1 ? pager(page, pages, language) : []),
  ])
}

export function readingView(place: Place, language: Reading['language']): ModalView {
  return frame(place, language, [section(rewardsWords(language)('reading'))])
}

/** The list, or the guest, could not be read just now: a press tries again. */
export function unreadView(place: Place, sentence: string, language: Reading['language']): ModalView {
  const say = rewardsWords(language)
  return frame(place, language, [
    section(`⚠️ ${sentence}`),
    buttons([button({ id: rewardsIds.again, label: say('again') })]),
  ])
}

/** Several guests match: which one? */
export function chooseView(
  guests: readonly { contactId: number; label: string }[],
  place: Place,
  language: Reading['language'],
): ModalView {
  return frame(place, language, chooseBlocks(guests, rewardsIds.choose, language))
}

function frame(place: Place, language: Reading['language'], blocks: KnownBlock[]): ModalView {
  const say = rewardsWords(language)
  const metadata = placeToText(place)
  return modal({ callbackId: 'rewards.list', title: say('title'), close: say('close'), metadata, blocks })
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

function pager(page: number, pages: number, language: Reading['language']): KnownBlock[] {
  const say = rewardsWords(language)
  return [
    context(say('page', { page: page + 1, pages })),
    buttons([
      ...(page > 0 ? [button({ id: rewardsIds.back, label: say('back') })] : []),
      ...(page < pages - 1 ? [button({ id: rewardsIds.more, label: say('more') })] : []),
    ]),
  ]
}
