// Where the cards of a bulk grant stand.
import type { BatchCardsTable, Querier } from './schema.ts'

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
