// Which products a guest may have today, and which are nearest out of reach.
import type { Product } from './guest.ts'
import type { GuestFacts, Refusal } from './policy.ts'

type Today = { date: string; hotelId: number }

/** Why nobody can have a product today in this hotel; undefined when it is on offer there. */
export function withheldWhy(
  product: Product,
  today: Today,
): 'product-hidden' | 'product-not-started' | 'product-ended' | 'product-wrong-hotel' | undefined {
  if (!product.isVisible) return 'product-hidden'
  if (product.startsOn && today.date < product.startsOn) return 'product-not-started'
  if (product.endsOn && today.date > product.endsOn) return 'product-ended'
  if (product.hotels.length > 0 && !product.hotels.includes(today.hotelId)) return 'product-wrong-hotel'
  return undefined
}

/** Why a product cannot be had today by a guest of this level in this hotel, points apart; undefined when it can. */
export function unavailability(
  product: Product,
  guest: Pick<GuestFacts, 'level'>,
  today: Today,
): Refusal | undefined {
  const withheld = withheldWhy(product, today)
  if (withheld) return withheld
  const isForLevel = typeof guest.level === 'number' && product.levels.includes(guest.level)
  if (product.levels.length > 0 && !isForLevel) return 'product-wrong-level'
  if (product.price === 'unknown') return 'product-without-price'
  return undefined
}

export interface Reach {
  /** Affordable now, dearest first. */
  within: readonly Product[]
  /** Not yet affordable, nearest first, with the points still missing. */
  beyond: readonly { product: Product; short: number }[]
}

export function reachOf(
  products: readonly Product[],
  guest: Pick<GuestFacts, 'level' | 'points'>,
  today: Today,
): Reach {
  const balance = guest.points
  if (balance === 'unknown') return { within: [], beyond: [] }
  const offered = products
    .filter(product => unavailability(product, guest, today) === undefined)
    .flatMap(product => (product.price === 'unknown' ? [] : [{ product, price: product.price as number }]))
    .toSorted((a, b) => a.price - b.price || a.product.title.localeCompare(b.product.title))
  return {
    within: offered
      .filter(({ price }) => price <= balance)
      // Sorting is stable: what costs the same stays in alphabetical order.
      .toSorted((a, b) => b.price - a.price)
      .map(({ product }) => product),
    beyond: offered
      .filter(({ price }) => price > balance)
      .map(({ product, price }) => ({ product, short: price - balance })),
  }
}
