// The ledger's rows of a stretch of time, although the API has no documented filter or order: if the times of the first
// and the last page run one way, the stretch is found by bisection over `offset` and streamed; else the list is read up
// to the cap. The cost follows the rows of the stretch, not the length of the history.
import type { Operation } from '../domain/guest.ts'
import type { Page } from './pages.ts'

/** Times as the API prints them, `YYYY-MM-DDTHH:MM:SS`, the end excluded. */
export interface Stretch {
  from: string
  until: string
}

export interface RangeRead<T> {
  /** What the visitor made of the rows. */
  value: T
  /** Every row of the stretch was seen, each once. */
  isComplete: boolean
  /** How many pages were asked for. */
  calls: number
}

/** Takes the rows of the stretch, a page at a time; begun anew when the order turned out to be none. */
export interface Visitor<T> {
  visit(rows: readonly Operation[]): Promise<void>
  end(): T
}

/** Pages that are asked for at once while streaming. */
const together = 4

type Order = 'ascending' | 'descending'
type Fetch = (offset: number) => Promise<Page<Operation>>

export async function readStretch<T>(
  fetchPage: Fetch,
  stretch: Stretch,
  cap: number,
  begin: () => Visitor<T>,
): Promise<RangeRead<T>> {
  let calls = 0
  const fetch: Fetch = offset => {
    calls++
    return fetchPage(offset)
  }
  const first = await fetch(0)
  const size = first.rows.length
  if (size === 0 || size >= first.count) {
    const visitor = begin()
    await visitor.visit(first.rows.filter(row => isWithin(row, stretch)))
    const isComplete = size === first.count && first.rows.every(isDated)
    return { value: visitor.end(), isComplete, calls }
  }
  const last = await fetch(Math.max(size, first.count - size))
  const order = orderOf(first, last)
  if (order) {
    const visitor = begin()
    const { isComplete, isOrdered } = await streamStretch(fetch, { first, order, stretch }, visitor)
    if (isOrdered) return { value: visitor.end(), isComplete, calls }
  }
  const visitor = begin()
  const isComplete = await readUpToCap(fetch, first, { stretch, cap }, visitor)
  return { value: visitor.end(), isComplete, calls }
}

interface Streaming {
  first: Page<Operation>
  order: Order
  stretch: Stretch
}

async function streamStretch<T>(
  fetch: Fetch,
  { first, order, stretch }: Streaming,
  visitor: Visitor<T>,
): Promise<{ isComplete: boolean; isOrdered: boolean }> {
  const size = first.rows.length
  // Pages overlap by one row: the last row seen must come again, else rows moved meanwhile and some may be missing.
  const step = Math.max(1, size - 1)
  const isBefore = beforeStretch(order, stretch)
  const isAfter = afterStretch(order, stretch)
  const found = await bisect(fetch, { first, order, step, isBefore })
  if (found === undefined) return { isComplete: false, isOrdered: false }
  let offset = found
  let isComplete = true
  let last: Operation | undefined
  for (;;) {
    const offsets = Array.from({ length: together }, (_, i) => offset + i * step)
    const pages = await Promise.all(offsets.filter(at => at === offset || at < first.count).map(fetch))
    for (const { rows } of pages) {
      const seenAt = last === undefined ? -1 : rows.findIndex(row => row.id === last?.id)
      if (last !== undefined && seenAt < 0 && rows.length > 0) isComplete = false
      const fresh = rows.slice(seenAt + 1)
      const run = last === undefined ? fresh : [last, ...fresh]
      if (!runs(run, order)) return { isComplete: false, isOrdered: false }
      isComplete &&= fresh.every(isDated)
      await visitor.visit(fresh.filter(row => isWithin(row, stretch)))
      if (fresh.some(isAfter)) return { isComplete, isOrdered: true }
      if (rows.length < size) return { isComplete, isOrdered: true }
      last = fresh.at(-1) ?? last
    }
    offset += pages.length * step
  }
}

/**
 * The offset of a page before whose first row nothing of the stretch stands; undefined when the pages on the way do not
 * run one way.
 */
async function bisect(
  fetch: Fetch,
  { first, order, step, isBefore }: Bisecting,
): Promise<number | undefined> {
  const isPast = ({ rows }: Page<Operation>) => rows.some(isDated) && rows.every(isBefore)
  const probes = [{ middle: 0, rows: first.rows }]
  let low = isPast(first) ? 1 : 0
  let high = low === 0 ? 0 : Math.ceil(first.count / step)
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const page = await fetch(middle * step)
    if (!runs(page.rows, order)) return undefined
    probes.push({ middle, rows: page.rows })
    if (isPast(page)) low = middle + 1
    else high = middle
  }
  // First rows only: when rows came in meanwhile, neighbours overlap.
  const inPlace = probes.toSorted((a, b) => a.middle - b.middle)
  return runs(
    inPlace.flatMap(({ rows }) => rows.slice(0, 1)),
    order,
  )
    ? low * step
    : undefined
}

interface Bisecting {
  first: Page<Operation>
  order: Order
  step: number
  isBefore: (row: Operation) => boolean
}

/** Any order: the whole list where it is short enough, else as far as the cap. */
async function readUpToCap<T>(
  fetch: Fetch,
  first: Page<Operation>,
  { stretch, cap }: { stretch: Stretch; cap: number },
  visitor: Visitor<T>,
): Promise<boolean> {
  const seen = new Set<number>()
  let isDatedAll = true
  let offset = 0
  let count = first.count
  for (let pages = 0; pages < cap; pages++) {
    const page = pages === 0 ? first : await fetch(offset)
    const fresh = page.rows.filter(row => !seen.has(row.id))
    for (const row of fresh) seen.add(row.id)
    isDatedAll &&= fresh.every(isDated)
    await visitor.visit(fresh.filter(row => isWithin(row, stretch)))
    offset += page.rows.length
    count = page.count
    if (fresh.length === 0 || offset >= count) break
  }
  return isDatedAll && seen.size === count
}

function orderOf(first: Page<Operation>, last: Page<Operation>): Order | undefined {
  const all = [...first.rows, ...last.rows]
  if (runs(all, 'ascending')) return 'ascending'
  return runs(all, 'descending') ? 'descending' : undefined
}

function runs(rows: readonly Operation[], order: Order): boolean {
  const times = rows.filter(isDated).map(({ at }) => at)
  return times.every((at, i) => {
    const before = times[i - 1] ?? at
    return order === 'ascending' ? before <= at : before >= at
  })
}

function isDated(row: Operation): boolean {
  return row.at !== 'unknown'
}

function isWithin({ at }: Operation, { from, until }: Stretch): boolean {
  return at !== 'unknown' && at >= from && at < until
}

function beforeStretch(order: Order, { from, until }: Stretch): (row: Operation) => boolean {
  return ({ at }) => at === 'unknown' || (order === 'ascending' ? at < from : at >= until)
}

function afterStretch(order: Order, { from, until }: Stretch): (row: Operation) => boolean {
  return ({ at }) => at !== 'unknown' && (order === 'ascending' ? at >= until : at < from)
}
