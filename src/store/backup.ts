// Backup and restore of the embedded store's file. A backup is taken from a running app; a restore needs it stopped.
import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { storeFile } from './database.ts'
import { StoreError } from './errors.ts'
import { takeProcessLock } from './lock.ts'

/** Writes a consistent copy beside a running app. @throws StoreError */
export function backupStore(dataDir: string, file: string): void {
  if (existsSync(file))
    throw new StoreError('unavailable', `The file ${file} exists already: name another one`)
  const source = openChecked(storeFile(dataDir), { timeout: 5000 })
  try {
    source.prepare('vacuum into ?').run(file)
  } finally {
    source.close()
  }
  openChecked(file, {}).close()
}

/** Puts a backup in place of the store; what was there is kept as `desk.db.before-restore`. @throws StoreError */
export function restoreStore(dataDir: string, file: string): void {
  openChecked(file, {}).close()
  const lock = takeProcessLock(dataDir)
  try {
    const target = storeFile(dataDir)
    if (existsSync(target)) {
      // Brings what stands in the write-ahead log into the file that is kept.
      const old = new DatabaseSync(target)
      old.exec('pragma wal_checkpoint(truncate)')
      old.close()
      renameSync(target, `${target}.before-restore`)
    }
    for (const rest of ['-wal', '-shm']) rmSync(`${target}${rest}`, { force: true })
    copyFileSync(file, `${target}.restoring`)
    renameSync(`${target}.restoring`, target)
  } finally {
    lock.release()
  }
}

function openChecked(file: string, options: { timeout?: number }): DatabaseSync {
  let sqlite: DatabaseSync
  try {
    sqlite = new DatabaseSync(file, { readOnly: true, ...options })
  } catch (error) {
    throw new StoreError('unavailable', `The file ${file} cannot be opened as a store`, error)
  }
  try {
    const row = sqlite.prepare('pragma quick_check').get()
    if (row?.quick_check !== 'ok') throw new Error('damaged')
    sqlite.prepare('select count(*) from actions').get()
    return sqlite
  } catch (error) {
    sqlite.close()
    throw new StoreError('unavailable', `The file ${file} is not a whole store of this app`, error)
  }
}
