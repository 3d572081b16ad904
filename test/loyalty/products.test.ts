// Products: the rewards as the API prints them.
import { expect, it } from 'vitest'
import type { ProductId } from '../../src/domain/guest.ts'
import { answering, collect, failureOf, listOf, startDesk } from './support/api.ts'

const printed = {
  id: 801,
  title: ' Spa for two ',
  category: 2,
  image: 'https://example.com/spa.jpg',
  points: '900',
  start_date: '2026-01-01',
  end_date: '2026-12-31',
  code: 'SPA2',
  is_visible: true,
  hotels: [101, { id: 102 }],
  levels: ['2672', 2673],
}

const product = {
  id: 801,
  title: 'Spa for two',
  price: 900,
  isVisible: true,
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  levels: [2672, 2673],
  hotels: [101, 102],
  imageUrl: 'https://example.com/spa.jpg',
  code: 'SPA2',
}

it('reads a product', async () => {
  const { client } = await answering(listOf(printed))
  expect(await client.products.readAll()).toEqual({ rows: [product], isComplete: true })
  const { client: one } = await answering(printed)
  expect(await one.products.get(801 as ProductId)).toEqual(product)
  const other = await failureOf(one.products.get(802 as ProductId))
  expect(other.issues).toEqual(['id: another product than asked'])
})

it('reads every page', async () => {
  const { client, sandbox, count } = await startDesk({ settings: { pageLimit: 4 } })
  const { rows, isComplete } = await client.products.readAll()
  expect(rows.map(row => row.title)).toEqual(sandbox.store.products().map(row => row.title))
  expect(isComplete).toBe(true)
  expect(count('GET products/')).toBe(Math.ceil(rows.length / 4))
  expect(await collect(client.products.list())).toEqual(rows)
  expect((await client.products.readAll({ cap: 1 })).isComplete).toBe(false)
})

it.each([
  ['price', { points: 0 }, { price: 'unknown' }],
  ['price', { points: null }, { price: 'unknown' }],
  ['price', { points: -5 }, { price: 'unknown' }],
  ['price', { points: 2.5 }, { price: 'unknown' }],
  ['visibility', { is_visible: undefined }, { isVisible: false }],
  ['visibility', { is_visible: 1 }, { isVisible: true }],
  [
    'dates',
    { start_date: null, end_date: '2026-12-31T23:59:59' },
    { startsOn: undefined, endsOn: '2026-12-31' },
  ],
  ['dates', { start_date: '0000-00-00', end_date: '2026-13-01' }, { startsOn: undefined, endsOn: undefined }],
  ['lists', { hotels: null, levels: [] }, { hotels: [], levels: [], isVisible: true }],
  ['image', { image: 'javascript:alert(1)' }, { imageUrl: undefined }],
  ['code', { code: null }, { code: undefined }],
])('reads %s from %j with care', async (_, fields, expected) => {
  const { client } = await answering(listOf({ ...printed, ...fields }))
  expect((await client.products.readAll()).rows[0]).toMatchObject(expected)
})

it('an empty list of hotels or levels means nobody where the settings say so', async () => {
  const { client } = await answering(listOf({ ...printed, hotels: [] }, printed), {
    settings: { emptyProductList: 'nobody' },
  })
  expect((await client.products.readAll()).rows.map(row => row.isVisible)).toEqual([false, true])
})

it('a products path that is not there is told, and the rest works', async () => {
  const { client, sandbox } = await startDesk({ settings: { paths: { products: 'rewards/' } } })
  expect(await failureOf(client.products.readAll())).toMatchObject({
    code: 'NotFound',
    status: 404,
    path: 'rewards/',
  })
  expect(sandbox.requests.at(-1)?.path).toBe('rewards/')
  expect(await client.contacts.findByEmail('maria.garcia@example.com')).toMatchObject({ kind: 'one' })
})
