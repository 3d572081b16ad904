// The embedded store: node:sqlite as a session source. One connection, so sessions take turns.
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import {
  type Dialect,
  type LimitNode,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  ValueNode,
} from 'kysely'
import { createDriver, type Session, type SessionSource } from './driver.ts'
import { StoreError } from './errors.ts'

interface SqliteOptions {
  file: string
  /** How long a statement waits for another process's lock; it blocks the event loop meanwhile. */
  busyTimeoutMs: number
  readOnly: boolean
}

/** Opens or creates the file; throws a StoreError when it cannot be opened. */
export function sqliteDialect(options: SqliteOptions): Dialect {
  const source = openSqlite(options)
  return {
    createAdapter: () => new TakingTurnsAdapter(),
    createDriver: () => createDriver(source),
    createIntrospector: db => new SqliteIntrospector(db),
    createQueryCompiler: () => new PlainLimitCompiler(),
  }
}

class TakingTurnsAdapter extends SqliteAdapter {
  // Kysely's own queue for a single connection knows no time limit; ours below does.
  override get supportsMultipleConnections() {
    return true
  }
  // SQLite can roll back table definitions: a process killed during a migration leaves nothing half made.
  override get supportsTransactionalDdl() {
    return true
  }
}

class PlainLimitCompiler extends SqliteQueryCompiler {
  // SQLite compiles a statement anew each time that its limit is bound, which costs several times its execution.
  protected override visitLimit(node: LimitNode): void {
    const { limit } = node
    if (ValueNode.is(limit) && typeof limit.value === 'number') this.append(`limit ${limit.value}`)
    else super.visitLimit(node)
  }
}

function openSqlite({ file, busyTimeoutMs, readOnly }: SqliteOptions): SessionSource {
  const sqlite = openFile(file, readOnly, busyTimeoutMs)
  const prepare = createStatementCache(sqlite)
  const session: Omit<Session, 'release'> = {
    async query(sql, parameters) {
      return runStatement(prepare(sql), parameters)
    },
    async begin() {
      // A deferred transaction can fail half-way, when its first write finds the lock taken.
      sqlite.exec(readOnly ? 'begin' : 'begin immediate')
    },
    async commit() {
      sqlite.exec('commit')
    },
    async rollback() {
      // On a full disk SQLite has already rolled back by itself, and a second time would be an error.
      if (sqlite.isTransaction) sqlite.exec('rollback')
    },
    abandon() {},
  }
  let lastTurn = Promise.resolve()
  return {
    async acquire() {
      const turn = Promise.withResolvers<void>()
      const before = lastTurn
      lastTurn = turn.promise
      await before
      return { ...session, release: turn.resolve }
    },
    explain,
    async close() {
      await lastTurn
      sqlite.close()
    },
  }
}

function openFile(file: string, readOnly: boolean, timeout: number): DatabaseSync {
  let sqlite: DatabaseSync | undefined
  try {
    sqlite = new DatabaseSync(file, { readOnly, timeout, enableForeignKeyConstraints: true })
    // FULL: with NORMAL a power cut loses commits that were already acknowledged.
    if (!readOnly) sqlite.exec('pragma journal_mode = wal; pragma synchronous = full')
    return sqlite
  } catch (error) {
    sqlite?.close()
    throw explain(error, 'statement')
  }
}

interface Prepared {
  statement: StatementSync
  returnsRows: boolean
}

const cachedStatements = 200

/** Compiling a statement costs several times its execution, and the app has few different ones. */
function createStatementCache(sqlite: DatabaseSync): (sql: string) => Prepared {
  const cache = new Map<string, Prepared>()
  return sql => {
    let prepared = cache.get(sql)
    if (prepared) {
      cache.delete(sql)
    } else {
      const statement = sqlite.prepare(sql)
      prepared = { statement, returnsRows: statement.columns().length > 0 }
      const oldest = cache.size >= cachedStatements ? cache.keys().next().value : undefined
      if (oldest !== undefined) cache.delete(oldest)
    }
    cache.set(sql, prepared)
    return prepared
  }
}

function runStatement({ statement, returnsRows }: Prepared, parameters: readonly unknown[]) {
  // node:sqlite checks each value itself and throws for one that it cannot bind.
  const values = parameters as readonly SQLInputValue[]
  if (returnsRows) return { rows: statement.all(...values) } satisfies QueryResult<unknown>
  const { changes } = statement.run(...values)
  return { rows: [], numAffectedRows: BigInt(changes) } satisfies QueryResult<unknown>
}

// The primary result code is the low byte: https://www.sqlite.org/rescode.html
const busy = 5
const locked = 6
const readOnlyDatabase = 8
const ioError = 10
const corrupt = 11
const full = 13
const cannotOpen = 14
const notADatabase = 26

function explain(error: unknown, during: 'statement' | 'commit'): unknown {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error
  switch (error.errcode & 0xff) {
    case busy:
    case locked:
      return new StoreError('busy', undefined, error)
    case full:
      return new StoreError('full', undefined, error)
    case ioError:
      return new StoreError(during === 'commit' ? 'commit-unknown' : 'unavailable', undefined, error)
    case readOnlyDatabase:
    case corrupt:
    case cannotOpen:
    case notADatabase:
      return new StoreError('unavailable', `The store cannot be used: ${error.message}`, error)
    default:
      return error
  }
}
