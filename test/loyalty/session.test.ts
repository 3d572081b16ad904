// The API user's token: logged in once for everyone, renewed when it dies or comes of age.
import { expect, it } from 'vitest'
import { toContactId } from '../../src/domain/guest.ts'
import { createMovableClock } from '../../src/lib/clock.ts'
import { createSession } from '../../src/loyalty/session.ts'
import { failureOf, startBareApi, startClient, startDesk } from './support/api.ts'

const maria = toContactId(11656629)
if (!maria) throw new Error('the guest of these tests is wrong')
const getRoute = 'GET contacts/{id}/'
const hour = 3_600_000

it('fifty look-ups with a dead token log in once more, together', async () => {
  const { client, sandbox, count } = await startDesk({ maxConcurrency: 50 })
  await client.login()
  sandbox.expireTokens()
  const guests = await Promise.all(Array.from({ length: 50 }, () => client.contacts.get(maria)))
  expect(guests.every(guest => guest.contactId === maria)).toBe(true)
  expect(count('POST login/')).toBe(2)
  expect(count(getRoute)).toBe(100)
})

it('fifty look-ups at start log in once', async () => {
  const { client, count } = await startDesk()
  await Promise.all(Array.from({ length: 50 }, () => client.contacts.get(maria)))
  expect(count('POST login/')).toBe(1)
  expect(count(getRoute)).toBe(50)
})

it('the log-in carries no token, every other call does', async () => {
  const { client, sandbox } = await startDesk()
  await client.contacts.get(maria)
  const [login, look] = sandbox.requests
  expect(login?.headers.authorization).toBeUndefined()
  expect(login?.body).toEqual({ username: 'loyalty-desk', password: 'sandbox-password' })
  expect(look?.headers.authorization).toMatch(/^Token [\w-]+\.[\w-]+\.[\w-]+$/)
  expect(look?.headers['content-type']).toBe('application/json')
})

it('a token is renewed at 23 hours, before it dies', async () => {
  const clock = createMovableClock(Date.UTC(2026, 10, 14, 9))
  const { client, count } = await startDesk({ clock })
  await client.contacts.get(maria)
  clock.advance(22.9 * hour)
  await client.contacts.get(maria)
  expect(count('POST login/')).toBe(1)
  clock.advance(0.2 * hour)
  await client.contacts.get(maria)
  expect(count('POST login/')).toBe(2)
  expect(count(getRoute)).toBe(3)
})

it('a token that says when it ends is renewed a minute before', async () => {
  const clock = createMovableClock(Date.UTC(2026, 10, 14, 9))
  let logIns = 0
  const session = createSession(async () => jwt(clock.now() + hour, ++logIns), clock, 23 * hour)
  const first = await session.token()
  clock.advance(hour - 90_000)
  expect(await session.token()).toBe(first)
  clock.advance(60_000)
  expect(await session.token()).not.toBe(first)
  expect(logIns).toBe(2)
})

it.each([
  ['is no JWT', () => 'a-plain-token'],
  ['says it ended long ago', (now: number) => jwt(now - hour, 1)],
  ['carries no readable end', () => `x.${Buffer.from('{"exp":"soon"}').toString('base64url')}.x`],
])('a token that %s is used for 23 hours', async (_, issue) => {
  const clock = createMovableClock(Date.UTC(2026, 10, 14, 9))
  const session = createSession(async () => issue(clock.now()), clock, 23 * hour)
  const first = await session.token()
  clock.advance(22 * hour)
  expect(await session.token()).toBe(first)
  clock.advance(2 * hour)
  expect(await session.token()).not.toBe(first)
})

it('a late 401 for a token that was replaced meanwhile does not log in again', async () => {
  let logIns = 0
  const session = createSession(async () => `same-text-${Math.min(++logIns, 1)}`, createMovableClock(), hour)
  const dead = await session.token()
  const fresh = await session.replace(dead)
  expect(await session.replace(dead)).toBe(fresh)
  expect(logIns).toBe(2)
})

it('a log-in that failed is tried again by the next call', async () => {
  const { client, sandbox, count } = await startDesk()
  sandbox.faults.add({ route: 'POST login/', kind: 'serverError' })
  expect(await failureOf(client.login())).toMatchObject({
    code: 'Unavailable',
    isRetryable: true,
    effect: 'not-applied',
  })
  await client.login()
  expect(count('POST login/')).toBe(2)
})

it('wrong credentials of the API user are told as such and not tried again', async () => {
  const { client, count } = await startDesk({ password: 'wrong' })
  const error = await failureOf(client.contacts.get(maria))
  expect(error).toMatchObject({ code: 'Unauthorised', isRetryable: false, path: 'login/' })
  expect(count('POST login/')).toBe(1)
  expect(count(getRoute)).toBe(0)
})

it.each([400, 403, 404])('a log-in refused with %i means refused credentials', async status => {
  const { client, sandbox } = await startDesk()
  sandbox.faults.add({ route: 'POST login/', kind: 'rejected', status, body: { non_field_errors: ['No.'] } })
  expect(await failureOf(client.login())).toMatchObject({ code: 'Unauthorised', status, isRetryable: false })
})

it('a log-in without a token in its answer is drift', async () => {
  const { client, sandbox } = await startDesk()
  sandbox.faults.add({ route: 'POST login/', kind: 'answer', body: { access: 'x' } })
  expect((await failureOf(client.login())).issues[0]).toMatch(/^token: /)
})

it('one caller giving up does not end the log-in that the others wait for', async () => {
  let letIn: (() => void) | undefined
  const api = await startBareApi(() => ({ json: { id: 11656629, email: 'maria.garcia@example.com' } }))
  const { client } = startClient(api.url)
  const asked = Promise.withResolvers<void>()
  const clock = createMovableClock()
  const session = createSession(
    () => {
      asked.resolve()
      return new Promise(resolve => {
        letIn = () => resolve('token')
      })
    },
    clock,
    hour,
  )
  const first = session.token()
  const second = session.token()
  await asked.promise
  letIn?.()
  expect(await first).toBe(await second)

  const gone = AbortSignal.abort(new Error('closed the form'))
  const [left, stayed] = await Promise.allSettled([
    client.contacts.get(maria, { signal: gone }),
    client.contacts.get(maria),
  ])
  expect(left).toMatchObject({ status: 'rejected', reason: { code: 'Unanswered', effect: 'not-sent' } })
  expect(stayed.status).toBe('fulfilled')
  expect(api.seen.filter(request => request.path === 'login/')).toHaveLength(1)
})

function jwt(expiresAt: number, serial: number): string {
  const claims = Buffer.from(JSON.stringify({ exp: Math.floor(expiresAt / 1000), serial })).toString(
    'base64url',
  )
  return `header.${claims}.signature`
}
