// PostgreSQL as a session source: the pool, the time limits and what its errors mean.
import {
  AbortedTransactionError,
  type Dialect,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import pg from 'pg'
import type { Logger } from '../lib/logger.ts'
import { createDriver, type Session, type SessionSource, type Statement } from './driver.ts'
import { StoreError } from './errors.ts'

interface PostgresOptions {
  url: string
  poolSize: number
  /** Of a single statement; 0 for none. A transaction sets its own. */
  statementTimeoutMs: number
  readOnly: boolean
  logger: Logger
}

export function postgresDialect(options: PostgresOptions): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => createDriver(openPostgres(options)),
    createIntrospector: db => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}

/** Where commits tell of their jobs. */
export const noticeChannel = 'loyalty_desk_jobs'

/** What the pool and the listening connection share. */
export function connectionOptions(url: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'loyalty-desk',
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    // A statement leaves before the one ahead of it is answered.
    pipeline: true,
    types: { getTypeParser: parserOf },
  }
}

function openPostgres(options: PostgresOptions): SessionSource {
  const pool = new pg.Pool({
    ...connectionOptions(options.url),
    max: options.poolSize,
    statement_timeout: options.statementTimeoutMs,
  })
  pool.on('error', error => options.logger.warn({ code: codeOf(error) }, 'store.idle-connection-lost'))
  pool.on('connect', client => {
    // Without a listener a connection that breaks while it is in use would end the process.
    client.on('error', () => {})
    if (options.readOnly) client.query('set default_transaction_read_only = on').catch(() => {})
  })
  return {
    acquire: async () => createSession(await pool.connect()),
    explain,
    close: () => pool.end(),
  }
}

function createSession(client: pg.PoolClient): Session {
  let underWay = 0
  let isReleased = false
  let isBroken = false
  let isInside = false
  /** The first one of a transaction: all that comes after it fails for want of it. */
  let failure: unknown
  const release = () => {
    if (isReleased) return
    isReleased = true
    client.release(isBroken)
  }
  const run = async <Result>(send: () => Promise<Result>): Promise<Result> => {
    underWay += 1
    try {
      return await send()
    } catch (error) {
      // Another version has changed a table since the server planned a statement of this connection: a new one plans anew.
      if (codeOf(error) === changedTable) isBroken = true
      throw error
    } finally {
      underWay -= 1
    }
  }
  return {
    async query({ sql: text, parameters, name, isBehind }: Statement) {
      const values = [...parameters]
      const answer = run(() => client.query({ text, values, ...(name && { name }) })).catch(error => {
        if (isInside) failure ??= error
        throw failure ?? error
      })
      if (isBehind && isInside) {
        answer.catch(() => {})
        return { rows: [] }
      }
      const { command, rowCount, rows } = await answer
      return countedCommands.has(command) ? { rows, numAffectedRows: BigInt(rowCount ?? 0) } : { rows }
    },
    async begin(timeoutMs) {
      const limits = timeoutMs === undefined ? '' : limitsOf(Math.max(1, Math.ceil(timeoutMs)))
      await run(() => client.query(`begin${limits}`))
      isInside = true
    },
    async commit(notice) {
      // In one go: a transaction holds locks that others wait for until it is through.
      const telling = notice === undefined ? '' : `notify ${noticeChannel}, ${pg.escapeLiteral(notice)}; `
      const last = await run(() => client.query(`${telling}commit`)).then(
        // Several statements have several results.
        (ended: pg.QueryResult | pg.QueryResult[]) => (Array.isArray(ended) ? ended.at(-1) : ended),
        (error: unknown) => {
          // The server rolls back when the connection is cut; a transaction that failed would stay open in it.
          isBroken = true
          throw failure ?? error
        },
      )
      // After a failed statement COMMIT is a roll-back without an error.
      if (last?.command === 'ROLLBACK') throw failure ?? new AbortedTransactionError()
    },
    async rollback() {
      await run(() => client.query('rollback')).catch(() => {
        isBroken = true
      })
    },
    release,
    abandon() {
      if (underWay === 0) return
      // Releasing as broken cuts the connection, so that the statement fails here at once; its own time limit
      // ends it on the server.
      isBroken = true
      release()
    },
  }
}

const countedCommands = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

/**
 * No transaction of ours waits for anything but the server; one that does belongs to a frozen or vanished process. Short,
 * because all that it had under way come to stand still in turn, one after the other, each with the locks of the next.
 */
const longestIdleMs = 1_000

/** The last one frees the locks of a process that stopped in the middle: the audit chain's head is one for all. */
const limitsOf = (ms: number) =>
  [
    '',
    `set local statement_timeout = ${ms}`,
    `set local lock_timeout = ${ms}`,
    `set local idle_in_transaction_session_timeout = ${Math.min(ms, longestIdleMs)}`,
  ].join('; ')

const int8 = 20

/** int8 is text by default, because it may exceed what a number holds; milliseconds and ids never do. */
function parserOf(type: number, format?: 'text' | 'binary') {
  return type === int8 ? Number : pg.types.getTypeParser(type, format)
}

/** SQLSTATE of https://www.postgresql.org/docs/current/errcodes-appendix.html, or Node's code. */
function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** feature_not_supported: "cached plan must not change result type". */
const changedTable = '0A000'

const busyCodes = new Set([
  changedTable,
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '53300', // too_many_connections
  '55P03', // lock_not_available
  '57014', // query_canceled: statement_timeout
])
const fullCodes = new Set(['53100', '53200']) // disk_full, out_of_memory
const unavailableCodes = new Set([
  '25006', // read_only_sql_transaction: the server became a standby
  '25P03', // idle_in_transaction_session_timeout
  '40003', // statement_completion_unknown
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
])
const networkCodes =
  /^(08...|ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/
// pg and its pool give these no code.
const lostConnection =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/

function explain(error: unknown, during: 'statement' | 'commit'): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error
  const code = codeOf(error) ?? ''
  if (busyCodes.has(code)) return new StoreError('busy', undefined, error)
  if (fullCodes.has(code)) return new StoreError('full', undefined, error)
  if (unavailableCodes.has(code) || networkCodes.test(code) || lostConnection.test(error.message))
    return new StoreError(during === 'commit' ? 'commit-unknown' : 'unavailable', undefined, error)
  return error
}
