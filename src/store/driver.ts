// The Kysely driver of both stores: hands out sessions, refuses `db` inside a transaction, and closes a
// transaction's door once it has ended, so that late statements cannot slip in after the rollback.
import { AsyncLocalStorage } from 'node:async_hooks'
import type { DatabaseConnection, Driver, QueryResult } from 'kysely'

export interface Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
  /** Of a statement that comes again and again: the same for the same SQL. */
  readonly name?: string
  /**
   * Nothing depends on its answer: inside a transaction a server is not waited for. If it fails, so does the next
   * statement that is waited for, or the commit, with its error.
   */
  readonly isBehind?: boolean
}

/** One connection to a store. */
export interface Session {
  query(statement: Statement): Promise<QueryResult<unknown>>
  begin(timeoutMs: number | undefined): Promise<void>
  /** @param notice goes out with the commit, to every replica that listens */
  commit(notice: string | undefined): Promise<void>
  /** Never throws: the first error is the one worth telling; a session that cannot roll back is discarded. */
  rollback(): Promise<void>
  release(): void
  /** Gives up a statement that is under way, so that nobody waits for it. */
  abandon(): void
}

export interface SessionSource {
  acquire(): Promise<Session>
  /** The engine's error as a StoreError, or unchanged when the statement itself was wrong. */
  explain(error: unknown, during: 'statement' | 'commit'): unknown
  close(): Promise<void>
}

/** What is known of a transaction while it runs. */
export interface Scope {
  state: 'waiting' | 'open' | 'committing' | 'ended'
  readonly timeoutMs: number
  /** Rejects when the time is over. */
  readonly expired: Promise<never>
  /** What the commit tells the other replicas. */
  notice?: string
  session?: Session
}

/** The transaction that the current async call chain is in. */
export const scopes = new AsyncLocalStorage<Scope>()

/** Throws when called from inside a transaction: on SQLite it would wait for itself for ever. */
export function refuseInsideTransaction(): void {
  const scope = scopes.getStore()
  if (scope?.state === 'open' || scope?.state === 'committing')
    throw new Error('The database was used beside `tx` inside a transaction: pass `tx` along and use it')
}

export function createDriver(source: SessionSource): Driver {
  const sessions = new WeakMap<DatabaseConnection, Session>()

  const sessionOf = (connection: DatabaseConnection): Session => {
    const session = sessions.get(connection)
    if (!session) throw new Error('The transaction has already ended')
    return session
  }
  const explained = async <T>(work: Promise<T>, during: 'statement' | 'commit'): Promise<T> => {
    try {
      return await work
    } catch (error) {
      throw source.explain(error, during)
    }
  }
  const takeTurn = async (scope: Scope | undefined): Promise<Session> => {
    const turn = explained(source.acquire(), 'statement')
    if (!scope) return turn
    try {
      return await Promise.race([turn, scope.expired])
    } catch (error) {
      turn.then(
        session => session.release(),
        () => {},
      )
      throw error
    }
  }

  return {
    async init() {},
    async acquireConnection() {
      refuseInsideTransaction()
      const scope = waitingScope()
      const session = await takeTurn(scope)
      if (scope) scope.session = session
      const connection: DatabaseConnection = {
        async executeQuery<R>(statement: Statement) {
          if (scope && scope.state !== 'open') throw new Error('The transaction has already ended')
          const result = await explained(sessionOf(connection).query(statement), 'statement')
          // Kysely's own contract: the shape of a row is what the query builder derived from the schema.
          return result as QueryResult<R>
        },
        streamQuery() {
          throw new Error('Streaming is not offered: read in pages')
        },
      }
      sessions.set(connection, session)
      return connection
    },
    async beginTransaction(connection) {
      const scope = waitingScope()
      const session = sessionOf(connection)
      await explained(session.begin(scope?.timeoutMs), 'statement')
      if (!scope) return
      if (!isWaiting(scope)) {
        await session.rollback()
        return scope.expired
      }
      scope.state = 'open'
    },
    async commitTransaction(connection) {
      const { notice } = scopes.getStore() ?? {}
      await explained(sessionOf(connection).commit(notice), 'commit')
    },
    async rollbackTransaction(connection) {
      // What was begun beside the part that failed may still go on: its statements would each be saved by itself.
      const scope = scopes.getStore()
      if (scope) scope.state = 'ended'
      await sessionOf(connection).rollback()
    },
    async releaseConnection(connection) {
      const session = sessionOf(connection)
      sessions.delete(connection)
      session.release()
    },
    async destroy() {
      await source.close()
    },
  }
}

function waitingScope(): Scope | undefined {
  const scope = scopes.getStore()
  return scope && isWaiting(scope) ? scope : undefined
}

function isWaiting(scope: Scope): boolean {
  return scope.state === 'waiting'
}
