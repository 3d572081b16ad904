// Where an action is shown in Slack, and which version of it was shown last.
import { prepared } from './prepared.ts'
import type { Querier, Tx } from './schema.ts'

export interface CardRow {
  actionId: string
  place: string
  channel: string
  ts: string | undefined
  shownVersion: number
}

export async function findCard(db: Querier, actionId: string, place: string): Promise<CardRow | undefined> {
  const row = await db
    .selectFrom('cards')
    .selectAll()
    .where('action_id', '=', actionId)
    .where('place', '=', place)
    .executeTakeFirst()
  return row && toCard(row)
}

export async function cardsOf(db: Querier, actionId: string): Promise<CardRow[]> {
  const rows = await db.selectFrom('cards').selectAll().where('action_id', '=', actionId).execute()
  return rows.map(toCard)
}

/** Notes that a card is wanted there, so that a change knows of it before it has been posted. */
export async function expectCard(tx: Tx, actionId: string, place: string): Promise<void> {
  await insertExpected(tx, { actionId, place })
}

const insertExpected = prepared<{ actionId: string; place: string }, unknown>((db, value) =>
  db
    .insertInto('cards')
    .values({
      action_id: value('actionId'),
      place: value('place'),
      channel: '',
      ts: null,
      shown_version: 0,
    })
    .onConflict(conflict => conflict.columns(['action_id', 'place']).doNothing()),
)

/** Records where a card stands and what it shows. */
export async function saveCard(db: Querier, card: CardRow): Promise<void> {
  const shown = { channel: card.channel, ts: card.ts ?? null, shown_version: card.shownVersion }
  await db
    .insertInto('cards')
    .values({ action_id: card.actionId, place: card.place, ...shown })
    .onConflict(conflict => conflict.columns(['action_id', 'place']).doUpdateSet(shown))
    .execute()
}

function toCard(row: {
  action_id: string
  place: string
  channel: string
  ts: string | null
  shown_version: number
}): CardRow {
  return {
    actionId: row.action_id,
    place: row.place,
    channel: row.channel,
    ts: row.ts ?? undefined,
    shownVersion: row.shown_version,
  }
}
