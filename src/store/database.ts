// Opens the store: SQLite in a directory by default, PostgreSQL when there is an address. Everything else talks
// to it through Kysely and does not see which one it is.
import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { type Clock, systemClock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import { expireLeases } from './claimed-jobs.ts'
import { StoreError } from './errors.ts'
import type { listen } from './listen.ts'
import { type ProcessLock, takeProcessLock } from './lock.ts'
import { migrate, needsMigration } from './migrate.ts'
import type { Schema, Tx } from './schema.ts'
import { sqliteDialect } from './sqlite.ts'
import { runTransaction } from './transaction.ts'

export interface Database {
  readonly kind: 'sqlite' | 'postgres'
  /** For reads and single statements; never inside `transaction`, where it throws. */
  readonly db: Kysely<Schema>
  readonly clock: Clock
  /**
   * Runs `fn` in one transaction and commits when it returns. No I/O but the database inside. Throws a StoreError
   * (`busy` after `timeoutMs`, 10 s by default, the wait for a turn included) or what `fn` threw; in both cases
   * nothing was saved, except for `commit-unknown`. Jobs enqueued inside wake the workers at commit.
   */
  transaction<T>(fn: (tx: Tx) => Promise<T>, options?: { timeoutMs?: number }): Promise<T>
  /** Called after a commit that enqueued jobs, here or (on PostgreSQL) in another replica; returns an undo. */
  onJobs(listener: () => void): () => void
  /** Throws a StoreError when the store does not answer. */
  ping(): Promise<void>
  /** Waits for what is under way. */
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** `postgres://…`; without it SQLite in `dataDir`. */
  url?: string | undefined
  /** Created when missing. */
  dataDir?: string
  logger: Logger
  clock?: Clock
  /** SQLite: how long a statement waits for another process; it blocks the event loop meanwhile. */
  busyTimeoutMs?: number
  /** PostgreSQL: the most connections of this process, one for listening aside. */
  poolSize?: number
  /** Reads only: takes no lock and never migrates. */
  readOnly?: boolean
  /** SQLite: holds the directory for this process alone. `false` is for the operator's tool beside a running app. */
  exclusive?: boolean
}

/** The embedded store's file, for backup and restore. */
export function storeFile(dataDir: string): string {
  return join(dataDir, 'desk.db')
}

/** Opens the store and brings its tables up to date; throws a StoreError. */
export function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.url === undefined ? openEmbedded(options) : openServer(options, options.url)
}

async function openEmbedded(options: DatabaseOptions): Promise<Database> {
  const { dataDir = './data', busyTimeoutMs = 250, readOnly = false, exclusive = !readOnly } = options
  if (!readOnly) makeDirectory(dataDir)
  const lock = exclusive ? takeProcessLock(dataDir) : undefined
  let db: Kysely<Schema> | undefined
  try {
    db = new Kysely<Schema>({
      dialect: sqliteDialect({ file: storeFile(dataDir), busyTimeoutMs, readOnly }),
    })
    await prepareTables(db, { readOnly, migrate: migrateEmbedded(db, dataDir, lock) })
    // This process alone runs jobs here, so whoever held a lease is dead and need not be waited for.
    if (lock) await expireLeases(db)
  } catch (error) {
    await db?.destroy()
    lock?.release()
    throw error
  }
  return createDatabase({ kind: 'sqlite', db, options, closed: () => lock?.release() })
}

/** Beside a running app the tables stay as they are: only who has the directory may change them. */
function migrateEmbedded(db: Kysely<Schema>, dataDir: string, held: ProcessLock | undefined) {
  return async () => {
    if (held) return migrate(db)
    if (!(await needsMigration(db))) return
    const lock = takeProcessLock(dataDir)
    try {
      await migrate(db)
    } finally {
      lock.release()
    }
  }
}

async function openServer(options: DatabaseOptions, url: string): Promise<Database> {
  // The client of a server is 13 MB that the embedded store has no use for.
  const [{ postgresDialect }, { listen }] = await Promise.all([
    import('./postgres.ts'),
    import('./listen.ts'),
  ])
  const { logger, poolSize = 10, readOnly = false } = options
  const open = (statementTimeoutMs: number, size: number) =>
    new Kysely<Schema>({
      dialect: postgresDialect({ url, poolSize: size, statementTimeoutMs, readOnly, logger }),
    })
  const db = open(10_000, poolSize)
  const migrateServer = async () => {
    // No time limit: a migration may wait for the one of another replica.
    const patient = open(0, 1)
    try {
      await migrate(patient)
    } finally {
      await patient.destroy()
    }
  }
  try {
    await prepareTables(db, { readOnly, migrate: migrateServer })
  } catch (error) {
    await db.destroy()
    throw error
  }
  return createDatabase({ kind: 'postgres', db, options, server: { url, listen } })
}

async function prepareTables(
  db: Kysely<Schema>,
  parts: { readOnly: boolean; migrate: () => Promise<void> },
): Promise<void> {
  if (!parts.readOnly) return parts.migrate()
  if (await needsMigration(db)) throw new StoreError('schema')
}

/** Makes the embedded store's directory where there is none yet; throws a StoreError. */
export function makeDirectory(dataDir: string): void {
  try {
    // Guests' masked names and staff's words are in it: for the app's own user only.
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new StoreError('unavailable', `The data directory ${dataDir} cannot be created`, error)
  }
}

interface Parts {
  kind: Database['kind']
  db: Kysely<Schema>
  options: DatabaseOptions
  server?: { url: string; listen: typeof listen }
  closed?: () => void
}

function createDatabase({ kind, db, options, server, closed }: Parts): Database {
  const { clock = systemClock, logger } = options
  const listeners = new Set<() => void>()
  const wake = () => {
    for (const listener of [...listeners]) listener()
  }
  // Tells our own notices, whose listeners were already called at commit, from those of other replicas.
  const replica = randomUUID()
  // SQLite's transactions follow each other as it is.
  const onServer = {
    notice: replica,
    takeTurn: (tx: Tx, name: string) =>
      sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx),
  }
  const transactions = { db, clock, committed: wake, ...(server && onServer) }
  let listening: ReturnType<typeof listen> | undefined
  return {
    kind,
    db,
    clock,
    transaction: (fn, { timeoutMs = 10_000 } = {}) => runTransaction(transactions, fn, timeoutMs),
    onJobs(listener) {
      listeners.add(listener)
      if (server)
        listening ??= server.listen({
          url: server.url,
          clock,
          logger,
          onNotice: from => from !== replica && wake(),
        })
      return () => listeners.delete(listener)
    },
    async ping() {
      await sql`select 1`.execute(db)
    },
    async close() {
      listeners.clear()
      await listening?.close()
      await db.destroy()
      closed?.()
    },
  }
}
