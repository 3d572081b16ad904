// The settings in memory: read at the start, from the file where one is named, and again when another process changed
// them.
import { readFile } from 'node:fs/promises'
import type { Settings } from '../domain/settings.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Database } from './database.ts'
import { importSettings, readSettings, readSettingsVersion } from './settings.ts'
import { SettingsError } from './settings-file.ts'

/** @throws SettingsError with a sentence for whoever starts the app */
export async function loadSettings(
  database: Database,
  file: string | undefined,
  clock: Clock,
  logger: Logger,
) {
  if (file !== undefined) {
    const text = await readFile(file, 'utf8').catch(() => {
      throw new SettingsError([`DESK_SETTINGS: the file ${file} cannot be read`])
    })
    const result = await database.transaction(tx =>
      importSettings(tx, text, { at: clock.now(), actor: 'desk', force: false }),
    )
    logger.info({ event: 'settings.read', file, result })
  }
  let stored = await readSettings(database.db)
  if (!stored) logger.warn({ event: 'settings.missing' })
  return {
    current: (): Settings | undefined => stored?.settings,
    async refresh() {
      if ((await readSettingsVersion(database.db)) !== (stored?.version ?? 0))
        stored = await readSettings(database.db)
    },
  }
}
