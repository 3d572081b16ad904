// Bulk grants as a whole. Every change of one is a conditional update.
import type { Batch, BatchKind, BatchState, FileProblem } from '../domain/batch.ts'
import type { BatchesTable, Querier, Tx } from './schema.ts'

/** @param key same form, same key: a repeat writes nothing and returns `false` */
export async function insertBatch(tx: Tx, batch: Batch, key: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('batches')
    .values({
      id: batch.id,
      key,
      kind: batch.kind,
      hotel_id: batch.hotelId,
      state: batch.state,
      version: batch.version,
      author: batch.author,
      acting_user: batch.actingUser ?? null,
      file_id: batch.fileId ?? null,
      view_id: batch.viewId ?? null,
      reverses: batch.reverses ?? null,
      problem: batch.problem ?? null,
      decided_by: null,
      decided_at: null,
      reason: null,
      expires_at: batch.expiresAt ?? null,
      created_at: batch.createdAt,
      updated_at: batch.updatedAt,
    })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function findBatch(db: Querier, id: string): Promise<Batch | undefined> {
  const row = await db.selectFrom('batches').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toBatch(row)
}

export async function findBatchByKey(db: Querier, key: string): Promise<Batch | undefined> {
  const row = await db.selectFrom('batches').selectAll().where('key', '=', key).executeTakeFirst()
  return row && toBatch(row)
}

/** Those that reverse this one, newest first. */
export async function reversalsOf(db: Querier, batchId: string): Promise<Batch[]> {
  const rows = await db
    .selectFrom('batches')
    .selectAll()
    .where('reverses', '=', batchId)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map(toBatch)
}

export interface BatchChange {
  decidedBy?: string
  decidedAt?: number
  reason?: string
  problem?: FileProblem
  expiresAt?: number
}

/** How many of a hotel wait for a manager. */
export async function countWaitingBatches(db: Querier, hotelId: number): Promise<number> {
  const row = await db
    .selectFrom('batches')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('hotel_id', '=', hotelId)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return Number(row?.count ?? 0)
}

/** Moves a batch from the state and version that the caller read; undefined when somebody else was first. */
export async function moveBatch(
  tx: Tx,
  read: Batch,
  to: BatchState,
  change: BatchChange,
  at: number,
): Promise<Batch | undefined> {
  const row = await tx
    .updateTable('batches')
    .set({
      state: to,
      version: read.version + 1,
      updated_at: at,
      ...(change.decidedBy !== undefined && { decided_by: change.decidedBy }),
      ...(change.decidedAt !== undefined && { decided_at: change.decidedAt }),
      ...(change.reason !== undefined && { reason: change.reason }),
      ...(change.problem !== undefined && { problem: change.problem }),
      ...(change.expiresAt !== undefined && { expires_at: change.expiresAt }),
    })
    .where('id', '=', read.id)
    .where('state', '=', read.state)
    .where('version', '=', read.version)
    .returningAll()
    .executeTakeFirst()
  return row && toBatch(row)
}

function toBatch(row: BatchesTable): Batch {
  return {
    id: row.id,
    kind: row.kind as BatchKind,
    hotelId: row.hotel_id,
    state: row.state as BatchState,
    version: row.version,
    author: row.author,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(row.acting_user !== null && { actingUser: row.acting_user }),
    ...(row.file_id !== null && { fileId: row.file_id }),
    ...(row.view_id !== null && { viewId: row.view_id }),
    ...(row.reverses !== null && { reverses: row.reverses }),
    ...(row.problem !== null && { problem: row.problem as FileProblem }),
    ...(row.decided_by !== null && { decidedBy: row.decided_by }),
    ...(row.decided_at !== null && { decidedAt: row.decided_at }),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
  }
}
