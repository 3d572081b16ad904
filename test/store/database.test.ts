import { describe, expect, test } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { isUniqueViolation, StoreError } from '../../src/store/errors.ts'
import type { Querier } from '../../src/store/schema.ts'
import { forEachStore, onPostgres } from '../support/database.ts'

const person = (user_id: string) => ({ user_id, locale: 'es', fetched_at: 1_900_000_000_123 })
const peopleIn = async (db: Querier) =>
  (await db.selectFrom('people').select('user_id').orderBy('user_id').execute()).map(row => row.user_id)
const add = (db: Querier, id: string) => db.insertInto('people').values(person(id)).execute()

async function codeOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    problem => problem,
  )
  expect(error).toBeInstanceOf(StoreError)
  return error.code
}

describe('the store', () => {
  forEachStore((_name, open) => {
    test('keeps what was saved when the app starts again', async () => {
      const before = await open()
      await add(before.db, 'ana')
      await before.close()
      expect(await peopleIn((await open()).db)).toEqual(['ana'])
    })

    test('saves all of a transaction', async () => {
      const { transaction, db } = await open()
      const answer = await transaction(async tx => {
        await add(tx, 'ana')
        await add(tx, 'ben')
        return 'saved'
      })
      expect(answer).toBe('saved')
      expect(await peopleIn(db)).toEqual(['ana', 'ben'])
    })

    test('saves nothing of a transaction that failed, and says why it failed', async () => {
      const { transaction, db } = await open()
      const failing = transaction(async tx => {
        await add(tx, 'ana')
        throw new Error('changed my mind')
      })
      await expect(failing).rejects.toThrow('changed my mind')
      expect(await peopleIn(db)).toEqual([])
    })

    test('gives moments back as numbers, to the millisecond', async () => {
      const { db } = await open()
      await add(db, 'ana')
      const row = await db.selectFrom('people').select('fetched_at').executeTakeFirstOrThrow()
      expect(row.fetched_at).toBe(1_900_000_000_123)
    })

    test('loses no update when many people press at the same moment', async () => {
      const { transaction, db } = await open()
      const key = { user_id: 'ana', kind: 'grant', hotel_id: 1, day: '2026-11-22' }
      await db
        .insertInto('allowances')
        .values({ ...key, used: 0 })
        .execute()
      const press = () =>
        transaction(async tx => {
          const row = await tx
            .updateTable('allowances')
            .set(eb => ({ used: eb('used', '+', 10) }))
            .returning('used')
            .executeTakeFirstOrThrow()
          return row.used
        })
      const seen = await Promise.all(Array.from({ length: 20 }, press))
      expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => 10 * (i + 1)))
    })

    test('refuses to be used beside a transaction from inside it, instead of waiting for itself', async () => {
      const { transaction, db } = await open()
      const reading = transaction(async () => peopleIn(db))
      await expect(reading).rejects.toThrow('pass `tx` along')
      const nested = transaction(async () => transaction(async tx => peopleIn(tx)))
      await expect(nested).rejects.toThrow('pass `tx` along')
      expect(await peopleIn(db)).toEqual([])
    })

    test('rolls a transaction back when its time is over, and lets nothing of it in afterwards', async () => {
      const { transaction, db } = await open()
      const slept = Promise.withResolvers<void>()
      const late = Promise.withResolvers<unknown>()
      const slow = transaction(
        async tx => {
          await add(tx, 'ana')
          await slept.promise
          late.resolve(await add(tx, 'ben').catch(error => error))
        },
        { timeoutMs: 60 },
      )
      expect(await codeOf(slow)).toBe('busy')
      slept.resolve()
      expect(await late.promise).toBeInstanceOf(Error)
      expect(await peopleIn(db)).toEqual([])
    })

    test('lets nothing in after a failure, of what was begun beside it', async () => {
      const { transaction, db } = await open()
      const going = Promise.withResolvers<unknown>()
      const failing = transaction(async tx => {
        const goOn = async () => {
          for (let n = 0; n < 20; n++) await add(tx, `ben ${n}`)
        }
        going.resolve(goOn().catch(error => error))
        throw new Error('stop')
      })
      await expect(failing).rejects.toThrow('stop')
      expect(await going.promise).toBeInstanceOf(Error)
      expect(await peopleIn(db)).toEqual([])
    })

    test('tells who cannot get a turn in time to try again, and saves nothing for them', async () => {
      const { transaction, db } = await open()
      await add(db, 'ana')
      const rename = (tx: Querier, locale: string) => tx.updateTable('people').set({ locale }).execute()
      const inside = Promise.withResolvers<void>()
      const leave = Promise.withResolvers<void>()
      const first = transaction(async tx => {
        await rename(tx, 'en')
        inside.resolve()
        await leave.promise
      })
      await inside.promise
      expect(await codeOf(transaction(tx => rename(tx, 'fr'), { timeoutMs: 60 }))).toBe('busy')
      leave.resolve()
      await first
      expect((await db.selectFrom('people').select('locale').executeTakeFirst())?.locale).toBe('en')
    })

    test('goes on after a turn that was given up', async () => {
      const { transaction, db } = await open({ poolSize: 1 })
      const leave = Promise.withResolvers<void>()
      const first = transaction(async tx => {
        await leave.promise
        await add(tx, 'ana')
      })
      expect(await codeOf(transaction(tx => add(tx, 'ben'), { timeoutMs: 30 }))).toBe('busy')
      leave.resolve()
      await first
      await transaction(tx => add(tx, 'carla'))
      expect(await peopleIn(db)).toEqual(['ana', 'carla'])
    })

    test('recognises that something is already there', async () => {
      const { db } = await open()
      await add(db, 'ana')
      const again = await add(db, 'ana').catch(error => error)
      expect(isUniqueViolation(again)).toBe(true)
      const unfinished = await db
        .insertInto('cards')
        .values({ action_id: 'none', place: 'desk', channel: 'C', ts: null, shown_version: 0 })
        .execute()
        .catch(error => error)
      expect(unfinished).toBeInstanceOf(Error)
      expect(isUniqueViolation(unfinished)).toBe(false)
    })

    test('answers a ping while it is open', async () => {
      const database = await open()
      await database.ping()
      await database.close()
      await expect(database.ping()).rejects.toThrow()
    })

    test('can be read, but not changed, by a reader beside the app', async () => {
      const app = await open()
      await add(app.db, 'ana')
      const reader = await open({ readOnly: true })
      expect(await peopleIn(reader.db)).toEqual(['ana'])
      expect(await codeOf(add(reader.db, 'ben'))).toBe('unavailable')
    })

    test('tells a reader when there are no tables yet', async () => {
      expect(['schema', 'unavailable']).toContain(await codeOf(open({ readOnly: true })))
    })

    test('is not touched by an older version of the app', async () => {
      const newer: Database = await open()
      await newer.db
        .insertInto('kysely_migration' as never)
        .values({ name: '9999-from-the-future', timestamp: '2030-01-01' } as never)
        .execute()
      await newer.close()
      expect(await codeOf(open())).toBe('schema')
    })
  })

  onPostgres((_name, open) => {
    test('does not take a transaction for saved whose failed statement was passed over', async () => {
      const { transaction, db } = await open()
      const passingOver = transaction(async tx => {
        await add(tx, 'ana')
        await add(tx, 'ana').catch(() => {})
      })
      await expect(passingOver).rejects.toThrow()
      expect(await peopleIn(db)).toEqual([])
    })
  })
})
