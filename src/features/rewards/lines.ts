// How a product reads, in the list and in its details.
import { levelName } from '../../actions/look-up.ts'
import type { Product } from '../../domain/guest.ts'
import { hotelById, type Settings } from '../../domain/settings.ts'
import { formatDay, formatNumber, type Language } from '../../lib/words.ts'
import { limits } from '../../slack/limits.ts'
import { safe } from '../../slack/text.ts'
import { rewardsWords } from './words.ts'

export interface Reading {
  settings: Settings | undefined
  /** The hotel's date, `YYYY-MM-DD`. */
  date: string
  language: Language
}

export function priceOf({ price }: Product, language: Language): string {
  const say = rewardsWords(language)
  return price === 'unknown' ? say('noPrice') : say('price', { points: formatNumber(price, language) })
}

export function datesOf({ startsOn, endsOn }: Product, { date, language }: Reading): string {
  const say = rewardsWords(language)
  const from = startsOn && formatDay(startsOn, language)
  const until = endsOn && formatDay(endsOn, language)
  if (endsOn && until && endsOn < date) return say('endedOn', { day: until })
  if (startsOn && from && startsOn > date)
    return until ? say('fromTo', { from, until }) : say('fromOn', { from })
  return until ? say('until', { until }) : say('noEnd')
}

export function levelsOf({ levels }: Product, { settings, language }: Reading): string {
  if (levels.length === 0) return rewardsWords(language)('allLevels')
  return levels.map(level => safe(levelName(level, settings, language))).join(', ')
}

export function hotelsOf({ hotels }: Product, { settings, language }: Reading): string {
  if (hotels.length === 0) return rewardsWords(language)('allHotels')
  return hotels.map(id => safe((settings && hotelById(settings, id)?.name) ?? `#${id}`)).join(', ')
}

/** Why it is on offer to nobody; undefined when it is. */
export function markOf(
  { isVisible, startsOn, endsOn }: Product,
  { date, language }: Reading,
): string | undefined {
  const say = rewardsWords(language)
  const marks = [
    ...(isVisible ? [] : [say('markHidden')]),
    ...(endsOn && endsOn < date ? [say('markEnded')] : []),
    ...(startsOn && startsOn > date ? [say('markComing')] : []),
  ]
  return marks.length > 0 ? marks.join(' · ') : undefined
}

/** Slack fetches pictures over https alone. */
export function pictureOf({ imageUrl }: Product): string | undefined {
  return imageUrl?.startsWith('https://') && imageUrl.length <= limits.imageUrl ? imageUrl : undefined
}
