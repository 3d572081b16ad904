// What the ledger had on a hotel day, kept so that it is gathered once. Counts and ids only, nothing about guests.
import type { Querier, Tx } from './schema.ts'

export interface LedgerDayKey {
  /** 0: the chain, for rows that name no hotel. */
  hotelId: number
  day: string
  /** The day's bounds, epoch ms: under other settings the same day is another one. */
  from: number
  until: number
}

/** As `saveLedgerDay` got it; the caller checks its shape. */
export async function findLedgerDay(db: Querier, key: LedgerDayKey): Promise<unknown> {
  const row = await db
    .selectFrom('ledger_days')
    .select('body')
    .where('hotel_id', '=', key.hotelId)
    .where('hotel_day', '=', key.day)
    .where('from_at', '=', key.from)
    .where('until_at', '=', key.until)
    .executeTakeFirst()
  return row && JSON.parse(row.body)
}

export async function saveLedgerDay(tx: Tx, key: LedgerDayKey, body: object, at: number): Promise<void> {
  const found = { from_at: key.from, until_at: key.until, body: JSON.stringify(body), gathered_at: at }
  await tx
    .insertInto('ledger_days')
    .values({ hotel_id: key.hotelId, hotel_day: key.day, ...found })
    .onConflict(conflict => conflict.columns(['hotel_id', 'hotel_day']).doUpdateSet(found))
    .execute()
}
