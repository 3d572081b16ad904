// Where an open history stands, and which rows that page shows.
import * as z from 'zod'
import { pageOf } from '../../actions/guest-window-blocks.ts'
import { windowPlaceWire } from '../../actions/window-place.ts'
import type { Operation } from '../../domain/guest.ts'

export const filters = ['all', 'granted', 'redeemed', 'expired'] as const
export type Filter = (typeof filters)[number]

const rowsPerPage = 10

export const placeWire = windowPlaceWire.extend({
  filter: z.enum(filters),
  page: z.int().nonnegative(),
})
export type Place = z.infer<typeof placeWire>

/** The rows of that kind; one whose points are not known is among all of them only. */
function filterRows(rows: readonly Operation[], filter: Filter): readonly Operation[] {
  switch (filter) {
    case 'all':
      return rows
    case 'granted':
      return rows.filter(({ points }) => points !== 'unknown' && points > 0)
    case 'redeemed':
      return rows.filter(({ points }) => points !== 'unknown' && points < 0)
    case 'expired':
      return rows.filter(({ expiredPoints }) => expiredPoints !== 'unknown' && expiredPoints > 0)
  }
}

/** What stands on the page. */
export function rowsOn(rows: readonly Operation[], { filter, page }: Pick<Place, 'filter' | 'page'>) {
  const kind = filterRows(rows, filter)
  return { count: kind.length, ...pageOf(kind, page, rowsPerPage) }
}
