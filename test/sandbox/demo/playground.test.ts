// The demo as a visitor plays it: one clock for all parts, faults by name, a tour that ticks itself off, a new beginning.
import { expect, onTestFinished, test } from 'vitest'
import { readPlan } from '../../../src/sandbox/demo/plan.ts'
import type { Playground } from '../../../src/sandbox/demo/playground.ts'
import { createTour, type Tour } from '../../../src/sandbox/demo/tour.ts'
import { createWorld } from '../../../src/sandbox/demo/world.ts'

const at = Date.parse('2026-11-23T13:32:00Z')
const john = 'john.smith@example.net'

async function open() {
  const env = { LOG_LEVEL: 'silent', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
  const { playground, stop } = await createWorld({ plan: readPlan([]), env, at, onWrite: () => {} })
  if (!playground) throw new Error('no playground')
  const tour = createTour(playground)
  onTestFinished(async () => {
    tour.stop()
    await stop()
    expect(playground.slack.violations).toEqual([])
  })
  await tour.begin()
  return { playground, tour, ben: playground.slack.person('ben'), diego: playground.slack.person('diego') }
}

const sees = (tour: Tour, ...steps: string[]) =>
  new Promise<void>(resolve => {
    const look = () => {
      if (!steps.every(step => tour.done().some(done => done === step))) return
      stop()
      resolve()
    }
    const stop = tour.onChange(look)
    look()
  })

async function grants({ slack }: Playground) {
  const ben = slack.person('ben')
  await ben.types(`/grant ${john} 300 three nights`)
  await ben.waitsForModal('John Smith')
  await ben.submits()
}

test('the tour ticks off what people do, whatever the order', async () => {
  const { playground, tour, ben, diego } = await open()
  await grants(playground)
  await sees(tour, 'grant')
  expect(tour.done()).toEqual(['grant'])
  await ben.types(`/points ${john}`)
  await sees(tour, 'look-up')
  tour.sawLedger()
  await ben.types(`/redeem ${john} late`)
  await ben.waitsForModal('John Smith')
  await ben.submits()
  await diego.waitsToSee('a manager has to approve', 'approvals')
  await sees(tour, 'request')
  await diego.clicks('Approve', { in: 'approvals' })
  await sees(tour, 'approve')
  await playground.move('morning')
  await sees(tour, 'morning')
  expect(tour.done()).toEqual(['look-up', 'grant', 'undo-or-ledger', 'request', 'approve', 'morning'])
  await tour.begin()
  await ben.types('/points #11656601')
  await sees(tour, 'look-up')
  expect(tour.done()).toEqual(['look-up'])
})

test('an answer that was lost is first not known, then found in the ledger', async () => {
  const { playground, tour, ben } = await open()
  await playground.switches.set('lost-after', true)
  await grants(playground)
  await ben.waitsToSee('We don’t know yet', 'desk')
  await ben.waitsToSee('300 points granted to John S.', 'desk', 15_000)
  await sees(tour, 'lost-answer')
})

test('all parts share the clock: when it jumps, requests remind and expire, and cards still answer', async () => {
  const { playground, ben, diego } = await open()
  await ben.types(`/points ${john}`)
  await ben.waitsToSee('John Smith', 'desk')
  await ben.types(`/redeem ${john} late`)
  await ben.waitsForModal('John Smith')
  await ben.submits()
  await diego.waitsToSee('a manager has to approve', 'approvals')
  await playground.move('hour')
  await diego.waitsToSee('a manager has to approve', 'dm')
  // The card is older than the half hour that Slack gives to answer it: pressing brings a new one.
  await ben.clicks('Grant points', { in: 'desk' })
  await ben.waitsForModal('John Smith')
  await ben.closesModal()
  await playground.move('morning')
  // The token of the loyalty API has aged, the port has not changed: everything goes on.
  await playground.move('morning')
  await ben.types(`/points ${john}`)
  await ben.waitsToSee('read 08:00', 'desk')
  await ben.waitsToSee('Expired, nothing was redeemed', 'dm')
})

test('a new beginning forgets everything, and the time as well', async () => {
  const { playground, tour, ben } = await open()
  await grants(playground)
  await ben.waitsToSee('300 points granted', 'desk')
  await playground.switches.set('slow', true)
  await playground.switches.set('down', true)
  await playground.move('morning')
  const before = playground.app
  const resetting = playground.reset()
  expect(playground.isResetting()).toBe(true)
  expect(playground.reset()).toBe(resetting)
  await resetting
  await tour.begin()
  expect(playground.isResetting()).toBe(false)
  expect(playground.app).not.toBe(before)
  expect(playground.now() - at).toBeLessThan(60_000)
  expect(playground.switches.all().filter(({ isOn }) => isOn)).toEqual([])
  expect(playground.slack.store.messagesIn('desk')).toEqual([])
  expect(playground.loyalty.store.contactByEmail(john)?.points).toBe(5420)
  expect(tour.done()).toEqual([])
  const again = playground.slack.person('ben')
  await grants(playground)
  const seen = await again.waitsToSee('300 points granted', 'desk')
  expect(seen).toContain('14:3')
  expect(Number(again.lastMessage('desk').ts) * 1000).toBeLessThanOrEqual(playground.now() + 1)
  await sees(tour, 'grant')
})
