import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { type Database, storeFile } from '../../src/store/database.ts'
import { StoreError } from '../../src/store/errors.ts'
import type { Querier } from '../../src/store/schema.ts'
import { onSqlite } from '../support/database.ts'
import { startStoreProcess } from './process.ts'

describe('the embedded store', () => {
  onSqlite((_name, open, place) => {
    const add = (db: Querier, id: string, locale = 'es') =>
      db.insertInto('people').values({ user_id: id, locale, fetched_at: 1 }).execute()
    const count = async (db: Querier) => (await db.selectFrom('people').select('user_id').execute()).length
    const directory = async () => {
      const here = await place()
      if (!('dataDir' in here)) throw new Error('not SQLite')
      return here.dataDir
    }
    const errorOf = (work: Promise<unknown>): Promise<StoreError> =>
      work.then(
        () => new StoreError('busy', 'it worked'),
        error => error,
      )

    test('is written through to the disk at each commit', async () => {
      const { db } = await open()
      const pragma = async (name: string) =>
        Object.values((await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db)).rows[0] ?? {})
      expect(await pragma('journal_mode')).toEqual(['wal'])
      expect(await pragma('synchronous')).toEqual([2])
      expect(await pragma('foreign_keys')).toEqual([1])
      expect(await pragma('busy_timeout')).toEqual([250])
    })

    test('says "busy" while another program writes, saves nothing, and goes on afterwards', async () => {
      const { db, transaction } = await open({ busyTimeoutMs: 20 })
      const other = new DatabaseSync(storeFile(await directory()))
      other.exec('begin immediate')
      try {
        expect(await errorOf(add(db, 'ana'))).toMatchObject({ name: 'StoreError', code: 'busy' })
        expect(await errorOf(transaction(tx => add(tx, 'ana')))).toMatchObject({ code: 'busy' })
        expect(await count(db)).toBe(0)
        other.exec('rollback')
        await transaction(tx => add(tx, 'ana'))
        expect(await count(db)).toBe(1)
      } finally {
        other.close()
      }
    })

    test('lets nobody write between what a transaction read and what it writes', async () => {
      const { db, transaction } = await open()
      const other = new DatabaseSync(storeFile(await directory()), { timeout: 0 })
      try {
        await transaction(async tx => {
          await count(tx)
          expect(() => other.exec('begin immediate')).toThrow('locked')
          await add(tx, 'ana')
        })
        expect(await count(db)).toBe(1)
      } finally {
        other.close()
      }
    })

    test('says "full" on a full disk, saves nothing of the transaction, can be read, and goes on', async () => {
      const database = await open()
      const { db, transaction } = database
      await add(db, 'before')
      await limitPages(database, 2)
      const filling = transaction(async tx => {
        await add(tx, 'small')
        await add(tx, 'large', 'x'.repeat(200_000))
      })
      expect(await errorOf(filling)).toMatchObject({ name: 'StoreError', code: 'full' })
      expect(await count(db)).toBe(1)
      await limitPages(database, 1_000)
      await transaction(tx => add(tx, 'after'))
      expect(await count(db)).toBe(2)
    })

    test('is refused to a second process, in a sentence that names the directory', async () => {
      await open()
      const second = startStoreProcess('lock', await place())
      const [line] = await second.ended
      expect(line).toContain('locked')
      expect(line).toContain(await directory())
    })

    test('is refused to a second opener in the same process, until the first one has closed it', async () => {
      const first = await open()
      expect(await errorOf(open())).toMatchObject({ code: 'locked' })
      await first.close()
      await open()
    })

    test('can be opened at once after the process that had it was killed', async () => {
      const process = startStoreProcess('lock', await place())
      await process.line()
      expect(await errorOf(open())).toMatchObject({ code: 'locked' })
      process.kill()
      await process.ended
      await open()
    })

    test('lets the tool of the operator in beside the running app', async () => {
      const app = await open()
      const tool = await open({ exclusive: false })
      await add(tool.db, 'ana')
      expect(await count(app.db)).toBe(1)
    })

    test('lets the tool of the operator make the tables, unless an app is there', async () => {
      const lockHolder = new DatabaseSync(join(await directory(), 'lock.db'))
      lockHolder.exec('begin exclusive')
      expect(await errorOf(open({ exclusive: false }))).toMatchObject({ code: 'locked' })
      lockHolder.close()
      const tool = await open({ exclusive: false })
      expect(await count(tool.db)).toBe(0)
    })

    test('says what is wrong when its file is not a database, and opens once that is put right', async () => {
      const file = storeFile(await directory())
      writeFileSync(file, 'no database at all, but long enough to be looked at'.repeat(50))
      expect(await errorOf(open())).toMatchObject({ name: 'StoreError', code: 'unavailable' })
      rmSync(file)
      await open()
    })
  })

  async function limitPages({ db }: Database, more: number): Promise<void> {
    const used = await sql<{ page_count: number }>`pragma page_count`.execute(db)
    await sql`pragma max_page_count = ${sql.lit((used.rows[0]?.page_count ?? 0) + more)}`.execute(db)
  }
})
