// One app per data directory. SQLite itself would bear two, but timers and caches of the app would not.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { StoreError } from './errors.ts'

export interface ProcessLock {
  release(): void
}

/**
 * Takes the directory for this process; throws a StoreError `locked` when another one has it. The lock is the
 * kernel's, held through an open exclusive transaction on a side file: it goes with the process, however it ends.
 */
export function takeProcessLock(dataDir: string): ProcessLock {
  let file: DatabaseSync
  try {
    file = new DatabaseSync(join(dataDir, 'lock.db'), { timeout: 0 })
  } catch (error) {
    throw new StoreError('unavailable', `The lock file in ${dataDir} cannot be opened`, error)
  }
  try {
    file.exec('begin exclusive')
  } catch (error) {
    file.close()
    throw new StoreError(
      'locked',
      `Another process is using the store in ${dataDir}: stop it first, or choose another DATA_DIR`,
      error,
    )
  }
  return { release: () => file.close() }
}
