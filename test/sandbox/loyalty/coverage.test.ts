import { expect, it } from 'vitest'
import { coverage } from '../../../src/sandbox/loyalty/coverage.ts'
import { callSandbox, emma, field, maria } from './caller.ts'

/** One good request per offered route, and a member of its answer that shows that it did its work. */
const tour: Record<string, { path?: string; body?: unknown; answers: unknown }> = {
  'POST login/': {
    body: { username: 'loyalty-desk', password: 'sandbox-password' },
    answers: { token: expect.any(String) },
  },
  'GET contacts/': { path: 'contacts/?limit=2', answers: { count: 40 } },
  'POST contacts/': {
    body: { email: 'tour@example.com', source: 21 },
    answers: { email: 'tour@example.com' },
  },
  'GET contacts/{id}/': { path: `contacts/${maria}/`, answers: { id: maria } },
  'PATCH contacts/{id}/': { path: `contacts/${maria}/`, body: { name: 'Mar' }, answers: { name: 'Mar' } },
  'POST contacts/{id}/loyalty-sign-in/': {
    path: `contacts/${emma}/loyalty-sign-in/`,
    body: { password: 'long enough', send_activation_email: true, send_welcome_email: true },
    answers: { level: 2671 },
  },
  'POST contacts/{id}/loyalty-update-data/': {
    path: `contacts/${maria}/loyalty-update-data/`,
    body: { level_points: 77 },
    answers: { level_points: 77 },
  },
  'POST contacts/loyalty-login/': {
    body: { email: 'maria.garcia@example.com', password: `guest-${maria}` },
    answers: { id: maria },
  },
  'POST contacts/loyalty-reset-password/': { body: { email: 'maria.garcia@example.com' }, answers: {} },
  'POST contacts/{id}/loyalty-change-password/': {
    path: `contacts/${maria}/loyalty-change-password/`,
    body: { new_password: 'long enough too' },
    answers: { id: maria },
  },
  'POST contacts/{id}/loyalty-reset-account/': {
    path: 'contacts/11656601/loyalty-reset-account/',
    answers: { level: null },
  },
  'GET operations/': {
    path: `operations/?contact=${maria}&limit=1`,
    answers: { results: [{ contact: maria }] },
  },
  'GET operations/{id}/': { path: 'operations/900001/', answers: { id: 900001 } },
  'POST operations/add-points/': {
    body: { contact: maria, concept: 'Tour', points: 10, point_type: 0 },
    answers: { points: 10, bonus_points: '1.00' },
  },
  'POST operations/redeem-points/': {
    body: { contact: maria, concept: 'Tour', points: 10 },
    answers: { points: -10 },
  },
  'GET products/': { answers: { count: 12 } },
  'GET products/{id}/': { path: 'products/801/', answers: { id: 801 } },
  'GET entries/': { path: 'entries/?localizer=ABC123', answers: { count: 1 } },
  'GET entries/{id}/': { path: 'entries/50001/', answers: { id: 50001 } },
  'GET entries/by-room/': {
    path: 'entries/by-room/?room_number__in=204&hotel__in=101&entrance__iexact=2026-11-18',
    answers: { count: 1 },
  },
}

const offered = coverage.filter(row => row.state !== 'not offered').map(row => row.route)

it('lists every route that the server has, and claims none that it has not', async () => {
  const { sandbox } = await callSandbox()
  expect(offered.toSorted()).toEqual([...sandbox.routes].sort())
  expect(new Set(coverage.map(row => row.route)).size).toBe(coverage.length)
})

it('says what is missing or why for every route that is not whole', () => {
  for (const row of coverage) {
    if (row.state === 'partial') expect(row.missing, row.route).not.toBe('')
    if (row.state === 'not offered') expect(row.why, row.route).not.toBe('')
  }
})

it('really does what it claims: a good request to every offered route has its effect', async () => {
  const { sandbox, get, post, patch } = await callSandbox()
  for (const route of offered) {
    const stop = tour[route]
    if (!stop) throw new Error(`no request for ${route}`)
    const [method, template = ''] = route.split(' ')
    const path = stop.path ?? template
    const answer =
      method === 'GET' ? await get(path) : await (method === 'PATCH' ? patch : post)(path, stop.body)
    expect(answer.json, route).toMatchObject(Object(stop.answers))
    expect(sandbox.requests.at(-1), route).toMatchObject({ route })
    expect([200, 201], route).toContain(answer.status)
  }
})

it('answers with "no such page" where it claims to offer nothing', async () => {
  const { sandbox, post, get } = await callSandbox()
  for (const row of coverage) {
    if (row.state !== 'not offered') continue
    const [method = '', path = ''] = row.route.split(' ')
    const answer = method === 'GET' ? await get(path) : await post(path.replace('{id}', '50001'), {})
    expect([404, 405], row.route).toContain(answer.status)
    expect(field(sandbox.requests.at(-1), 'route'), row.route).toBeUndefined()
  }
})
