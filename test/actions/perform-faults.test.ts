// Sending a write with everything that can go wrong with it: the ledger has it at most once, it goes out once, and
// the cards end in the truth.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Fault } from '../../src/sandbox/loyalty/faults.ts'
import { usedAllowance } from '../../src/store/allowances.ts'
import { expectCleanHands, startTestApp, type TestApp } from '../support/app.ts'
import { asks, deskRows, maria, stateOf, timePasses, writesSeen } from '../support/requests.ts'

let desk: TestApp
beforeEach(async () => {
  desk = await startTestApp({ env: { HDH_TIMEOUT_MS: '500' } })
})
afterEach(async () => {
  await desk.jobs.idle()
  expectCleanHands(desk)
  await desk.stop()
})
const person = (who: string) => desk.slack.person(who)

const grant = {
  what: 'a grant',
  who: 'ana',
  command: `/grant ${maria.email} 300 tres noches`,
  route: 'POST operations/add-points/',
} as const
// A manager's, so that nobody has to approve it first.
const redemption = {
  what: 'a redemption',
  who: 'diego',
  command: `/redeem ${maria.email} late`,
  route: 'POST operations/redeem-points/',
} as const
const kinds = [grant, redemption]

type Trouble = Fault extends infer Each ? (Each extends Fault ? Omit<Each, 'route'> : never) : never
interface Case {
  name: string
  faults: readonly Trouble[]
  /** How the action ends. */
  state: string
  /** Rows in the ledger. */
  rows: 0 | 1
  /** How often the write went out: a second time only where the programme itself had said no to the first. */
  posts: number
}

const shape = { status: 'ok' }
const cases: readonly Case[] = [
  { name: 'nothing', faults: [], state: 'done', rows: 1, posts: 1 },
  {
    name: 'cut while it was sent',
    faults: [{ kind: 'cutAtAccept' }],
    state: 'not-applied',
    rows: 0,
    posts: 1,
  },
  {
    name: 'cut after it was read',
    faults: [{ kind: 'cutAfterReading' }],
    state: 'not-applied',
    rows: 0,
    posts: 1,
  },
  { name: 'a gateway error', faults: [{ kind: 'serverError' }], state: 'not-applied', rows: 0, posts: 1 },
  { name: 'a redirect', faults: [{ kind: 'redirect' }], state: 'not-applied', rows: 0, posts: 1 },
  {
    name: 'an answer in another shape',
    faults: [{ kind: 'answer', body: shape }],
    state: 'not-applied',
    rows: 0,
    posts: 1,
  },
  {
    name: 'a conflict',
    faults: [{ kind: 'answer', status: 409, body: { detail: 'x' } }],
    state: 'not-applied',
    rows: 0,
    posts: 1,
  },
  { name: 'a refusal', faults: [{ kind: 'rejected' }], state: 'failed', rows: 0, posts: 1 },
  {
    name: 'a forbidden call',
    faults: [{ kind: 'rejected', status: 403, body: { detail: 'No.' } }],
    state: 'failed',
    rows: 0,
    posts: 1,
  },
  { name: 'a dead token', faults: [{ kind: 'unauthorised' }], state: 'done', rows: 1, posts: 2 },
  {
    name: 'a refused API user',
    faults: [{ kind: 'unauthorised', times: 2 }],
    state: 'failed',
    rows: 0,
    posts: 2,
  },
  {
    name: 'a plea to wait',
    faults: [{ kind: 'rateLimited', retryAfter: 5 }],
    state: 'done',
    rows: 1,
    posts: 2,
  },
  {
    name: 'a plea to wait without a time',
    faults: [{ kind: 'rateLimited' }],
    state: 'done',
    rows: 1,
    posts: 2,
  },
  { name: 'cut after it was written', faults: [{ kind: 'cutAfterWrite' }], state: 'done', rows: 1, posts: 1 },
  {
    name: 'silence after it was written',
    faults: [{ kind: 'hangAfterWrite' }],
    state: 'done',
    rows: 1,
    posts: 1,
  },
  {
    name: 'an error after it was written',
    faults: [{ kind: 'serverErrorAfterWrite' }],
    state: 'done',
    rows: 1,
    posts: 1,
  },
  {
    name: 'a “not found” page after it was written',
    faults: [{ kind: 'gatewayHtmlAfterWrite' }],
    state: 'done',
    rows: 1,
    posts: 1,
  },
  { name: 'half an answer', faults: [{ kind: 'brokenBodyAfterWrite' }], state: 'done', rows: 1, posts: 1 },
  {
    name: 'an answer without a number',
    faults: [{ kind: 'echoOnlyAfterWrite' }],
    state: 'done',
    rows: 1,
    posts: 1,
  },
  { name: 'a slow answer', faults: [{ kind: 'slow', delayMs: 50 }], state: 'done', rows: 1, posts: 1 },
  {
    name: 'a slow answer after it was written',
    faults: [{ kind: 'slowAfterWrite', delayMs: 50 }],
    state: 'done',
    rows: 1,
    posts: 1,
  },
  {
    name: 'an answer that comes too late',
    faults: [{ kind: 'slowAfterWrite', delayMs: 1200 }],
    state: 'done',
    rows: 1,
    posts: 1,
  },
  {
    name: 'a write that comes too late',
    faults: [{ kind: 'slow', delayMs: 1200 }],
    state: 'done',
    rows: 1,
    posts: 1,
  },
  {
    name: 'a row that appears late',
    faults: [{ kind: 'lateRow', delayMs: 45_000 }],
    state: 'done',
    rows: 1,
    posts: 1,
  },
  {
    name: 'a row that appears late after silence',
    faults: [{ kind: 'lateRow', delayMs: 100_000, lost: 'hang' }],
    state: 'done',
    rows: 1,
    posts: 1,
  },
  {
    name: 'two pleas to wait, then a cut',
    faults: [{ kind: 'rateLimited', retryAfter: 1, times: 2 }, { kind: 'cutAfterWrite' }],
    state: 'done',
    rows: 1,
    posts: 3,
  },
]

const ends = {
  'a grant': {
    done: '✅ 300 puntos abonados a María G.',
    failed: '❌ No se han abonado 300 puntos a María G.',
    'not-applied': '⚠️ No han llegado 300 puntos para María G.',
  },
  'a redemption': {
    done: '✅ «Late check-out» canjeado para María G.',
    failed: '❌ No se ha canjeado «Late check-out» para María G.',
    'not-applied': '⚠️ No se han descontado los puntos de «Late check-out» a María G.',
  },
} as const
const endsForDiego = {
  done: '✅ “Late check-out” redeemed for María G.',
  failed: '❌ “Late check-out” was not redeemed for María G.',
  'not-applied': '⚠️ The points for “Late check-out” were not taken from María G.',
} as const

describe.each(kinds)('$what', kind => {
  test.each(cases)('meets $name: ends as $state with $rows in the ledger', async each => {
    for (const fault of each.faults) desk.loyalty.faults.add({ ...fault, route: kind.route } as Fault)
    const made = await asks(desk, kind.who, kind.command)
    await timePasses(desk, 3, 12)
    expect(await stateOf(desk, made)).toBe(each.state)

    // Nothing is tried again later on either.
    await timePasses(desk, 60, 2)
    expect(await stateOf(desk, made)).toBe(each.state)
    expect(writesSeen(desk)).toHaveLength(each.posts)
    expect(new Set(writesSeen(desk).map(({ body }) => JSON.stringify(body))).size).toBe(1)
    const rows = deskRows(desk)
    expect(rows).toHaveLength(each.rows)
    for (const row of rows) expect(row.concept.endsWith(` · ${made.reference}`)).toBe(true)

    const state = each.state as keyof typeof endsForDiego
    const end = ends[kind.what][state]
    expect(person('ana').lastMessage('desk').text).toContain(end)
    expect(person('ana').lastMessage('desk').text).toContain(made.reference)
    expect(desk.slack.store.messagesIn('desk')).toHaveLength(1)
    expect(person(kind.who).lastMessage('dm').text).toContain(kind === grant ? end : endsForDiego[state])
    // What did not arrive is told by a message of its own: an edit notifies nobody.
    const messages = each.state === 'not-applied' ? 2 : 1
    expect(desk.slack.store.messagesIn(`@${kind.who}`)).toHaveLength(messages)
    if (kind === grant) expect(await allowanceOfAna()).toBe(each.state === 'done' ? 300 : 0)
  })
})

function allowanceOfAna(): Promise<number> {
  const key = { userId: 'U0ANA', kind: 'grant-points', hotelId: 101, day: '2026-11-23' } as const
  return usedAllowance(desk.app.database.db, key)
}
