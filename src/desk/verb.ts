// What a verb of the operator's tool is given, and the store opened for it beside a running app.
import type { Config } from '../config.ts'
import { createLogger } from '../lib/logger.ts'
import { type Database, openDatabase } from '../store/database.ts'

export interface VerbParts {
  print: (line: string) => void
  /** @throws ConfigError */
  config: () => Config
}

/** @returns whether it did what it says */
export type Verb = (words: readonly string[], parts: VerbParts) => Promise<boolean>

/** The words after the verb cannot be used; the message says what to write. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Reads never take a lock; writes are one short transaction, and a running app reads the new version. */
export async function withStore<T>(
  config: Config,
  mode: 'read' | 'write',
  use: (database: Database) => Promise<T>,
): Promise<T> {
  const database = await openDatabase({
    url: config.store.url,
    dataDir: config.store.dataDir,
    logger: createLogger('error'),
    ...(mode === 'read' ? { readOnly: true } : { exclusive: false }),
  })
  try {
    return await use(database)
  } finally {
    await database.close()
  }
}
