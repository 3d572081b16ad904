// A restore is there as a whole or not at all: a store without its mark would send what was open a second time.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backupStore, restoreStore } from '../../src/store/backup.ts'
import { openDatabase, storeFile } from '../../src/store/database.ts'
import { insertRestore, lastRestore } from '../../src/store/restores.ts'
import { quietLogger } from '../support/database.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'desk-backup-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const open = (directory = dataDir) => openDatabase({ dataDir: directory, logger: quietLogger })
const mark = (at: number) => async (directory: string) => {
  const database = await open(directory)
  await database.transaction(tx => insertRestore(tx, at, at))
  await database.close()
}
const marked = async () => {
  const database = await open()
  const restore = await lastRestore(database.db)
  await database.close()
  return restore?.backupAt
}
const backup = async () => {
  await mark(1)(dataDir)
  const file = join(dataDir, 'backup.db')
  backupStore(dataDir, file)
  await mark(2)(dataDir)
  return file
}

test('a restore that ends before its mark is written leaves the store as it was', async () => {
  const file = await backup()
  const dies = restoreStore(dataDir, file, async () => {
    throw new Error('killed')
  })
  await expect(dies).rejects.toThrow('killed')
  expect(await marked()).toBe(2)
})

test('the mark stands in the store from its first moment, and what was there is kept', async () => {
  const file = await backup()
  await restoreStore(dataDir, file, async directory => {
    expect(existsSync(storeFile(dataDir))).toBe(true)
    await mark(3)(directory)
  })
  expect(await marked()).toBe(3)
  expect(readdirSync(dataDir)).toContain('desk.db.before-restore')
  expect(readdirSync(dataDir)).not.toContain('restoring')
})

test('a damaged store can be restored over', async () => {
  const file = await backup()
  writeFileSync(storeFile(dataDir), 'not a store any more')
  await restoreStore(dataDir, file, mark(3))
  expect(await marked()).toBe(3)
})

test('a store whose directory is lost is restored into a new one', async () => {
  const file = await backup()
  const elsewhere = join(dataDir, 'new', 'machine')
  await restoreStore(elsewhere, file, mark(3))
  const database = await open(elsewhere)
  expect((await lastRestore(database.db))?.backupAt).toBe(3)
  await database.close()
})
