// The figures of one hotel day, and what can be said of them without asking anybody.
import type { Decisions, KindTotal, OpenAction } from '../../store/day-figures.ts'
import type { LedgerDay } from './gather.ts'

export interface PointsOfDay {
  day: string
  granted: number
  redeemed: number
}

export interface PersonTotal {
  userId: string
  granted: number
  redeemed: number
  undone: number
  /** Adjustments have no points of their own: how many there were. */
  adjusted: number
  /** Everything that the person did, of any kind. */
  count: number
}

/** An undo and what it took back, by their references. */
export interface UndonePair {
  reference: string
  undone: string
}

export interface ProductTotal {
  title: string
  count: number
  points: number
}

/** With the address of its card, where it has one. */
export type OpenItem = OpenAction & { link?: string }

export interface OpenItems {
  count: number
  first: readonly OpenItem[]
}

export interface DigestFigures {
  day: string
  /** The day still runs: the figures are of what there is so far. */
  isRunning: boolean
  kinds: readonly KindTotal[]
  /** Busiest first. */
  people: readonly PersonTotal[]
  /** Most redeemed first. */
  products: readonly ProductTotal[]
  undone: { count: number; first: readonly UndonePair[] }
  decisions: Decisions
  /** As they stand now, not at the day's end. */
  waiting: OpenItems
  unsettled: OpenItems
  /** How many bulk requests wait for a manager now. */
  bulkWaiting: number
  /** Missing where the desk is younger than that. */
  dayBefore: PointsOfDay | undefined
  mean: (PointsOfDay & { weeks: number }) | undefined
  /** Seven days, this one last. */
  week: readonly PointsOfDay[]
  /** undefined: the programme did not answer. */
  ledger: LedgerDay | undefined
  /** Rows that name no hotel, for the one digest that tells of them. */
  chain: LedgerDay | undefined
  fingerprint: { seq: number; hash: string } | undefined
}

export function pointsOf(day: string, kinds: readonly KindTotal[]): PointsOfDay {
  const of = (wanted: string) => kinds.find(({ kind }) => kind === wanted)?.points ?? 0
  return { day, granted: of('grant-points'), redeemed: of('redeem-product') }
}

/** Rounded to whole points; undefined for no days. */
export function meanOf(day: string, days: readonly PointsOfDay[]): DigestFigures['mean'] {
  if (days.length === 0) return undefined
  const mean = (pick: (points: PointsOfDay) => number) =>
    Math.round(days.reduce((sum, each) => sum + pick(each), 0) / days.length)
  const granted = mean(each => each.granted)
  return { day, granted, redeemed: mean(each => each.redeemed), weeks: days.length }
}

export function peopleOf(totals: readonly (KindTotal & { userId: string })[]): PersonTotal[] {
  const people = new Map<string, KindTotal[]>()
  for (const total of totals) people.set(total.userId, [...(people.get(total.userId) ?? []), total])
  return [...people]
    .map(([userId, kinds]) => {
      const { granted, redeemed } = pointsOf('', kinds)
      const undone = kinds.find(({ kind }) => kind === 'undo')?.points ?? 0
      const adjusted = kinds.find(({ kind }) => kind === 'adjust-guest')?.count ?? 0
      const count = kinds.reduce((sum, total) => sum + total.count, 0)
      return { userId, granted, redeemed, undone, adjusted, count }
    })
    .sort((a, b) => b.count - a.count || (a.userId < b.userId ? -1 : 1))
}

/** Nothing was done or decided, nothing is open, and the ledger agrees. */
export function isQuiet(figures: DigestFigures): boolean {
  const { kinds, decisions, waiting, unsettled, bulkWaiting, ledger } = figures
  return (
    kinds.length + decisions.count + waiting.count + unsettled.count + bulkWaiting === 0 &&
    ledger !== undefined &&
    ledger.isComplete &&
    ledger.foreign.count + ledger.missing.count === 0
  )
}
