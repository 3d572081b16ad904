// When shifts are handed over: on the hotel's own clock, also on the two days of the year when that clock jumps.
import { describe, expect, it, test } from 'vitest'
import { type HandoverHotel, lastHandover, nextHandover } from '../../src/domain/handover-time.ts'

const hotel = (timeZone: string, ...handover: string[]): HandoverHotel => ({ timeZone, handover })
const at = (iso: string) => Date.parse(iso)
const utc = (moment: number | undefined) => moment !== undefined && new Date(moment).toISOString()
const hourMs = 3_600_000

/** Every hand-over from one moment to another, one after the other. */
function all(of: HandoverHotel, from: string, until: string): string[] {
  const shifts: string[] = []
  let due = nextHandover(of, at(from))
  while (due && due.at < at(until)) {
    shifts.push(`${due.shift} ${utc(due.at)}`)
    due = nextHandover(of, due.at)
  }
  return shifts
}

describe('the change of shift', () => {
  it.each([
    ['Europe/Madrid', '2026-11-23T13:32:00Z', '2026-11-23 15:00', '2026-11-23T14:00:00.000Z'],
    ['America/Mexico_City', '2026-11-23T13:32:00Z', '2026-11-23 15:00', '2026-11-23T21:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-23T13:32:00Z', '2026-11-23 23:00', '2026-11-23T17:15:00.000Z'],
    ['Pacific/Honolulu', '2026-11-23T13:32:00Z', '2026-11-23 07:00', '2026-11-23T17:00:00.000Z'],
  ])('in %s keeps to the clock on the wall', (zone, now, shift, moment) => {
    const due = nextHandover(hotel(zone, '07:00', '15:00', '23:00'), at(now))
    expect([due?.shift, utc(due?.at)]).toEqual([shift, moment])
  })

  test('whatever the order in the settings, and a time that stands twice counts once', () => {
    const of = hotel('Europe/Madrid', '23:00', '07:00', '07:00')
    expect(all(of, '2026-11-23T00:00:00Z', '2026-11-24T00:00:00Z')).toEqual([
      '2026-11-23 07:00 2026-11-23T06:00:00.000Z',
      '2026-11-23 23:00 2026-11-23T22:00:00.000Z',
    ])
  })

  test('that the clocks skip comes with the next minute; of two then at one moment only the first', () => {
    expect(all(hotel('Europe/Madrid', '02:30'), '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z')).toEqual([
      '2026-03-29 02:30 2026-03-29T01:00:00.000Z',
    ])
    expect(
      all(hotel('Europe/Madrid', '02:30', '03:00'), '2026-03-28T12:00:00Z', '2026-03-29T12:00:00Z'),
    ).toEqual(['2026-03-29 02:30 2026-03-29T01:00:00.000Z'])
  })

  test('that the clocks show twice comes once', () => {
    expect(all(hotel('Europe/Madrid', '02:30'), '2026-10-24T12:00:00Z', '2026-10-25T12:00:00Z')).toEqual([
      '2026-10-25 02:30 2026-10-25T00:30:00.000Z',
    ])
    expect(
      all(hotel('Australia/Lord_Howe', '01:45'), '2026-04-04T06:00:00Z', '2026-04-05T06:00:00Z'),
    ).toHaveLength(1)
  })

  it.each([
    'Europe/Madrid',
    'America/Mexico_City',
    'Pacific/Honolulu',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
  ])('comes three times on each of 365 days in %s', zone => {
    const shifts = all(hotel(zone, '01:45', '09:45', '17:45'), '2026-01-01T10:59:00Z', '2027-01-01T10:59:00Z')
    expect(shifts).toHaveLength(3 * 365)
    expect(new Set(shifts).size).toBe(3 * 365)
  })

  test('the shift that is on began at the last of them', () => {
    const of = hotel('Europe/Madrid', '07:00', '15:00', '23:00')
    expect(lastHandover(of, at('2026-11-23T13:59:59Z'))?.shift).toBe('2026-11-23 07:00')
    expect(lastHandover(of, at('2026-11-23T14:00:00Z'))?.shift).toBe('2026-11-23 15:00')
    expect(lastHandover(of, at('2026-11-24T05:00:00Z'))?.shift).toBe('2026-11-23 23:00')
    expect(lastHandover(of, at('2026-11-24T05:00:00Z') - 24 * hourMs)?.shift).toBe('2026-11-22 23:00')
  })

  test('never comes where no time is set', () => {
    expect(nextHandover(hotel('Europe/Madrid'), 0)).toBeUndefined()
    expect(lastHandover(hotel('Europe/Madrid'), 0)).toBeUndefined()
  })
})
