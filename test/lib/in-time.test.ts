// Waiting only so long.
import { expect, test } from 'vitest'
import { createMovableClock } from '../../src/lib/clock.ts'
import { inTime } from '../../src/lib/in-time.ts'

const otherwise = () => 'late'

test('what comes in time is taken, what fails in time fails', async () => {
  const clock = createMovableClock()
  expect(await inTime(clock, 1000, Promise.resolve(undefined), otherwise)).toBeUndefined()
  await expect(inTime(clock, 1000, Promise.reject(new Error('no')), otherwise)).rejects.toThrow('no')
})

test('what comes later is not waited for, and its failure is nobody’s', async () => {
  const clock = createMovableClock()
  const work = Promise.withResolvers<string>()
  const waiting = inTime(clock, 1000, work.promise, otherwise)
  clock.advance(1000)
  expect(await waiting).toBe('late')
  work.reject(new Error('too late'))
})
