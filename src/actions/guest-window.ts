// A window that shows something of one guest, page by page: opened by the look-up form, turned in place by presses that
// any replica can take. What was read is kept in memory for some minutes: turning its pages asks the programme nothing.
import type * as z from 'zod'
import { type ContactId, type Guest, toContactId } from '../domain/guest.ts'
import { contactLabel } from '../domain/masking.ts'
import type { DeskHotel } from '../domain/settings.ts'
import { type KnownBlock, section } from '../slack/blocks.ts'
import type { ButtonCall, CommandCall } from '../slack/calls.ts'
import type { Who } from '../slack/identity.ts'
import type { Listeners } from '../slack/listen.ts'
import { slackWords } from '../slack/words.ts'
import { chooseBlocks } from './choose-guest.ts'
import type { Desk } from './desk.ts'
import { unreadBlocks, type WindowLook, windowIds, windowView } from './guest-window-blocks.ts'
import type { LookUp } from './look-up.ts'
import { type Asked, type Drawn, hotelFor, type LookUpFormFlow, registerLookUpForm } from './look-up-form.ts'
import { updateIfOpen } from './open-view.ts'
import { createViewMemory } from './view-memory.ts'
import { readPlace, type WindowPlace } from './window-place.ts'

/** What a feature brings to its window. It only reads. */
export interface GuestWindow<Place extends PagedPlace, Shown extends { guest: Guest }> extends WindowLook {
  placeWire: z.ZodType<Place>
  /** Where the window begins, before a guest is named. */
  start(hotel: DeskHotel): Place
  read(sought: Sought): Promise<{ kind: 'one'; shown: Shown } | NotOne>
  draw(place: Place, who: Who, shown: Shown): Promise<Page<Place>>
  /** The window without a guest, where that has a meaning. */
  drawForNobody?(place: Place, who: Who): Promise<Page<Place>>
}

export type Sought = Omit<Asked, 'viewId'>
export type NotOne = Exclude<LookUp, { kind: 'one' }>

/** The page counts from 0. */
type PagedPlace = WindowPlace & { page: number }

export interface Page<Place> {
  /** As it was drawn: a page beyond the last one is the last one. */
  place: Place
  blocks: KnownBlock[]
}

export interface GuestWindowFlow<Place, Shown> {
  open: LookUpFormFlow['open']
  openForNobody(call: CommandCall, place: Place): Promise<void>
  /** A button or menu in the window that leads to another place. */
  turns(id: string, turned: (place: Place, call: ButtonCall) => Place): void
  /** A button in the window that does something else. */
  press(id: string, handle: (call: ButtonCall, at: { viewId: string; place: Place }) => Promise<void>): void
  /** The guest of the window, read again where it is no longer known; undefined where there is none to be had. */
  shownIn(at: { viewId: string; place: Place }, who: Who): Promise<Shown | undefined>
}

export function registerGuestWindow<Place extends PagedPlace, Shown extends { guest: Guest }>(
  desk: Desk,
  listen: Listeners,
  window: GuestWindow<Place, Shown>,
): GuestWindowFlow<Place, Shown> {
  const { feature, words } = window
  const ids = windowIds(feature)
  const memory = createViewMemory<Shown>(desk.clock)
  const view = (place: Place, blocks: KnownBlock[], { language }: Who) =>
    windowView(window, place, blocks, language)
  const drawn = async (page: Promise<Page<Place>>, who: Who) => {
    const { place, blocks } = await page
    return view(place, blocks, who)
  }

  /** The first page, drawn for the form that asked. */
  async function show(asked: Asked): Promise<Drawn> {
    const { hotel, who, viewId } = asked
    const read = await window.read(asked)
    const start = window.start(hotel)
    switch (read.kind) {
      case 'problem':
        return read
      case 'several': {
        const blocks = chooseBlocks(read, ids.choose, who.language)
        return { kind: 'shown', view: view(start, blocks, who) }
      }
      case 'one': {
        const { contactId } = read.shown.guest
        memory.keep(viewId, contactId, read.shown)
        return {
          kind: 'shown',
          view: await drawn(window.draw({ ...start, contactId }, who, read.shown), who),
        }
      }
    }
  }

  async function showAt(viewId: string, place: Place, who: Who): Promise<void> {
    const { contactId } = place
    const show = (blocks: KnownBlock[]) => updateIfOpen(desk, viewId, view(place, blocks, who))
    const update = async (page: Promise<Page<Place>>) => {
      await updateIfOpen(desk, viewId, await drawn(page, who))
    }
    if (contactId === undefined) return window.drawForNobody && update(window.drawForNobody(place, who))
    const known = memory.find(viewId, contactId)
    if (known) return update(window.draw(place, who, known))
    if (!(await show([section(words.reading[who.language])]))) return
    const read = await readGuest(contactId, place, who)
    if (read.kind === 'problem') {
      await show(unreadBlocks(window, read.sentence, who.language))
      return
    }
    memory.keep(viewId, contactId, read.shown)
    await update(window.draw(place, who, read.shown))
  }

  async function readGuest(id: ContactId, place: Place, who: Who) {
    const typed = contactLabel(id)
    const read = await window.read({ key: { by: 'id', id }, hotel: hotelAt(place, who), who, typed })
    if (read.kind === 'several') throw new Error('an id names one guest')
    return read
  }

  const form = registerLookUpForm(desk, listen, {
    feature,
    callbackId: ids.form,
    title: language => words.title[language],
    show,
  })
  const flow: GuestWindowFlow<Place, Shown> = {
    open: form.open,
    async openForNobody(call, place) {
      const reading = view(place, [section(words.reading[call.who.language])], call.who)
      const { id } = await desk.messenger.openView(call.triggerId, reading)
      await showAt(id, place, call.who)
    },
    turns: (id, turned) =>
      flow.press(id, (call, { viewId, place }) => showAt(viewId, turned(place, call), call.who)),
    press: (id, handle) =>
      listen.button(id, call => {
        const place = call.view && readPlace(window.placeWire, call.view.metadata)
        // A window of an earlier version.
        if (!call.view || !place) return call.answer(slackWords(call.who.language)('unknownButton'))
        return handle(call, { viewId: call.view.id, place })
      }),
    async shownIn({ viewId, place }, who) {
      const { contactId } = place
      if (contactId === undefined) return undefined
      const known = memory.find(viewId, contactId)
      if (known) return known
      const read = await readGuest(contactId, place, who)
      return read.kind === 'one' ? read.shown : undefined
    },
  }
  flow.turns(ids.back, place => ({ ...place, page: Math.max(0, place.page - 1) }))
  flow.turns(ids.more, place => ({ ...place, page: place.page + 1 }))
  flow.turns(ids.again, place => place)
  flow.turns(ids.choose, (place, call) => ({ ...place, contactId: toContactId(Number(call.value)) }))
  return flow
}

/** The hotel of the window; another one of the reader's once they have left it. */
export function hotelAt({ hotelId }: Pick<WindowPlace, 'hotelId'>, who: Who): DeskHotel {
  return who.hotels.find(({ id }) => id === hotelId) ?? hotelFor(who)
}
