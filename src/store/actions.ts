// One action by what names it, and its changes. Every change is a conditional update; the database decides who won.
import type { Action, ActionState, Outcome } from '../domain/action.ts'
import type { OperationId } from '../domain/guest.ts'
import type { Reference } from '../domain/reference.ts'
import { toAction, toRow } from './action-row.ts'
import { prepared } from './prepared.ts'
import type { ActionsTable, Querier, Tx } from './schema.ts'

export interface NewAction extends Omit<Action, 'version' | 'updatedAt'> {
  /** Same submission, same key: a repeat finds the first row. */
  submitKey: string
}

/** Inserts, unless the submission or the reference exists already: then nothing is written and `false` is returned. */
export async function insertAction(tx: Tx, action: NewAction): Promise<boolean> {
  const { submitKey, ...rest } = action
  const row = { ...toRow({ ...rest, version: 1, updatedAt: action.createdAt }), submit_key: submitKey }
  const { numAffectedRows } = await insertRow(tx, row)
  return numAffectedRows === 1n
}

const insertRow = prepared<ActionsTable, unknown>((db, value) =>
  db
    .insertInto('actions')
    .values({
      id: value('id'),
      reference: value('reference'),
      kind: value('kind'),
      hotel_id: value('hotel_id'),
      state: value('state'),
      version: value('version'),
      requested_by: value('requested_by'),
      acting_user: value('acting_user'),
      contact_id: value('contact_id'),
      guest_label: value('guest_label'),
      points: value('points'),
      input: value('input'),
      submit_key: value('submit_key'),
      hotel_day: value('hotel_day'),
      allowance: value('allowance'),
      decided_by: value('decided_by'),
      decided_at: value('decided_at'),
      expires_at: value('expires_at'),
      sending_at: value('sending_at'),
      operation_id: value('operation_id'),
      outcome: value('outcome'),
      arrived: value('arrived'),
      cites: value('cites'),
      batch_id: value('batch_id'),
      created_at: value('created_at'),
      updated_at: value('updated_at'),
    })
    .onConflict(conflict => conflict.doNothing()),
)

export async function findAction(db: Querier, id: string): Promise<Action | undefined> {
  const { rows } = await selectById(db, { id })
  return rows[0] && toAction(rows[0])
}

const selectById = prepared<{ id: string }, ActionsTable>((db, value) =>
  db.selectFrom('actions').selectAll().where('id', '=', value('id')),
)

export async function findActionBySubmitKey(db: Querier, key: string): Promise<Action | undefined> {
  const { rows } = await selectBySubmitKey(db, { key })
  return rows[0] && toAction(rows[0])
}

const selectBySubmitKey = prepared<{ key: string }, ActionsTable>((db, value) =>
  db.selectFrom('actions').selectAll().where('submit_key', '=', value('key')),
)

export async function findActionByReference(db: Querier, reference: Reference): Promise<Action | undefined> {
  const row = await db.selectFrom('actions').selectAll().where('reference', '=', reference).executeTakeFirst()
  return row && toAction(row)
}

/** How much one person asked for on a hotel day, one action aside. @param since epoch ms, not after the day's begin */
export async function totalsOfPerson(
  db: Querier,
  { userId, hotelId, hotelDay, since }: { userId: string; hotelId: number; hotelDay: string; since: number },
  exceptId: string,
): Promise<{ count: number; points: number }> {
  const row = await db
    .selectFrom('actions')
    .select(eb => [eb.fn.countAll<number>().as('count'), eb.fn.sum<number | null>('points').as('points')])
    .where('requested_by', '=', userId)
    .where('hotel_id', '=', hotelId)
    .where('created_at', '>=', since)
    .where('hotel_day', '=', hotelDay)
    .where('id', '!=', exceptId)
    .executeTakeFirstOrThrow()
  return { count: Number(row.count), points: Number(row.points ?? 0) }
}

/** What a change of state may set besides the state itself; `null` clears. */
export interface ActionChange {
  decidedBy?: string
  decidedAt?: number
  sendingAt?: number | null
  operationId?: OperationId
  outcome?: Outcome
  allowance?: number
}

/**
 * Moves an action from the state and version that the caller read; undefined when somebody else was first. Throws a
 * unique violation (`isUniqueViolation`) when another write for the same guest is in `sending`: the transaction is over.
 */
export async function moveAction(
  tx: Tx,
  read: Action,
  to: ActionState,
  change: ActionChange,
  at: number,
): Promise<Action | undefined> {
  const { decidedBy, decidedAt, sendingAt, operationId, outcome, allowance } = { ...read, ...change }
  const { rows } = await updateRow(tx, {
    id: read.id,
    from: read.state,
    version: read.version,
    to,
    nextVersion: read.version + 1,
    at,
    decidedBy: decidedBy ?? null,
    decidedAt: decidedAt ?? null,
    sendingAt: sendingAt ?? null,
    operationId: operationId ?? null,
    outcome: JSON.stringify(outcome),
    arrived: outcome.arrived ?? null,
    allowance,
  })
  return rows[0] && toAction(rows[0])
}

interface RowChange {
  id: string
  from: string
  version: number
  to: string
  nextVersion: number
  at: number
  decidedBy: string | null
  decidedAt: number | null
  sendingAt: number | null
  operationId: number | null
  outcome: string
  arrived: number | null
  allowance: number
}

const updateRow = prepared<RowChange, ActionsTable>((db, value) =>
  db
    .updateTable('actions')
    .set({
      state: value('to'),
      version: value('nextVersion'),
      updated_at: value('at'),
      decided_by: value('decidedBy'),
      decided_at: value('decidedAt'),
      sending_at: value('sendingAt'),
      operation_id: value('operationId'),
      outcome: value('outcome'),
      arrived: value('arrived'),
      allowance: value('allowance'),
    })
    .where('id', '=', value('id'))
    .where('state', '=', value('from'))
    .where('version', '=', value('version'))
    .returningAll(),
)
