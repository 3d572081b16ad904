// One connection that many use: they take turns, and share a commit, which is mostly the wait for the disk. Whoever is
// through by the end of the event loop's round is committed with the others, and nobody is told "saved" before that.
import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from './errors.ts'

export interface Turn {
  /** Opens a transaction: a savepoint where others wait for the same commit. */
  begin(): void
  /** Gives the turn back, and resolves once everything is on the disk. */
  commit(): Promise<void>
  /** Undoes this transaction alone. */
  rollback(): void
  /** Commits those who wait for it now, before a statement that is none of a transaction. */
  settle(): void
  release(): void
}

export interface Turns {
  take(): Promise<Turn>
  /** Waits for everybody. */
  close(): Promise<void>
}

/** @param begin the statement that opens a transaction */
export function createTurns(sqlite: DatabaseSync, begin: string): Turns {
  // Compiled once: each transaction runs them.
  const join = sqlite.prepare('savepoint member')
  const leave = sqlite.prepare('release member')
  let lastTurn = Promise.resolve()
  /** Those who are through and wait for the commit. */
  let waiting: PromiseWithResolvers<void> | undefined

  async function next(): Promise<() => void> {
    const turn = Promise.withResolvers<void>()
    const before = lastTurn
    lastTurn = turn.promise
    await before
    return turn.resolve
  }

  function settle(): void {
    const settled = waiting
    if (!settled) return
    waiting = undefined
    try {
      sqlite.exec('commit')
      settled.resolve()
    } catch (error) {
      settled.reject(error)
      if (sqlite.isTransaction) sqlite.exec('rollback')
    }
  }

  /** On a full disk SQLite rolls back by itself, and everybody's changes with it. */
  function lose(): StoreError {
    const error = new StoreError('busy', 'The disk refused a change; nothing was saved')
    waiting?.reject(error)
    waiting = undefined
    return error
  }

  async function settleInTurn(): Promise<void> {
    const release = await next()
    settle()
    release()
  }

  return {
    async take() {
      const release = await next()
      let isShared = false
      return {
        begin() {
          isShared = waiting !== undefined
          if (isShared) join.run()
          else sqlite.exec(begin)
        },
        async commit() {
          if (!sqlite.isTransaction) {
            release()
            throw lose()
          }
          if (isShared) leave.run()
          if (!waiting) {
            waiting = Promise.withResolvers()
            setImmediate(() => void settleInTurn())
          }
          const { promise } = waiting
          release()
          return promise
        },
        rollback() {
          if (!sqlite.isTransaction) lose()
          else sqlite.exec(isShared ? 'rollback to member; release member' : 'rollback')
        },
        settle,
        release,
      }
    },
    async close() {
      await settleInTurn()
    },
  }
}
