import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LoyaltyStore } from '../../../src/sandbox/loyalty/store.ts'
import { callSandbox, emma, field, maria, results } from './caller.ts'

const classicGuest = 11656611
const grant = { contact: classicGuest, concept: 'Estancia', points: 500, point_type: 0 }

/** What the ledger says a guest has: by what is left in the lots, and by everything in and out. */
function balances(store: LoyaltyStore, contact: number) {
  const rows = store.operationsOf(contact)
  return {
    left: rows.reduce((sum, row) => sum + row.remainingPoints, 0),
    moved: rows.reduce((sum, row) => sum + row.points + row.bonusPoints - (row.expiredPoints ?? 0), 0),
  }
}

describe('adding points', () => {
  it('writes one row and raises the balance by what was asked for', async () => {
    const { post, sandbox } = await callSandbox()
    const before = sandbox.store.operations().length
    const answer = await post('operations/add-points/', { ...grant, concept: '  Three nights · LD-7F3K2Q ' })
    expect(answer.status).toBe(201)
    expect(sandbox.store.operations()).toHaveLength(before + 1)
    expect(sandbox.store.contact(classicGuest)?.points).toBe(615 + 500)
    expect(sandbox.store.operationsOf(classicGuest).at(-1)).toMatchObject({
      id: field(answer.json, 'id'),
      concept: 'Three nights · LD-7F3K2Q',
      points: 500,
      remainingPoints: 500,
    })
  })

  it('answers with the row in the shapes that the vendor shows', async () => {
    const { post } = await callSandbox()
    const { json } = await post('operations/add-points/', grant)
    expect(json).toMatchObject({
      contact: classicGuest,
      contact_email: 'isabel.navarro@example.com',
      consumed_points: 0,
      expired_points: null,
      bonus_points: '0.00',
      code: expect.stringMatching(/^[A-Z0-9]{10}$/),
      redeemed: 0,
      point_type: 0,
      product: null,
      book: null,
      hotel: null,
      manager: 3738,
      timestamp: expect.stringMatching(/^2026-11-20T12:00:\d\d\.\d{6}$/),
    })
    const at = (name: string) => Date.parse(`${field(json, name)}Z`)
    const early = at('timestamp') - at('expired_date')
    expect(early).toBeGreaterThanOrEqual(1)
    expect(early).toBeLessThanOrEqual(2)
  })

  it("adds the level's bonus: a Gold guest gets 110 for 100", async () => {
    const { post, sandbox } = await callSandbox()
    const { json } = await post('operations/add-points/', { ...grant, contact: maria, points: 100 })
    expect(json).toMatchObject({ points: 100, bonus_points: '10.00', remaining_points: 110 })
    expect(sandbox.store.contact(maria)?.points).toBe(1240 + 110)
  })

  it('lets a level take points away, when the hotel has set it so', async () => {
    const { post, sandbox } = await callSandbox({ levelBonusPercent: { 2671: -20 } })
    const { json } = await post('operations/add-points/', grant)
    expect(json).toMatchObject({ points: 500, bonus_points: '-100.00', remaining_points: 400 })
    expect(sandbox.store.contact(classicGuest)?.points).toBe(615 + 400)
    await post('operations/add-points/', { ...grant, contact: maria, points: 100 })
    expect(sandbox.store.contact(maria)?.points).toBe(1240 + 100)
  })

  it.each([
    ['point_type', undefined, 'This field is required.'],
    ['point_type', 3, '"3" is not a valid choice.'],
    ['point_type', '0', 'A valid integer is required.'],
    ['points', undefined, 'This field is required.'],
    ['points', 0, 'Ensure this value is greater than or equal to 1.'],
    ['points', -5, 'Ensure this value is greater than or equal to 1.'],
    ['points', 1.5, 'A valid integer is required.'],
    ['points', '500', 'A valid integer is required.'],
    ['points', null, 'This field may not be null.'],
    ['points', 3_000_000_000, 'Ensure this value is less than or equal to 2147483647.'],
    ['concept', undefined, 'This field is required.'],
    ['concept', '', 'This field may not be blank.'],
    ['concept', '   ', 'This field may not be blank.'],
    ['concept', 12, 'Not a valid string.'],
    ['concept', 'x'.repeat(256), 'Ensure this field has no more than 255 characters.'],
    ['contact', undefined, 'This field is required.'],
    ['contact', String(classicGuest), 'Incorrect type. Expected pk value, received str.'],
    ['contact', 4, 'Invalid pk "4" - object does not exist.'],
    ['contact', 11656640, 'Invalid pk "11656640" - object does not exist.'],
    ['contact', emma, 'The contact is not in the loyalty programme.'],
  ])('refuses %s = %j and writes nothing', async (name, value, message) => {
    const { post, sandbox } = await callSandbox()
    const rows = sandbox.store.operations()
    const answer = await post('operations/add-points/', { ...grant, [name]: value })
    expect(answer).toMatchObject({ status: 400, json: { [name]: [message] } })
    expect(sandbox.store.operations()).toEqual(rows)
    expect(sandbox.store.contact(classicGuest)?.points).toBe(615)
  })

  it('names every wrong field at once', async () => {
    const { post } = await callSandbox()
    const { json } = await post('operations/add-points/', {})
    expect(Object.keys(Object(json)).sort()).toEqual(['concept', 'contact', 'point_type', 'points'])
  })
})

describe('redeeming points', () => {
  it('writes a negative row and takes the points from the oldest lots first', async () => {
    const { post, sandbox } = await callSandbox()
    const { store } = sandbox
    const guest = store.addContact({ email: 'lots@example.com', isMember: true, level: 2671 })
    for (const points of [100, 50, 200]) store.addPoints({ contact: guest.id, concept: 'lot', points })
    const answer = await post('operations/redeem-points/', {
      contact: guest.id,
      concept: 'Botella de cava',
      points: 120,
    })
    expect(answer).toMatchObject({
      status: 201,
      json: { points: -120, consumed_points: 0, remaining_points: 0, bonus_points: '0.00' },
    })
    expect(store.contact(guest.id)?.points).toBe(230)
    const rows = store.operationsOf(guest.id)
    expect(rows.map(row => [row.points, row.consumedPoints, row.remainingPoints])).toEqual([
      [100, -100, 0],
      [50, -20, 30],
      [200, 0, 200],
      [-120, 0, 0],
    ])
  })

  it('lets a guest spend the last point, and not one more', async () => {
    const { post, sandbox } = await callSandbox()
    const redeem = (points: number) =>
      post('operations/redeem-points/', { contact: maria, concept: 'Cena', points })
    expect(await redeem(1241)).toMatchObject({
      status: 400,
      json: { points: ['The contact does not have enough points.'] },
    })
    expect(sandbox.store.contact(maria)?.points).toBe(1240)
    expect((await redeem(1240)).status).toBe(201)
    expect(sandbox.store.contact(maria)?.points).toBe(0)
    expect((await redeem(1)).status).toBe(400)
  })

  it('needs no point type, and refuses what adding refuses', async () => {
    const { post, sandbox } = await callSandbox()
    const rows = sandbox.store.operations()
    const redeem = (changes: object) =>
      post('operations/redeem-points/', { contact: maria, concept: 'Cena', points: 10, ...changes })
    for (const changes of [
      { points: 0 },
      { points: '10' },
      { concept: ' ' },
      { contact: 4 },
      { contact: emma },
    ]) {
      expect((await redeem(changes)).status, JSON.stringify(changes)).toBe(400)
    }
    expect(sandbox.store.operations()).toEqual(rows)
    expect((await redeem({})).status).toBe(201)
  })

  it('goes by the balance when someone has overwritten it', async () => {
    const { post, sandbox } = await callSandbox()
    const redeem = (points: number) =>
      post('operations/redeem-points/', { contact: maria, concept: 'Cena', points })
    sandbox.store.setPoints(maria, 100)
    expect((await redeem(101)).status).toBe(400)
    sandbox.store.setPoints(maria, 5000)
    expect((await redeem(4000)).status).toBe(201)
    expect(sandbox.store.contact(maria)?.points).toBe(1000)
  })
})

describe('the arithmetic of the ledger', () => {
  it('keeps balance and rows equal through any order of grants, redemptions and endings', async () => {
    const { sandbox } = await callSandbox()
    const { store } = sandbox
    const step = fc.record({
      kind: fc.constantFrom('add', 'redeem', 'expire'),
      points: fc.integer({ min: 1, max: 3000 }),
      which: fc.nat(20),
    })
    let guests = 0
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.constantFrom(2671, 2673), (steps, level) => {
        const email = `guest-${++guests}@example.com`
        const { id } = store.addContact({ email, isMember: true, level })
        for (const { kind, points, which } of steps) {
          const has = store.contact(id)?.points ?? 0
          const lot = store.operationsOf(id)[which]
          if (kind === 'add') store.addPoints({ contact: id, concept: 'in', points })
          else if (kind === 'expire' && lot) store.expireLot(lot.id)
          else if (has > 0) store.redeemPoints({ contact: id, concept: 'out', points: Math.min(points, has) })
          const now = store.contact(id)?.points
          expect(balances(store, id)).toEqual({ left: now, moved: now })
        }
        for (const row of store.operationsOf(id)) {
          expect(row.remainingPoints).toBeGreaterThanOrEqual(0)
          expect(row.consumedPoints).toBeLessThanOrEqual(0)
        }
      }),
      { numRuns: 60, seed: 1 },
    )
  })
})

describe('reading the ledger', () => {
  it("shows one guest's rows, newest first", async () => {
    const { get, post, sandbox } = await callSandbox()
    const { json } = await post('operations/add-points/', grant)
    const rows = results(await get(`operations/?contact=${classicGuest}`))
    expect(rows).toHaveLength(sandbox.store.operationsOf(classicGuest).length)
    expect(rows[0]).toEqual(json)
    expect(rows.every(row => field(row, 'contact') === classicGuest)).toBe(true)
    const times = rows.map(row => String(field(row, 'timestamp')))
    expect(times).toEqual(times.toSorted().reverse())
  })

  it('can be told to show the oldest first, since the real order is unknown', async () => {
    const { get, sandbox } = await callSandbox({ operationsOrder: 'oldestFirst' })
    const rows = results(await get(`operations/?contact=${maria}`))
    expect(field(rows[0], 'id')).toBe(sandbox.store.operationsOf(maria)[0]?.id)
  })

  it('shows no rows for an unknown guest and refuses an id that is no number', async () => {
    const { get } = await callSandbox()
    expect((await get('operations/?contact=4')).json).toMatchObject({ count: 0 })
    expect(await get('operations/?contact=maria')).toMatchObject({ status: 400 })
  })

  it('shows one row by its id', async () => {
    const { get, post } = await callSandbox()
    const { json } = await post('operations/add-points/', grant)
    expect((await get(`operations/${field(json, 'id')}/`)).json).toEqual(json)
    expect((await get('operations/1/')).status).toBe(404)
  })

  it("writes times in the hotel's zone", async () => {
    const { post } = await callSandbox({ timeZone: 'America/New_York' })
    const { json } = await post('operations/add-points/', grant)
    expect(field(json, 'timestamp')).toMatch(/^2026-11-20T06:00:/)
  })
})
