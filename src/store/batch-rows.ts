// The lines of a bulk grant, each with what became of it.
import type { BatchRow, RowFacts, RowProblem } from '../domain/batch.ts'
import type { ContactId } from '../domain/guest.ts'
import type { BatchRowsTable, Querier, Tx } from './schema.ts'

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
