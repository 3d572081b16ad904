// The product list in memory: answered at once, read again behind the answer, kept while the API is away.
import { expect, it } from 'vitest'
import { createMovableClock } from '../../src/lib/clock.ts'
import { createProductCache } from '../../src/loyalty/product-cache.ts'
import { quietLogger } from '../support/database.ts'
import { startDesk } from './support/api.ts'

const minuteMs = 60_000
const route = 'GET products/'

async function start() {
  const clock = createMovableClock(Date.parse('2026-11-23T13:32:00Z'))
  const { client, count, sandbox } = await startDesk({ clock, settings: { retries: { attempts: 1 } } })
  const products = createProductCache(client, clock, quietLogger)
  const titles = async () => (await products()).map(({ title }) => title)
  const late = sandbox.store.productByTitle('Late check-out')?.id ?? 0
  return { clock, sandbox, products, titles, asked: () => count(route), late }
}

it('asks once for five minutes, however many want it, then again behind the answer', async () => {
  const { clock, sandbox, titles, asked, late } = await start()
  const [first, second] = await Promise.all([titles(), titles()])
  expect(first).toContain('Late check-out')
  expect(second).toEqual(first)
  sandbox.store.changeProduct(late, { title: 'Very late check-out' })
  clock.advance(5 * minuteMs)
  expect(await titles()).toEqual(first)
  expect(asked()).toBe(1)
  clock.advance(1)
  expect(await titles(), 'the old list is not waited for').toEqual(first)
  await expect.poll(titles).toContain('Very late check-out')
  expect(asked()).toBe(2)
})

it('keeps the last list while the API fails, and says why', async () => {
  const { clock, sandbox, products, titles, asked } = await start()
  const first = await titles()
  sandbox.faults.add({ kind: 'serverError', route })
  clock.advance(5 * minuteMs + 1)
  expect(await titles()).toEqual(first)
  await expect.poll(() => products.state().trouble?.code).toBe('Unavailable')
  expect(await titles()).toEqual(first)
  await expect.poll(() => products.state().trouble).toBeUndefined()
  expect(asked()).toBe(3)
})

it('asks no more than once a minute for a path that is not there', async () => {
  const { clock, sandbox, titles, asked } = await start()
  sandbox.faults.add({ kind: 'rejected', status: 404, route, body: { detail: 'Not found.' } })
  expect(await titles()).toEqual([])
  expect(await titles()).toEqual([])
  expect(asked()).toBe(1)
  clock.advance(minuteMs)
  expect(await titles()).toContain('Late check-out')
})

it('does not keep a form waiting for longer than it can', async () => {
  const { clock, sandbox, products, titles } = await start()
  sandbox.faults.add({ kind: 'slow', route, delayMs: 4000 })
  const soon = products(1000)
  await expect.poll(() => sandbox.requests.some(request => request.route === route)).toBe(true)
  clock.advance(1000)
  expect(await soon).toEqual([])
  clock.advance(3000)
  expect(await titles()).toContain('Late check-out')
})
