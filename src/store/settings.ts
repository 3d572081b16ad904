// The settings as the store holds them: one row whose version rises with each change. A file is imported when it
// changed since its last import; after a change made elsewhere it is left alone.
import { createHash } from 'node:crypto'
import type { Settings } from '../domain/settings.ts'
import { appendAudit } from './audit.ts'
import type { Querier, Tx } from './schema.ts'
import { parseSettings } from './settings-file.ts'
import { takeTurn } from './transaction.ts'

export interface StoredSettings {
  version: number
  source: string
  /** As it was written, with its comments. */
  body: string
  settings: Settings
}

export async function readSettings(db: Querier): Promise<StoredSettings | undefined> {
  const row = await db.selectFrom('settings').selectAll().where('id', '=', 1).executeTakeFirst()
  if (!row) return undefined
  return {
    version: row.version,
    source: row.source,
    body: row.body,
    settings: parseSettings(row.body),
  }
}

export async function readSettingsVersion(db: Querier): Promise<number> {
  const row = await db.selectFrom('settings').select('version').where('id', '=', 1).executeTakeFirst()
  return row?.version ?? 0
}

export type ImportResult = 'imported' | 'unchanged' | 'left-alone'

/**
 * @param text the settings file; throws SettingsError when it cannot be used, and nothing is changed
 * @param force also when the settings were changed elsewhere since the last import
 */
export async function importSettings(
  tx: Tx,
  text: string,
  change: { at: number; actor: string; force: boolean },
): Promise<ImportResult> {
  parseSettings(text)
  // Two copies that start with different first files would both count theirs as the first.
  await takeTurn(tx, 'settings')
  const hash = createHash('sha256').update(text).digest('hex')
  const before = await tx
    .selectFrom('settings')
    .select(['version', 'source', 'file_hash'])
    .where('id', '=', 1)
    .executeTakeFirst()
  if (before && before.source !== 'file' && !change.force) return 'left-alone'
  if (before?.source === 'file' && before.file_hash === hash) return 'unchanged'
  const row = {
    version: (before?.version ?? 0) + 1,
    source: 'file',
    file_hash: hash,
    body: text,
    updated_at: change.at,
    updated_by: change.actor,
  }
  await tx
    .insertInto('settings')
    .values({ id: 1, ...row })
    .onConflict(conflict => conflict.column('id').doUpdateSet(row))
    .execute()
  await appendAudit(tx, {
    at: change.at,
    actor: change.actor,
    event: 'settings.imported',
    subject: 'settings',
    detail: { version: row.version, hash },
  })
  return 'imported'
}
