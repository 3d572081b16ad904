// backup, restore: of the embedded store. A PostgreSQL server has its own tools.
import { statSync } from 'node:fs'
import { appendAudit } from '../store/audit.ts'
import { backupStore, restoreStore } from '../store/backup.ts'
import type { Database } from '../store/database.ts'
import { endDuePosts } from '../store/due-posts.ts'
import { dropJobs } from '../store/jobs.ts'
import { insertRestore } from '../store/restores.ts'
import { UsageError, type Verb, withStore } from './verb.ts'

export const backup: Verb = async ([file], { print, config: readConfig }) => {
  const config = readConfig()
  if (!file) throw new UsageError('Name the file: npm run desk -- backup desk-backup.db')
  if (config.store.url) throw new UsageError('DATABASE_URL is set: back up PostgreSQL with pg_dump.')
  backupStore(config.store.dataDir, file)
  print(`${file} holds the store as it is now, ${statSync(file).size} bytes.`)
  return true
}

/** The app stays held after it, until an admin has seen what was open and presses "Go on" in Slack. */
export const restore: Verb = async ([file], { print, config: readConfig }) => {
  const config = readConfig()
  if (!file) throw new UsageError('Name the file: npm run desk -- restore desk-backup.db')
  if (config.store.url) throw new UsageError('DATABASE_URL is set: restore PostgreSQL with pg_restore.')
  const backupAt = Math.round(statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
  await restoreStore(config.store.dataDir, file, copyDir =>
    withStore({ ...config, store: { ...config.store, dataDir: copyDir } }, 'write', database =>
      markRestored(database, backupAt),
    ),
  )
  print(
    `The store is as it was in ${file}. Start the app: it is held until an admin presses "Go on" in Slack.`,
  )
  return true
}

async function markRestored(database: Database, backupAt: number): Promise<void> {
  const restoredAt = Date.now()
  await database.transaction(async tx => {
    // What they would post was posted, or is told again by the next change of the card.
    await dropJobs(tx, ['card.show', 'batch.show', 'alert.show', 'promise.show', 'handover.show'])
    // A digest or hand-over that was due by now was posted, or had its chance.
    await endDuePosts(tx, restoredAt)
    await insertRestore(tx, backupAt, restoredAt)
    await appendAudit(tx, {
      at: restoredAt,
      actor: 'operator',
      event: 'restore.done',
      subject: 'store',
      detail: { backupAt },
    })
  })
}
