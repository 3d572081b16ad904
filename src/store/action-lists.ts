// Actions as lists, for whoever tells about them: by reference, batch, state and hotel. Reads only.
import type { Action, ActionState } from '../domain/action.ts'
import type { Reference } from '../domain/reference.ts'
import { toAction } from './action-row.ts'
import type { Querier } from './schema.ts'

/** Those of the references that are known, in no order. */
export async function actionsByReference(db: Querier, references: readonly Reference[]): Promise<Action[]> {
  if (references.length === 0) return []
  const rows = await db.selectFrom('actions').selectAll().where('reference', 'in', references).execute()
  return rows.map(toAction)
}

/** What these actions of one guest undo or repeat, and what undoes or repeats them; oldest first. */
export async function relatedActions(db: Querier, actions: readonly Action[]): Promise<Action[]> {
  const [first] = actions
  if (!first) return []
  const rows = await db
    .selectFrom('actions')
    .selectAll()
    .where('contact_id', '=', first.contactId)
    .where(({ eb, or }) =>
      or([
        eb(
          'cites',
          'in',
          actions.map(({ id }) => id),
        ),
        eb(
          'id',
          'in',
          actions.flatMap(({ cites }) => cites ?? []),
        ),
      ]),
    )
    .orderBy('created_at')
    .execute()
  return rows.map(toAction)
}

/** All of a batch, those sent again included, in no order. */
export async function actionsOfBatch(db: Querier, batchId: string): Promise<Action[]> {
  const rows = await db.selectFrom('actions').selectAll().where('batch_id', '=', batchId).execute()
  return rows.map(toAction)
}

/** How many of a batch are in these states. */
export async function countOfBatch(
  db: Querier,
  batchId: string,
  states: readonly ActionState[],
): Promise<number> {
  const row = await db
    .selectFrom('actions')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .where('batch_id', '=', batchId)
    .where('state', 'in', states)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Oldest first. */
export async function actionsInStates(db: Querier, states: readonly ActionState[]): Promise<Action[]> {
  const rows = await db
    .selectFrom('actions')
    .selectAll()
    .where('state', 'in', states)
    .orderBy('created_at')
    .execute()
  return rows.map(toAction)
}

/** Of one hotel, oldest first. */
export async function actionsOfHotelInStates(
  db: Querier,
  hotelId: number,
  states: readonly ActionState[],
): Promise<Action[]> {
  const rows = await db
    .selectFrom('actions')
    .selectAll()
    .where('hotel_id', '=', hotelId)
    .where('state', 'in', states)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toAction)
}

/** Those of the ids that are known, oldest first. */
export async function findActions(db: Querier, ids: readonly string[]): Promise<Action[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('actions')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toAction)
}

export async function countActions(db: Querier): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom('actions')
    .select(['state', eb => eb.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map(row => [row.state, Number(row.count)]))
}
