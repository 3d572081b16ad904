// One transaction with a time limit, and the note on it that jobs were enqueued.
import type { Clock } from '../lib/clock.ts'
import { refuseInsideTransaction, type Scope, scopes } from './driver.ts'
import { StoreError } from './errors.ts'
import type { Querier, Tx } from './schema.ts'

export interface TransactionNotes {
  /** Epoch milliseconds by the clock that the database was opened with. */
  readonly now: () => number
  hasNewJobs: boolean
  /** Missing where transactions follow each other anyway. */
  readonly takeTurn?: ((tx: Tx, name: string) => Promise<unknown>) | undefined
}

const notesByTx = new WeakMap<Tx, TransactionNotes>()

/** Throws for a transaction that was not opened by `database.transaction`: its commit would wake nobody. */
export function notesOf(tx: Tx): TransactionNotes {
  const notes = notesByTx.get(tx)
  if (!notes) throw new Error('Open the transaction with database.transaction')
  return notes
}

/** Waits until no other transaction that took a turn under this name is open: what it then reads, it alone decides on. */
export async function takeTurn(tx: Tx, name: string): Promise<void> {
  await notesOf(tx).takeTurn?.(tx, name)
}

interface Parts {
  db: Querier
  clock: Clock
  takeTurn?: TransactionNotes['takeTurn']
  /** What the commit of a transaction that enqueued jobs tells the other replicas. */
  notice?: string
  /** Called after such a transaction has committed. */
  committed(): void
}

export async function runTransaction<T>(
  parts: Parts,
  fn: (tx: Tx) => Promise<T>,
  timeoutMs: number,
): Promise<T> {
  refuseInsideTransaction()
  const limit = Promise.withResolvers<never>()
  limit.promise.catch(() => {})
  const scope: Scope = { state: 'waiting', timeoutMs, expired: limit.promise }
  const { clock, takeTurn } = parts
  const notes: TransactionNotes = { now: () => clock.now(), hasNewJobs: false, takeTurn }
  const expire = () => {
    // During COMMIT the outcome belongs to the database: the driver says that it is unknown.
    if (scope.state !== 'committing') scope.state = 'ended'
    limit.reject(new StoreError('busy', `The store took longer than ${timeoutMs} ms; nothing was saved`))
    scope.session?.abandon()
  }
  const timer = setTimeout(expire, timeoutMs)
  try {
    const result = await scopes.run(scope, () =>
      parts.db.transaction().execute(async tx => {
        notesByTx.set(tx, notes)
        const work = async () => {
          const value = await fn(tx)
          if (notes.hasNewJobs && parts.notice !== undefined) scope.notice = parts.notice
          return value
        }
        const value = await Promise.race([work(), limit.promise])
        scope.state = 'committing'
        return value
      }),
    )
    if (notes.hasNewJobs) parts.committed()
    return result
  } finally {
    clearTimeout(timer)
    scope.state = 'ended'
  }
}
