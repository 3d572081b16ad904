// The clock that can be moved: sleepers wake when their time has come, however it came.
import { expect, test } from 'vitest'
import { createMovableClock, systemClock } from '../../src/lib/clock.ts'

const start = Date.parse('2026-11-23T13:32:00Z')
const day = 24 * 3_600_000

test('it starts where it is told and jumps as far as it is told', () => {
  const clock = createMovableClock(start)
  expect(clock.now() - start).toBeLessThan(1000)
  clock.advance(40 * day)
  expect(clock.now() - start).toBeGreaterThanOrEqual(40 * day)
})

test('the system’s clock shows the real time', () => {
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000)
})

test('a jump wakes whoever is due, and nobody else', async () => {
  const clock = createMovableClock(start)
  const woken: string[] = []
  const stop = new AbortController()
  const sleep = (name: string, ms: number) => clock.sleep(ms, stop.signal).then(() => woken.push(name))
  const early = sleep('early', 60_000)
  const late = sleep('late', 40 * day)
  clock.advance(59_000)
  await Promise.resolve()
  expect(woken).toEqual([])
  clock.advance(1000)
  await early
  expect(woken).toEqual(['early'])
  clock.advance(40 * day)
  await late
  expect(woken).toEqual(['early', 'late'])
})

test('time passes by itself too', async () => {
  const clock = createMovableClock(start)
  await clock.sleep(20)
  expect(clock.now() - start).toBeGreaterThanOrEqual(20)
})

test('no time at all, or less, ends at once', async () => {
  const clock = createMovableClock(start)
  await clock.sleep(0)
  await clock.sleep(-1000)
  expect(clock.now() - start).toBeLessThan(1000)
})

test('whoever is called off wakes with the reason, at once', async () => {
  const clock = createMovableClock(start)
  const stop = new AbortController()
  const sleeping = clock.sleep(day, stop.signal)
  stop.abort(new Error('the shift is over'))
  await expect(sleeping).rejects.toThrow('the shift is over')
  await expect(clock.sleep(day, stop.signal)).rejects.toThrow('the shift is over')
})

test('calling off after the end changes nothing', async () => {
  const clock = createMovableClock(start)
  const stop = new AbortController()
  const sleeping = clock.sleep(1000, stop.signal)
  clock.advance(1000)
  await sleeping
  stop.abort()
  await expect(sleeping).resolves.toBeUndefined()
})
