// Promises to guests: noted from the guest card, ended by whoever of the hotel's staff says so first.
import { randomUUID } from 'node:crypto'
import { readActing } from '../../actions/acting.ts'
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { lastHotel } from '../../actions/form-flow.ts'
import { guestButtons, promiseIds, stayBlock } from '../../actions/ids.ts'
import { lookUp } from '../../actions/look-up.ts'
import { updateOpenView } from '../../actions/open-view.ts'
import { hotelOfWindow } from '../../actions/window-place.ts'
import { type ContactId, toContactId } from '../../domain/guest.ts'
import { hotelDate, nextDay } from '../../domain/hotel-day.ts'
import { contactLabel, maskGuest } from '../../domain/masking.ts'
import { isStaff } from '../../domain/staff.ts'
import { section } from '../../slack/blocks.ts'
import type { ButtonCall, FormAnswer, FormCall } from '../../slack/calls.ts'
import type { Listeners } from '../../slack/listen.ts'
import { noticeView } from '../../slack/notice.ts'
import { findForm, insertForm, updateForm } from '../../store/forms.ts'
import { findPromise } from '../../store/promises.ts'
import { stateOf } from './card.ts'
import { end, note, type PromiseParts } from './change.ts'
import { type PromiseForm, promiseForm, readPromise } from './form.ts'
import { promisesIds } from './ids.ts'
import { promisesWords } from './words.ts'

const formLifeMs = 24 * 3_600_000

export function registerPromises(desk: Desk, listen: Listeners, parts: PromiseParts): void {
  listen.button(guestButtons.promise, call => open(desk, call))
  listen.form(promisesIds.form, call => submit(desk, call))
  listen.button(promiseIds.keep, call => press(desk, parts, call, 'kept'))
  listen.button(promiseIds.cancel, call => press(desk, parts, call, 'cancelled'))
}

/** What the form's row keeps: the guest that was shown. */
interface Kept {
  contactId: ContactId
  label: string
}

async function open(desk: Desk, call: ButtonCall): Promise<void> {
  const { who, triggerId } = call
  const contactId = toContactId(Number(call.value))
  const hotel = who.hotel ?? hotelOfWindow(call.view, who) ?? (await lastHotel(desk, who))
  if (contactId === undefined || !hotel) return
  const now = desk.clock.now()
  const hotels = who.hotel ? [] : who.hotels
  const form: PromiseForm = {
    id: randomUUID(),
    label: undefined,
    hotel,
    hotels,
    due: dueOn(call.blockId, hotelDate(hotel, now)),
    // A log-in may be shared at one of the hotels alone: whoever chooses that one has to find the field.
    isShared: [hotel, ...hotels].some(each => desk.identity.staffIn(who.userId, each).isShared),
    language: who.language,
  }
  const view = promiseForm(form)
  const opened = await (call.view
    ? desk.messenger.pushView(triggerId, view)
    : desk.messenger.openView(triggerId, view))
  const found = await lookUp(desk, { by: 'id', id: contactId }, hotel, who.language, contactLabel(contactId))
  if (found.kind !== 'one') {
    const sentence = found.kind === 'problem' ? found.sentence : promisesWords(who.language)('missing')
    return updateOpenView(desk, opened.id, noticeView(sentence, who.language), who)
  }
  const data: Kept = { contactId, label: maskGuest(found.guest) }
  await insertForm(desk.database.db, {
    id: form.id,
    feature: 'promises',
    userId: who.userId,
    hotelId: hotel.id,
    data,
    createdAt: now,
    expiresAt: now + formLifeMs,
  })
  await updateOpenView(desk, opened.id, promiseForm({ ...form, label: data.label }), who)
}

/** The end of the stay that the guest was found by, else tomorrow. */
function dueOn(blockId: string, today: string): string {
  const departure = stayBlock.read(blockId)
  return departure !== undefined && departure >= today ? departure : nextDay(today)
}

async function submit(desk: Desk, call: FormCall): Promise<FormAnswer> {
  const { who, typed } = call
  const { language, userId } = who
  const say = promisesWords(language)
  const row = await findForm(desk.database.db, call.metadata)
  // Sent before the guest was shown, or a day later.
  if (row?.userId !== userId) return { kind: 'errors', errors: { what: say('notShown') } }
  const hotel = who.hotels.find(({ id }) => id === Number(typed.hotel ?? row.hotelId))
  if (!hotel) return { kind: 'update', view: noticeView(say('notStaff'), language) }
  const read = readPromise(typed, hotelDate(hotel, desk.clock.now()), language)
  const acting = readActing(desk, who, typed, hotel)
  const errors = { ...(read.ok ? {} : read.errors), ...('error' in acting && { acting: acting.error }) }
  if (!read.ok || 'error' in acting) return { kind: 'errors', errors }
  // The row is this feature's own.
  const { contactId, label } = row.data as Kept
  if (hotel.id !== row.hotelId)
    await updateForm(desk.database.db, row.id, { data: row.data, hotelId: hotel.id })
  const isFirst = await note(desk, hotel, {
    id: row.id,
    hotelId: hotel.id,
    contactId,
    guestLabel: label,
    text: read.text,
    dueDay: read.dueDay,
    state: 'open',
    madeBy: userId,
    createdAt: desk.clock.now(),
    ...(acting.userId !== undefined && { actingUser: acting.userId }),
  })
  return { kind: 'update', view: noticeView(say(isFirst ? 'noted' : 'notedBefore'), language) }
}

async function press(
  desk: Desk,
  parts: PromiseParts,
  call: ButtonCall,
  to: 'kept' | 'cancelled',
): Promise<void> {
  const { userId, language } = call.who
  const say = promisesWords(language)
  const found = await findPromise(desk.database.db, call.value)
  const hotel = found && hotelOf(desk, found.promise.hotelId)
  if (!found || !hotel) return call.answer(say('missing'))
  if (!isStaff(desk.identity.staffIn(userId, hotel))) return call.answer(say('notStaff'))
  const ended = await end(desk, parts, found.promise, to, userId)
  const now = ended ?? (await findPromise(desk.database.db, call.value))?.promise ?? found.promise
  const sentence = say(ended ? 'nowEnded' : 'alreadyEnded', { state: stateOf(now, hotel, language) })
  // The sentence names people, so it is mrkdwn.
  await call.answer({ text: sentence, blocks: [section(sentence)] })
}
