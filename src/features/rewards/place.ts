// Where an open list of rewards stands.
import * as z from 'zod'
import { windowPlaceWire } from '../../actions/window-place.ts'

export const placeWire = windowPlaceWire.extend({
  /** Typed by the asker; empty: everything. */
  search: z.string(),
  /** Managers may also see what is hidden, has ended or has not begun. */
  withWithheld: z.boolean(),
  page: z.int().nonnegative(),
})
/** Whose reach is shown, if it is for a guest, and what of the list. */
export type Place = z.infer<typeof placeWire>
