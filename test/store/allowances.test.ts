// What people have used of their day: however many hands take from it, it is never overdrawn.
import { describe, expect, test } from 'vitest'
import {
  type AllowanceKey,
  giveBackAllowance,
  takeAllowance,
  usedAllowance,
} from '../../src/store/allowances.ts'
import type { Database } from '../../src/store/database.ts'
import { forEachStore } from '../support/database.ts'

const ana: AllowanceKey = { userId: 'U0ANA', kind: 'grant-points', hotelId: 101, day: '2026-11-23' }

describe('an allowance', () => {
  forEachStore((_name, open) => {
    const take = (database: Database, amount: number, cap = 2000, key = ana) =>
      database.transaction(tx => takeAllowance(tx, key, amount, cap))
    const giveBack = (database: Database, amount: number, key = ana) =>
      database.transaction(tx => giveBackAllowance(tx, key, amount))
    const used = ({ db }: Database, key = ana) => usedAllowance(db, key)

    test('is untouched at the start of the day', async () => {
      expect(await used(await open())).toBe(0)
    })

    test('is taken up to the last point and not beyond', async () => {
      const database = await open()
      expect(await take(database, 500)).toBe(true)
      expect(await take(database, 1499)).toBe(true)
      expect(await used(database)).toBe(1999)
      expect(await take(database, 2)).toBe(false)
      expect(await used(database)).toBe(1999)
      expect(await take(database, 1)).toBe(true)
      expect(await take(database, 1)).toBe(false)
      expect(await used(database)).toBe(2000)
    })

    test('is not touched by one who asks for more than a whole day', async () => {
      const database = await open()
      expect(await take(database, 2001)).toBe(false)
      expect(await used(database)).toBe(0)
      expect(await take(database, 2000)).toBe(true)
    })

    test('is each person’s own, for each kind, hotel and day', async () => {
      const database = await open()
      await take(database, 2000)
      const others: AllowanceKey[] = [
        { ...ana, userId: 'U0BEN' },
        { ...ana, kind: 'redeem-product' },
        { ...ana, hotelId: 102 },
        { ...ana, day: '2026-11-24' },
      ]
      for (const key of others) {
        expect(await used(database, key)).toBe(0)
        expect(await take(database, 2000, 2000, key)).toBe(true)
      }
    })

    test('follows a limit that was lowered during the day', async () => {
      const database = await open()
      await take(database, 1500)
      expect(await take(database, 1, 1000)).toBe(false)
      expect(await used(database)).toBe(1500)
    })

    test('given back can be taken again', async () => {
      const database = await open()
      await take(database, 2000)
      await giveBack(database, 300)
      expect(await used(database)).toBe(1700)
      expect(await take(database, 301)).toBe(false)
      expect(await take(database, 300)).toBe(true)
    })

    test('given back touches nobody else, and nothing where nothing was taken', async () => {
      const database = await open()
      await take(database, 500)
      await giveBack(database, 300, { ...ana, userId: 'U0BEN' })
      expect(await used(database)).toBe(500)
      expect(await used(database, { ...ana, userId: 'U0BEN' })).toBe(0)
    })

    test('is not taken when the action that needed it was not stored', async () => {
      const database = await open()
      const failing = database.transaction(async tx => {
        await takeAllowance(tx, ana, 500, 2000)
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      expect(await used(database)).toBe(0)
    })

    test('is never overdrawn by many who take at once', async () => {
      const database = await open()
      const taken = await Promise.all(Array.from({ length: 12 }, () => take(database, 300)))
      expect(taken.filter(Boolean)).toHaveLength(6)
      expect(await used(database)).toBe(1800)
    })

    test('adds up when some take and others give back at once', async () => {
      const database = await open()
      await take(database, 1000)
      const taking = Array.from({ length: 6 }, () => take(database, 100))
      const giving = Array.from({ length: 4 }, () => giveBack(database, 100))
      const taken = await Promise.all(taking)
      await Promise.all(giving)
      expect(taken.every(Boolean)).toBe(true)
      expect(await used(database)).toBe(1000 + 600 - 400)
    })
  })
})
