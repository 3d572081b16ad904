// The history as a guest window: what is read, and what stands on a page.
import type { Desk } from '../../actions/desk.ts'
import { type GuestWindow, hotelAt } from '../../actions/guest-window.ts'
import { historyBlocks, historyLook } from './list.ts'
import { findOurs } from './ours.ts'
import { type Place, placeWire, rowsOn } from './place.ts'
import { type History, readHistory } from './read.ts'

export function historyWindow(desk: Desk): GuestWindow<Place, History> {
  return {
    ...historyLook,
    placeWire,
    start: hotel => ({ hotelId: hotel.id, filter: 'all', page: 0 }),
    read: sought => readHistory(desk, sought),
    async draw(place, who, history) {
      const shown = rowsOn(history.rows, place)
      const ours = await findOurs(desk, shown.rows, who)
      const { filter } = place
      const { language } = who
      const blocks = historyBlocks({ history, shown, filter, ours, hotel: hotelAt(place, who), language })
      return { place: { ...place, page: shown.page }, blocks }
    },
  }
}
