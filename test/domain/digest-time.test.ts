// When a digest is due: on the hotel's own clock, also on the two days of the year when that clock jumps.
import { describe, expect, it, test } from 'vitest'
import { atWallClock, type DigestHotel, nextDigest } from '../../src/domain/digest-time.ts'
import { hotelDate, hotelDayBounds, hotelTime, nextDay } from '../../src/domain/hotel-day.ts'

const everyDay = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const hotel = (timeZone: string, at = '08:00', changes: Partial<DigestHotel> = {}): DigestHotel => ({
  timeZone,
  dayStartsAt: '00:00',
  digest: { at, days: everyDay },
  ...changes,
})
const utc = (at: number | undefined) => at !== undefined && new Date(at).toISOString()

describe('the time of a digest', () => {
  it.each([
    ['an ordinary morning in Madrid', 'Europe/Madrid', '2026-11-24', '08:00', '2026-11-24T07:00:00.000Z'],
    ['a skipped time in Madrid', 'Europe/Madrid', '2026-03-29', '02:30', '2026-03-29T01:00:00.000Z'],
    ['a doubled time in Madrid', 'Europe/Madrid', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['a skipped time in Lord Howe', 'Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-03T15:30:00.000Z'],
    ['a doubled time in Lord Howe', 'Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00.000Z'],
    ['quarter hours in Kathmandu', 'Asia/Kathmandu', '2026-07-01', '08:00', '2026-07-01T02:15:00.000Z'],
    ['Honolulu', 'Pacific/Honolulu', '2026-07-01', '08:00', '2026-07-01T18:00:00.000Z'],
    ['Mexico City', 'America/Mexico_City', '2026-07-01', '08:00', '2026-07-01T14:00:00.000Z'],
  ])('is right for %s', (_name, timeZone, date, time, expected) => {
    expect(utc(atWallClock(timeZone, date, time))).toBe(expected)
  })

  it.each([
    ['a skipped time in Madrid', 'Europe/Madrid', '02:30'],
    ['a doubled time in Lord Howe', 'Australia/Lord_Howe', '01:45'],
    ['midnight in Beirut', 'Asia/Beirut', '00:00'],
  ])('comes once for each date of a year: %s', (_name, timeZone, at) => {
    const seen: string[] = []
    const end = Date.parse('2027-01-02T00:00:00Z')
    for (
      let due = nextDigest(hotel(timeZone, at), Date.parse('2026-01-01T00:00:00Z'));
      due && due.at < end;
    ) {
      seen.push(due.day)
      due = nextDigest(hotel(timeZone, at), due.at)
    }
    expect(seen.length).toBeGreaterThanOrEqual(365)
    expect(seen).toEqual(seen.map((_, i) => nextDay(seen[0] ?? '', i)))
  })
})

describe('the next digest', () => {
  test('is today’s before its minute, tomorrow’s from that minute on', () => {
    const madrid = hotel('Europe/Madrid')
    const eight = Date.parse('2026-11-24T07:00:00Z')
    expect(nextDigest(madrid, eight - 1)).toEqual({ day: '2026-11-23', at: eight })
    expect(nextDigest(madrid, eight)).toEqual({ day: '2026-11-24', at: eight + 24 * 3_600_000 })
  })

  test('keeps to the hotel’s weekdays, by the date on which it is sent', () => {
    const workdays = hotel('Europe/Madrid', '08:00', { digest: { at: '08:00', days: ['mon', 'fri'] } })
    const friday = nextDigest(workdays, Date.parse('2026-11-24T12:00:00Z'))
    expect(friday).toEqual({ day: '2026-11-26', at: Date.parse('2026-11-27T07:00:00Z') })
    expect(nextDigest(workdays, friday?.at ?? 0)?.day).toBe('2026-11-29')
    expect(
      nextDigest(hotel('Europe/Madrid', '08:00', { digest: { at: '08:00', days: [] } }), 0),
    ).toBeUndefined()
  })

  it.each([
    ['a day that starts at three, told at eight', '03:00', '08:00', '2026-11-23'],
    ['a day that starts at three, told at two', '03:00', '02:00', '2026-11-22'],
    ['a day that starts at noon, told at eight', '12:00', '08:00', '2026-11-22'],
    ['a day that starts when it is told', '08:00', '08:00', '2026-11-23'],
  ])('tells about the last hotel day that is over: %s', (_name, dayStartsAt, at, day) => {
    const zoned = hotel('Europe/Madrid', at, { dayStartsAt })
    expect(nextDigest(zoned, Date.parse('2026-11-23T23:30:00Z'))?.day).toBe(day)
  })

  test('never comes before its day is over, also where both begin in a skipped hour', () => {
    const zoned = hotel('Europe/Madrid', '02:15', { dayStartsAt: '02:15' })
    let at = Date.parse('2026-03-20T00:00:00Z')
    for (let i = 0; i < 20; i++) {
      const due = nextDigest(zoned, at) ?? expect.unreachable()
      expect(due.at).toBeGreaterThanOrEqual(hotelDayBounds(zoned, due.day).until)
      expect(due.at).toBeGreaterThan(at)
      at = due.at
    }
  })

  it.each([
    'Europe/Madrid',
    'America/Mexico_City',
    'Pacific/Honolulu',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
  ])('shows the wall clock’s 08:00 on every day of a year in %s', timeZone => {
    const zoned = hotel(timeZone)
    let at = Date.parse('2026-01-01T12:00:00Z')
    for (let i = 0; i < 365; i++) {
      const due = nextDigest(zoned, at) ?? expect.unreachable()
      expect(hotelTime(zoned, due.at)).toBe('08:00')
      expect(nextDay(due.day)).toBe(hotelDate(zoned, due.at))
      at = due.at
    }
  })
})
