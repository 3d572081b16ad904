import { expect, it } from 'vitest'
import { callSandbox, field, results } from './caller.ts'

it('lists every product, also those that no guest may have today', async () => {
  const { get } = await callSandbox()
  const answer = await get('products/')
  expect(answer.json).toMatchObject({ count: 12 })
  expect(results(answer).filter(product => field(product, 'is_visible') === false)).toHaveLength(1)
})

it('shows a product in the documented fields', async () => {
  const { get, sandbox } = await callSandbox()
  const product = sandbox.store.productByTitle('Late check-out')
  expect((await get(`products/${product?.id}/`)).json).toEqual({
    id: product?.id,
    title: 'Late check-out',
    category: 1,
    image: 'https://images.example.com/late14.jpg',
    points: 300,
    featured: true,
    start_date: '2025-10-16',
    end_date: '2027-09-16',
    code: 'LATE14',
    is_visible: true,
    promocode: null,
    notify_alert_emails: false,
    hotels: [101, 102],
    levels: [2671, 2672, 2673],
  })
  expect((await get('products/1/')).status).toBe(404)
})

it('shows at once what was changed behind its back', async () => {
  const { get, sandbox } = await callSandbox()
  const product = sandbox.store.productByTitle('Botella de cava')
  sandbox.store.changeProduct(product?.id ?? 0, { points: 475 })
  expect((await get(`products/${product?.id}/`)).json).toMatchObject({ points: 475 })
})
