// A day's rows out of a long ledger: found by bisection where the times run one way, else read up to a cap and said so.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type ContactId, type Operation, type OperationId, unknown } from '../../src/domain/guest.ts'
import { readStretch } from '../../src/loyalty/operation-range.ts'

const day = { from: '2026-11-22T00:00:00', until: '2026-11-23T00:00:00' }
const start = Date.parse('2026-11-22T00:00:00Z')

const row = (id: number, at: number | 'unknown'): Operation => ({
  id: id as OperationId,
  contactId: 1 as ContactId,
  points: 1,
  bonusPoints: 0,
  remainingPoints: 1,
  concept: '',
  at: at === 'unknown' ? unknown : new Date(start + at * 60_000).toISOString().slice(0, 19),
  hotelId: undefined,
  productId: undefined,
  pointType: 0,
  consumedPoints: 0,
  expiredPoints: 0,
  expiresAt: unknown,
  room: undefined,
  code: undefined,
})

/** A list that answers in pages; `before` may change it ahead of an answer. */
function listOf(rows: Operation[], size: number, before: (call: number) => void = () => {}) {
  let calls = 0
  return async (offset: number) => {
    before(++calls)
    return { rows: rows.slice(offset, offset + size), count: rows.length }
  }
}

async function read(fetch: ReturnType<typeof listOf>, cap = 20) {
  const result = await readStretch(fetch, day, cap, () => {
    const seen: number[] = []
    return {
      async visit(rows) {
        seen.push(...rows.map(({ id }) => id))
      },
      end: () => seen,
    }
  })
  return { ...result, ids: result.value.toSorted((a, b) => a - b) }
}

const wanted = (rows: readonly Operation[]) =>
  rows
    .filter(({ at }) => at !== 'unknown' && at >= day.from && at < day.until)
    .map(({ id }) => id)
    .sort((a, b) => a - b)

describe('a ledger whose times run one way', () => {
  const minutes = fc.array(fc.integer({ min: -3000, max: 4500 }), { maxLength: 300 })
  it.each(['ascending', 'descending'])('gives every row of the day once: %s', async order => {
    await fc.assert(
      fc.asyncProperty(minutes, fc.integer({ min: 2, max: 30 }), async (times, size) => {
        const sorted = times.toSorted((a, b) => (order === 'ascending' ? a - b : b - a))
        const rows = sorted.map((at, i) => row(i + 1, at))
        const result = await read(listOf(rows, size), 3)
        expect(result.ids).toEqual(wanted(rows))
        expect(result.isComplete).toBe(true)
      }),
    )
  })

  test('costs about twenty questions and the day’s own pages for a million rows', async () => {
    const count = 1_000_000
    let calls = 0
    const at = (i: number) => (i - 990_000) / 2
    const result = await read(async offset => {
      calls++
      const length = Math.max(0, Math.min(50, count - offset))
      return { rows: Array.from({ length }, (_, i) => row(offset + i + 1, at(offset + i))), count }
    })
    expect(result.ids).toHaveLength(2880)
    expect(result.isComplete).toBe(true)
    expect(result.calls).toBe(calls)
    expect(calls).toBeLessThan(2880 / 49 + 25)
  })

  test('misses nothing and counts nothing twice while new rows come in at the front', async () => {
    const rows = Array.from({ length: 600 }, (_, i) => row(600 - i, 2000 - i * 5))
    const before = wanted(rows)
    let next = 601
    const fetch = listOf(rows, 20, () => rows.unshift(row(next++, 2100)))
    const result = await read(fetch)
    expect(result.ids).toEqual(before)
    expect(result.isComplete).toBe(true)
  })

  test('says so when rows were taken out under its hands', async () => {
    const rows = Array.from({ length: 600 }, (_, i) => row(i + 1, -600 + i * 4))
    const result = await read(listOf(rows, 20, call => call === 16 && rows.splice(0, 40)))
    expect(result.isComplete).toBe(false)
  })
})

describe('a ledger without an order', () => {
  const shuffled = (count: number) =>
    Array.from({ length: count }, (_, i) => row(i + 1, ((i * 7919) % count) * 10 - 2000))

  test('is read whole where it is short enough', async () => {
    const rows = shuffled(180)
    const result = await read(listOf(rows, 20), 20)
    expect(result.ids).toEqual(wanted(rows))
    expect(result.isComplete).toBe(true)
  })

  test('is read up to the cap where it is long, and the history counts as incomplete', async () => {
    const rows = shuffled(900)
    const result = await read(listOf(rows, 20), 5)
    expect(result.isComplete).toBe(false)
    expect(result.calls).toBeLessThanOrEqual(5 + 3)
    expect(wanted(rows)).toEqual(expect.arrayContaining(result.ids))
  })

  test('is not taken for ordered because its ends look so', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => row(i + 1, i * 10 - 2000))
    const middle = rows.splice(100, 200).reverse()
    rows.splice(100, 0, ...middle)
    const result = await read(listOf(rows, 20), 30)
    expect(result.ids).toEqual(wanted(rows))
    expect(result.isComplete).toBe(true)
  })

  test('one row out of place within the day ends nothing early', async () => {
    const rows = Array.from({ length: 400 }, (_, i) => row(i + 1, i === 260 ? 3000 : i * 10 - 2000))
    const result = await read(listOf(rows, 20), 30)
    expect(result.ids).toEqual(wanted(rows))
    expect(result.isComplete).toBe(true)
  })

  test('a row without a readable time makes it incomplete', async () => {
    const rows = [row(1, 10), row(2, 'unknown'), row(3, 20)]
    expect(await read(listOf(rows, 20))).toMatchObject({ ids: [1, 3], isComplete: false })
  })
})
