// One row per person, kind, hotel and hotel day: what they have used of their allowance.
import type { ActionKind } from '../domain/action.ts'
import type { Querier, Tx } from './schema.ts'

export interface AllowanceKey {
  userId: string
  kind: ActionKind
  hotelId: number
  day: string
}

export async function usedAllowance(db: Querier, key: AllowanceKey): Promise<number> {
  const row = await db
    .selectFrom('allowances')
    .select('used')
    .where('user_id', '=', key.userId)
    .where('kind', '=', key.kind)
    .where('hotel_id', '=', key.hotelId)
    .where('day', '=', key.day)
    .executeTakeFirst()
  return row?.used ?? 0
}

/** Takes `amount` if it still fits under `cap`; false when it does not: of two takers the database lets one win. */
export async function takeAllowance(
  tx: Tx,
  key: AllowanceKey,
  amount: number,
  cap: number,
): Promise<boolean> {
  if (amount > cap) return false
  const row = { user_id: key.userId, kind: key.kind, hotel_id: key.hotelId, day: key.day }
  const taken = await tx
    .insertInto('allowances')
    .values({ ...row, used: amount })
    .onConflict(conflict =>
      conflict
        .columns(['user_id', 'kind', 'hotel_id', 'day'])
        .doUpdateSet(eb => ({ used: eb('allowances.used', '+', amount) }))
        .where('allowances.used', '<=', cap - amount),
    )
    .executeTakeFirst()
  return Number(taken.numInsertedOrUpdatedRows ?? 0) === 1
}

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
