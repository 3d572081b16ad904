// /history and the card's History button: a guest's operations, paged and filtered in place, seen by the asker alone.
import type { Desk } from '../../actions/desk.ts'
import { registerGuestWindow } from '../../actions/guest-window.ts'
import { guestButtons } from '../../actions/ids.ts'
import type { Listeners } from '../../slack/listen.ts'
import { filterIds, historyIds } from './ids.ts'
import { openDetails } from './open-details.ts'
import { filters } from './place.ts'
import { historyWindow } from './window.ts'

export function registerHistory(desk: Desk, listen: Listeners): void {
  const window = registerGuestWindow(desk, listen, historyWindow(desk))
  listen.command('/history', call => window.open(call, call.text))
  listen.button(guestButtons.history, call => window.open(call, `#${call.value}`))
  for (const filter of filters) window.turns(filterIds[filter], place => ({ ...place, filter, page: 0 }))
  window.press(historyIds.details, (call, { place }) => openDetails(desk, call, place))
}
