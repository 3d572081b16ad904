// What can go wrong with the store itself, in words that the rest of the app can act on.

/**
 * - `busy`: locked, too slow or in conflict; nothing was saved, trying again may work.
 * - `full`: no space left; nothing was saved.
 * - `unavailable`: no connection, or the disk fails; nothing was saved.
 * - `commit-unknown`: the connection broke during COMMIT; look whether the rows are there before trying again.
 * - `locked`: another process already uses this data directory.
 * - `schema`: the tables are missing, or were made by a newer version.
 */
export type StoreErrorCode = 'busy' | 'full' | 'unavailable' | 'commit-unknown' | 'locked' | 'schema'

/** The store failing; the engine's own error is the `cause`. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message?: string, cause?: unknown) {
    super(message ?? sentences[code], cause === undefined ? {} : { cause })
    this.code = code
  }
}

const sentences: Record<StoreErrorCode, string> = {
  busy: 'The store is busy; nothing was saved',
  full: 'The store has no space left; nothing was saved',
  unavailable: 'The store cannot be reached; nothing was saved',
  'commit-unknown': 'The connection broke while saving; it is not known whether it was saved',
  locked: 'Another process uses this store',
  schema: 'The tables of the store do not fit this version of the app',
}

/**
 * Whether a statement failed because a unique index or primary key already holds the value, on either store.
 * On PostgreSQL the transaction is dead after it: let it end, or use `on conflict` instead.
 */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && error.code === '23505') return true
  // https://www.sqlite.org/rescode.html: SQLITE_CONSTRAINT_PRIMARYKEY and SQLITE_CONSTRAINT_UNIQUE
  return 'errcode' in error && (error.errcode === 1555 || error.errcode === 2067)
}
