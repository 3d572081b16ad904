// Backup and restore of the embedded store's file. A backup is taken from a running app; a restore needs it stopped.
import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { makeDirectory, storeFile } from './database.ts'
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

/**
 * Puts a backup in place of the store, by one renaming; what was there is kept as `desk.db.before-restore`.
 * @param prepare is given the directory of the copy before it takes the store's place: what must stand in it from its
 * first moment; when it throws, the store is as it was
 * @throws StoreError
 */
export async function restoreStore(
  dataDir: string,
  file: string,
  prepare: (copyDir: string) => Promise<void>,
): Promise<void> {
  openChecked(file, {}).close()
  // On a new machine there is none yet.
  makeDirectory(dataDir)
  const lock = takeProcessLock(dataDir)
  const copyDir = join(dataDir, 'restoring')
  try {
    rmSync(copyDir, { recursive: true, force: true })
    mkdirSync(copyDir, { mode: 0o700 })
    copyFileSync(file, storeFile(copyDir))
    await prepare(copyDir)
    emptyLog(storeFile(copyDir))
    const target = storeFile(dataDir)
    if (existsSync(target)) keep(target)
    for (const rest of logs) rmSync(`${target}${rest}`, { force: true })
    renameSync(storeFile(copyDir), target)
  } finally {
    rmSync(copyDir, { recursive: true, force: true })
    lock.release()
  }
}

const logs = ['-wal', '-shm'] as const

function keep(target: string): void {
  const kept = `${target}.before-restore`
  try {
    emptyLog(target)
  } catch {
    // Damaged: a restore is what helps, and its pieces are kept as they are.
    for (const rest of logs)
      if (existsSync(`${target}${rest}`)) copyFileSync(`${target}${rest}`, `${kept}${rest}`)
  }
  copyFileSync(target, kept)
}

/** Brings what stands in the write-ahead log into the file itself. */
function emptyLog(file: string): void {
  const sqlite = new DatabaseSync(file)
  try {
    sqlite.exec('pragma wal_checkpoint(truncate)')
  } finally {
    sqlite.close()
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
