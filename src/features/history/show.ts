// Shows a history in its modal: the first page, another one, another kind of rows.
import type { Desk } from '../../actions/desk.ts'
import { type Asked, type Drawn, hotelFor } from '../../actions/look-up-form.ts'
import { updateOpenView } from '../../actions/open-view.ts'
import type { ViewMemory } from '../../actions/view-memory.ts'
import { toContactId } from '../../domain/guest.ts'
import { contactLabel } from '../../domain/masking.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import type { ModalView } from '../../slack/blocks.ts'
import type { Who } from '../../slack/identity.ts'
import type { ButtonCall } from '../../slack/listen.ts'
import { chooseView, historyView, readingView, unreadView } from './list.ts'
import { findOurs } from './ours.ts'
import { type Place, readPlace, rowsOn } from './place.ts'
import { type History, readHistory } from './read.ts'

type Memory = ViewMemory<History>

/** The first page, drawn for the form that asked. */
export async function show(desk: Desk, memory: Memory, asked: Asked): Promise<Drawn> {
  const { hotel, who, viewId } = asked
  const read = await readHistory(desk, { ...asked, language: who.language })
  switch (read.kind) {
    case 'problem':
      return read
    case 'several':
      return { kind: 'shown', view: chooseView(read.guests, hotel, who.language) }
    case 'one': {
      const { contactId } = read.history.guest
      memory.keep(viewId, contactId, read.history)
      const place: Place = { contactId, hotelId: hotel.id, filter: 'all', page: 0 }
      return { kind: 'shown', view: await draw(desk, read.history, place, who) }
    }
  }
}

/** Turns the page or the filter of the modal in which the button stands. */
export async function turn(
  desk: Desk,
  memory: Memory,
  call: ButtonCall,
  turned: (place: Place) => Place,
): Promise<void> {
  const { view, who } = call
  const from = view && readPlace(view.metadata)
  if (!view || !from) return
  await showAt(desk, memory, view.id, turned(from), who)
}

/** One of several guests. */
export async function choose(desk: Desk, memory: Memory, call: ButtonCall): Promise<void> {
  const { view, who } = call
  const contactId = toContactId(Number(call.value))
  if (!view || contactId === undefined) return
  const place: Place = { contactId, hotelId: Number(view.metadata), filter: 'all', page: 0 }
  await showAt(desk, memory, view.id, place, who)
}

async function showAt(desk: Desk, memory: Memory, viewId: string, place: Place, who: Who): Promise<void> {
  const update = (view: ModalView) => updateOpenView(desk, viewId, view, who)
  const { contactId } = place
  const { language } = who
  const known = memory.find(viewId, contactId)
  if (known) return update(await draw(desk, known, place, who))
  await update(readingView(place, language))
  const read = await readHistory(desk, {
    key: { by: 'id', id: contactId },
    hotel: hotelAt(place, who),
    typed: contactLabel(contactId),
    language,
  })
  if (read.kind === 'problem') return update(unreadView(place, read.sentence, language))
  if (read.kind === 'several') throw new Error('an id names one guest')
  memory.keep(viewId, contactId, read.history)
  await update(await draw(desk, read.history, place, who))
}

async function draw(desk: Desk, history: History, place: Place, who: Who): Promise<ModalView> {
  const ours = await findOurs(desk, rowsOn(history.rows, place).rows, who)
  return historyView({ history, place, ours, hotel: hotelAt(place, who), language: who.language })
}

/** The hotel whose wall clock the rows are read by; another one of the reader's once they have left it. */
export function hotelAt({ hotelId }: Pick<Place, 'hotelId'>, who: Who): DeskHotel {
  return who.hotels.find(({ id }) => id === hotelId) ?? hotelFor(who)
}
