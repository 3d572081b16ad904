// products/: the rewards. Method and JSON are documented, the paths inferred: they are settings.
import * as z from 'zod'
import { type Product, type ProductId, unknown } from '../domain/guest.ts'
import { toPoints } from '../domain/points.ts'
import type { CallOptions, Send } from './call.ts'
import { createPageReader, type ListOptions, type Rows, readPages } from './pages.ts'
import type { LoyaltySettings } from './settings.ts'
import {
  amountWire,
  asProductId,
  checked,
  createReader,
  flagWire,
  idsWire,
  idWire,
  textWire,
  toAmount,
  toDay,
  toId,
  toText,
  toTextOrNone,
} from './wire.ts'

/** Names documented, types read from the documented sample. */
const productWire = z.object({
  id: idWire,
  title: textWire,
  points: amountWire,
  is_visible: flagWire,
  start_date: textWire,
  end_date: textWire,
  levels: idsWire,
  hotels: idsWire,
  image: textWire,
  code: textWire,
})

export type Products = ReturnType<typeof createProducts>

export function createProducts(send: Send, settings: LoyaltySettings) {
  const { paths } = settings
  const toRow = (wire: z.infer<typeof productWire>) => toProduct(wire, settings.emptyProductList)
  const page = createPageReader(productWire, toRow)
  const any = createReader(productWire, toRow)
  const one = (id: ProductId) =>
    checked(any, row => (row.id === id ? { value: row } : { issues: ['id: another product than asked'] }))

  const pages = ({ cap, signal }: ListOptions) =>
    readPages(offset => {
      const query = { limit: settings.pageLimit, offset }
      return send({ method: 'GET', path: paths.products, query, read: page, signal })
    }, cap ?? settings.pageCap)

  return {
    /** Products in the API's own order, each once; ends silently at the page cap. `GET products/` (documented). */
    async *list(options: ListOptions = {}): AsyncGenerator<Product, void, undefined> {
      for await (const { rows } of pages(options)) yield* rows
    },

    /** All products. `isComplete` is false when the cap ended the reading or the API counts more. */
    async readAll(options: ListOptions = {}): Promise<Rows<Product>> {
      const all: Product[] = []
      let isComplete = false
      for await (const page of pages(options)) {
        all.push(...page.rows)
        isComplete = page.isComplete
      }
      return { rows: all, isComplete }
    },

    /** `GET products/{id}/` (documented). @throws LoyaltyError `NotFound` */
    get(id: ProductId, options: CallOptions = {}): Promise<Product> {
      return send({ ...options, method: 'GET', path: paths.product, id, read: one(id) })
    },
  }
}

function toProduct(wire: z.infer<typeof productWire>, empty: LoyaltySettings['emptyProductList']): Product {
  const price = toAmount(wire.points)
  const levels = (wire.levels ?? []).map(toId)
  const hotels = (wire.hotels ?? []).map(toId)
  const isForNobody = empty === 'nobody' && (levels.length === 0 || hotels.length === 0)
  return {
    id: asProductId(toId(wire.id)),
    // Nothing to read would leave a row without a name to choose.
    title: toText(wire.title) || `#${toId(wire.id)}`,
    price: (price === unknown ? undefined : toPoints(price)) ?? unknown,
    // A product that cannot be shown to be visible is not offered.
    isVisible: (wire.is_visible === true || wire.is_visible === 1) && !isForNobody,
    startsOn: toDay(wire.start_date),
    endsOn: toDay(wire.end_date),
    levels,
    hotels,
    imageUrl: /^https?:\/\/\S+$/.exec(toText(wire.image))?.[0],
    code: toTextOrNone(wire.code),
  }
}
