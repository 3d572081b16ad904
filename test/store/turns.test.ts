import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { storeFile } from '../../src/store/database.ts'
import type { Querier } from '../../src/store/schema.ts'
import { createTurns } from '../../src/store/turns.ts'
import { onSqlite } from '../support/database.ts'

const add = (db: Querier, id: string, locale = 'es') =>
  db.insertInto('people').values({ user_id: id, locale, fetched_at: 1 }).execute()
const namesIn = async (db: Querier) =>
  (await db.selectFrom('people').select('user_id').orderBy('user_id').execute()).map(row => row.user_id)

describe('people who press at the same moment', () => {
  onSqlite((_name, open, place) => {
    const directory = async () => {
      const here = await place()
      if (!('dataDir' in here)) throw new Error('not SQLite')
      return here.dataDir
    }

    test('are told "saved" only once another program can read it from the disk', async () => {
      const { transaction } = await open()
      const other = new DatabaseSync(storeFile(await directory()), { readOnly: true })
      const onDisk = () => other.prepare('select count(*) as count from people').get()?.count
      const seen = await Promise.all(
        Array.from({ length: 20 }, async (_, index) => {
          await transaction(tx => add(tx, `U${index}`))
          return onDisk()
        }),
      )
      other.close()
      expect(seen).toEqual(Array.from({ length: 20 }, () => 20))
    })

    test('lose nothing when one of them fails', async () => {
      const { db, transaction } = await open()
      const outcomes = await Promise.allSettled([
        transaction(tx => add(tx, 'ana')),
        transaction(async tx => {
          await add(tx, 'ben')
          throw new Error('changed my mind')
        }),
        add(db, 'ana'),
        transaction(tx => add(tx, 'carla')),
        add(db, 'diego'),
      ])
      expect(outcomes.map(({ status }) => status)).toEqual([
        'fulfilled',
        'rejected',
        'rejected',
        'fulfilled',
        'fulfilled',
      ])
      expect(await namesIn(db)).toEqual(['ana', 'carla', 'diego'])
    })

    test('are not seen by others before they are saved', async () => {
      const { db, transaction } = await open()
      const saving = transaction(tx => add(tx, 'ana'))
      const before = namesIn(db)
      expect(await before).toEqual([])
      await saving
      expect(await namesIn(db)).toEqual(['ana'])
    })

    test('are all told that nothing was saved when the disk is full for one of them', async () => {
      const { db, transaction } = await open()
      await add(db, 'before')
      const used = await sql<{ page_count: number }>`pragma page_count`.execute(db)
      await sql`pragma max_page_count = ${sql.lit((used.rows[0]?.page_count ?? 0) + 2)}`.execute(db)
      const outcomes = await Promise.allSettled([
        transaction(tx => add(tx, 'ana')),
        transaction(tx => add(tx, 'ben', 'x'.repeat(200_000))),
      ])
      const saved = await namesIn(db)
      expect(outcomes[1]).toMatchObject({ status: 'rejected', reason: { code: 'full' } })
      // Either Ana was saved and told so, or neither.
      expect(saved.includes('ana')).toBe(outcomes[0].status === 'fulfilled')
      await sql`pragma max_page_count = 100000`.execute(db)
      await transaction(tx => add(tx, 'carla'))
      expect(await namesIn(db)).toContain('carla')
    })
  })

  onSqlite((_name, _open, place) => {
    test('share one write to the disk', async () => {
      const here = await place()
      const sqlite = new CountingCommits(join('dataDir' in here ? here.dataDir : '', 'shared.db'))
      sqlite.exec('create table presses (id integer)')
      const turns = createTurns(sqlite, 'begin immediate')
      await Promise.all(
        Array.from({ length: 20 }, async (_, id) => {
          const turn = await turns.take()
          turn.begin()
          sqlite.exec(`insert into presses values (${id})`)
          await turn.commit()
        }),
      )
      expect(sqlite.prepare('select count(*) as count from presses').get()?.count).toBe(20)
      expect(sqlite.commits).toBe(1)
      await turns.close()
      sqlite.close()
    })
  })
})

class CountingCommits extends DatabaseSync {
  commits = 0
  override exec(statements: string): void {
    if (statements === 'commit') this.commits += 1
    super.exec(statements)
  }
}
