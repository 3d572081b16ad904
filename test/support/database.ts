// Runs a suite on SQLite and, where TEST_DATABASE_URL names a server, on PostgreSQL: each test on a store of its own.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, test } from 'vitest'
import { createLogger } from '../../src/lib/logger.ts'
import { type Database, type DatabaseOptions, openDatabase } from '../../src/store/database.ts'
import { createPostgresPlace } from './postgres.ts'

export const quietLogger = createLogger('silent')

/** Where a test's store is; what a child process is given to open the same one. */
export type StorePlace = { url: string } | { dataDir: string }

/** Opens the test's store, again at each call; what is still open is closed after the test. */
export type OpenStore = (options?: Partial<DatabaseOptions>) => Promise<Database>

type StoreSuite = (name: string, open: OpenStore, place: () => Promise<StorePlace>) => void

export function forEachStore(suite: StoreSuite): void {
  onSqlite(suite)
  onPostgres(suite)
}

export function onSqlite(suite: StoreSuite): void {
  describe('on SQLite', () => {
    suiteOn('SQLite', suite, async () => {
      const dataDir = mkdtempSync(join(tmpdir(), 'desk-test-'))
      return { place: { dataDir }, remove: async () => rmSync(dataDir, { recursive: true }) }
    })
  })
}

export function onPostgres(suite: StoreSuite): void {
  const server = process.env.TEST_DATABASE_URL
  if (server) {
    describe('on PostgreSQL', () => suiteOn('PostgreSQL', suite, () => createPostgresPlace(server)))
  } else if (process.env.REQUIRE_ALL === '1') {
    test('TEST_DATABASE_URL names a PostgreSQL server', () => {
      throw new Error('REQUIRE_ALL=1, but TEST_DATABASE_URL is not set')
    })
  } else {
    describe.skip('on PostgreSQL (not run: TEST_DATABASE_URL is not set)', () => {
      test('the same suite', () => {})
    })
  }
}

interface CreatedPlace {
  place: StorePlace
  remove(): Promise<void>
}

function suiteOn(name: string, suite: StoreSuite, create: () => Promise<CreatedPlace>): void {
  let created: Promise<CreatedPlace> | undefined
  let opened: Database[] = []
  const place = async () => {
    created ??= create()
    return (await created).place
  }
  afterEach(async () => {
    await Promise.all(opened.map(database => database.close().catch(() => {})))
    await (await created)?.remove()
    opened = []
    created = undefined
  })
  suite(
    name,
    async (options = {}) => {
      const database = await openDatabase({ ...(await place()), logger: quietLogger, ...options })
      opened.push(database)
      return database
    },
    place,
  )
}
