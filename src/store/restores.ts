// When the store was put back from a backup, and since when it may work again.
import { randomUUID } from 'node:crypto'
import type { Querier, Tx } from './schema.ts'

export interface Restore {
  id: string
  /** Epoch ms: what happened later is not known here. */
  backupAt: number
  restoredAt: number
  releasedAt: number | undefined
}

/** The last one; undefined when the store was never restored. */
export async function lastRestore(db: Querier): Promise<Restore | undefined> {
  const row = await db
    .selectFrom('restores')
    .selectAll()
    .orderBy('restored_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      backupAt: row.backup_at,
      restoredAt: row.restored_at,
      releasedAt: row.released_at ?? undefined,
    }
  )
}

export async function insertRestore(tx: Tx, backupAt: number, restoredAt: number): Promise<void> {
  await tx
    .insertInto('restores')
    .values({ id: randomUUID(), backup_at: backupAt, restored_at: restoredAt })
    .execute()
}

/** False when it was released before. */
export async function releaseRestore(tx: Tx, id: string, at: number, by: string): Promise<boolean> {
  const row = await tx
    .updateTable('restores')
    .set({ released_at: at, released_by: by })
    .where('id', '=', id)
    .where('released_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
