// Where a window stands: ids, a page and the like, nothing of a guest. It travels in the view's metadata, so that any
// replica can take any press.
import * as z from 'zod'
import { type ContactId, toContactId } from '../domain/guest.ts'
import type { DeskHotel } from '../domain/settings.ts'
import type { Who } from '../slack/identity.ts'

/** What every such place has: the hotel that the window is for, and the guest once there is one. */
export const windowPlaceWire = z.object({
  hotelId: z.int(),
  contactId: z
    .custom<ContactId>(value => typeof value === 'number' && toContactId(value) !== undefined)
    .optional(),
})
export type WindowPlace = z.infer<typeof windowPlaceWire>

export function placeToText(place: WindowPlace): string {
  return JSON.stringify(place)
}

/** undefined for what this version of the desk cannot read. */
export function readPlace<Place>(wire: z.ZodType<Place>, metadata: string): Place | undefined {
  try {
    return wire.safeParse(JSON.parse(metadata)).data
  } catch {
    return undefined
  }
}

/** The hotel that a window is for; undefined where it names none of the person's own. */
export function hotelOfWindow(
  view: { metadata: string } | undefined,
  { hotels }: Pick<Who, 'hotels'>,
): DeskHotel | undefined {
  const place = view && readPlace(windowPlaceWire, view.metadata)
  return hotels.find(({ id }) => id === place?.hotelId)
}
