// Points that look like points for this stay.
import { describe, expect, test } from 'vitest'
import type { OperationId } from '../../src/domain/guest.ts'
import { type GrantRow, grantLike, type StayFacts, standingGrants } from '../../src/domain/stay-guard.ts'

const row = (id: number, day: string, concept = 'Estancia', more: Partial<GrantRow> = {}): GrantRow => ({
  id: id as OperationId,
  points: 120,
  concept,
  at: `${day}T11:00:00`,
  ...more,
})
const found = (stay: StayFacts, rows: readonly GrantRow[]) => grantLike(stay, rows)?.id

describe('near the check-out', () => {
  test.each([
    ['three days before', '2026-11-11', 1],
    ['on the day', '2026-11-14', 1],
    ['three days after', '2026-11-17', 1],
    ['four days before', '2026-11-10', undefined],
    ['four days after', '2026-11-18', undefined],
  ])('%s', (_, day, id) => {
    expect(found({ arrival: '2026-11-01', departure: '2026-11-14' }, [row(1, day)])).toBe(id)
  })

  test('with the arrival alone, near the arrival', () => {
    expect(found({ arrival: '2026-11-14' }, [row(1, '2026-11-15')])).toBe(1)
  })

  test('over the end of a month and a year', () => {
    expect(found({ departure: '2026-12-31' }, [row(1, '2027-01-03')])).toBe(1)
  })

  test('never where no day of the stay is known, or none of the row', () => {
    expect(found({}, [row(1, '2026-11-14')])).toBeUndefined()
    expect(found({ departure: '2026-11-14' }, [row(1, '2026-11-14', 'x', { at: 'unknown' })])).toBeUndefined()
  })
})

describe('the same booking', () => {
  test.each([
    [
      'as a word of the reason, in any case',
      { locator: 'abc123' },
      'Estancia: ABC123, tres noches · LD-7F3K2Q',
      {},
      1,
    ],
    ['at the end of a sentence', { locator: 'ABC123' }, 'Points for ABC123.', {}, 1],
    ['with signs inside', { locator: 'AB-12/3' }, 'Stay AB-12/3', {}, 1],
    ['but not within another word', { locator: 'ABC123' }, 'Stay XABC1234', {}, undefined],
    ['but not too short to mean anything', { locator: '12' }, '12 Nov 2026', {}, undefined],
    ['as the programme’s own number', { booking: '7001' }, 'Check-out', { booking: '7001' }, 1],
    ['typed as the programme’s own number', { locator: '7001' }, 'Check-out', { booking: '7001' }, 1],
    ['but not another number', { booking: '7001' }, 'Check-out', { booking: '7002' }, undefined],
  ] as const)('%s', (_, stay, concept, more, id) => {
    expect(found(stay, [row(1, '2025-01-01', concept, more)])).toBe(id)
  })

  test('goes before a row that is merely near', () => {
    const rows = [row(2, '2026-11-14'), row(1, '2026-11-02', 'Stay ABC123')]
    expect(found({ departure: '2026-11-14', locator: 'ABC123' }, rows)).toBe(1)
  })
})

describe('grants that stand', () => {
  test('are positive rows that were not taken back', () => {
    const rows = [
      row(5, '2026-11-14', 'Undo of LD-AAAAAA · LD-BBBBBB', { points: -330 }),
      row(4, '2026-11-14', 'Stay · LD-AAAAAA'),
      row(3, '2026-11-14', 'Stay · LD-CCCCCC'),
      row(2, '2026-11-14', 'Late check-out · LD-DDDDDD', { points: -300 }),
      row(1, '2026-11-14', 'odd', { points: 'unknown' }),
    ]
    expect(standingGrants(rows).map(({ id }) => id)).toEqual([3])
  })

  test('a redemption takes back nothing, its own reference apart', () => {
    const rows = [
      row(2, '2026-11-14', 'Late · LD-DDDDDD', { points: -300 }),
      row(1, '2026-11-14', 'Stay · LD-DDDDDD'),
    ]
    expect(standingGrants(rows).map(({ id }) => id)).toEqual([1])
  })
})
