// The front of a dry run, before a second sandbox that stands for a hotel's own API.
import { expect, it, onTestFinished, test } from 'vitest'
import { createDryRun } from '../../../src/sandbox/loyalty/dry-run.ts'
import { parsed } from '../../../src/sandbox/loyalty/gate.ts'
import type { SeenRequest } from '../../../src/sandbox/loyalty/request-log.ts'
import { createLoyaltySandbox } from '../../../src/sandbox/loyalty/server.ts'
import { emma, field, maria } from './caller.ts'

async function before() {
  const real = await createLoyaltySandbox()
  const writes: SeenRequest[] = []
  const front = await createDryRun({ target: real.url, onWrite: write => writes.push(write) })
  onTestFinished(async () => {
    await front.close()
    await real.close()
  })
  const ask = async (method: string, path: string, body?: unknown, token = '') => {
    const answer = await fetch(new URL(path, front.url), {
      method,
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Token ${token}` }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, json: parsed(text) }
  }
  const { username, password } = real
  const token = String(field((await ask('POST', 'login/', { username, password })).json, 'token'))
  return { real, front, writes, token, ask }
}

it('lets the log-in and every read through, answers unchanged', async () => {
  const { real, front, ask, token } = await before()
  const guest = await ask('GET', `contacts/${maria}/`, undefined, token)
  expect(guest).toMatchObject({ status: 200, json: { id: maria, points: 1240 } })
  const list = await ask('GET', 'contacts/?email__iexact=maria.garcia%40example.com', undefined, token)
  expect(list.json).toMatchObject({ count: 1 })
  expect(await ask('GET', 'operations/1/', undefined, token)).toMatchObject({ status: 404 })
  expect(await ask('GET', 'contacts/')).toMatchObject({ status: 401, json: { code: 'token_not_valid' } })
  expect(real.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
    front.requests.map(({ method, path }) => `${method} ${path}`),
  )
  expect(front.requests.map(({ status }) => status)).toEqual([200, 200, 200, 404, 401])
  expect((await fetch(`${new URL(front.url).origin}//`)).status).toBe(404)
})

it.each([
  ['POST', 'operations/add-points/', { contact: maria, concept: 'Stay', points: 300, point_type: 0 }],
  ['POST', 'operations/redeem-points/', { contact: maria, concept: 'Late', points: 300 }],
  ['POST', 'contacts/loyalty-reset-password/', { email: 'maria.garcia@example.com' }],
  ['POST', `contacts/${emma}/loyalty-sign-in/`, { password: 'long enough 1', send_activation_email: true }],
  ['POST', 'contacts/', { email: 'new@example.com', source: 21 }],
  ['PATCH', `contacts/${maria}/`, { name: 'Marta' }],
])('%s %s is shown and not sent', async (method, path, body) => {
  const { real, front, writes, ask, token } = await before()
  const answer = await ask(method, path, body, token)
  expect(answer).toMatchObject({ status: 422, json: { detail: 'Dry run: nothing was sent' } })
  expect(real.requests.filter(({ path }) => path !== 'login/')).toEqual([])
  expect(writes).toEqual([front.requests.at(-1)])
  const shown = 'password' in body ? { ...body, password: '•••' } : body
  expect(writes[0]).toMatchObject({ method, path, body: shown, status: 422 })
})

test('nothing that it keeps holds a token or a password', async () => {
  const { real, front, ask, token } = await before()
  await ask('GET', 'contacts/', undefined, token)
  await ask('POST', `contacts/${maria}/loyalty-change-password/`, { new_password: 'guest-secret' }, token)
  const kept = JSON.stringify(front.requests)
  for (const secret of [token, real.password, 'guest-secret']) expect(kept).not.toContain(secret)
})

test('a redirect is handed back, not followed: the token stays here', async () => {
  const { real, ask, token } = await before()
  const elsewhere = await createLoyaltySandbox()
  onTestFinished(() => elsewhere.close())
  const location = `${elsewhere.url}products/`
  real.faults.add({ route: 'GET products/', kind: 'redirect', location })
  const answer = await ask('GET', 'products/', undefined, token)
  expect(answer.status).toBe(307)
  expect(answer.headers.get('location')).toBe(location)
  expect(elsewhere.requests).toEqual([])
})

test('an API that is away closes the line, and nothing is made up', async () => {
  const { real, front, ask, token } = await before()
  await real.refuseConnections()
  await expect(ask('GET', 'contacts/', undefined, token)).rejects.toThrow()
  expect(front.requests.at(-1)).toMatchObject({ status: 'cut' })
})

test('an address outside the API is not passed on', async () => {
  const { real, front } = await before()
  const answer = await fetch(new URL('/admin/', front.url))
  expect(answer.status).toBe(404)
  expect(real.requests).toHaveLength(1)
})

test('listeners hear of arrivals and answers until they stop', async () => {
  const { front, ask } = await before()
  let heard = 0
  const stop = front.onChange(() => {
    heard += 1
  })
  await ask('POST', 'contacts/', {})
  expect(heard).toBeGreaterThanOrEqual(2)
  stop()
  heard = 0
  await ask('POST', 'contacts/', {})
  expect(heard).toBe(0)
})
