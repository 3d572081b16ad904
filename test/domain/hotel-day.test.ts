// The hotel's day and clock, in zones with half hours, quarter hours and changing clocks.
import { afterEach, describe, expect, it, test, vi } from 'vitest'
import { hotelDate, hotelDay, hotelDayBounds, hotelTime, nextDay } from '../../src/domain/hotel-day.ts'

const madrid = { timeZone: 'Europe/Madrid', dayStartsAt: '00:00' }
const madridAtThree = { ...madrid, dayStartsAt: '03:00' }
const mexico = { timeZone: 'America/Mexico_City', dayStartsAt: '03:00' }
const kathmandu = { timeZone: 'Asia/Kathmandu', dayStartsAt: '03:00' }
const lordHowe = { timeZone: 'Australia/Lord_Howe', dayStartsAt: '03:00' }

const hours = (from: number, until: number) => (until - from) / 3_600_000

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('the hotel day', () => {
  it.each([
    ['Madrid a minute before midnight', madrid, '2026-11-12T22:59:59.999Z', '2026-11-12'],
    ['Madrid at midnight', madrid, '2026-11-12T23:00:00Z', '2026-11-13'],
    ['Madrid at 02:59, when the day starts at 03:00', madridAtThree, '2026-11-13T01:59:59Z', '2026-11-12'],
    ['Madrid at 03:00, when the day starts then', madridAtThree, '2026-11-13T02:00:00Z', '2026-11-13'],
    ['Mexico City at 02:59', mexico, '2026-07-01T08:59:00Z', '2026-06-30'],
    ['Mexico City at 03:00', mexico, '2026-07-01T09:00:00Z', '2026-07-01'],
    ['Kathmandu at 02:59', kathmandu, '2026-03-01T21:14:00Z', '2026-03-01'],
    ['Kathmandu at 03:00', kathmandu, '2026-03-01T21:15:00Z', '2026-03-02'],
    ['Lord Howe at 02:59 in summer', lordHowe, '2026-01-09T15:59:00Z', '2026-01-09'],
    ['Lord Howe at 03:00 in summer', lordHowe, '2026-01-09T16:00:00Z', '2026-01-10'],
    // 29 March 2026, 02:00 → 03:00: the first moment of summer time is the first of the day.
    ['Madrid at 01:59, before the clocks go forward', madridAtThree, '2026-03-29T00:59:00Z', '2026-03-28'],
    ['Madrid at 03:00, as the clocks go forward', madridAtThree, '2026-03-29T01:00:00Z', '2026-03-29'],
    // 25 October 2026, 03:00 → 02:00: the hour from two to three runs twice, both before the new day.
    ['Madrid at 02:30 for the first time', madridAtThree, '2026-10-25T00:30:00Z', '2026-10-24'],
    ['Madrid at 02:30 for the second time', madridAtThree, '2026-10-25T01:30:00Z', '2026-10-24'],
    ['Madrid at 03:00 after the clocks went back', madridAtThree, '2026-10-25T02:00:00Z', '2026-10-25'],
    // Lord Howe moves by half an hour: 5 April 2026 back from 02:00, 4 October forward at 02:00.
    ['Lord Howe at 02:45 after going back', lordHowe, '2026-04-04T16:15:00Z', '2026-04-04'],
    ['Lord Howe at 03:00 after going back', lordHowe, '2026-04-04T16:30:00Z', '2026-04-05'],
    ['Lord Howe at 02:59 after going forward', lordHowe, '2026-10-03T15:59:00Z', '2026-10-03'],
    ['Lord Howe at 03:00 after going forward', lordHowe, '2026-10-03T16:00:00Z', '2026-10-04'],
  ])('in %s', (_when, hotel, at, day) => {
    expect(hotelDay(hotel, Date.parse(at))).toBe(day)
  })

  it.each([
    ['an ordinary day in Madrid', madrid, '2026-11-12', '2026-11-11T23:00:00Z', 24],
    ['the short day in Madrid', madrid, '2026-03-29', '2026-03-28T23:00:00Z', 23],
    ['the long day in Madrid', madrid, '2026-10-25', '2026-10-24T22:00:00Z', 25],
    ['the day before the short one, from 03:00', madridAtThree, '2026-03-28', '2026-03-28T02:00:00Z', 23],
    ['the day before the long one, from 03:00', madridAtThree, '2026-10-24', '2026-10-24T01:00:00Z', 25],
    ['a day in Mexico City', mexico, '2026-04-05', '2026-04-05T09:00:00Z', 24],
    ['a day in Kathmandu', kathmandu, '2026-10-25', '2026-10-24T21:15:00Z', 24],
    ['the long day in Lord Howe', lordHowe, '2026-04-04', '2026-04-03T16:00:00Z', 24.5],
    ['the short day in Lord Howe', lordHowe, '2026-10-03', '2026-10-02T16:30:00Z', 23.5],
  ])('%s begins on time and is %s', (_name, hotel, day, from, length) => {
    const bounds = hotelDayBounds(hotel, day)
    expect(new Date(bounds.from).toISOString()).toBe(new Date(from).toISOString())
    expect(hours(bounds.from, bounds.until)).toBe(length)
  })

  const zones = ['Europe/Madrid', 'America/Mexico_City', 'Asia/Kathmandu', 'Australia/Lord_Howe']
  // Beirut, Havana and the Azores change their clocks at or around midnight.
  const midnightZones = ['Asia/Beirut', 'America/Havana', 'Atlantic/Azores']
  const starts = ['00:00', '00:30', '02:15', '02:30', '03:00', '12:00', '23:30']
  it.each([...zones, ...midnightZones].flatMap(timeZone => starts.map(at => [timeZone, at] as const)))(
    'every moment of a year in %s belongs to exactly one day from %s on',
    (timeZone, dayStartsAt) => {
      const hotel = { timeZone, dayStartsAt }
      let { from, until } = hotelDayBounds(hotel, '2026-01-01')
      let day = '2026-01-01'
      const end = hotelDayBounds(hotel, '2027-01-02').from
      while (until < end) {
        for (const at of [from, Math.floor((from + until) / 2), until - 1])
          expect(hotelDay(hotel, at)).toBe(day)
        day = nextDay(day)
        const next = hotelDayBounds(hotel, day)
        expect(next.from).toBe(until)
        ;({ from, until } = next)
      }
      expect(day).toBe('2027-01-01')
    },
  )

  it.each([
    ['2026-11-12', 1, '2026-11-13'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-01-01', -1, '2025-12-31'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-02-28', 1, '2026-03-01'],
    ['2026-03-29', 1, '2026-03-30'],
    ['2026-11-12', -7, '2026-11-05'],
    ['2026-11-12', 0, '2026-11-12'],
  ])('%s and %i days more is %s', (day, days, expected) => {
    expect(nextDay(day, days)).toBe(expected)
  })

  it.each(['UTC', 'Pacific/Auckland', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Madrid'])(
    'is the same whatever the zone of the computer that the desk runs on: %s',
    zone => {
      vi.stubEnv('TZ', zone)
      expect(nextDay('2026-11-12')).toBe('2026-11-13')
      const at = Date.parse('2026-11-12T23:30:00Z')
      expect([hotelDay(madridAtThree, at), hotelDate(madrid, at), hotelTime(madrid, at)]).toEqual([
        '2026-11-12',
        '2026-11-13',
        '00:30',
      ])
      expect(hotelDayBounds(madridAtThree, '2026-11-12')).toEqual({
        from: Date.parse('2026-11-12T02:00:00Z'),
        until: Date.parse('2026-11-13T02:00:00Z'),
      })
    },
  )
})

test('a booking’s dates follow the calendar of the hotel, not its day', () => {
  const at = Date.parse('2026-11-13T01:00:00Z')
  expect(hotelDate(madridAtThree, at)).toBe('2026-11-13')
  expect(hotelDay(madridAtThree, at)).toBe('2026-11-12')
})

it.each([
  ['Europe/Madrid', '14:32'],
  ['Asia/Kathmandu', '19:17'],
  ['Australia/Lord_Howe', '00:32'],
  ['America/Mexico_City', '07:32'],
])('the clock in %s says %s', (timeZone, time) => {
  expect(hotelTime({ timeZone }, Date.parse('2026-11-23T13:32:00Z'))).toBe(time)
})
