// Batches and their rows: rows ↔ domain. Every change of a batch is a conditional update.
import type {
  Batch,
  BatchKind,
  BatchRow,
  BatchState,
  FileProblem,
  RowFacts,
  RowProblem,
} from '../domain/batch.ts'
import type { ContactId } from '../domain/guest.ts'
import type { BatchCardsTable, BatchesTable, BatchRowsTable, Querier, Tx } from './schema.ts'

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

/** Both stores take a limited number of values in one statement. */
const rowsAtOnce = 100

export async function insertRows(tx: Tx, batchId: string, rows: readonly BatchRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const some = rows.slice(from, from + rowsAtOnce).map(row => toRow(batchId, row))
    await tx
      .insertInto('batch_rows')
      .values(some)
      .onConflict(conflict => conflict.doNothing())
      .execute()
  }
}

/** In the order of the file. */
export async function rowsOf(db: Querier, batchId: string): Promise<BatchRow[]> {
  const rows = await db
    .selectFrom('batch_rows')
    .selectAll()
    .where('batch_id', '=', batchId)
    .orderBy('line')
    .execute()
  return rows.map(toBatchRow)
}

/** The next rows without an action, in the order of the file. */
export async function nextRows(db: Querier, batchId: string, limit: number): Promise<BatchRow[]> {
  const rows = await db
    .selectFrom('batch_rows')
    .selectAll()
    .where('batch_id', '=', batchId)
    .where('action_id', 'is', null)
    .where('problem', 'is', null)
    .orderBy('line')
    .limit(limit)
    .execute()
  return rows.map(toBatchRow)
}

/** Writes what the rehearsal found. A row that it has judged keeps that, whatever a process that was frozen finds later. */
export async function saveRows(tx: Tx, batchId: string, rows: readonly BatchRow[]): Promise<void> {
  for (const row of rows) {
    const { batch_id: _batch, line: _line, ...values } = toRow(batchId, row)
    await tx
      .updateTable('batch_rows')
      .set(values)
      .where('batch_id', '=', batchId)
      .where('line', '=', row.line)
      .where('facts', 'is', null)
      .where('problem', 'is', null)
      .execute()
  }
}

/** Links a row to its action, or says why it has none. */
export async function closeRow(
  db: Querier,
  batchId: string,
  line: number,
  change: { actionId: string } | { problem: RowProblem; about?: string },
): Promise<void> {
  await db
    .updateTable('batch_rows')
    .set(
      'actionId' in change
        ? { action_id: change.actionId }
        : { problem: change.problem, about: change.about ?? null },
    )
    .where('batch_id', '=', batchId)
    .where('line', '=', line)
    .where('action_id', 'is', null)
    .execute()
}

/** What was typed of the guests goes when the batch can no longer need it. */
export async function forgetKeys(tx: Tx, batchId: string): Promise<void> {
  await tx.updateTable('batch_rows').set({ guest_key: null }).where('batch_id', '=', batchId).execute()
}

export interface BatchCard {
  place: string
  channel: string
  ts: string
  shownAt: number
}

export async function batchCards(db: Querier, batchId: string): Promise<BatchCard[]> {
  const rows = await db.selectFrom('batch_cards').selectAll().where('batch_id', '=', batchId).execute()
  return rows.map(({ place, channel, ts, shown_at: shownAt }) => ({ place, channel, ts, shownAt }))
}

export async function saveBatchCard(db: Querier, batchId: string, card: BatchCard): Promise<void> {
  const shown: Omit<BatchCardsTable, 'batch_id' | 'place'> = {
    channel: card.channel,
    ts: card.ts,
    shown_at: card.shownAt,
  }
  await db
    .insertInto('batch_cards')
    .values({ batch_id: batchId, place: card.place, ...shown })
    .onConflict(conflict => conflict.columns(['batch_id', 'place']).doUpdateSet(shown))
    .execute()
}

function toRow(batchId: string, row: BatchRow): BatchRowsTable {
  return {
    batch_id: batchId,
    line: row.line,
    guest_key: row.guestKey ?? null,
    contact_id: row.contactId ?? null,
    guest_label: row.guestLabel,
    points: row.points ?? null,
    text: row.text,
    facts: row.facts ? JSON.stringify(row.facts) : null,
    problem: row.problem ?? null,
    about: row.about ?? null,
    action_id: row.actionId ?? null,
  }
}

// The store wrote these rows itself: the casts below name what it wrote.
function toBatchRow(row: BatchRowsTable): BatchRow {
  return {
    line: row.line,
    guestLabel: row.guest_label,
    text: row.text,
    ...(row.guest_key !== null && { guestKey: row.guest_key }),
    ...(row.contact_id !== null && { contactId: row.contact_id as ContactId }),
    ...(row.points !== null && { points: row.points }),
    ...(row.facts !== null && { facts: JSON.parse(row.facts) as RowFacts }),
    ...(row.problem !== null && { problem: row.problem as RowProblem }),
    ...(row.about !== null && { about: row.about }),
    ...(row.action_id !== null && { actionId: row.action_id }),
  }
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
