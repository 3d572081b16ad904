// The ledger: pages read to the end, nobody else's rows, odd shapes; and what a grant and a redemption send.
import { describe, expect, it } from 'vitest'
import { type OperationId, toContactId } from '../../src/domain/guest.ts'
import { toPoints } from '../../src/domain/points.ts'
import { readReference, toConcept } from '../../src/domain/reference.ts'
import {
  answering,
  type BareRequest,
  collect,
  failureOf,
  listOf,
  startBareApi,
  startClient,
  startDesk,
} from './support/api.ts'

const maria = toContactId(11656629)
const points = toPoints(300)
const reference = readReference('LD-7F3K2Q')
if (!maria || !points || !reference) throw new Error('the guest, points or reference of these tests is wrong')
const grant = { contactId: maria, points, concept: toConcept('Three nights', reference) }

const row = (id: number, more: object = {}) => ({
  id,
  contact: maria,
  points: 10,
  concept: `row ${id}`,
  timestamp: `2026-11-${String((id % 28) + 1).padStart(2, '0')}T10:00:00.123456`,
  ...more,
})

/** Serves the rows by limit and offset, with `next` links to a foreign host. */
function paged(rows: readonly unknown[], count = rows.length) {
  return ({ query }: BareRequest) => {
    const limit = Number(query.get('limit'))
    const offset = Number(query.get('offset'))
    const results = rows.slice(offset, offset + limit)
    return { json: { count, next: 'http://elsewhere.invalid/steal', previous: null, results } }
  }
}

describe('reading the ledger', () => {
  it('reads every page by its own offset and gives the newest first', async () => {
    const all = Array.from({ length: 7 }, (_, index) => row(index + 1))
    const api = await startBareApi(paged(all))
    const { client } = startClient(api.url, { settings: { pageLimit: 3 } })
    const { rows, isComplete } = await client.operations.readAll(maria)
    expect(rows.map(operation => operation.id)).toEqual([7, 6, 5, 4, 3, 2, 1])
    expect(isComplete).toBe(true)
    const asked = api.seen
      .filter(request => request.path === 'operations/')
      .map(request => Object.fromEntries(request.query))
    expect(asked).toEqual(['0', '3', '6'].map(offset => ({ contact: '11656629', limit: '3', offset })))
  })

  it('agrees with the ledger of the sandbox', async () => {
    const { client, sandbox } = await startDesk({ settings: { pageLimit: 2 } })
    const { rows, isComplete } = await client.operations.readAll(maria)
    expect(isComplete).toBe(true)
    expect(rows.map(operation => [operation.id, operation.points]).toSorted()).toEqual(
      sandbox.store
        .operationsOf(maria)
        .map(operation => [operation.id, operation.points])
        .toSorted(),
    )
    expect(rows.length).toBeGreaterThan(2)
  })

  describe('the newest rows by one look', () => {
    const falling = [9, 8, 7, 6].map(id => row(id))
    it.each([
      ['the whole list, in whatever order', [row(1), row(9), row(4)], 3, 'start'],
      ['a page that falls in time tells since when', falling, 80, '2026-11-08'],
      ['a page that rises in time tells nothing', falling.toReversed(), 80, 'unknown'],
      ['a page of one moment tells nothing', [row(9), row(9 + 28)], 80, 'unknown'],
      [
        'a page with a row without a time tells nothing',
        [row(9), row(8, { timestamp: null })],
        80,
        'unknown',
      ],
      ['a page with a row of another guest tells nothing', [row(9), row(8, { contact: 8 })], 2, 'unknown'],
    ])('%s', async (_, rows, count, since) => {
      const api = await startBareApi(paged(rows, count))
      const { client } = startClient(api.url)
      const newest = await client.operations.newest(maria)
      expect(newest.since).toBe(since)
      expect(newest.rows.every(({ contactId }) => contactId === maria)).toBe(true)
      const ids = newest.rows.map(({ id }) => id)
      expect(ids[0]).toBe(Math.max(...ids))
      expect(api.seen.filter(request => request.path === 'operations/')).toHaveLength(1)
    })

    it('names the booking of a row, whatever stands there', async () => {
      const books = [7001, '7002', { id: 7003 }, null, 'QX77PL']
      const api = await startBareApi(paged(books.map((book, index) => row(20 - index, { book }))))
      const { client } = startClient(api.url)
      const { rows } = await client.operations.newest(maria)
      expect(rows.map(({ booking }) => booking)).toEqual(['7001', '7002', '7003', undefined, undefined])
    })
  })

  it('goes on by what came where the API gives smaller pages than asked', async () => {
    const all = Array.from({ length: 5 }, (_, index) => row(index + 1))
    const api = await startBareApi(({ query }) => {
      const offset = Number(query.get('offset'))
      return { json: { count: 5, next: null, previous: null, results: all.slice(offset, offset + 2) } }
    })
    const { client } = startClient(api.url)
    expect(await client.operations.readAll(maria)).toMatchObject({ isComplete: true, rows: { length: 5 } })
    expect(api.seen.filter(request => request.path === 'operations/')).toHaveLength(3)
  })

  it('says that the history is incomplete when rows of other guests came along', async () => {
    const { client, sandbox } = await startDesk()
    sandbox.faults.add({ route: 'GET operations/', kind: 'filtersIgnored', times: 99 })
    const { rows, isComplete } = await client.operations.readAll(maria)
    expect(isComplete).toBe(false)
    expect(rows.length).toBe(sandbox.store.operationsOf(maria).length)
    expect(rows.every(operation => operation.contactId === maria)).toBe(true)
  })

  it('stays incomplete when the strangers came on an early page only', async () => {
    const api = await startBareApi(paged([row(1, { contact: 8 }), row(2), row(3), row(4)]))
    const { client } = startClient(api.url, { settings: { pageLimit: 2 } })
    const { rows, isComplete } = await client.operations.readAll(maria)
    expect([rows.map(operation => operation.id), isComplete]).toEqual([[4, 3, 2], false])
  })

  it('leaves out a row whose owner it cannot tell', async () => {
    const { client } = await answering(listOf(row(1), row(2, { contact: null })))
    const { rows, isComplete } = await client.operations.readAll(maria)
    expect([rows.map(operation => operation.id), isComplete]).toEqual([[1], false])
  })

  it('stops at the page cap and says so', async () => {
    const api = await startBareApi(paged(Array.from({ length: 9 }, (_, index) => row(index + 1))))
    const { client } = startClient(api.url, { settings: { pageLimit: 2, pageCap: 3 } })
    expect(await client.operations.readAll(maria)).toMatchObject({ isComplete: false, rows: { length: 6 } })
    expect(await client.operations.readAll(maria, { cap: 1 })).toMatchObject({
      isComplete: false,
      rows: { length: 2 },
    })
    expect(await client.operations.readAll(maria, { cap: 9 })).toMatchObject({
      isComplete: true,
      rows: { length: 9 },
    })
  })

  it('gives up on an API that sends the same page for ever, each row once', async () => {
    const api = await startBareApi(() => ({ json: { count: 50, results: [row(1), row(2)] } }))
    const { client } = startClient(api.url)
    expect(await client.operations.readAll(maria)).toMatchObject({ isComplete: false, rows: { length: 2 } })
    expect(api.seen.filter(request => request.path === 'operations/')).toHaveLength(2)
  })

  it('is incomplete when the API counts more rows than it gives', async () => {
    const api = await startBareApi(paged([row(1), row(2)], 3))
    const { client } = startClient(api.url)
    expect((await client.operations.readAll(maria)).isComplete).toBe(false)
  })

  it("lists everyone's rows, one page ahead at most", async () => {
    const api = await startBareApi(paged([row(1, { contact: 8 }), row(2), row(3), row(4)]))
    const { client } = startClient(api.url, { settings: { pageLimit: 2 } })
    const seen: number[] = []
    for await (const operation of client.operations.list()) {
      seen.push(operation.id)
      if (seen.length === 2) break
    }
    expect(seen).toEqual([1, 2])
    const pages = api.seen.filter(request => request.path === 'operations/')
    expect(pages.map(request => request.query.has('contact'))).toEqual([false])
    const all = await collect(client.operations.list())
    expect(all.map(operation => operation.contactId)).toEqual([8, maria, maria, maria])
  })

  it('asks with the filter that the settings name', async () => {
    const api = await startBareApi(paged([]))
    const { client } = startClient(api.url, { settings: { operationsContactFilter: 'contact_id' } })
    expect(await client.operations.readAll(maria)).toEqual({ rows: [], isComplete: true })
    expect(api.seen.at(-1)?.query.get('contact_id')).toBe('11656629')
  })

  it('reads a row as the documentation shows it', async () => {
    const printed = {
      ...row(5, {
        points: '100',
        bonus_points: '10.00',
        remaining_points: 0,
        hotel: 101,
        product: { id: 801 },
        point_type: 0,
      }),
      contact: { id: 11656629 },
      consumed_points: -110,
      expired_points: null,
      expired_date: '2027-11-06T10:00:00.123456',
      book_room_number: '204',
      concept: ' Welcome ',
      code: 'AB12CD34EF',
    }
    const { client } = await answering(printed)
    const { rows } = await startAnd(listOf(printed))
    const expected = {
      id: 5,
      contactId: maria,
      points: 100,
      bonusPoints: 10,
      consumedPoints: 110,
      remainingPoints: 0,
      expiredPoints: 0,
      expiresAt: '2027-11-06T10:00:00',
      concept: 'Welcome',
      at: '2026-11-06T10:00:00',
      hotelId: 101,
      room: '204',
      productId: 801,
      code: 'AB12CD34EF',
      pointType: 0,
    }
    expect(rows).toEqual([expected])
    expect(await client.operations.get(5 as OperationId)).toEqual(expected)
    const other = await failureOf(client.operations.get(6 as OperationId))
    expect(other.issues).toEqual(['id: another operation than asked'])
  })

  it('calls unknown what a row does not say of its points, and nothing expired where it says null', async () => {
    const { rows } = await startAnd(
      listOf(
        row(1, { consumed_points: undefined, expired_points: undefined, expired_date: undefined }),
        row(2, { expired_points: null }),
      ),
    )
    expect(
      rows.map(({ consumedPoints, expiredPoints, expiresAt }) => [consumedPoints, expiredPoints, expiresAt]),
    ).toEqual(
      expect.arrayContaining([
        ['unknown', 'unknown', 'unknown'],
        [expect.anything(), 0, expect.anything()],
      ]),
    )
  })

  it('puts rows without a readable time last and takes the later id of two at once', async () => {
    const at = '2026-11-06T10:00:00.5'
    const { rows } = await startAnd(
      listOf(row(1, { timestamp: null }), row(2, { timestamp: at }), row(3, { timestamp: at })),
    )
    expect(rows.map(operation => [operation.id, operation.at])).toEqual([
      [3, '2026-11-06T10:00:00'],
      [2, '2026-11-06T10:00:00'],
      [1, 'unknown'],
    ])
  })

  it('leaves the sign to the ledger, unless the settings say that it prints none', async () => {
    const lots = listOf(
      row(1, { points: 100, consumed_points: 0, remaining_points: 100 }),
      row(2, { points: 100, consumed_points: -100, remaining_points: 0 }),
      row(3, { points: 100, consumed_points: 0, remaining_points: 0, expired_points: null }),
      row(4, { points: 100, consumed_points: 0, remaining_points: 0, expired_points: 100 }),
      row(5, { points: 100, consumed_points: 0, remaining_points: 0, bonus_points: '-100.00' }),
      row(6, { points: -100, consumed_points: 0, remaining_points: 0 }),
      row(7, { points: 100 }),
    )
    const byId = async (redemptionSign: 'as-printed' | 'from-rest') => {
      const { client } = await answering(lots, { settings: { redemptionSign } })
      const { rows } = await client.operations.readAll(maria)
      return rows.toSorted((a, b) => a.id - b.id).map(operation => operation.points)
    }
    expect(await byId('as-printed')).toEqual([100, 100, 100, 100, 100, -100, 100])
    expect(await byId('from-rest')).toEqual([100, 100, -100, 100, 100, -100, 100])
  })

  async function startAnd(list: unknown) {
    const { client } = await answering(list)
    return client.operations.readAll(maria)
  }
})

describe('writing to the ledger', () => {
  it('a grant is one row, and the answer tells its id and what arrived', async () => {
    const { client, sandbox } = await startDesk()
    const written = await client.operations.addPoints(grant, { reference })
    const [first] = sandbox.store.operationsOf(maria).filter(operation => operation.concept === grant.concept)
    expect(written).toEqual({ operationId: first?.id, points: 300, bonusPoints: 30 })
    expect(sandbox.requests.at(-1)?.body).toEqual({
      contact: 11656629,
      concept: 'Three nights · LD-7F3K2Q',
      points: 300,
      point_type: 0,
    })
  })

  it('a redemption sends positive points and nothing undocumented', async () => {
    const { client, sandbox } = await startDesk()
    const written = await client.operations.redeemPoints({ ...grant, hotelId: 101 }, { reference })
    expect(written).toMatchObject({ points: -300 })
    expect(sandbox.requests.at(-1)?.body).toEqual({ contact: 11656629, concept: grant.concept, points: 300 })
  })

  it('an answer that only echoes the request is enough', async () => {
    const { client, sandbox } = await startDesk()
    sandbox.faults.add({ route: 'POST operations/add-points/', kind: 'echoOnlyAfterWrite' })
    sandbox.faults.add({ route: 'POST operations/redeem-points/', kind: 'echoOnlyAfterWrite' })
    const echo = { operationId: undefined, bonusPoints: 'unknown' }
    expect(await client.operations.addPoints(grant, { reference })).toEqual({ ...echo, points: 300 })
    expect(await client.operations.redeemPoints(grant, { reference })).toEqual({ ...echo, points: -300 })
  })

  it.each([
    ['another guest', { id: 5, contact: 8 }, 'contact: another contact than asked'],
    ['points that are none', { id: 5, points: [] }, 'points: not a number'],
    ['no object', 'done', undefined],
  ])('an answer with %s may have happened', async (_, body, issue) => {
    const { client } = await answering(body)
    const error = await failureOf(client.operations.addPoints(grant, { reference }))
    expect(error).toMatchObject({ code: 'Drift', effect: 'maybe', isRetryable: false, reference })
    if (issue) expect(error.issues).toEqual([issue])
  })

  it('an answer without any text may have happened', async () => {
    const api = await startBareApi(() => ({ status: 204 }))
    const { client } = startClient(api.url)
    expect(await failureOf(client.operations.addPoints(grant, { reference }))).toMatchObject({
      code: 'Drift',
      effect: 'maybe',
    })
  })

  it('sends the undocumented fields where the settings say so', async () => {
    const api = await startBareApi(() => ({ json: {} }))
    const settings = {
      grantPointType: 2,
      sendPointTypeOnRedeem: true,
      redeemFields: { product: true, hotel: true },
    }
    const { client } = startClient(api.url, { settings })
    await client.operations.redeemPoints({ ...grant, hotelId: 101 }, { reference })
    expect(api.seen.at(-1)?.body).toMatchObject({ point_type: 2, hotel: 101 })
    await client.operations.addPoints(grant, { reference })
    expect(api.seen.at(-1)?.body).toMatchObject({ point_type: 2 })
    const bare = startClient(api.url, { settings: { grantPointType: undefined } })
    await bare.client.operations.addPoints(grant, { reference })
    expect(api.seen.at(-1)?.body).not.toHaveProperty('point_type')
  })
})
