// Where an action is shown in Slack, and which version of it was shown last.
import { prepared } from './prepared.ts'
import type { CardsTable, Querier, Tx } from './schema.ts'

export interface CardRow {
  actionId: string
  place: string
  channel: string
  ts: string | undefined
  shownVersion: number
}

export async function findCard(db: Querier, actionId: string, place: string): Promise<CardRow | undefined> {
  const { rows } = await selectCard(db, { actionId, place })
  return rows[0] && toCard(rows[0])
}

const selectCard = prepared<{ actionId: string; place: string }, CardsTable>((db, value) =>
  db
    .selectFrom('cards')
    .selectAll()
    .where('action_id', '=', value('actionId'))
    .where('place', '=', value('place')),
)

export async function cardsOf(db: Querier, actionId: string): Promise<CardRow[]> {
  const { rows } = await selectCards(db, { actionId })
  return rows.map(toCard)
}

const selectCards = prepared<{ actionId: string }, CardsTable>((db, value) =>
  db.selectFrom('cards').selectAll().where('action_id', '=', value('actionId')),
)

/** Notes that a card is wanted there, so that a change knows of it before it has been posted. */
export async function expectCard(tx: Tx, actionId: string, place: string): Promise<void> {
  await insertExpected(tx, { actionId, place })
}

const insertExpected = prepared<{ actionId: string; place: string }, unknown>(
  (db, value) =>
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
  { isBehind: true },
)

/** Records where a card stands and what it shows. */
export async function saveCard(db: Querier, card: CardRow): Promise<void> {
  await upsertCard(db, { ...card, ts: card.ts ?? null })
}

const upsertCard = prepared<Omit<CardRow, 'ts'> & { ts: string | null }, unknown>((db, value) => {
  const shown = { channel: value('channel'), ts: value('ts'), shown_version: value('shownVersion') }
  return db
    .insertInto('cards')
    .values({ action_id: value('actionId'), place: value('place'), ...shown })
    .onConflict(conflict => conflict.columns(['action_id', 'place']).doUpdateSet(shown))
})

function toCard(row: CardsTable): CardRow {
  return {
    actionId: row.action_id,
    place: row.place,
    channel: row.channel,
    ts: row.ts ?? undefined,
    shownVersion: row.shown_version,
  }
}
