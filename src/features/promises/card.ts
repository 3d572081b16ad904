// A promise in the desk channel: who promised what to whom until when, and what became of it.
import { promiseButtons, promiseLine } from '../../actions/promise-parts.ts'
import { hotelDate, hotelTime } from '../../domain/hotel-day.ts'
import type { GuestPromise } from '../../domain/promise.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { formatDay, type Language } from '../../lib/words.ts'
import { buttons, context, type Message, section } from '../../slack/blocks.ts'
import { mention, safe } from '../../slack/text.ts'
import { promisesWords } from './words.ts'

export function promiseCard(promise: GuestPromise, hotel: DeskHotel, language: Language): Message {
  const say = promisesWords(language)
  const maker = promise.actingUser
    ? say('byAt', { who: mention(promise.actingUser), desk: mention(promise.madeBy) })
    : say('by', { who: mention(promise.madeBy) })
  const facts = [
    maker,
    safe(hotel.name),
    hotelTime(hotel, promise.createdAt),
    stateOf(promise, hotel, language),
  ]
  const ends = promiseButtons(promise, language)
  return {
    text: say('fallback', { guest: safe(promise.guestLabel) }),
    blocks: [
      section(`*${promiseLine(promise, language)}*`),
      context(facts.join(' · ')),
      ...(ends.length > 0 ? [buttons(ends)] : []),
    ],
  }
}

/** The state in words and an emoji, with who brought it about. */
export function stateOf(promise: GuestPromise, hotel: DeskHotel, language: Language): string {
  const say = promisesWords(language)
  const at = promise.endedAt ?? promise.createdAt
  const by = { who: mention(promise.endedBy ?? promise.madeBy), time: hotelTime(hotel, at) }
  switch (promise.state) {
    case 'open':
      return say('stateOpen')
    case 'kept':
      return say('stateKept', by)
    case 'cancelled':
      return say('stateCancelled', by)
    case 'expired':
      return say('stateExpired', { day: formatDay(hotelDate(hotel, at), language) })
  }
}
