// Every way in which the API can fail, against a write and a read: what staff may be told, and what went out.
import { expect, it } from 'vitest'
import { toContactId } from '../../src/domain/guest.ts'
import { toPoints } from '../../src/domain/points.ts'
import { readReference, toConcept } from '../../src/domain/reference.ts'
import type { LoyaltyClient } from '../../src/loyalty/client.ts'
import type { Fault } from '../../src/sandbox/loyalty/faults.ts'
import { failureOf, startDesk } from './support/api.ts'

const maria = toContactId(11656629)
const points = toPoints(300)
const reference = readReference('LD-7F3K2Q')
if (!maria || !points || !reference) throw new Error('the guest, points or reference of these tests is wrong')
const grant = { contactId: maria, points, concept: toConcept('Three nights', reference) }
const addRoute = 'POST operations/add-points/'
const getRoute = 'GET contacts/{id}/'

type Plan = Fault extends infer F ? (F extends unknown ? Omit<F, 'route' | 'times'> : never) : never

interface Row {
  fault: Plan
  code: string
  status?: number
  /** For a write. */
  effect: string
  isRetryable: boolean
  /** How often a write went out; it is once but for a 401. */
  sent?: number
  /** How many rows it left in the ledger in truth. */
  rows: number
}

const writes: Row[] = [
  { fault: { kind: 'cutAtAccept' }, code: 'Unanswered', effect: 'maybe', isRetryable: false, rows: 0 },
  { fault: { kind: 'cutAfterReading' }, code: 'Unanswered', effect: 'maybe', isRetryable: false, rows: 0 },
  { fault: { kind: 'cutAfterWrite' }, code: 'Unanswered', effect: 'maybe', isRetryable: false, rows: 1 },
  { fault: { kind: 'hangAfterWrite' }, code: 'Unanswered', effect: 'maybe', isRetryable: false, rows: 1 },
  {
    fault: { kind: 'slow', delayMs: 60_000 },
    code: 'Unanswered',
    effect: 'maybe',
    isRetryable: false,
    rows: 0,
  },
  {
    fault: { kind: 'slowAfterWrite', delayMs: 60_000 },
    code: 'Unanswered',
    effect: 'maybe',
    isRetryable: false,
    rows: 1,
  },
  {
    fault: { kind: 'lateRow', delayMs: 60_000 },
    code: 'Unanswered',
    effect: 'maybe',
    isRetryable: false,
    rows: 0,
  },
  {
    fault: { kind: 'rejected' },
    code: 'Rejected',
    status: 400,
    effect: 'not-applied',
    isRetryable: false,
    rows: 0,
  },
  {
    fault: { kind: 'rejected', status: 422 },
    code: 'Rejected',
    status: 422,
    effect: 'not-applied',
    isRetryable: false,
    rows: 0,
  },
  {
    fault: { kind: 'rejected', status: 403, body: { detail: 'You do not have permission.' } },
    code: 'Unauthorised',
    status: 403,
    effect: 'not-applied',
    isRetryable: false,
    rows: 0,
  },
  {
    fault: { kind: 'rejected', status: 404, body: { detail: 'Not found.' } },
    code: 'NotFound',
    status: 404,
    effect: 'not-applied',
    isRetryable: false,
    rows: 0,
  },
  {
    fault: { kind: 'rejected', status: 403, body: { message: 'Forbidden' } },
    code: 'Unauthorised',
    status: 403,
    effect: 'maybe',
    isRetryable: false,
    rows: 0,
  },
  {
    fault: { kind: 'rejected', status: 409, body: { detail: 'Conflict.' } },
    code: 'Rejected',
    status: 409,
    effect: 'maybe',
    isRetryable: false,
    rows: 0,
  },
  {
    fault: { kind: 'rejected', status: 408, body: { detail: 'Too slow.' } },
    code: 'Unanswered',
    status: 408,
    effect: 'maybe',
    isRetryable: false,
    rows: 0,
  },
  {
    fault: { kind: 'unauthorised' },
    code: 'Unauthorised',
    status: 401,
    effect: 'not-applied',
    isRetryable: false,
    sent: 2,
    rows: 0,
  },
  {
    fault: { kind: 'rateLimited', retryAfter: 7 },
    code: 'RateLimited',
    status: 429,
    effect: 'not-applied',
    isRetryable: true,
    rows: 0,
  },
  {
    fault: { kind: 'serverError' },
    code: 'Unavailable',
    status: 502,
    effect: 'maybe',
    isRetryable: false,
    rows: 0,
  },
  {
    fault: { kind: 'serverErrorAfterWrite' },
    code: 'Unavailable',
    status: 500,
    effect: 'maybe',
    isRetryable: false,
    rows: 1,
  },
  {
    fault: { kind: 'gatewayHtmlAfterWrite' },
    code: 'NotFound',
    status: 404,
    effect: 'maybe',
    isRetryable: false,
    rows: 1,
  },
  {
    fault: { kind: 'gatewayHtmlAfterWrite', status: 400 },
    code: 'Rejected',
    status: 400,
    effect: 'maybe',
    isRetryable: false,
    rows: 1,
  },
  {
    fault: { kind: 'gatewayHtmlAfterWrite', status: 200 },
    code: 'Drift',
    status: 200,
    effect: 'maybe',
    isRetryable: false,
    rows: 1,
  },
  {
    fault: { kind: 'brokenBodyAfterWrite' },
    code: 'Drift',
    status: 201,
    effect: 'maybe',
    isRetryable: false,
    rows: 1,
  },
  {
    fault: { kind: 'answer', body: ['done'] },
    code: 'Drift',
    status: 200,
    effect: 'maybe',
    isRetryable: false,
    rows: 0,
  },
  {
    fault: { kind: 'redirect' },
    code: 'Unavailable',
    status: 307,
    effect: 'maybe',
    isRetryable: false,
    rows: 0,
  },
]

/** Where no answer comes the limit is short; elsewhere a busy machine must not meet it. */
const limitFor = (fault: Plan) => (/^(slow|hang)/.test(fault.kind) ? 300 : 5_000)

async function logIn(client: LoyaltyClient): Promise<void> {
  for (let isIn = false; !isIn; ) {
    isIn = await client.login().then(
      () => true,
      () => false,
    )
  }
}

const label = ({ fault }: { fault: Plan }) =>
  `${fault.kind}${'status' in fault ? ` ${fault.status}` : ''}${'body' in fault ? ` ${JSON.stringify(fault.body)}` : ''}`

it.each(writes.map(row => ({ name: label(row), ...row })))(
  'a grant that meets $name ends as $code, $effect',
  async ({ fault, code, status, effect, isRetryable, sent = 1, rows }) => {
    const { client, sandbox, count, lines } = await startDesk({ timeoutMs: limitFor(fault) })
    await logIn(client)
    const logIns = count('POST login/')
    const before = sandbox.store.operationsOf(maria).length
    sandbox.faults.add({ route: addRoute, times: Number.POSITIVE_INFINITY, ...fault })

    const error = await failureOf(client.operations.addPoints(grant, { reference }))

    expect(error).toMatchObject({
      code,
      effect,
      isRetryable,
      reference,
      method: 'POST',
      path: 'operations/add-points/',
    })
    expect(error.status).toBe(status)
    expect(error.mayHaveHappened).toBe(effect === 'maybe')
    expect(count(addRoute)).toBe(sent)
    expect(count('POST login/') - logIns).toBe(sent - 1)
    expect(sandbox.store.operationsOf(maria).length - before).toBe(rows)
    expect(lines.filter(line => line.includes('operations/add-points/'))).toHaveLength(sent)
  },
)

const reads: (Omit<Row, 'effect' | 'rows' | 'sent'> & { sent: number })[] = [
  { fault: { kind: 'cutAtAccept' }, code: 'Unanswered', isRetryable: true, sent: 3 },
  { fault: { kind: 'cutAfterReading' }, code: 'Unanswered', isRetryable: true, sent: 3 },
  { fault: { kind: 'slow', delayMs: 60_000 }, code: 'Unanswered', isRetryable: true, sent: 3 },
  { fault: { kind: 'hangAfterWrite' }, code: 'Unanswered', isRetryable: true, sent: 3 },
  { fault: { kind: 'rateLimited' }, code: 'RateLimited', status: 429, isRetryable: true, sent: 3 },
  {
    fault: { kind: 'rateLimited', retryAfter: 60 },
    code: 'RateLimited',
    status: 429,
    isRetryable: true,
    sent: 1,
  },
  { fault: { kind: 'serverError' }, code: 'Unavailable', status: 502, isRetryable: true, sent: 3 },
  { fault: { kind: 'rejected' }, code: 'Rejected', status: 400, isRetryable: false, sent: 1 },
  { fault: { kind: 'unauthorised' }, code: 'Unauthorised', status: 401, isRetryable: false, sent: 2 },
  { fault: { kind: 'redirect' }, code: 'Unavailable', status: 307, isRetryable: false, sent: 1 },
  { fault: { kind: 'brokenBodyAfterWrite' }, code: 'Drift', status: 200, isRetryable: false, sent: 1 },
  { fault: { kind: 'gatewayHtmlAfterWrite' }, code: 'NotFound', status: 404, isRetryable: false, sent: 1 },
]

it.each(reads.map(row => ({ name: label(row), ...row })))(
  'a look-up that keeps meeting $name ends as $code after $sent tries, and never "may have happened"',
  async ({ fault, code, status, isRetryable, sent }) => {
    const { client, sandbox, count } = await startDesk({ timeoutMs: limitFor(fault) })
    await logIn(client)
    sandbox.faults.add({ route: getRoute, times: Number.POSITIVE_INFINITY, ...fault })

    const error = await failureOf(client.contacts.get(maria))

    expect(error).toMatchObject({ code, effect: 'not-applied', isRetryable, path: 'contacts/{id}/' })
    expect(error.status).toBe(status)
    expect(count(getRoute)).toBe(sent)
  },
)

it('a look-up survives two bad answers in a row', async () => {
  const { client, sandbox, lines } = await startDesk()
  sandbox.faults.add({ route: getRoute, kind: 'serverError' })
  sandbox.faults.add({ route: getRoute, kind: 'cutAtAccept' })
  expect((await client.contacts.get(maria)).email).toBe('maria.garcia@example.com')
  const attempts = lines.map(line => JSON.parse(line)).filter(line => line.path === 'contacts/{id}/')
  expect(attempts.map(line => [line.attempt, line.status, line.code])).toEqual([
    [1, 502, 'Unavailable'],
    [2, undefined, 'Unanswered'],
    [3, 200, undefined],
  ])
})

const everyWrite: [string, (client: LoyaltyClient) => Promise<unknown>][] = [
  ['POST operations/redeem-points/', client => client.operations.redeemPoints(grant, { reference })],
  ['POST contacts/', client => client.contacts.create({ email: 'new.guest@example.com' })],
  ['PATCH contacts/{id}/', client => client.contacts.patch(maria, { language: 'en' })],
  [
    'POST contacts/{id}/loyalty-sign-in/',
    client => client.contacts.signIn(maria, { password: 'a-long-password' }),
  ],
  ['POST contacts/{id}/loyalty-update-data/', client => client.contacts.updateData(maria, { points: 10 })],
  [
    'POST contacts/loyalty-reset-password/',
    client => client.contacts.resetPassword('maria.garcia@example.com'),
  ],
]

it.each(everyWrite)('%s goes out once, whatever the answer', async (route, write) => {
  const { client, sandbox, count } = await startDesk()
  sandbox.faults.add({ route, times: Number.POSITIVE_INFINITY, kind: 'serverErrorAfterWrite' })
  const error = await failureOf(write(client))
  expect(error).toMatchObject({ code: 'Unavailable', effect: 'maybe', isRetryable: false })
  expect(count(route)).toBe(1)
})

it.each([
  ['grant', (client: LoyaltyClient) => client.operations.addPoints(grant, { reference })],
  ['look-up', (client: LoyaltyClient) => client.contacts.get(maria)],
])('a %s that found nobody at the address was certainly not sent', async (_, call) => {
  const { client, sandbox } = await startDesk()
  await client.login()
  await sandbox.refuseConnections()
  const error = await failureOf(call(client))
  expect(error).toMatchObject({
    code: 'Unavailable',
    effect: 'not-sent',
    isRetryable: true,
    status: undefined,
  })
  expect(error.cause).toMatchObject({ message: expect.stringContaining('ECONNREFUSED') })
})

it('a grant whose token died arrives once, with one new log-in', async () => {
  const { client, sandbox, count } = await startDesk()
  await client.login()
  sandbox.expireTokens()
  const before = sandbox.store.operationsOf(maria).length
  await client.operations.addPoints(grant, { reference })
  expect(count(addRoute)).toBe(2)
  expect(count('POST login/')).toBe(2)
  expect(sandbox.store.operationsOf(maria).length - before).toBe(1)
})

it('a grant whose token died while log-ins fail was not applied and may be sent again', async () => {
  const { client, sandbox, count } = await startDesk()
  await client.login()
  sandbox.expireTokens()
  sandbox.faults.add({ route: 'POST login/', kind: 'serverError' })
  const error = await failureOf(client.operations.addPoints(grant, { reference }))
  expect(error).toMatchObject({
    code: 'Unavailable',
    effect: 'not-applied',
    isRetryable: true,
    path: 'login/',
  })
  expect(count(addRoute)).toBe(1)
})

it('the pause that the API asks for reaches the job', async () => {
  const { client, sandbox } = await startDesk()
  sandbox.faults.add({ route: addRoute, kind: 'rateLimited', retryAfter: 7 })
  expect((await failureOf(client.operations.addPoints(grant, { reference }))).retryAfterMs).toBe(7_000)
})

it('a look-up waits as long as the API asks', async () => {
  const { client, sandbox } = await startDesk()
  await client.login()
  sandbox.faults.add({ route: getRoute, kind: 'rateLimited', retryAfter: 1 })
  const started = performance.now()
  await client.contacts.get(maria)
  expect(performance.now() - started).toBeGreaterThan(950)
})

it('a refusal tells which field the API did not like', async () => {
  const { client, sandbox } = await startDesk()
  const body = {
    points: ['Not enough points.', 'Guest maria.garcia@example.com has 12.'],
    non_field_errors: ['No.'],
  }
  sandbox.faults.add({ route: addRoute, kind: 'rejected', body })
  const error = await failureOf(client.operations.addPoints(grant, { reference }))
  expect(error.fields).toEqual([
    { field: 'points', message: 'Not enough points.' },
    { field: 'points', message: 'Guest m•••@example.com has 12.' },
    { field: 'non_field_errors', message: 'No.' },
  ])
})

it('log lines and errors hold no e-mail, password, token or answer', async () => {
  const { client, sandbox, lines } = await startDesk({ timeoutMs: 400 })
  const email = 'maria.garcia@example.com'
  const guestPassword = 'guest-11656629'
  const texts: string[] = []
  const calls = [
    () => client.contacts.findByEmail(email),
    () => client.contacts.get(maria),
    () => client.contacts.create({ email, name: 'María', surname: 'García Ruiz' }),
    () => client.contacts.guestLogin(email, guestPassword),
    () => client.contacts.resetPassword(email),
    () => client.contacts.signIn(maria, { password: guestPassword }),
    () => client.operations.readAll(maria),
    () => client.operations.addPoints(grant, { reference }),
    () => client.entries.byLocator('ABC123'),
  ]
  await logIn(client)
  const leaks: Plan[] = [
    { kind: 'rejected', body: { email: [`${email} is taken`], detail: `${email}` } },
    { kind: 'answer', body: { id: email, email: [email] } },
    { kind: 'answer', body: listOfLeaks(email) },
    { kind: 'brokenBodyAfterWrite' },
    { kind: 'serverError' },
    { kind: 'cutAtAccept' },
    { kind: 'hangAfterWrite' },
  ]
  for (const leak of leaks) {
    for (const call of calls) {
      sandbox.faults.clear()
      sandbox.faults.add({ route: '*', times: Number.POSITIVE_INFINITY, ...leak })
      await call().catch(error => texts.push(`${error.stack} ${JSON.stringify(error)} ${error.cause?.stack}`))
    }
  }
  sandbox.faults.clear()
  for (const call of calls) await call().catch(error => texts.push(`${error.stack} ${JSON.stringify(error)}`))

  expect(texts.length).toBeGreaterThan(40)
  const tokens = sandbox.requests.map(request => request.headers.authorization?.split(' ')[1]).filter(Boolean)
  expect(tokens.length).toBeGreaterThan(0)
  for (const secret of [
    email,
    guestPassword,
    'sandbox-password',
    'García',
    'ABC123',
    'Three nights',
    ...tokens,
  ]) {
    if (!secret) continue
    expect(texts.filter(text => text.includes(secret))).toEqual([])
    expect(lines.filter(line => line.includes(secret))).toEqual([])
  }
  expect(lines.some(line => line.includes(`"reference":"${reference}"`))).toBe(true)
}, 60_000)

it('a refusal that repeats the password sent does not carry it on', async () => {
  const { client, sandbox } = await startDesk()
  const password = 'Sun-and-sea-2026'
  const body = { password: [`"${password}" is too common.`] }
  sandbox.faults.add({ route: 'POST contacts/{id}/loyalty-sign-in/', kind: 'rejected', body })
  const error = await failureOf(client.contacts.signIn(maria, { password }))
  expect(error.fields).toEqual([{ field: 'password', message: '"•••" is too common.' }])
})

function listOfLeaks(email: string) {
  return { count: 1, results: [{ id: email, email: { address: email }, points: email }] }
}
