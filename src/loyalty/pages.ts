// Lists over limit and offset, by our own offset: a `next` link is never followed, the token would go with it.
import * as z from 'zod'
import { countWire, createReader, type FieldNames, type Reader } from './wire.ts'

export interface Page<Row> {
  rows: readonly Row[]
  /** How many rows the API has for the question, over all pages. */
  count: number
}

export interface ListOptions {
  /** Pages at most; the default is the setting `pageCap`. */
  cap?: number | undefined
  signal?: AbortSignal | undefined
}

/** A whole list, as far as it could be read. */
export interface Rows<Row> {
  rows: readonly Row[]
  /** Every row that the API counts was seen, each once, and none that was not asked for. */
  isComplete: boolean
}

/** Reads the envelope `{count, next, previous, results}` (documented) or a bare array (seen as possible). */
export function createPageReader<Schema extends z.ZodType, Row>(
  rowWire: Schema,
  toRow: (wire: z.output<Schema>) => Row,
  names: FieldNames = {},
): Reader<Page<Row>> {
  const envelope = createReader(
    z.object({ count: countWire, results: z.array(rowWire) }),
    wire => ({ rows: wire.results.map(toRow), count: Number(wire.count) }),
    names,
  )
  const toAll = (wire: z.output<Schema>[]) => ({ rows: wire.map(toRow), count: wire.length })
  const bare = createReader(z.array(rowWire), toAll, names)
  return body => (Array.isArray(body) ? bare(body) : envelope(body))
}

/**
 * Page after page, each row once. Ends with the list, at the cap, or when a page brings nothing new (a server that
 * ignores the offset). `isComplete` is told with each page for what has been read so far.
 */
export async function* readPages<Row extends { id: number }>(
  fetchPage: (offset: number) => Promise<Page<Row>>,
  cap: number,
): AsyncGenerator<Rows<Row>, void, undefined> {
  const seen = new Set<number>()
  let offset = 0
  for (let pages = 0; pages < cap; pages++) {
    const page = await fetchPage(offset)
    const fresh = page.rows.filter(row => !seen.has(row.id))
    for (const row of fresh) seen.add(row.id)
    offset += page.rows.length
    yield { rows: fresh, isComplete: seen.size === page.count }
    if (fresh.length === 0 || offset >= page.count) return
  }
}
