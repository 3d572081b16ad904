// The guest card, as a pure view: what the receptionist needs with the guest in front of them.
import { headline } from '../../actions/card-parts.ts'
import { chooseBlocks } from '../../actions/choose-guest.ts'
import type { Bound } from '../../actions/definition.ts'
import { formWords } from '../../actions/form-words.ts'
import { guestButtons, stayBlock } from '../../actions/ids.ts'
import { type Choice, levelName } from '../../actions/look-up.ts'
import { promiseButtons, promiseLine } from '../../actions/promise-parts.ts'
import { placeToText } from '../../actions/window-place.ts'
import type { Action } from '../../domain/action.ts'
import { fullName, type Guest, type Product, type Stay } from '../../domain/guest.ts'
import { hotelDate, hotelTime } from '../../domain/hotel-day.ts'
import { maskEmail, maskGuest } from '../../domain/masking.ts'
import { type Reach, reachOf } from '../../domain/product.ts'
import type { GuestPromise } from '../../domain/promise.ts'
import type { DeskHotel, Settings } from '../../domain/settings.ts'
import { formatDay, formatNumber, type Language, toLanguage } from '../../lib/words.ts'
import {
  button,
  buttons,
  context,
  fields,
  type KnownBlock,
  type Message,
  type ModalView,
  modal,
  section,
} from '../../slack/blocks.ts'
import { safe } from '../../slack/text.ts'
import { findGuestIds } from './ids.ts'
import { guestWords } from './words.ts'

export interface GuestCard {
  guest: Guest
  stay: Stay | undefined
  /** The other hotel that the stay is of. */
  elsewhere?: string
  readAt: number
  hotel: DeskHotel
  /** Neither the channel nor the person's work settles it. */
  isHotelOpen: boolean
  settings: Settings | undefined
  language: Language
  products: readonly Product[]
  /** What is still open for this guest at the desk. */
  open: readonly { action: Action; bound: Bound }[]
  /** What the guest was promised and is still owed. */
  promises: readonly GuestPromise[]
}

export function guestCard(card: GuestCard): Message {
  const { guest, hotel, readAt, products, language } = card
  const say = guestWords(language)
  const facts = { level: guest.level, points: guest.points }
  const reach = reachOf(products, facts, { date: hotelDate(hotel, readAt), hotelId: hotel.id })
  const isMember = guest.membership.kind !== 'not-member'
  return {
    text: say('fallback', { guest: safe(maskGuest(guest)) }),
    blocks: [
      section(
        `👤 *${safe(fullName(guest)) || `#${guest.contactId}`}* · #${guest.contactId}`,
        button({ id: findGuestIds.reveal, label: say('reveal'), value: String(guest.contactId) }),
      ),
      fields(cardFacts(card)),
      ...(card.isHotelOpen ? [context(`🏨 ${safe(hotel.name)}`)] : []),
      ...(isMember ? productBlocks(guest, reach, language) : []),
      ...(guest.emailStatus === 'bounced' ? [context(say('bounced'))] : []),
      ...openBlocks(card),
      ...promiseBlocks(card),
      section(`💬 ${say('sayToGuest')}\n> ${sayToGuest(card, reach)}`),
      cardButtons(card),
    ],
  }
}

function cardButtons({ guest, stay, language }: GuestCard): KnownBlock {
  const say = guestWords(language)
  const value = String(guest.contactId)
  const promise = button({ id: guestButtons.promise, label: say('promise'), value })
  return buttons(
    guest.membership.kind === 'not-member'
      ? [button({ id: guestButtons.enrol, label: say('enrol'), value, style: 'primary' }), promise]
      : [
          button({ id: guestButtons.grant, label: say('grant'), value, style: 'primary' }),
          button({ id: guestButtons.redeem, label: say('redeem'), value }),
          button({ id: guestButtons.history, label: say('history'), value }),
          promise,
          button({ id: guestButtons.resetPassword, label: say('reset'), value }),
        ],
    stay?.departure && stayBlock.id(stay.departure),
  )
}

function cardFacts({ guest, stay, elsewhere, hotel, readAt, settings, language }: GuestCard) {
  const say = guestWords(language)
  const number = (value: number | 'unknown') =>
    value === 'unknown' ? say('unknown') : formatNumber(value, language)
  const points =
    guest.points === 'unknown'
      ? say('unknown')
      : say('pointsRead', { points: number(guest.points), time: hotelTime(hotel, readAt) })
  const pairs: (readonly [string, string])[] = [
    [say('points'), points],
    [say('level'), safe(levelName(guest.level, settings, language))],
    [say('levelPoints'), number(guest.levelPoints)],
    [say('membership'), membership(guest, language)],
    [say('email'), safe(maskEmail(guest.email))],
  ]
  const lines = stayLines(stay, language)
  if (elsewhere !== undefined)
    lines.push(formWords(language)('otherHotel', { hotel: safe(elsewhere), here: safe(hotel.name) }))
  if (lines.length > 0) pairs.push([say('stay'), lines.join('\n')])
  return pairs
}

function stayLines(stay: Stay | undefined, language: Language): string[] {
  if (!stay?.arrival || !stay.departure) return []
  const dates = { arrival: formatDay(stay.arrival, language), departure: formatDay(stay.departure, language) }
  return [guestWords(language)('stayText', { room: safe(stay.room ?? '?'), ...dates })]
}

function membership({ membership: state }: Guest, language: Language): string {
  const say = guestWords(language)
  switch (state.kind) {
    case 'member': {
      const day = /^\d{4}-\d{2}-\d{2}/.exec(state.since)?.[0]
      return day ? say('memberSince', { day: formatDay(day, language) }) : say('member')
    }
    case 'not-member':
      return say('notMember')
    case 'unknown':
      return say('membershipUnknown')
  }
}

const shownProducts = 3

function productBlocks(guest: Guest, { within, beyond }: Reach, language: Language): KnownBlock[] {
  const say = guestWords(language)
  const lines: string[] = []
  if (within.length > 0) {
    const named = within.slice(0, shownProducts).map(product => {
      const points = product.price === 'unknown' ? '?' : formatNumber(product.price, language)
      return say('priced', { title: safe(product.title), points })
    })
    const rest = within.length - named.length
    lines.push(
      say('within', { products: [...named, ...(rest > 0 ? [say('more', { count: rest })] : [])].join(', ') }),
    )
  }
  const nearest = beyond[0]
  if (nearest)
    lines.push(
      say('nearest', { product: safe(nearest.product.title), short: formatNumber(nearest.short, language) }),
    )
  const all = { id: guestButtons.rewards, label: say('rewards'), value: String(guest.contactId) }
  return lines.length > 0 ? [section(lines.join('\n'), button(all))] : []
}

function openBlocks({ open, hotel, language }: GuestCard): KnownBlock[] {
  if (open.length === 0) return []
  const lines = open.map(
    ({ action, bound }) => `${headline({ action, bound, hotel, language })} · ${action.reference}`,
  )
  return [context(guestWords(language)('pending'), ...lines.slice(0, 5))]
}

/** Only the asker sees the card, but the promise was masked for all. */
function promiseBlocks({ promises, language }: GuestCard): KnownBlock[] {
  return promises.flatMap(promise => [
    section(promiseLine(promise, language)),
    buttons(promiseButtons(promise, language)),
  ])
}

/** Two sentences, in the guest's own language where we speak it. */
function sayToGuest({ guest, hotel }: GuestCard, { within, beyond }: Reach): string {
  const language = toLanguage(guest.language) ?? hotel.language
  const say = guestWords(language)
  if (guest.membership.kind === 'not-member') return say('sayNotMember')
  if (guest.points === 'unknown') return say('sayUnknown')
  const balance = say('sayBalance', { points: guest.points, n: formatNumber(guest.points, language) })
  const [best] = within
  const [nearest] = beyond
  if (best) return `${balance} ${say('sayWithin', { product: safe(best.title) })}`
  if (!nearest) return balance
  const short = formatNumber(nearest.short, language)
  return `${balance} ${say('sayNearest', { short, product: safe(nearest.product.title) })}`
}

/** The card, or the question which guest, in the form where it was looked up. */
export function cardModal(message: Message, hotel: DeskHotel, language: Language): ModalView {
  const say = guestWords(language)
  return modal({
    callbackId: 'find-guest.card',
    title: say('title'),
    close: say('close'),
    metadata: placeToText({ hotelId: hotel.id }),
    blocks: message.blocks,
  })
}

/** Several guests match: which one? */
export function chooseCard(choice: Choice, language: Language): Message {
  return {
    text: formWords(language)('severalFound'),
    blocks: chooseBlocks(choice, findGuestIds.choose, language),
  }
}
