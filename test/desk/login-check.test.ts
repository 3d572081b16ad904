// The operator's tool tries a guest's login with an account made for tests, and never repeats what it tried.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { operator } from '../support/operator.ts'

const email = 'maria.garcia@example.com'
const password = 'Only-for-tests-1'

let desk: TestApp
beforeEach(async () => {
  desk = await startTestApp({
    env: { HDH_TEST_GUEST_EMAIL: email, HDH_TEST_GUEST_PASSWORD: password },
  })
  desk.loyalty.store.setPassword(11656629, password)
})
afterEach(() => desk.stop())

const logins = () =>
  desk.loyalty.requests.filter(({ route }) => route === 'POST contacts/loyalty-login/').length

function expectNothingTold(out: string): void {
  expect(out.trim().split('\n').length).toBe(1)
  expect(out).not.toContain(email)
  expect(out).not.toContain('maria')
  expect(out).not.toContain(password)
}

test('a login that works is said in one sentence, after one request', async () => {
  const run = await operator(desk, 'login-check')
  expect(run).toEqual({ code: 0, out: 'ok     the loyalty programme lets the test guest in\n' })
  expect(logins()).toBe(1)
})

test('a wrong password is said to be wrong', async () => {
  desk.loyalty.store.setPassword(11656629, 'another')
  const run = await operator(desk, 'login-check')
  expect(run).toMatchObject({ code: 1, out: expect.stringMatching(/^FAILS {2}wrong credentials: /) })
  expectNothingTold(run.out)
})

test('wrong credentials that are answered like a dead token are still the guest’s', async () => {
  const route = 'POST contacts/loyalty-login/'
  desk.loyalty.faults.add({ route, kind: 'unauthorised', times: 5 })
  const run = await operator(desk, 'login-check')
  expect(run).toMatchObject({ code: 1, out: expect.stringMatching(/^FAILS {2}wrong credentials: /) })
})

test('a programme that does not answer is unreachable, not wrong', async () => {
  await desk.loyalty.refuseConnections()
  const run = await operator(desk, 'login-check')
  expect(run).toMatchObject({
    code: 1,
    out: expect.stringMatching(/^FAILS {2}unreachable: .*\(Unavailable\)\. Check HDH_BASE_URL/),
  })
  expectNothingTold(run.out)
})

test('the API user’s own wrong password is not blamed on the guest', async () => {
  desk.env.HDH_PASSWORD = 'not-it'
  const run = await operator(desk, 'login-check')
  expect(run).toMatchObject({
    code: 1,
    out: expect.stringMatching(/^FAILS {2}unreachable: .*\(Unauthorised\)\. Check HDH_USERNAME/),
  })
  expectNothingTold(run.out)
})

test.each(['HDH_TEST_GUEST_EMAIL', 'HDH_TEST_GUEST_PASSWORD'])(
  'without %s the tool says which two it needs, and asks nobody',
  async name => {
    delete desk.env[name]
    const run = await operator(desk, 'login-check')
    expect(run).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^Set HDH_TEST_GUEST_EMAIL and HDH_TEST/),
    })
    expectNothingTold(run.out)
    expect(logins()).toBe(0)
  },
)
