// What the desk did for a hotel between two moments, by indexed queries; for the daily digest.
import { sql } from 'kysely'
import type { ActionState } from '../domain/action.ts'
import type { OperationId } from '../domain/guest.ts'
import type { ActionsTable, Querier } from './schema.ts'

/** Moments as epoch ms, the end excluded. */
export interface HotelSpan {
  hotelId: number
  from: number
  until: number
}

export interface KindTotal {
  kind: string
  count: number
  /** That arrived, level bonus included; where the programme did not say, as they were asked for. */
  points: number
  /** What of them came on top of what was asked for. */
  bonus: number
}

/** What was done, by the moment at which it was sent. */
export async function doneByKind(db: Querier, span: HotelSpan): Promise<KindTotal[]> {
  const rows = await doneIn(db, span)
    .select(['kind', ({ fn }) => fn.countAll<number>().as('count'), ...pointSums])
    .groupBy('kind')
    .execute()
  return rows.map(toTotal)
}

/** As `doneByKind`, for each person: who stood at the desk, where the log-in is shared. */
export async function doneByPerson(
  db: Querier,
  span: HotelSpan,
): Promise<(KindTotal & { userId: string })[]> {
  const rows = await doneIn(db, span)
    .select([
      'kind',
      ({ fn }) => fn.coalesce('acting_user', 'requested_by').as('person'),
      ({ fn }) => fn.countAll<number>().as('count'),
      ...pointSums,
    ])
    .groupBy(['kind', ({ fn }) => fn.coalesce('acting_user', 'requested_by')])
    .execute()
  return rows.map(({ person, ...total }) => ({ ...toTotal(total), userId: person }))
}

// Redeemed points are negative in the ledger.
const pointSums = [
  sql<number | null>`sum(coalesce(abs(arrived), points))`.as('points'),
  sql<number | null>`sum(abs(arrived) - points)`.as('bonus'),
] as const

function toTotal(row: {
  kind: string
  count: number
  points: number | null
  bonus: number | null
}): KindTotal {
  return {
    kind: row.kind,
    count: Number(row.count),
    points: Number(row.points ?? 0),
    bonus: Number(row.bonus ?? 0),
  }
}

/** Since when the desk has sent anything for this hotel, epoch ms. */
export async function firstSentAt(db: Querier, hotelId: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('actions')
    .select(({ fn }) => fn.min('sending_at').as('at'))
    .where('hotel_id', '=', hotelId)
    .where('sending_at', 'is not', null)
    .executeTakeFirst()
  return row?.at == null ? undefined : Number(row.at)
}

export interface DoneAction {
  reference: string
  kind: string
  operationId: OperationId | undefined
  /** As the feature stored it; checked by whoever reads it. */
  input: unknown
}

const pageSize = 500

/** Each action that was done, a page at a time. */
export async function* eachDone(db: Querier, span: HotelSpan): AsyncGenerator<DoneAction> {
  let after: { id: string; sendingAt: number } | undefined
  for (;;) {
    const seen = after
    let query = doneIn(db, span).select(['id', 'reference', 'kind', 'operation_id', 'input', 'sending_at'])
    if (seen)
      query = query.where(eb =>
        eb.or([
          eb('sending_at', '>', seen.sendingAt),
          eb.and([eb('sending_at', '=', seen.sendingAt), eb('id', '>', seen.id)]),
        ]),
      )
    const rows = await query.orderBy('sending_at').orderBy('id').limit(pageSize).execute()
    for (const { reference, kind, operation_id: id, input } of rows) {
      // Written by the store itself, from the API's answer.
      const operationId = id === null ? undefined : (id as OperationId)
      yield { reference, kind, operationId, input: JSON.parse(input) }
    }
    const last = rows.at(-1)
    if (!last || rows.length < pageSize) return
    after = { id: last.id, sendingAt: last.sending_at ?? 0 }
  }
}

export interface Decisions {
  count: number
  declined: number
  /** Half of them were decided within this time. */
  medianMs: number | undefined
}

/** What managers decided; a bulk grant is one decision, however many lines it has. */
export async function decisionsIn(db: Querier, span: HotelSpan): Promise<Decisions> {
  const decided = () =>
    db.selectFrom(
      ofHotel(db, span, 'decided_at')
        .where('batch_id', 'is', null)
        .select(['state', 'decided_at', 'created_at'])
        .unionAll(
          db
            .selectFrom('batches')
            .select(['state', 'decided_at', 'created_at'])
            .where('hotel_id', '=', span.hotelId)
            .where('decided_at', '>=', span.from)
            .where('decided_at', '<', span.until),
        )
        .as('decided'),
    )
  const groups = await decided()
    .select(['state', ({ fn }) => fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  const counts = groups.map(({ state, count }) => ({ state, count: Number(count) }))
  const count = counts.reduce((sum, group) => sum + group.count, 0)
  const middle = await decided()
    .select(eb => eb('decided_at', '-', eb.ref('created_at')).as('tookMs'))
    .orderBy('tookMs')
    .offset(Math.floor(Math.max(0, count - 1) / 2))
    .limit(1)
    .executeTakeFirst()
  const declined = counts.find(({ state }) => state === 'declined')?.count ?? 0
  return { count, declined, medianMs: middle?.tookMs == null ? undefined : Number(middle.tookMs) }
}

export interface OpenAction {
  id: string
  reference: string
  kind: string
  state: ActionState
  points: number | undefined
  createdAt: number
}

/** Oldest first, `most` of them, and how many there are. */
export async function openActions(
  db: Querier,
  hotelId: number,
  states: readonly ActionState[],
  most: number,
): Promise<{ count: number; first: OpenAction[] }> {
  const open = () => db.selectFrom('actions').where('state', 'in', states).where('hotel_id', '=', hotelId)
  const [rows, counted] = await Promise.all([
    open()
      .select(['id', 'reference', 'kind', 'state', 'points', 'created_at'])
      .orderBy('created_at')
      .limit(most)
      .execute(),
    open()
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirst(),
  ])
  const first = rows.map(row => ({
    id: row.id,
    reference: row.reference,
    kind: row.kind,
    // Written by the store itself.
    state: row.state as ActionState,
    points: row.points ?? undefined,
    createdAt: row.created_at,
  }))
  return { count: Number(counted?.count ?? 0), first }
}

/** The hotels of those references that are the desk's own. */
export async function hotelsOf(
  db: Querier,
  references: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  if (references.length === 0) return new Map()
  const rows = await db
    .selectFrom('actions')
    .select(['reference', 'hotel_id'])
    .where('reference', 'in', references)
    .execute()
  return new Map(rows.map(row => [row.reference, row.hotel_id]))
}

/** The audit trail's last event before a moment: its hash stands for everything up to it. @param until epoch ms */
export async function fingerprintBefore(
  db: Querier,
  until: number,
): Promise<{ seq: number; hash: string } | undefined> {
  // Backwards from the end: as many events as came since.
  return db
    .selectFrom('audit')
    .select(['seq', 'hash'])
    .where('at', '<', until)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
}

function doneIn(db: Querier, span: HotelSpan) {
  return ofHotel(db, span, 'sending_at').where('state', '=', 'done')
}

function ofHotel(
  db: Querier,
  { hotelId, from, until }: HotelSpan,
  moment: keyof Pick<ActionsTable, 'sending_at' | 'decided_at'>,
) {
  return db
    .selectFrom('actions')
    .where('hotel_id', '=', hotelId)
    .where(moment, '>=', from)
    .where(moment, '<', until)
}
