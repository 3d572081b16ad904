import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { storeFile } from '../../src/store/database.ts'
import type { Querier } from '../../src/store/schema.ts'
import { createTurns, type Turn } from '../../src/store/shared-commit.ts'
import { onSqlite } from '../support/database.ts'

const add = (db: Querier, id: string, locale = 'es') =>
  db.insertInto('people').values({ user_id: id, locale, fetched_at: 1 }).execute()
const namesIn = async (db: Querier) =>
  (await db.selectFrom('people').select('user_id').orderBy('user_id').execute()).map(row => row.user_id)

describe('people who press at the same moment', () => {
  onSqlite((_name, open, place) => {
    test('are told "saved" only once another program can read it from the disk', async () => {
      const { transaction } = await open()
      const here = await place()
      const other = new DatabaseSync(storeFile('dataDir' in here ? here.dataDir : ''), { readOnly: true })
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

    test('see what the one before them wrote, and nobody else does until it is saved', async () => {
      const { db, transaction } = await open()
      const first = transaction(tx => add(tx, 'ana'))
      const second = transaction(tx => namesIn(tx))
      const outside = namesIn(db)
      expect(await second).toEqual(['ana'])
      expect(await outside).toEqual([])
      await first
      expect(await namesIn(db)).toEqual(['ana'])
    })

    test('are never told "saved" when the disk was full for one of them and took the others along', async () => {
      const { db, transaction } = await open()
      await add(db, 'before')
      const used = await sql<{ page_count: number }>`pragma page_count`.execute(db)
      await sql`pragma max_page_count = ${sql.lit((used.rows[0]?.page_count ?? 0) + 2)}`.execute(db)
      const [small, large] = await Promise.allSettled([
        transaction(tx => add(tx, 'ana')),
        transaction(tx => add(tx, 'ben', 'x'.repeat(200_000))),
      ])
      const saved = await namesIn(db)
      expect(large).toMatchObject({ status: 'rejected', reason: { code: 'full' } })
      expect(saved.includes('ana')).toBe(small.status === 'fulfilled')
      await sql`pragma max_page_count = 100000`.execute(db)
      await transaction(tx => add(tx, 'carla'))
      expect(await namesIn(db)).toContain('carla')
    })
  })

  onSqlite((_name, _open, place) => {
    const openPresses = async () => {
      const here = await place()
      const sqlite = new WatchedDatabase(join('dataDir' in here ? here.dataDir : '', 'presses.db'))
      sqlite.exec('create table presses (id integer)')
      const turns = createTurns(sqlite, 'begin immediate')
      const press = async (id: number, turnedBad?: (turn: Turn) => void) => {
        const turn = await turns.take()
        turn.begin()
        sqlite.exec(`insert into presses values (${id})`)
        turnedBad?.(turn)
        await turn.commit()
      }
      const count = () => sqlite.prepare('select count(*) as count from presses').get()?.count
      return { sqlite, turns, press, count }
    }

    test('share one write to the disk', async () => {
      const { sqlite, turns, press, count } = await openPresses()
      await Promise.all(Array.from({ length: 20 }, (_, id) => press(id)))
      expect(count()).toBe(20)
      expect(sqlite.commits).toBe(1)
      await turns.close()
      sqlite.close()
    })

    test('are all told when that write fails, and the next ones are not hurt', async () => {
      const { sqlite, turns, press, count } = await openPresses()
      sqlite.failsToCommit = true
      const outcomes = await Promise.allSettled([press(1), press(2), press(3)])
      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
      expect(count()).toBe(0)
      sqlite.failsToCommit = false
      await press(4)
      expect(count()).toBe(1)
      await turns.close()
      sqlite.close()
    })

    test('are all told when the disk throws away what they had written before it', async () => {
      const { sqlite, turns, press, count } = await openPresses()
      // As SQLite does by itself when the disk is full.
      const throwAway = () => sqlite.exec('rollback')
      const outcomes = await Promise.allSettled([press(1), press(2, throwAway), press(3)])
      expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
      const undone = await Promise.allSettled([
        press(4),
        press(5, turn => {
          throwAway()
          turn.rollback()
        }),
      ])
      expect(undone.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
      expect(count()).toBe(1)
      await turns.close()
      sqlite.close()
    })
  })
})

class WatchedDatabase extends DatabaseSync {
  commits = 0
  failsToCommit = false
  override exec(statements: string): void {
    if (statements === 'commit') {
      this.commits += 1
      if (this.failsToCommit) throw new Error('disk I/O error')
    }
    super.exec(statements)
  }
}
