// /history and the card's History button: a guest's operations, paged and filtered in place, seen by the asker alone.
import type { Desk } from '../../actions/desk.ts'
import { guestButtons } from '../../actions/ids.ts'
import { registerLookUpForm } from '../../actions/look-up-form.ts'
import { createViewMemory } from '../../actions/view-memory.ts'
import type { Listeners } from '../../slack/listen.ts'
import { filterIds, historyIds } from './ids.ts'
import { openDetails } from './open-details.ts'
import { filters } from './place.ts'
import type { History } from './read.ts'
import { choose, show, turn } from './show.ts'
import { historyWords } from './words.ts'

export function registerHistory(desk: Desk, listen: Listeners): void {
  const memory = createViewMemory<History>(desk.clock)
  const form = registerLookUpForm(desk, listen, {
    feature: 'history',
    callbackId: historyIds.form,
    title: language => historyWords(language)('title'),
    show: asked => show(desk, memory, asked),
  })
  listen.command('/history', call => form.open(call, call.text))
  listen.button(guestButtons.history, call => form.open(call, `#${call.value}`))

  listen.button(historyIds.newer, call =>
    turn(desk, memory, call, place => ({ ...place, page: Math.max(0, place.page - 1) })),
  )
  listen.button(historyIds.older, call =>
    turn(desk, memory, call, place => ({ ...place, page: place.page + 1 })),
  )
  listen.button(historyIds.again, call => turn(desk, memory, call, place => place))
  for (const filter of filters)
    listen.button(filterIds[filter], call =>
      turn(desk, memory, call, place => ({ ...place, filter, page: 0 })),
    )
  listen.button(historyIds.choose, call => choose(desk, memory, call))
  listen.button(historyIds.details, call => openDetails(desk, call))
}
