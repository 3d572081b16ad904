// What an open list of rewards shows: ids, a page and the words that were searched for. It travels in the view's
// metadata, so that any replica can take any press.
import * as z from 'zod'
import { type ContactId, toContactId } from '../../domain/guest.ts'

export interface Place {
  hotelId: number
  /** Whose reach is shown. */
  contactId: ContactId | undefined
  /** Typed by the asker; empty: everything. */
  search: string
  /** Managers may also see what is hidden, has ended or has not begun. */
  withWithheld: boolean
  /** From 0. */
  page: number
}

const placeWire = z.object({
  hotel: z.int(),
  contact: z.int().optional(),
  search: z.string().default(''),
  withheld: z.boolean().default(false),
  page: z.int().nonnegative(),
})

export function placeToText({ hotelId, contactId, search, withWithheld, page }: Place): string {
  return JSON.stringify({
    hotel: hotelId,
    ...(contactId !== undefined && { contact: contactId }),
    ...(search && { search }),
    ...(withWithheld && { withheld: true }),
    page,
  })
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
  if (!success) return undefined
  const { hotel, contact, search, withheld, page } = data
  const contactId = contact === undefined ? undefined : toContactId(contact)
  return { hotelId: hotel, contactId, search, withWithheld: withheld, page }
}
