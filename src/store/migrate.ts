// Brings the tables up to this version of the app.
import { Migrator } from 'kysely/migration'
import { StoreError } from './errors.ts'
import { migrations } from './migrations/index.ts'
import type { Querier } from './schema.ts'

/** Runs what is missing, in one transaction; several processes may ask at once. */
export async function migrate(db: Querier): Promise<void> {
  const { error } = await createMigrator(db).migrateToLatest()
  if (error instanceof StoreError) throw error
  if (error)
    throw new StoreError('schema', `The store could not be brought up to date: ${String(error)}`, error)
}

export async function needsMigration(db: Querier): Promise<boolean> {
  const known = await createMigrator(db).getMigrations()
  return known.some(migration => migration.executedAt === undefined)
}

function createMigrator(db: Querier): Migrator {
  return new Migrator({ db, provider: { getMigrations: async () => migrations } })
}
