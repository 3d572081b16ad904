// What an open history shows: ids and a page, nothing of the guest. It travels in the view's metadata, so that any
// replica can take any press.
import * as z from 'zod'
import { type ContactId, type Operation, toContactId } from '../../domain/guest.ts'

export const filters = ['all', 'granted', 'redeemed', 'expired'] as const
export type Filter = (typeof filters)[number]

const rowsPerPage = 10

export interface Place {
  contactId: ContactId
  hotelId: number
  filter: Filter
  /** From 0. */
  page: number
}

const placeWire = z.object({
  contact: z.int(),
  hotel: z.int(),
  filter: z.enum(filters),
  page: z.int().nonnegative(),
})

export function placeToText({ contactId, hotelId, filter, page }: Place): string {
  return JSON.stringify({ contact: contactId, hotel: hotelId, filter, page })
}

/** undefined for what this version of the desk cannot read. */
export function readPlace(text: string): Place | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return undefined
  }
  const { success, data } = placeWire.safeParse(parsed)
  const contactId = success ? toContactId(data.contact) : undefined
  if (!success || contactId === undefined) return undefined
  return { contactId, hotelId: data.hotel, filter: data.filter, page: data.page }
}

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
  return { count: kind.length, ...pageOf(kind, page) }
}

/** The last page where there are fewer rows than before. */
function pageOf<Row>(
  rows: readonly Row[],
  page: number,
): { rows: readonly Row[]; page: number; pages: number } {
  const pages = Math.max(1, Math.ceil(rows.length / rowsPerPage))
  const at = Math.min(page, pages - 1)
  return { rows: rows.slice(at * rowsPerPage, (at + 1) * rowsPerPage), page: at, pages }
}
