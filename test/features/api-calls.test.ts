// What each flow asks of the loyalty programme: this list and no other call.
import { afterEach, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { calls, closeDesk, maria, openDesk } from '../support/counter.ts'

let desk: TestApp
afterEach(() => closeDesk(desk))

const byEmail = 'GET contacts/'
const byId = 'GET contacts/{id}/'
const latest = 'GET operations/'
const add = 'POST operations/add-points/'
const take = 'POST operations/redeem-points/'
const ana = () => desk.slack.person('ana')
const sent = async (typed: string) => {
  await ana().types(typed)
  await ana().waitsForModal('👤')
  expect(await ana().submits()).toEqual({ result: 'closed', errors: {} })
  await desk.jobs.idle()
}

test.each([
  [maria.email, [byEmail]],
  [`<mailto:${maria.email}|${maria.email}>`, [byEmail]],
  [`#${maria.id}`, [byId]],
])('a look-up of %s asks once', async (typed, asked) => {
  desk = await openDesk('es')
  await ana().types(`/points ${typed}`)
  await ana().waitsToSee('María García Ruiz')
  await desk.jobs.idle()
  expect(calls(desk)).toEqual(asked)
})

test('a grant asks for the guest and their latest rows, writes once, and reads the balance back', async () => {
  desk = await openDesk('es')
  await sent(`/grant ${maria.email} 300`)
  expect(calls(desk)).toEqual([byEmail, latest, add, byId])
})

test('a grant by number asks for both at once, and for nothing else', async () => {
  desk = await openDesk('es')
  await sent(`/grant #${maria.id} 300`)
  expect(calls(desk).slice(0, 2).toSorted()).toEqual([byId, latest])
  expect(calls(desk).slice(2)).toEqual([add, byId])
})

test('a grant above the limit: the approval writes and reads back, its balance stands on the form', async () => {
  desk = await openDesk('es')
  await sent(`/grant ${maria.email} 501`)
  expect(calls(desk)).toEqual([byEmail, latest])
  await desk.slack.person('carla').clicks('Aprobar', { in: 'approvals' })
  await ana().waitsToSee('501 puntos abonados', 'desk')
  await desk.jobs.idle()
  expect(calls(desk)).toEqual([byEmail, latest, add, byId])
})

test('a redemption asks for the guest; its approval reads the balance, writes once, and reads it back', async () => {
  desk = await openDesk('es')
  await sent(`/redeem ${maria.email} late`)
  expect(calls(desk)).toEqual([byEmail])
  await desk.slack.person('carla').clicks('Aprobar', { in: 'approvals' })
  await ana().waitsToSee('ya se puede entregar', 'desk')
  await desk.jobs.idle()
  expect(calls(desk)).toEqual([byEmail, byId, take, byId])
})

test('a new password asks for the guest, reads them again, and asks for the mail', async () => {
  desk = await openDesk('es')
  await sent(`/reset-password ${maria.email}`)
  expect(calls(desk)).toEqual([byEmail, byId, 'POST contacts/loyalty-reset-password/'])
})

test('products are read once for all, and again behind the answer once they are five minutes old', async () => {
  desk = await openDesk('es')
  const reads = () => desk.loyalty.requests.filter(({ route }) => route === 'GET products/').length
  const opens = async () => {
    await ana().types(`/redeem ${maria.email}`)
    await ana().waitsForModal('👤')
    await ana().closesModal()
  }
  await opens()
  await opens()
  expect(reads()).toBe(1)
  desk.clock.advance(5 * 60_000 + 1000)
  await opens()
  await opens()
  await desk.jobs.idle()
  expect(reads()).toBe(2)
})
