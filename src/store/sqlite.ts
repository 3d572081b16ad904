// The embedded store: node:sqlite as a session source. One connection writes, so sessions take turns.
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
import { createDriver, type SessionSource } from './driver.ts'
import { StoreError } from './errors.ts'
import { createTurns, type Turn } from './shared-commit.ts'

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
  // A second connection for what is read outside of transactions: it sees only what is on the disk.
  const reading = readOnly ? sqlite : openFile(file, true, busyTimeoutMs)
  const run = createRunner(sqlite)
  const read = createRunner(reading)
  // A deferred transaction can fail half-way, when its first write finds the lock taken.
  const turns = createTurns(sqlite, readOnly ? 'begin' : 'begin immediate')
  return {
    async acquire() {
      let turn: Turn | undefined = await turns.take()
      let isInside = false
      const takeAgain = async () => {
        turn ??= await turns.take()
        return turn
      }
      const commit = async (mine: Turn) => {
        isInside = false
        turn = undefined
        await mine.commit()
      }
      return {
        async query({ sql, parameters }) {
          if (isInside) return run(sql, parameters)
          if (reads.test(sql)) return read(sql, parameters)
          const mine = await takeAgain()
          if (!changes.test(sql)) {
            mine.settle()
            return run(sql, parameters)
          }
          // A change by itself is a transaction of one statement.
          mine.begin()
          let result: QueryResult<unknown>
          try {
            result = run(sql, parameters)
          } catch (error) {
            mine.rollback()
            throw error
          }
          await commit(mine)
          return result
        },
        async begin() {
          const mine = await takeAgain()
          mine.begin()
          isInside = true
        },
        async commit() {
          if (turn) await commit(turn)
        },
        async rollback() {
          if (isInside) turn?.rollback()
          isInside = false
        },
        release: () => turn?.release(),
        abandon() {},
      }
    },
    explain,
    async close() {
      await turns.close()
      if (reading !== sqlite) reading.close()
      sqlite.close()
    },
  }
}

const reads = /^\s*select\b/i
const changes = /^\s*(insert|update|delete|with)\b/i

/** With NORMAL a power cut loses commits that were already acknowledged. */
const safe = 'pragma synchronous = full'
/** 8 MB of pages, as they are used, instead of 2: what a few thousand actions touch again and again. */
const roomy = 'pragma cache_size = -8000'

function openFile(file: string, readOnly: boolean, timeout: number): DatabaseSync {
  let sqlite: DatabaseSync | undefined
  try {
    sqlite = new DatabaseSync(file, { readOnly, timeout, enableForeignKeyConstraints: true })
    if (!readOnly) sqlite.exec(`pragma journal_mode = wal; ${safe}; ${roomy}`)
    return sqlite
  } catch (error) {
    sqlite?.close()
    throw explain(error, 'statement')
  }
}

const cachedStatements = 200

/** Compiling a statement costs several times its execution, and the app has few different ones. */
function createRunner(
  sqlite: DatabaseSync,
): (sql: string, parameters: readonly unknown[]) => QueryResult<unknown> {
  const cache = new Map<string, { statement: StatementSync; returnsRows: boolean }>()
  return (sql, parameters) => {
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
    // node:sqlite checks each value itself and throws for one that it cannot bind.
    const values = parameters as readonly SQLInputValue[]
    if (prepared.returnsRows) return { rows: prepared.statement.all(...values) }
    const { changes } = prepared.statement.run(...values)
    return { rows: [], numAffectedRows: BigInt(changes) }
  }
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
