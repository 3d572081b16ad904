// Shows the guest in an open form: looks them up, keeps in the form's row who was shown, draws the form again.

import type { Guest, Stay } from '../domain/guest.ts'
import type { GuestKey } from '../domain/guest-key.ts'
import { hotelDate, hotelDay } from '../domain/hotel-day.ts'
import { maskEmail, maskGuest } from '../domain/masking.ts'
import { grantLeft } from '../domain/policy.ts'
import type { DeskHotel } from '../domain/settings.ts'
import type { StayFacts } from '../domain/stay-guard.ts'
import type { Language } from '../lib/words.ts'
import type { Who } from '../slack/identity.ts'
import { safe } from '../slack/text.ts'
import { findActionBySubmitKey } from '../store/actions.ts'
import { usedAllowance } from '../store/allowances.ts'
import type { Desk } from './desk.ts'
import { type FormData, hashOf, keepRow } from './form-row.ts'
import { formWords } from './form-words.ts'
import { guestCardBlocks } from './guest-card.ts'
import {
  type FormState,
  type FormStatus,
  type GuestForm,
  guestFormView,
  type ShownGuest,
} from './guest-form.ts'
import { type LatestGrants, readLatest } from './latest.ts'
import { type LookUp, lookUp } from './look-up.ts'
import { updateOpenView } from './open-view.ts'
import { recentOptions } from './recent.ts'

/** What the form shows before anything is known of a guest, with `rest` over it. */
export function stateOf(
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
    recent: [],
    turn: 0,
    ...rest,
  }
}

/** Looks the guest up and draws the form again with what was found; the form may be closed by then. */
export async function showGuest<Input>(
  desk: Desk,
  form: GuestForm<Input>,
  state: FormState,
  key: GuestKey,
  data: FormData,
  viewId: string,
): Promise<void> {
  const { language, staff } = state
  const [[found, latest], products, allowanceLeft] = await Promise.all([
    lookUpWithLatest(desk, form, state, key),
    form.wantsProducts ? desk.products() : [],
    allowanceLeftOf(desk, form, state),
  ])
  const status = await keepFound(desk, form, state, key, data, found, latest)
  const recent = status.kind === 'problem' ? await recentOptions(desk, state.hotel) : []
  const view = guestFormView(form, { ...state, status, products, allowanceLeft, recent })
  const isMoot = () => wasSent(desk, form, state.id, viewId)
  await updateOpenView(desk, viewId, view, { userId: staff.userId, language }, isMoot)
}

/** Two looks were under way: after the faster one the form was sent, and closed by that. */
async function wasSent<Input>(desk: Desk, form: GuestForm<Input>, formId: string, viewId: string) {
  if (await findActionBySubmitKey(desk.database.db, viewId)) return true
  return (await form.wasTakenOver?.(desk, formId)) ?? false
}

/** One call for the guest and one for their latest rows, both at once where the guest's number is known. */
async function lookUpWithLatest<Input>(
  desk: Desk,
  form: GuestForm<Input>,
  { hotel, language, typed }: FormState,
  key: GuestKey,
): Promise<[found: LookUp, latest: LatestGrants | undefined]> {
  const looking = lookUp(desk, key, hotel, language, typed.guest ?? '')
  if (!form.history) return [await looking, undefined]
  if (key.by === 'id') return Promise.all([looking, readLatest(desk, key.id)])
  const found = await looking
  return [found, found.kind === 'one' ? await readLatest(desk, found.guest.contactId) : undefined]
}

/** The guest is shown only once the row knows who was shown. */
async function keepFound<Input>(
  desk: Desk,
  form: GuestForm<Input>,
  state: FormState,
  key: GuestKey,
  data: FormData,
  found: LookUp,
  latest: LatestGrants | undefined,
): Promise<FormStatus> {
  const { hotel, language, typed } = state
  const { guest: _guest, keyHash: _keyHash, latest: _latest, choiceHasStay: _had, ...bare } = data
  const isByStay = key.by === 'room' || key.by === 'booking'
  const choiceHasStay = found.kind === 'several' && isByStay
  const next: FormData = { ...bare, typed, asked: [], ...(choiceHasStay && { choiceHasStay }) }
  let status: FormStatus
  if (found.kind === 'one') {
    const shown = toShown(found, data.choiceHasStay === true)
    const label = form.isPointless?.(shown) ? undefined : form.submitLabel(state)
    const notes = [
      ...elsewhereNotes(found, state),
      ...((latest && form.history?.notes(shown, latest, state)) ?? []),
    ]
    const card = guestCardBlocks(found.guest, shown, state, label, notes)
    status = { kind: 'shown', guest: shown, card }
    const { guest: _typedGuest, choice: _choice, ...rest } = typed
    Object.assign(next, { typed: rest, guest: shown, keyHash: hashOf(state.id, key, hotel.id) })
    if (latest) next.latest = latest
  } else if (form.takesNewGuests && key.by === 'email' && found.kind === 'problem' && found.isNobody) {
    const keyHash = hashOf(state.id, key, hotel.id)
    status = { kind: 'new', email: key.email, keyHash }
    const { guest: _typedGuest, ...rest } = typed
    Object.assign(next, { typed: rest, keyHash })
  } else {
    status = found
  }
  const sentence = await keepOpen(desk, form, state.id, { data: next, hotelId: hotel.id }, language)
  return sentence === undefined ? status : { kind: 'problem', sentence }
}

/** As `keepRow`; what was sent in the meantime has left the row, and stays out. */
export async function keepOpen<Input>(
  desk: Desk,
  form: GuestForm<Input>,
  id: string,
  change: { data: FormData; hotelId?: number },
  language: Language,
): Promise<string | undefined> {
  if (await form.wasTakenOver?.(desk, id)) return undefined
  return keepRow(desk, id, change, language)
}

type One = Extract<LookUp, { kind: 'one' }>

function elsewhereNotes({ elsewhere }: One, { hotel, language }: FormState): string[] {
  if (elsewhere === undefined) return []
  return [formWords(language)('otherHotel', { hotel: safe(elsewhere), here: safe(hotel.name) })]
}

function toShown({ guest, stay, readAt, elsewhere }: One, wasInAStay: boolean): ShownGuest {
  return {
    contactId: guest.contactId,
    label: maskGuest(guest),
    membership: guest.membership.kind,
    since: guest.membership.kind === 'member' ? guest.membership.since : undefined,
    missing: missingOf(guest),
    points: guest.points,
    level: guest.level,
    levelPoints: guest.levelPoints,
    language: guest.language,
    emailStatus: guest.emailStatus,
    maskedEmail: maskEmail(guest.email),
    readAt,
    hasStay: (stay !== undefined && elsewhere === undefined) || wasInAStay,
    ...(stay && { stay: stayFacts(stay) }),
  }
}

function missingOf({ name, surname, language }: Guest): ShownGuest['missing'] {
  const known = { name: name.trim(), surname: surname.trim(), language }
  return (['name', 'surname', 'language'] as const).filter(field => !known[field])
}

function stayFacts({ arrival, departure, locator, booking }: Stay): StayFacts {
  return { arrival, departure, locator, booking }
}

/** What the person may still grant today; undefined for kinds without an allowance. */
export async function allowanceLeftOf<Input>(
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
