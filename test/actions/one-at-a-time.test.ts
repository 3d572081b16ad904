// Two writes for one guest never overlap; different guests do not wait for each other.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { expectCleanHands, startTestApp, type TestApp } from '../support/app.ts'
import {
  asks,
  carmen,
  deskRows,
  maria,
  sends,
  storedActions,
  timePasses,
  writesSeen,
} from '../support/requests.ts'

const add = 'POST operations/add-points/'

let desk: TestApp
beforeEach(async () => {
  desk = await startTestApp({
    settings: text => text.replace('perDay: 2000', 'perDay: 100000'),
    env: { HDH_TIMEOUT_MS: '2000' },
  })
})
afterEach(async () => {
  await desk.jobs.idle()
  expectCleanHands(desk)
  await desk.stop()
})

/** Follows how many writes are under way at once, until the test ends. */
function watch(): { most: () => number } {
  let most = 0
  const look = () => {
    const open = writesSeen(desk).filter(({ status }) => status === 'open').length
    most = Math.max(most, open)
  }
  desk.loyalty.onChange(look)
  return { most: () => most }
}

test('eight grants for one guest, all at once: one after the other, each once', async () => {
  desk.loyalty.faults.add({ kind: 'slowAfterWrite', delayMs: 30, route: add, times: 8 })
  desk.jobs.hold()
  for (let n = 1; n <= 8; n++) await asks(desk, n % 2 ? 'ana' : 'ben', `/grant ${maria.email} ${n} bar`)
  const { most } = watch()
  desk.jobs.release()
  await desk.jobs.idle()
  await timePasses(desk, 1, 30)
  expect(most()).toBe(1)
  expect(
    deskRows(desk)
      .map(({ points }) => points)
      .toSorted(),
  ).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(writesSeen(desk)).toHaveLength(8)
  const arrivals = writesSeen(desk).map(({ at }) => at)
  for (const [index, at] of arrivals.entries())
    if (index > 0) expect(at - (arrivals[index - 1] ?? 0)).toBeGreaterThanOrEqual(30)
  expect((await storedActions(desk)).map(({ state }) => state)).toEqual(Array(8).fill('done'))
})

test('a redemption waits for the grant before it, and sees the points that it brought', async () => {
  desk.loyalty.store.setPoints(maria.id, 290)
  desk.loyalty.faults.add({ kind: 'slowAfterWrite', delayMs: 50, route: add })
  await asks(desk, 'ana', `/grant ${maria.email} 100 bar`)
  await asks(desk, 'diego', `/redeem ${maria.email} late`)
  expect(deskRows(desk).map(({ points }) => points)).toEqual([100, -300])
})

test('a balance counts only if nothing was taken while it was read', async () => {
  desk.loyalty.store.setPoints(maria.id, 500)
  // Diego's look at the balance answers late, with what it saw at first.
  desk.loyalty.faults.add({ kind: 'slowAfterWrite', delayMs: 400, route: 'GET contacts/{id}/' })
  expect((await sends(desk, 'diego', `/redeem ${maria.email} late`)).result).toBe('closed')
  await struck()
  expect((await sends(desk, 'carla', `/redeem ${maria.email} cava`)).result).toBe('closed')
  await desk.jobs.idle()
  await timePasses(desk, 1, 4)
  expect(writesSeen(desk)).toHaveLength(1)
  expect(deskRows(desk).map(({ points }) => points)).toEqual([-450])
  expect(desk.slack.person('diego').lastMessage('dm').text).toContain('the guest has 50 points now')
})

test('nor is it read while something is being taken', async () => {
  desk.loyalty.store.setPoints(maria.id, 500)
  desk.loyalty.faults.add({ kind: 'slow', delayMs: 300, route: 'POST operations/redeem-points/' })
  expect((await sends(desk, 'carla', `/redeem ${maria.email} cava`)).result).toBe('closed')
  await struck()
  desk.loyalty.faults.add({ kind: 'slowAfterWrite', delayMs: 700, route: 'GET contacts/{id}/' })
  expect((await sends(desk, 'diego', `/redeem ${maria.email} late`)).result).toBe('closed')
  await desk.jobs.idle()
  await timePasses(desk, 1, 4)
  expect(writesSeen(desk)).toHaveLength(1)
  expect(deskRows(desk).map(({ points }) => points)).toEqual([-450])
  expect(desk.slack.person('diego').lastMessage('dm').text).toContain('the guest has 50 points now')
})

test('a slow write for one guest does not hold up another guest', async () => {
  desk.loyalty.faults.add({ kind: 'slowAfterWrite', delayMs: 600, route: add, times: 2 })
  desk.jobs.hold()
  await asks(desk, 'ana', `/grant ${maria.email} 100 bar`)
  await asks(desk, 'ben', `/grant ${carmen.email} 100 bar`)
  const { most } = watch()
  desk.jobs.release()
  await desk.jobs.idle()
  expect(most()).toBe(2)
  expect(deskRows(desk, maria.id)).toHaveLength(1)
  expect(deskRows(desk, carmen.id)).toHaveLength(1)
})

test('a guest whose answer was lost can be served again at once', async () => {
  desk.loyalty.faults.add({ kind: 'cutAfterReading', route: add })
  await asks(desk, 'ana', `/grant ${maria.email} 100 bar`)
  await asks(desk, 'ana', `/grant ${maria.email} 200 bar`)
  expect(deskRows(desk)).toMatchObject([{ points: 200 }])
})

/** Resolves when the planned fault has met its request. */
async function struck(): Promise<void> {
  const met = Promise.withResolvers<void>()
  const look = () => {
    if (desk.loyalty.faults.pending() === 0) met.resolve()
  }
  const stop = desk.loyalty.onChange(look)
  look()
  await met.promise
  stop()
}
