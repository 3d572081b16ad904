// An action as a row of its table, and back.
import type { Action, ActionKind, ActionState, Outcome } from '../domain/action.ts'
import type { ContactId, OperationId } from '../domain/guest.ts'
import type { Reference } from '../domain/reference.ts'
import type { ActionsTable } from './schema.ts'

export function toRow(action: Action): Omit<ActionsTable, 'submit_key'> {
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
