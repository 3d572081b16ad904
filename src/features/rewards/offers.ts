// Which products are listed, in which order: for a guest what they can have now and what is nearest, else by price.
import type { Guest, Product } from '../../domain/guest.ts'
import { reachOf, unavailability, withheldWhy } from '../../domain/product.ts'
import { plainLetters } from '../../lib/plain-letters.ts'

export interface Offer {
  product: Product
  /** `within` and `beyond` a guest's reach; `offered` where no balance decides; `withheld` from everybody. */
  group: 'within' | 'beyond' | 'offered' | 'withheld'
  /** Points that the guest still misses. */
  short?: number
}

export interface Wanted {
  guest: Pick<Guest, 'level' | 'points'> | undefined
  today: { date: string; hotelId: number }
  search: string
  withWithheld: boolean
}

export function offersOf(
  products: readonly Product[],
  { guest, today, search, withWithheld }: Wanted,
): Offer[] {
  const wanted = plainLetters(search)
  const found = products.filter(({ title, code }) =>
    [title, code ?? ''].some(text => plainLetters(text).includes(wanted)),
  )
  const withheld = withWithheld ? found.filter(product => isWithheld(product, today)).toSorted(byTitle) : []
  return [
    ...onOffer(found, guest, today),
    ...withheld.map(product => ({ product, group: 'withheld' as const })),
  ]
}

function onOffer(products: readonly Product[], guest: Wanted['guest'], today: Wanted['today']): Offer[] {
  if (guest && guest.points !== 'unknown') {
    const { within, beyond } = reachOf(products, guest, today)
    return [
      ...within.map(product => ({ product, group: 'within' as const })),
      ...beyond.map(({ product, short }) => ({ product, group: 'beyond' as const, short })),
    ]
  }
  return products
    .filter(
      product => (guest ? unavailability(product, guest, today) : withheldWhy(product, today)) === undefined,
    )
    .toSorted((a, b) => priceOf(a) - priceOf(b) || byTitle(a, b))
    .map(product => ({ product, group: 'offered' as const }))
}

/** Not on offer anywhere today: hidden, ended or not begun. */
export function isWithheld(product: Product, today: Wanted['today']): boolean {
  const why = withheldWhy(product, today)
  return why !== undefined && why !== 'product-wrong-hotel'
}

function byTitle(a: Product, b: Product): number {
  return a.title.localeCompare(b.title)
}

/** A product without a price stands last. */
function priceOf({ price }: Product): number {
  return price === 'unknown' ? Number.POSITIVE_INFINITY : price
}
