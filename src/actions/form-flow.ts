// The way of every form that names a guest: opens at once with what was typed, and looks the guest up behind it.
import { randomUUID } from 'node:crypto'
import { type GuestKey, isArrivalUnread, readGuestKey } from '../domain/guest-key.ts'
import { hotelDate } from '../domain/hotel-day.ts'
import type { DeskHotel } from '../domain/settings.ts'
import type { ButtonCall, CommandCall } from '../slack/calls.ts'
import { explain } from '../slack/errors.ts'
import type { Typed } from '../slack/form.ts'
import type { Who } from '../slack/identity.ts'
import type { Listeners } from '../slack/listen.ts'
import { noticeView } from '../slack/notice.ts'
import { cut, safe } from '../slack/text.ts'
import { insertForm, lastFormHotel } from '../store/forms.ts'
import type { Desk } from './desk.ts'
import type { FormData } from './form-row.ts'
import { showGuest, stateOf } from './form-show.ts'
import { onSubmit } from './form-submit.ts'
import { formWords } from './form-words.ts'
import { callbackOf, type FormStatus, type GuestForm, guestFormView } from './guest-form.ts'
import { updateOpenView } from './open-view.ts'
import { recentOptions } from './recent.ts'
import { hotelOfWindow } from './window-place.ts'

const formLifeMs = 24 * 3_600_000

export interface GuestFormFlow {
  /**
   * @param text what the command says; a contact id comes as `#123`
   * @param typed fields that stand filled in besides; its `hotel` is preselected where the person works there
   */
  open(call: CommandCall | ButtonCall, text: string, typed?: Typed): Promise<void>
}

export function registerGuestForm<Input>(
  desk: Desk,
  listen: Listeners,
  form: GuestForm<Input>,
): GuestFormFlow {
  listen.form(callbackOf(form), call => onSubmit(desk, form, call))
  return { open: (call, text, typed = {}) => open(desk, form, call, text, typed) }
}

async function open<Input>(
  desk: Desk,
  form: GuestForm<Input>,
  call: CommandCall | ButtonCall,
  text: string,
  filled: Typed,
): Promise<void> {
  const { who } = call
  const view = 'view' in call ? call.view : undefined
  const wanted = who.hotels.find(({ id }) => String(id) === filled.hotel)
  const hotel = wanted ?? who.hotel ?? hotelOfWindow(view, who) ?? (await lastHotel(desk, who))
  if (!hotel) return
  const now = desk.clock.now()
  const read = readGuestKey(text, hotelDate(hotel, now))
  const isUnread = isArrivalUnread(read)
  const named = isUnread ? undefined : read.key
  const typed = { ...prefillFrom(form, text, named, read.rest), ...filled }
  // Two hotels have a room 204 each: first the hotel is chosen.
  const key = named?.by === 'room' && !who.hotel ? undefined : named
  const status: FormStatus = key
    ? { kind: 'looking' }
    : typed.guest && !named
      ? {
          kind: 'problem',
          sentence: formWords(who.language)(isUnread ? 'dateNotUnderstood' : 'textNotUnderstood', {
            text: safe(cut(typed.guest, 100)),
          }),
        }
      : { kind: 'asking' }
  const id = randomUUID()
  const recent = key ? [] : await recentOptions(desk, hotel)
  const state = stateOf(desk, who, hotel, { id, typed, status, recent })
  const data: FormData = { typed, asked: [], turn: 0 }
  const row = {
    id,
    feature: form.definition.kind,
    userId: who.userId,
    hotelId: hotel.id,
    createdAt: now,
    expiresAt: now + formLifeMs,
    data,
  }
  const drawn = guestFormView(form, state)
  const opening = view
    ? desk.messenger.pushView(call.triggerId, drawn)
    : desk.messenger.openView(call.triggerId, drawn)
  const [opened, kept] = await Promise.all([opening, keep(desk, row)])
  if (kept !== 'kept') {
    desk.logger.warn({ event: 'form.not-kept', reason: kept })
    const notice = noticeView(formWords(who.language)('formNotKept'), who.language)
    return updateOpenView(desk, opened.id, notice, who)
  }
  if (key) await showGuest(desk, form, state, key, data, opened.id)
}

/** Where nothing settles the hotel, the last one that the person chose stands preselected. */
export async function lastHotel(
  desk: Desk,
  { userId, hotels }: Pick<Who, 'userId' | 'hotels'>,
): Promise<DeskHotel | undefined> {
  const last = hotels.length > 1 ? await lastFormHotel(desk.database.db, userId) : undefined
  return hotels.find(({ id }) => id === last) ?? hotels[0]
}

/** A form whose row is missing could never be sent: better said now than after everything is typed. */
async function keep(desk: Desk, row: Parameters<typeof insertForm>[1]): Promise<string> {
  try {
    await insertForm(desk.database.db, row)
    return 'kept'
  } catch (error) {
    if (explain(error, 'en') === undefined) throw error
    return error instanceof Error ? error.message : ''
  }
}

function prefillFrom<Input>(
  form: GuestForm<Input>,
  text: string,
  key: GuestKey | undefined,
  rest: string,
): Typed {
  const whole = text.trim()
  if (key) {
    const named = key.by === 'email' ? key.email : whole.slice(0, whole.length - rest.length).trim()
    return { ...form.prefill(rest), guest: named.replace(/,$/, '') }
  }
  if (form.takesAmounts && /^[\d+-]/.test(whole)) return form.prefill(whole)
  return whole ? { guest: whole } : {}
}
