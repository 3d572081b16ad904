// Lists: the envelope {count, next, previous, results} over limit and offset. As with DRF's limit-offset
// pagination a bad limit or offset falls back to the default and a limit that is too large is cut down.
import { type ApiRequest, ok, type Reply } from './http.ts'

const defaultLimit = 50
const maximumLimit = 100

/** One page of the rows; `toWire` runs for the rows on the page only. */
export function listReply<Row>(
  request: ApiRequest,
  rows: readonly Row[],
  toWire: (row: Row) => unknown,
): Reply {
  const limit = Math.min(wholeNumber(request.url.searchParams.get('limit'), 1) ?? defaultLimit, maximumLimit)
  const offset = wholeNumber(request.url.searchParams.get('offset'), 0) ?? 0
  const link = (at: number) => {
    const url = new URL(request.url)
    url.searchParams.set('limit', String(limit))
    if (at > 0) url.searchParams.set('offset', String(at))
    else url.searchParams.delete('offset')
    return url.href
  }
  return ok({
    count: rows.length,
    next: offset + limit < rows.length ? link(offset + limit) : null,
    previous: offset > 0 ? link(offset - limit) : null,
    results: rows.slice(offset, offset + limit).map(toWire),
  })
}

function wholeNumber(text: string | null, least: number): number | undefined {
  if (text === null || !/^\d+$/.test(text)) return undefined
  const value = Number(text)
  return value >= least ? value : undefined
}
