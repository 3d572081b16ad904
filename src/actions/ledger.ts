// Finds an action again in the guest's operations, by the reference at the end of its concept.
import type { Action } from '../domain/action.ts'
import type { Operation, OperationId, Unknown } from '../domain/guest.ts'
import { carriesReference } from '../domain/reference.ts'
import type { LoyaltyClient } from '../loyalty/client.ts'
import type { Receipt, Trace } from './definition.ts'

/**
 * Ours is the row whose concept ends with the reference and whose contact and points agree. "Not found" only where
 * the whole history was read; else nobody can tell.
 * @param points as the ledger signs them: negative for a redemption
 */
export async function findInLedger(loyalty: LoyaltyClient, action: Action, points: number): Promise<Trace> {
  const history = await loyalty.operations.readAll(action.contactId)
  const row = history.rows.find(operation => isOurs(operation, action, points))
  if (row) return { kind: 'done', receipt: receiptOf(row) }
  return history.isComplete ? { kind: 'not-found' } : { kind: 'cannot-tell', isFinal: false }
}

function isOurs(operation: Operation, action: Action, points: number): boolean {
  return (
    operation.contactId === action.contactId &&
    carriesReference(operation.concept, action.reference) &&
    (operation.points === points || operation.points === 'unknown')
  )
}

function receiptOf({ id, points, bonusPoints }: Operation): Receipt {
  return toReceipt({ operationId: id, points, bonusPoints })
}

/** What a written row says, from the write's own answer or found later in the ledger. */
export function toReceipt(row: {
  operationId: OperationId | undefined
  points: number | Unknown
  bonusPoints: number | Unknown
}): Receipt {
  const isBonusRead = row.bonusPoints !== 'unknown'
  const bonus = row.bonusPoints === 'unknown' ? 0 : row.bonusPoints
  return {
    ...(row.operationId !== undefined && { operationId: row.operationId }),
    ...(row.points !== 'unknown' && {
      arrived: row.points + bonus,
      ...(!isBonusRead && { bonusUnread: true }),
    }),
  }
}
