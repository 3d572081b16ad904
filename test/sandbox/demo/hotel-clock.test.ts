import { expect, test } from 'vitest'
import { type ClockMove, jumpOf } from '../../../src/sandbox/demo/hotel-clock.ts'

const jump = (move: ClockMove, now: string, timeZone = 'Europe/Madrid') => {
  const at = Date.parse(now)
  return new Date(at + jumpOf(move, at, timeZone)).toISOString()
}

test('a quarter and an hour are as long as they say', () => {
  expect(jump('quarter', '2026-11-23T13:32:00Z')).toBe('2026-11-23T13:47:00.000Z')
  expect(jump('hour', '2026-11-23T13:32:00Z')).toBe('2026-11-23T14:32:00.000Z')
})

test.each([
  ['in the afternoon', '2026-11-23T13:32:00Z', 'Europe/Madrid', '2026-11-24T07:00:01.000Z'],
  ['before eight', '2026-11-24T05:00:00Z', 'Europe/Madrid', '2026-11-24T07:00:01.000Z'],
  ['just after eight', '2026-11-24T07:00:01Z', 'Europe/Madrid', '2026-11-25T07:00:01.000Z'],
  ['on the Canary Islands', '2026-11-23T13:32:00Z', 'Atlantic/Canary', '2026-11-24T08:00:01.000Z'],
  ['when summer time ends', '2026-10-24T13:00:00Z', 'Europe/Madrid', '2026-10-25T07:00:01.000Z'],
  ['when summer time begins', '2026-03-28T13:00:00Z', 'Europe/Madrid', '2026-03-29T06:00:01.000Z'],
])('the next morning begins at eight on the hotel’s wall: %s', (_when, now, zone, morning) => {
  expect(jump('morning', now, zone)).toBe(morning)
})
