// operations/: the ledger, and the two calls that write to it.
import {
  type ContactId,
  type LatestOperations,
  type Operation,
  type OperationId,
  type ProductId,
  unknown,
} from '../domain/guest.ts'
import { nextDay } from '../domain/hotel-day.ts'
import type { Points } from '../domain/points.ts'
import type { Reference } from '../domain/reference.ts'
import type { CallOptions, Send } from './call.ts'
import { type RangeRead, readStretch, type Stretch, type Visitor } from './operation-range.ts'
import { createOperationReaders, type WrittenRow } from './operation-wire.ts'
import { type ListOptions, type Page, type Rows, readPages } from './pages.ts'
import type { LoyaltySettings } from './settings.ts'

export interface Grant {
  contactId: ContactId
  points: Points
  /** What the guest reads, ending with the reference. */
  concept: string
}

export interface Redemption extends Grant {
  /** Sent only where the setting `redeemFields` says so. */
  productId?: ProductId | undefined
  hotelId?: number | undefined
}

export interface WriteOptions extends CallOptions {
  reference: Reference
}

export type Operations = ReturnType<typeof createOperations>

export function createOperations(send: Send, settings: LoyaltySettings) {
  const { paths } = settings
  const read = createOperationReaders(settings.redemptionSign)

  function pageFetcher(filter: Record<string, ContactId>, signal: AbortSignal | undefined) {
    return (offset: number): Promise<Page<Operation>> => {
      const query = { ...filter, limit: settings.pageLimit, offset }
      return send({ method: 'GET', path: paths.operations, query, read: read.page, signal })
    }
  }

  async function* pages(
    contactId: ContactId | undefined,
    options: ListOptions,
  ): AsyncGenerator<Rows<Operation>> {
    const filter = contactId === undefined ? {} : { [settings.operationsContactFilter]: contactId }
    const fetchPage = pageFetcher(filter, options.signal)
    let isOwnAlone = true
    for await (const { rows, isComplete } of readPages(fetchPage, options.cap ?? settings.pageCap)) {
      const own = contactId === undefined ? rows : rows.filter(row => row.contactId === contactId)
      isOwnAlone &&= own.length === rows.length
      yield { rows: own, isComplete: isComplete && isOwnAlone }
    }
  }

  async function readAll(
    contactId: ContactId | undefined,
    options: ListOptions = {},
  ): Promise<Rows<Operation>> {
    const all: Operation[] = []
    let isComplete = false
    for await (const page of pages(contactId, options)) {
      all.push(...page.rows)
      isComplete = page.isComplete
    }
    return { rows: all.sort(newestFirst), isComplete }
  }

  return {
    /**
     * Rows in the API's own order, of one contact or of everyone, each once; ends silently at the page cap.
     * `GET operations/` (documented); the filter by contact is inferred, so rows of others are dropped here.
     */
    async *list(
      contactId?: ContactId,
      options: ListOptions = {},
    ): AsyncGenerator<Operation, void, undefined> {
      for await (const page of pages(contactId, options)) yield* page.rows
    },

    /**
     * All rows, newest first. `isComplete` is false when the cap ended the reading, when the API counts rows that
     * were not seen, and when rows of other contacts came along: the filter did not work then.
     */
    readAll,

    /**
     * The rows of everyone from a stretch of time, streamed. Neither a filter by time nor an order is documented: see
     * operation-range.ts for what it does and costs.
     */
    readStretch<T>(
      stretch: Stretch,
      begin: () => Visitor<T>,
      options: ListOptions = {},
    ): Promise<RangeRead<T>> {
      return readStretch(pageFetcher({}, options.signal), stretch, options.cap ?? settings.pageCap, begin)
    },

    /**
     * The newest rows by one look. The order of the list is not documented: a page that is not the whole list tells
     * since when it is complete only where its rows fall in time, and nothing where rows of others came along.
     */
    async newest(contactId: ContactId, options: CallOptions = {}): Promise<LatestOperations> {
      const query = { [settings.operationsContactFilter]: contactId, limit: settings.pageLimit, offset: 0 }
      const page = await send({ ...options, method: 'GET', path: paths.operations, query, read: read.page })
      const own = page.rows.filter(row => row.contactId === contactId)
      const isOwnAlone = own.length === page.rows.length
      return { rows: own.toSorted(newestFirst), since: isOwnAlone ? seenSince(page) : unknown }
    },

    /** `GET operations/{id}/` (documented). @throws LoyaltyError `NotFound` */
    get(id: OperationId, options: CallOptions = {}): Promise<Operation> {
      return send({ ...options, method: 'GET', path: paths.operation, id, read: read.one(id) })
    },

    /**
     * `POST operations/add-points/` (documented). Goes out once; a second time only after a 401. The level may add
     * a bonus, so read the balance again.
     */
    addPoints(grant: Grant, options: WriteOptions): Promise<WrittenRow> {
      const { contactId, points, concept } = grant
      const body = { contact: contactId, concept, points, ...pointType(settings.grantPointType) }
      const path = paths.addPoints
      return send({ ...options, method: 'POST', path, body, read: read.written(contactId, 'grant') })
    },

    /** `POST operations/redeem-points/` (documented), with positive points. Goes out as add-points does. */
    redeemPoints(redemption: Redemption, options: WriteOptions): Promise<WrittenRow> {
      const { contactId, points, concept, productId, hotelId } = redemption
      const body = {
        contact: contactId,
        concept,
        points,
        ...(settings.sendPointTypeOnRedeem ? pointType(settings.grantPointType) : {}),
        ...(settings.redeemFields.product && productId !== undefined ? { product: productId } : {}),
        ...(settings.redeemFields.hotel && hotelId !== undefined ? { hotel: hotelId } : {}),
      }
      const path = paths.redeemPoints
      return send({ ...options, method: 'POST', path, body, read: read.written(contactId, 'redemption') })
    },
  }
}

const pointType = (value: number | undefined) => (value === undefined ? {} : { point_type: value })

/** The first day of which every row was surely seen. */
function seenSince({ rows, count }: Page<Operation>): LatestOperations['since'] {
  if (rows.length >= count) return 'start'
  const times = rows.map(({ at }) => at)
  const [newest = unknown] = times
  const oldest = times.at(-1) ?? unknown
  const isFalling = times.every((at, index) => at !== unknown && at <= (times[index - 1] ?? at))
  if (!isFalling || newest === unknown || oldest === unknown || newest === oldest) return unknown
  // More rows of the oldest day may stand on the next page.
  return nextDay(oldest.slice(0, 10))
}

/** Rows without a readable time come last. */
function newestFirst(a: Operation, b: Operation): number {
  if (a.at === b.at) return b.id - a.id
  if (a.at === 'unknown') return 1
  if (b.at === 'unknown') return -1
  return a.at < b.at ? 1 : -1
}
