// Reads the figures of a hotel day from the store: what the desk did, what is open now, what the day is compared with.
import { z } from 'zod'
import { hotelDayBounds, nextDay } from '../../domain/hotel-day.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { countWaitingBatches } from '../../store/batches.ts'
import {
  decisionsIn,
  doneByKind,
  doneByPerson,
  eachDone,
  fingerprintBefore,
  firstSentAt,
  type OpenAction,
  openActions,
} from '../../store/day-figures.ts'
import type { Querier } from '../../store/schema.ts'
import {
  type DigestFigures,
  meanOf,
  type OpenItems,
  type PointsOfDay,
  type ProductTotal,
  peopleOf,
  pointsOf,
  type UndonePair,
} from './figures.ts'
import type { LedgerDay } from './gather.ts'

export interface ReadParts {
  db: Querier
  now: number
  /** Where an action's card stands in Slack. */
  linkTo?: (actionId: string) => Promise<string | undefined>
}

/** What the ledger had, where it could be asked. */
export interface LedgerDays {
  ledger: LedgerDay | undefined
  chain: LedgerDay | undefined
}

const mostOpen = 8
const mostUndone = 5
const weeks = [7, 14, 21, 28]

export async function readFigures(
  parts: ReadParts,
  hotel: DeskHotel,
  day: string,
  ledgers: LedgerDays,
): Promise<DigestFigures> {
  const { db, now } = parts
  const spanOf = (of: string) => ({ hotelId: hotel.id, ...hotelDayBounds(hotel, of) })
  const span = spanOf(day)
  const since = (await firstSentAt(db, hotel.id)) ?? Number.POSITIVE_INFINITY
  const pointsOn = async (of: string): Promise<PointsOfDay> => pointsOf(of, await doneByKind(db, spanOf(of)))
  const known = (days: readonly number[]) =>
    days.map(back => nextDay(day, -back)).filter(of => spanOf(of).until > since)

  const kinds = await doneByKind(db, span)
  const week: PointsOfDay[] = []
  for (const back of [6, 5, 4, 3, 2, 1]) {
    const [of] = known([back])
    week.push(of === undefined ? pointsOf(nextDay(day, -back), []) : await pointsOn(of))
  }
  const before: PointsOfDay[] = []
  for (const of of known(weeks)) before.push(await pointsOn(of))
  const [dayBefore] = known([1])
  const open = async (states: Parameters<typeof openActions>[2]) =>
    withLinks(await openActions(db, hotel.id, states, mostOpen), parts.linkTo)
  return {
    day,
    isRunning: now < span.until,
    kinds,
    people: peopleOf(await doneByPerson(db, span)),
    ...(await singlesOf(db, span)),
    decisions: await decisionsIn(db, span),
    waiting: await open(['waiting']),
    unsettled: await open(['unknown', 'needs-person']),
    bulkWaiting: await countWaitingBatches(db, hotel.id),
    dayBefore: week.find(({ day: of }) => of === dayBefore),
    mean: meanOf(day, before),
    week: [...week, pointsOf(day, kinds)],
    ...ledgers,
    fingerprint: await fingerprintBefore(db, Math.min(now, span.until)),
  }
}

async function withLinks(
  open: { count: number; first: readonly OpenAction[] },
  linkTo: ReadParts['linkTo'],
): Promise<OpenItems> {
  const first = []
  for (const action of open.first) {
    const link = await linkTo?.(action.id)
    first.push({ ...action, ...(link && { link }) })
  }
  return { count: open.count, first }
}

const redeemed = z.object({ title: z.string(), price: z.number() })
const tookBack = z.object({ undone: z.string() })

/** What only the actions themselves say, a page at a time: which products, and what was taken back. */
async function singlesOf(
  db: Querier,
  span: { hotelId: number; from: number; until: number },
): Promise<Pick<DigestFigures, 'products' | 'undone'>> {
  const products = new Map<string, ProductTotal>()
  const first: UndonePair[] = []
  let count = 0
  for await (const { kind, reference, input } of eachDone(db, span)) {
    const product = kind === 'redeem-product' ? redeemed.safeParse(input).data : undefined
    if (product) {
      const { title, price } = product
      const total = products.get(title) ?? { title, count: 0, points: 0 }
      products.set(title, { title, count: total.count + 1, points: total.points + price })
    }
    const undo = kind === 'undo' ? tookBack.safeParse(input).data : undefined
    if (!undo) continue
    count++
    if (first.length < mostUndone) first.push({ reference, undone: undo.undone })
  }
  return {
    products: [...products.values()].sort((a, b) => b.count - a.count || b.points - a.points),
    undone: { count, first },
  }
}
