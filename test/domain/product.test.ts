// Which products a guest may have today, and how far the others are.
import { describe, expect, it, test } from 'vitest'
import { type LevelId, type Product, type ProductId, unknown } from '../../src/domain/guest.ts'
import { type Points, toPoints } from '../../src/domain/points.ts'
import { reachOf, unavailability } from '../../src/domain/product.ts'

const points = (value: number): Points => toPoints(value) ?? expect.unreachable()
const product = (facts: Partial<Product> = {}): Product => ({
  id: 1 as ProductId,
  title: 'Breakfast',
  price: points(500),
  isVisible: true,
  startsOn: undefined,
  endsOn: undefined,
  levels: [],
  hotels: [],
  imageUrl: undefined,
  code: undefined,
  ...facts,
})
const today = { date: '2026-11-23', hotelId: 101 }
const gold = { level: 2673 as LevelId }

describe('a product', () => {
  it.each<[string, Partial<Product>, string | undefined]>([
    ['that is hidden', { isVisible: false }, 'product-hidden'],
    ['that starts tomorrow', { startsOn: '2026-11-24' }, 'product-not-started'],
    ['that starts today', { startsOn: '2026-11-23' }, undefined],
    ['that ends today', { endsOn: '2026-11-23' }, undefined],
    ['that ended yesterday', { endsOn: '2026-11-22' }, 'product-ended'],
    ['of one day', { startsOn: '2026-11-23', endsOn: '2026-11-23' }, undefined],
    ['of another hotel', { hotels: [102] }, 'product-wrong-hotel'],
    ['of this and another hotel', { hotels: [102, 101] }, undefined],
    ['for another level', { levels: [2672] }, 'product-wrong-level'],
    ['for this and another level', { levels: [2672, 2673] }, undefined],
    ['without a price', { price: unknown }, 'product-without-price'],
    ['like any other', {}, undefined],
  ])('%s', (_name, facts, why) => {
    expect(unavailability(product(facts), gold, today)).toBe(why)
  })

  it.each<[LevelId]>([['none'], ['unknown']])(
    'for one level is not for a guest whose level is %s, one for all levels is',
    level => {
      expect(unavailability(product({ levels: [2673] }), { level }, today)).toBe('product-wrong-level')
      expect(unavailability(product(), { level }, today)).toBeUndefined()
    },
  )
})

describe('what a guest can redeem', () => {
  const offer = [
    product({ title: 'Suite', price: points(5000) }),
    product({ title: 'Breakfast', price: points(500) }),
    product({ title: 'Spa', price: points(1000) }),
    product({ title: 'Massage', price: points(1001) }),
    product({ title: 'Apéritif', price: points(500) }),
    product({ title: 'Hidden', price: points(1), isVisible: false }),
    product({ title: 'Priceless', price: unknown }),
  ]
  const titles = (balance: number | 'unknown') => {
    const { within, beyond } = reachOf(offer, { ...gold, points: balance }, today)
    return {
      within: within.map(({ title }) => title),
      beyond: beyond.map(({ product: { title }, short }) => `${title} ${short}`),
    }
  }

  test('is listed dearest first, what is out of reach nearest first with the points missing', () => {
    expect(titles(1000)).toEqual({
      within: ['Spa', 'Apéritif', 'Breakfast'],
      beyond: ['Massage 1', 'Suite 4000'],
    })
  })

  it.each([
    [499, 0, ['Apéritif 1', 'Breakfast 1', 'Spa 501', 'Massage 502', 'Suite 4501']],
    [0, 0, ['Apéritif 500', 'Breakfast 500', 'Spa 1000', 'Massage 1001', 'Suite 5000']],
    [-50, 0, ['Apéritif 550', 'Breakfast 550', 'Spa 1050', 'Massage 1051', 'Suite 5050']],
    [9000, 5, []],
  ])('with %i points', (balance, count, beyond) => {
    expect(titles(balance).within).toHaveLength(count)
    expect(titles(balance).beyond).toEqual(beyond)
  })

  test('is nothing while the balance is not known', () => {
    expect(titles('unknown')).toEqual({ within: [], beyond: [] })
  })
})
