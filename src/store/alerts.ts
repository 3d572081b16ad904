// What admins were told about: each thing once, until it is well again or a week has passed.
import type { Querier, Tx } from './schema.ts'

/** True for the first to say it; false when it was said after `since`. @param at, since epoch ms */
export async function claimAlert(tx: Tx, key: string, at: number, since: number): Promise<boolean> {
  const row = await tx
    .insertInto('alerts')
    .values({ key, at })
    .onConflict(conflict => conflict.column('key').doUpdateSet({ at }).where('alerts.at', '<', since))
    .returning('key')
    .executeTakeFirst()
  return row !== undefined
}

/** Forgets these: it is well again. */
export async function clearAlerts(db: Querier, keys: readonly string[]): Promise<void> {
  await db.deleteFrom('alerts').where('key', 'in', keys).execute()
}
