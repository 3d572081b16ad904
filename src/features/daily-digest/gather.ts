// What the programme's ledger had on one hotel day, beside what the desk itself knows: one reading for all hotels whose
// day has the same bounds.
import { z } from 'zod'
import type { Operation, OperationId } from '../../domain/guest.ts'
import { hotelDayBounds, nextDay } from '../../domain/hotel-day.ts'
import { referenceAtEnd } from '../../domain/reference.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { isMissing } from '../../loyalty/errors.ts'
import { eachDone, hotelsOf } from '../../store/day-figures.ts'
import type { Querier } from '../../store/schema.ts'
import type { LedgerReader } from './digest-desk.ts'

/** Rows that name no hotel are nobody's: they are told once, for the chain. */
export const chainId = 0

const ledgerDay = z.object({
  isComplete: z.boolean(),
  /** Rows that did not come from the desk. */
  foreign: z.object({
    count: z.number(),
    granted: z.number(),
    redeemed: z.number(),
    /** The first of them: ids, points and times. */
    first: z.array(z.object({ id: z.number(), points: z.number().optional(), at: z.string() })),
  }),
  /** What the desk did and the ledger does not have. */
  missing: z.object({ count: z.number(), first: z.array(z.string()) }),
})
export type LedgerDay = z.infer<typeof ledgerDay>

export function toLedgerDay(body: unknown): LedgerDay | undefined {
  return ledgerDay.safeParse(body).data
}

/** Hotels whose day has the same bounds. */
export interface DayGroup {
  day: string
  from: number
  until: number
  dayStartsAt: string
  hotels: readonly DeskHotel[]
}

export function groupOf(hotels: readonly DeskHotel[], hotel: DeskHotel, day: string): DayGroup {
  const { from, until } = hotelDayBounds(hotel, day)
  const hasSame = (other: DeskHotel) => {
    const bounds = hotelDayBounds(other, day)
    return bounds.from === from && bounds.until === until
  }
  return { day, from, until, dayStartsAt: hotel.dayStartsAt, hotels: hotels.filter(hasSame) }
}

export interface Gathered {
  byHotel: ReadonlyMap<number, LedgerDay>
  /** Pages asked for. */
  calls: number
}

const mostNamed = 10
/** Looked up one by one. */
const mostLookedUp = 50
const unlooked: Looked = { isComplete: false, missing: { count: 0, first: [] } }
/** Kinds that leave a row in the ledger, whether or not the answer said which. */
const withRow = ['grant-points', 'redeem-product', 'undo']

/** @throws LoyaltyError when the API does not answer */
export async function gatherDay(
  parts: { db: Querier; loyalty: LedgerReader },
  group: DayGroup,
  signal?: AbortSignal,
): Promise<Gathered> {
  const { db, loyalty } = parts
  const ids = [...group.hotels.map(({ id }) => id), chainId]
  const stretch = {
    from: `${group.day}T${group.dayStartsAt}:00`,
    until: `${nextDay(group.day)}T${group.dayStartsAt}:00`,
  }
  const read = await loyalty.operations.readStretch(stretch, () => createTally(db, ids), { signal })
  const { isComplete, calls } = read
  const byHotel = new Map<number, LedgerDay>()
  for (const [hotelId, foreign] of read.value.foreign) {
    const span = { hotelId, from: group.from, until: group.until }
    const looked = isComplete ? await findMissing(parts, span, read.value.own, signal) : unlooked
    byHotel.set(hotelId, { foreign, ...looked })
  }
  return { byHotel, calls }
}

type Foreign = LedgerDay['foreign']

interface Tally {
  foreign: ReadonlyMap<number, Foreign>
  /** References of the desk's own rows: as many as the desk wrote that day. */
  own: ReadonlySet<string>
}

/** Keeps counters, a few rows and the desk's own references, however many rows come by. */
function createTally(db: Querier, ids: readonly number[]) {
  const foreign = new Map(ids.map(id => [id, { count: 0, granted: 0, redeemed: 0, first: [] } as Foreign]))
  const own = new Set<string>()
  return {
    async visit(rows: readonly Operation[]) {
      const references = rows.flatMap(row => referenceAtEnd(row.concept) ?? [])
      const known = await hotelsOf(db, references)
      for (const row of rows) {
        const reference = referenceAtEnd(row.concept)
        if (reference !== undefined && known.has(reference)) own.add(reference)
        else count(foreign.get(row.hotelId ?? chainId), row)
      }
    },
    end: (): Tally => ({ foreign, own }),
  }
}

/** Rows of hotels that the desk does not serve count nowhere. */
function count(foreign: Foreign | undefined, { id, points, at }: Operation): void {
  if (!foreign) return
  foreign.count++
  if (points !== 'unknown' && points > 0) foreign.granted += points
  if (points !== 'unknown' && points < 0) foreign.redeemed -= points
  if (foreign.first.length < mostNamed)
    foreign.first.push({ id, at, ...(points !== 'unknown' && { points }) })
}

type Looked = Pick<LedgerDay, 'isComplete' | 'missing'>

/**
 * What was not seen is asked for by its id: the two clocks may disagree about the day. Of more than can be asked for,
 * the rest is called missing only where none of those asked for was there.
 */
async function findMissing(
  { db, loyalty }: { db: Querier; loyalty: LedgerReader },
  span: { hotelId: number; from: number; until: number },
  own: ReadonlySet<string>,
  signal: AbortSignal | undefined,
): Promise<Looked> {
  const missing: LedgerDay['missing'] = { count: 0, first: [] }
  let lookedUp = 0
  let isSomeThere = false
  let isComplete = true
  for await (const { reference, kind, operationId } of eachDone(db, span)) {
    if (own.has(reference) || (operationId === undefined && !withRow.includes(kind))) continue
    if (operationId !== undefined) {
      if (lookedUp < mostLookedUp) {
        lookedUp++
        if (await exists(loyalty, operationId, signal)) {
          isSomeThere = true
          continue
        }
      } else if (isSomeThere) {
        isComplete = false
        continue
      }
    }
    missing.count++
    if (missing.first.length < mostNamed) missing.first.push(reference)
  }
  return { isComplete, missing }
}

async function exists(
  loyalty: LedgerReader,
  operationId: OperationId,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    await loyalty.operations.get(operationId, { signal })
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}
