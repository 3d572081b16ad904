// Actions: rows ↔ domain, and what the way of a write asks for. Every change is a conditional update; the database
// decides who won.
import { type Action, type ActionKind, type ActionState, type Outcome, openStates } from '../domain/action.ts'
import type { ContactId, OperationId } from '../domain/guest.ts'
import type { Reference } from '../domain/reference.ts'
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

/** The last actions for a guest, newest first. @param since epoch ms */
export async function actionsOfGuest(
  db: Querier,
  contactId: ContactId,
  { since = 0, kind, limit }: { since?: number; kind?: ActionKind; limit: number },
): Promise<Action[]> {
  const { rows } = kind
    ? await selectOfGuestAndKind(db, { contactId, since, kind, limit })
    : await selectOfGuest(db, { contactId, since, limit })
  return rows.map(toAction)
}

interface OfGuest {
  contactId: number
  since: number
  limit: number
}

const selectOfGuest = prepared<OfGuest, ActionsTable>((db, value) =>
  db
    .selectFrom('actions')
    .selectAll()
    .where('contact_id', '=', value('contactId'))
    .where('created_at', '>=', value('since'))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(value('limit')),
)

const selectOfGuestAndKind = prepared<OfGuest & { kind: string }, ActionsTable>((db, value) =>
  db
    .selectFrom('actions')
    .selectAll()
    .where('contact_id', '=', value('contactId'))
    .where('kind', '=', value('kind'))
    .where('created_at', '>=', value('since'))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(value('limit')),
)

/** What is still open for a guest, newest first, five at most. */
export async function openActionsOfGuest(db: Querier, contactId: ContactId): Promise<Action[]> {
  const { rows } = await selectOpenOfGuest(db, { contactId })
  return rows.map(toAction)
}

const selectOpenOfGuest = prepared<{ contactId: number }, ActionsTable>((db, value) =>
  db
    .selectFrom('actions')
    .selectAll()
    .where('contact_id', '=', value('contactId'))
    .where('state', 'in', openStates)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(5),
)

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

/** Whether another write for this guest is under way. */
export async function isGuestBusy(db: Querier, contactId: ContactId, exceptId: string): Promise<boolean> {
  const { rows } = await selectSending(db, { contactId, exceptId })
  return rows.length > 0
}

const selectSending = prepared<{ contactId: number; exceptId: string }, { id: string }>((db, value) =>
  db
    .selectFrom('actions')
    .select('id')
    .where('contact_id', '=', value('contactId'))
    .where('state', '=', 'sending')
    .where('id', '!=', value('exceptId')),
)

function toRow(action: Action): Omit<ActionsTable, 'submit_key'> {
  return {
    id: action.id,
    reference: action.reference,
    kind: action.kind,
    hotel_id: action.hotelId,
    state: action.state,
    version: action.version,
    requested_by: action.requestedBy,
    acting_user: action.actingUser ?? null,
    contact_id: action.contactId,
    guest_label: action.guestLabel,
    points: action.points ?? null,
    input: JSON.stringify(action.input),
    hotel_day: action.hotelDay,
    allowance: action.allowance,
    decided_by: action.decidedBy ?? null,
    decided_at: action.decidedAt ?? null,
    expires_at: action.expiresAt ?? null,
    sending_at: action.sendingAt ?? null,
    operation_id: action.operationId ?? null,
    outcome: JSON.stringify(action.outcome),
    arrived: action.outcome.arrived ?? null,
    cites: action.cites ?? null,
    batch_id: action.batchId ?? null,
    created_at: action.createdAt,
    updated_at: action.updatedAt,
  }
}

/** The store wrote these rows itself, checked on the way in: the casts below name what it wrote. */
export function toAction(row: ActionsTable): Action {
  return {
    id: row.id,
    reference: row.reference as Reference,
    kind: row.kind as ActionKind,
    hotelId: row.hotel_id,
    state: row.state as ActionState,
    version: row.version,
    requestedBy: row.requested_by,
    contactId: row.contact_id as ContactId,
    guestLabel: row.guest_label,
    input: JSON.parse(row.input),
    hotelDay: row.hotel_day,
    allowance: row.allowance,
    outcome: row.outcome ? (JSON.parse(row.outcome) as Outcome) : {},
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    ...(row.acting_user !== null && { actingUser: row.acting_user }),
    ...(row.points !== null && { points: row.points }),
    ...(row.decided_by !== null && { decidedBy: row.decided_by }),
    ...(row.decided_at !== null && { decidedAt: row.decided_at }),
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
    ...(row.sending_at !== null && { sendingAt: row.sending_at }),
    ...(row.operation_id !== null && { operationId: row.operation_id as OperationId }),
    ...(row.cites !== null && { cites: row.cites }),
    ...(row.batch_id !== null && { batchId: row.batch_id }),
  }
}
