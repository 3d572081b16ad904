// One row per person, kind, hotel and hotel day: what they have used of their allowance.
import type { Action, ActionKind } from '../domain/action.ts'
import { prepared } from './prepared.ts'
import type { Querier, Tx } from './schema.ts'

export interface AllowanceKey {
  userId: string
  kind: ActionKind
  hotelId: number
  day: string
}

/** Of the allowance that an action was taken from. */
export function allowanceKey({ requestedBy, kind, hotelId, hotelDay }: Action): AllowanceKey {
  return { userId: requestedBy, kind, hotelId, day: hotelDay }
}

export async function usedAllowance(db: Querier, key: AllowanceKey): Promise<number> {
  const { rows } = await selectUsed(db, key)
  return rows[0]?.used ?? 0
}

const selectUsed = prepared<AllowanceKey, { used: number }>((db, value) =>
  db
    .selectFrom('allowances')
    .select('used')
    .where('user_id', '=', value('userId'))
    .where('kind', '=', value('kind'))
    .where('hotel_id', '=', value('hotelId'))
    .where('day', '=', value('day')),
)

/** Takes `amount` if it still fits under `cap`; false when it does not: of two takers the database lets one win. */
export async function takeAllowance(
  tx: Tx,
  key: AllowanceKey,
  amount: number,
  cap: number,
): Promise<boolean> {
  if (amount > cap) return false
  const { numAffectedRows } = await addUsed(tx, { ...key, amount, most: cap - amount })
  return numAffectedRows === 1n
}

const addUsed = prepared<AllowanceKey & { amount: number; most: number }, unknown>((db, value) =>
  db
    .insertInto('allowances')
    .values({
      user_id: value('userId'),
      kind: value('kind'),
      hotel_id: value('hotelId'),
      day: value('day'),
      used: value('amount'),
    })
    .onConflict(conflict =>
      conflict
        .columns(['user_id', 'kind', 'hotel_id', 'day'])
        .doUpdateSet(eb => ({ used: eb('allowances.used', '+', value('amount')) }))
        .where('allowances.used', '<=', value('most')),
    ),
)

export async function giveBackAllowance(tx: Tx, key: AllowanceKey, amount: number): Promise<void> {
  await tx
    .updateTable('allowances')
    .set(eb => ({ used: eb('used', '-', amount) }))
    .where('user_id', '=', key.userId)
    .where('kind', '=', key.kind)
    .where('hotel_id', '=', key.hotelId)
    .where('day', '=', key.day)
    .execute()
}
