// The way of every writing form: open at once, look the guest up, show them, and send only for the guest shown.
import { createHmac, randomUUID } from 'node:crypto'
import type { Action } from '../domain/action.ts'
import { canonicalKey, type GuestKey, readGuestKey } from '../domain/guest-key.ts'
import { hotelDate, hotelDay, hotelTime } from '../domain/hotel-day.ts'
import { maskEmail, maskGuest } from '../domain/masking.ts'
import { grantLeft } from '../domain/policy.ts'
import type { DeskHotel } from '../domain/settings.ts'
import { isStaff } from '../domain/staff.ts'
import { type KnownBlock, safe } from '../slack/blocks.ts'
import type { Typed } from '../slack/form.ts'
import type { Who } from '../slack/identity.ts'
import {
  type ButtonCall,
  type CommandCall,
  type FormAnswer,
  type FormCall,
  type Listeners,
  noticeView,
} from '../slack/listen.ts'
import { SlackError } from '../slack/messenger.ts'
import { slackWords } from '../slack/words.ts'
import { usedAllowance } from '../store/allowances.ts'
import { findForm, insertForm, updateForm } from '../store/forms.ts'
import type { Desk } from './desk.ts'
import { dataOf, type FormData } from './form-row.ts'
import { formWords, refusalSentence } from './form-words.ts'
import {
  type FormState,
  type FormStatus,
  type GuestForm,
  guestCardBlocks,
  guestFormView,
  type ShownGuest,
} from './guest-form.ts'
import { lookUp } from './look-up.ts'
import { submit } from './submit.ts'

const formLifeMs = 24 * 3_600_000

export interface GuestFormFlow {
  /** @param text what the command says; a contact id comes as `#123` */
  open(call: CommandCall | ButtonCall, text: string): Promise<void>
}

export function registerGuestForm<Input>(
  desk: Desk,
  listen: Listeners,
  form: GuestForm<Input>,
): GuestFormFlow {
  const feature = form.definition.kind
  listen.form(form.callbackId, call => onSubmit(desk, form, call))

  return {
    async open(call, text) {
      const { who } = call
      const hotel = who.hotel ?? who.hotels[0]
      if (!hotel) return
      const now = desk.clock.now()
      const { key, rest } = readGuestKey(text, hotelDate(hotel, now))
      const typed = prefillFrom(form, text, key, rest)
      const isText = text.trim() !== ''
      const status: FormStatus = key
        ? { kind: 'looking' }
        : isText && typed.guest
          ? {
              kind: 'problem',
              sentence: formWords(who.language)('textNotUnderstood', { text: safe(typed.guest) }),
            }
          : { kind: 'asking' }
      const id = randomUUID()
      const state = stateOf(desk, who, hotel, { id, typed, status })
      const data: FormData = { typed, seen: [], turn: 0 }
      const row = {
        id,
        feature,
        userId: who.userId,
        hotelId: hotel.id,
        createdAt: now,
        expiresAt: now + formLifeMs,
      }
      const [view] = await Promise.all([
        'view' in call && call.view
          ? desk.messenger.pushView(call.triggerId, guestFormView(form, state))
          : desk.messenger.openView(call.triggerId, guestFormView(form, state)),
        insertForm(desk.database.db, { ...row, data }),
      ])
      if (key) await showGuest(desk, form, state, key, data, view.id)
    },
  }
}

function prefillFrom<Input>(
  form: GuestForm<Input>,
  text: string,
  key: GuestKey | undefined,
  rest: string,
): Typed {
  if (key) {
    const named =
      key.by === 'email'
        ? key.email
        : text
            .trim()
            .slice(0, text.trim().length - rest.length)
            .trim()
    return { ...form.prefill(rest), guest: named.replace(/,$/, '') }
  }
  const startsWithNumber = /^[\d+-]/.test(text.trim())
  return startsWithNumber ? form.prefill(text.trim()) : text.trim() ? { guest: text.trim() } : {}
}

function stateOf(
  desk: Desk,
  who: Who,
  hotel: DeskHotel,
  rest: Pick<FormState, 'id' | 'typed' | 'status'> & Partial<FormState>,
): FormState {
  return {
    language: who.language,
    hotel,
    hotels: who.hotel ? [] : who.hotels,
    staff: desk.identity.staffIn(who.userId, hotel),
    settings: desk.settings(),
    date: hotelDate(hotel, desk.clock.now()),
    products: [],
    allowanceLeft: undefined,
    earlier: undefined,
    turn: 0,
    ...rest,
  }
}

/** Looks the guest up and draws the form again with what was found; the form may be closed by then. */
async function showGuest<Input>(
  desk: Desk,
  form: GuestForm<Input>,
  state: FormState,
  key: GuestKey,
  data: FormData,
  viewId: string,
): Promise<void> {
  const { hotel, language } = state
  const [found, products, allowanceLeft] = await Promise.all([
    lookUp(desk, key, hotel, language, state.typed.guest ?? ''),
    form.wantsProducts ? desk.products() : [],
    allowanceLeftOf(desk, form, state),
  ])
  let status: FormStatus
  const next: FormData = { ...data, seen: [] }
  if (found.kind === 'one') {
    const { guest, stay, readAt } = found
    const shown: ShownGuest = {
      contactId: guest.contactId,
      label: maskGuest(guest),
      membership: guest.membership.kind,
      points: guest.points,
      level: guest.level,
      language: guest.language,
      emailStatus: guest.emailStatus,
      maskedEmail: maskEmail(guest.email),
      readAt,
      hasStay: stay !== undefined,
    }
    status = { kind: 'shown', guest: shown, card: guestCardBlocks(guest, shown, state) }
    const { guest: _typedGuest, choice: _choice, ...typed } = state.typed
    Object.assign(next, { typed, guest: shown, keyHash: hashOf(state.id, key, hotel.id) })
  } else {
    status = found
    delete next.guest
    delete next.keyHash
    next.typed = state.typed
  }
  await updateForm(desk.database.db, state.id, { data: next, hotelId: hotel.id })
  try {
    const view = guestFormView(form, { ...state, status, products, allowanceLeft })
    await desk.messenger.updateView(viewId, view)
  } catch (error) {
    if (!(error instanceof SlackError) || error.reason !== 'not_found') throw error
    await desk.messenger.post(state.staff.userId, {
      text: formWords(language)('formClosed'),
      blocks: [{ type: 'section', text: { type: 'plain_text', text: formWords(language)('formClosed') } }],
    })
  }
}

async function allowanceLeftOf<Input>(
  desk: Desk,
  form: GuestForm<Input>,
  state: FormState,
): Promise<number | undefined> {
  if (form.definition.kind !== 'grant-points') return undefined
  const { staff, hotel, date } = state
  const day = hotelDay(hotel, desk.clock.now())
  const key = { userId: staff.userId, kind: form.definition.kind, hotelId: hotel.id, day }
  const usedToday = await usedAllowance(desk.database.db, key)
  return grantLeft(staff, { date, hotelId: hotel.id, policy: hotel.policy, usedToday })
}

async function onSubmit<Input>(desk: Desk, form: GuestForm<Input>, call: FormCall): Promise<FormAnswer> {
  const { who } = call
  const say = formWords(who.language)
  const row = await findForm(desk.database.db, call.metadata)
  if (!row || row.expiresAt < desk.clock.now() || row.feature !== form.definition.kind)
    return { kind: 'update', view: noticeView(slackWords(who.language)('formTooOld'), who.language) }
  if (row.userId !== who.userId) return { kind: 'errors', errors: { guest: say('notYourForm') } }
  const hotel = who.hotels.find(({ id }) => id === Number(call.typed.hotel ?? row.hotelId))
  if (!hotel) return { kind: 'errors', errors: { guest: slackWords(who.language)('notYourHotel') } }
  const { turn, ...kept } = dataOf(row)
  const { choice } = call.typed
  const typed = choice ? { ...call.typed, guest: `#${choice}` } : call.typed
  const data: FormData = { ...kept, turn: choice ? turn + 1 : turn }
  const isChoosing = call.view.blocks.some(({ block_id: id }) => id === 'hotel')
  const status: FormStatus = data.guest
    ? { kind: 'shown', guest: data.guest, card: cardOf(call) }
    : { kind: 'looking' }
  const state = stateOf(desk, who, hotel, {
    id: row.id,
    typed,
    status,
    hotels: isChoosing ? who.hotels : [],
    turn: data.turn,
  })

  const key = keyTyped(typed, state.date)
  if (!key) return { kind: 'errors', errors: { guest: say('guestNotUnderstood') } }
  if (!data.guest || data.keyHash !== hashOf(row.id, key, hotel.id)) {
    return {
      kind: 'update',
      view: guestFormView(form, { ...state, status: { kind: 'looking' } }),
      after: () => showGuest(desk, form, state, key, data, call.view.id),
    }
  }
  return send(desk, form, call, state, data.guest, data)
}

async function send<Input>(
  desk: Desk,
  form: GuestForm<Input>,
  call: FormCall,
  state: FormState,
  guest: ShownGuest,
  data: FormData,
): Promise<FormAnswer> {
  const { language, hotel, staff, typed } = state
  const products = form.wantsProducts ? await desk.products() : []
  const drawn: FormState = { ...state, products }
  const acting = actingUser(desk, drawn)
  const read = form.read(drawn, guest)
  const errors = { ...(acting.error && { acting: acting.error }), ...(read.ok ? {} : read.errors) }
  if (!read.ok || acting.error) return { kind: 'errors', errors }

  const result = await submit(desk, {
    definition: form.definition,
    input: read.input,
    staff,
    hotel,
    actingUser: typed.acting,
    guest,
    key: `${call.view.id}:${call.view.hash}`,
    seen: data.seen,
  })
  switch (result.kind) {
    case 'stored':
      return { kind: 'close' }
    case 'repeated':
      return { kind: 'update', view: noticeView(alreadySent(desk, result.action, hotel, state), language) }
    case 'refused': {
      const earlier = result.earlier && {
        time: hotelTime(hotel, result.earlier.createdAt),
        reference: result.earlier.reference,
      }
      const sentence = refusalSentence(result.why, language, earlier)
      return { kind: 'errors', errors: { [result.field ?? 'guest']: sentence } }
    }
    case 'ask-again': {
      const { earlier } = result
      await updateForm(desk.database.db, state.id, { data: { ...data, seen: [...data.seen, earlier.id] } })
      const allowanceLeft = await allowanceLeftOf(desk, form, state)
      return { kind: 'update', view: guestFormView(form, { ...drawn, allowanceLeft, earlier }) }
    }
  }
}

function alreadySent(desk: Desk, action: Action, hotel: DeskHotel, { language }: FormState): string {
  return formWords(language)('alreadySent', {
    time: hotelTime(hotel, action.createdAt),
    reference: action.reference,
    what: desk.bind(action)?.describe(language) ?? action.reference,
  })
}

/** Who really stands at a shared log-in: a colleague of this hotel, never the log-in itself. */
function actingUser(desk: Desk, { staff, hotel, language, typed }: FormState): { error?: string } {
  if (!staff.isShared) return {}
  const say = formWords(language)
  if (!typed.acting) return { error: say('actingMissing') }
  const acting = desk.identity.staffIn(typed.acting, hotel)
  return isStaff(acting) && !acting.isShared ? {} : { error: say('actingNotStaff') }
}

function keyTyped(typed: Typed, today: string): GuestKey | undefined {
  return readGuestKey(typed.guest ?? '', today).key
}

/** The blocks that showed the guest, as Slack sends them back with the form. */
function cardOf(call: FormCall): KnownBlock[] {
  const kept = call.view.blocks.filter(({ block_id: id }) => id === 'guest-card' || id === 'guest-notes')
  return kept as KnownBlock[]
}

function hashOf(formId: string, key: GuestKey, hotelId: number): string {
  return createHmac('sha256', formId)
    .update(`${hotelId}:${canonicalKey(key)}`)
    .digest('base64url')
}
