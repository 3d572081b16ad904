// A press on a form's button: looks the guest up where the form did not show them, else sends, once.
import type { Action } from '../domain/action.ts'
import { isDateUnread, readGuestKey } from '../domain/guest-key.ts'
import { hotelDate, hotelTime } from '../domain/hotel-day.ts'
import type { DeskHotel } from '../domain/settings.ts'
import type { KnownBlock } from '../slack/blocks.ts'
import type { FormAnswer, FormCall } from '../slack/calls.ts'
import { fieldName, type Typed } from '../slack/form.ts'
import { noticeView } from '../slack/notice.ts'
import { cut } from '../slack/text.ts'
import { slackWords } from '../slack/words.ts'
import { findActionByReference } from '../store/actions.ts'
import { findForm, updateForm } from '../store/forms.ts'
import { readActing } from './acting.ts'
import type { Desk } from './desk.ts'
import { answeredBy, dataOf, type FormData, hashOf, inputId, isInputId, ledgerRow } from './form-row.ts'
import { allowanceLeftOf, keepOpen, showGuest, stateOf } from './form-show.ts'
import { formWords } from './form-words.ts'
import { isGuestCard } from './guest-card.ts'
import {
  type FormState,
  type FormStatus,
  type GuestForm,
  guestFormView,
  newGuestBlock,
  type ShownGuest,
} from './guest-form.ts'
import { namedGuest } from './recent.ts'
import { refusalSentence } from './refusal-sentence.ts'
import { submit } from './submit.ts'

/** The answer to a press has to be with Slack within 3 seconds. */
const productsWithinMs = 1000

export async function onSubmit<Input>(
  desk: Desk,
  form: GuestForm<Input>,
  call: FormCall,
): Promise<FormAnswer> {
  const { who } = call
  const say = formWords(who.language)
  const row = await findForm(desk.database.db, call.metadata)
  if (!row || row.expiresAt < desk.clock.now() || row.feature !== form.definition.kind)
    return { kind: 'update', view: noticeView(slackWords(who.language)('formTooOld'), who.language) }
  if (row.userId !== who.userId) return { kind: 'errors', errors: { guest: say('notYourForm') } }
  const hotel = who.hotels.find(({ id }) => id === Number(call.typed.hotel ?? row.hotelId))
  if (!hotel) return { kind: 'errors', errors: { guest: say('refusedNotStaff') } }
  const { turn, ...kept } = dataOf(row)
  const named = namedGuest(call, hotelDate(hotel, desk.clock.now()))
  if (named === undefined) return { kind: 'errors', errors: { recent: say('recentAndTyped') } }
  const { choice: chosen, recent, acting, ...entered } = call.typed
  // Of a log-in that is its person's own, here or by now, nobody else is named.
  const isNamed = acting !== undefined && desk.identity.staffIn(who.userId, hotel).isShared
  // The guests to choose from were found by the text that still stands there: another text names another guest.
  const isOffered = call.view.blocks.some(({ block_id: id }) => id === 'choice') && named === kept.typed.guest
  if (isOffered && !chosen) return { kind: 'errors', errors: { choice: say('choiceMissing') } }
  const choice = isOffered ? chosen : undefined
  const typed = { ...entered, ...(isNamed && { acting }), guest: choice ? `#${choice}` : named }
  const { choiceHasStay, ...bare } = kept
  const data: FormData = {
    ...bare,
    turn: choice || recent ? turn + 1 : turn,
    // Another guest typed by hand was not found by that stay.
    ...(choice && choiceHasStay && { choiceHasStay }),
  }
  const isChoosing = call.view.blocks.some(({ block_id: id }) => id === 'hotel')
  const looking: FormStatus = { kind: 'looking' }
  const state = stateOf(desk, who, hotel, {
    id: row.id,
    typed,
    status: looking,
    hotels: isChoosing ? who.hotels : [],
    turn: data.turn,
  })

  const read = readGuestKey(typed.guest, state.date)
  const { key } = read
  if (!key) return { kind: 'errors', errors: { guest: say('guestNotUnderstood') } }
  if (isDateUnread(read))
    return { kind: 'errors', errors: { guest: say('dateNotUnderstood', { text: cut(typed.guest, 100) }) } }
  const { guest } = data
  const card = cardOf(call)
  // The row may know a guest whom this very press did not yet see: Slack delivers one twice, people press twice.
  const isShown = guest !== undefined && card.some(block => isGuestCard(block, guest))
  const keyHash = hashOf(row.id, key, hotel.id)
  if (!guest && data.keyHash === keyHash && key.by === 'email' && sawNew(call, keyHash)) {
    const named = { ...state, status: { kind: 'new' as const, email: key.email, keyHash } }
    const answer = await form.takesOver?.(desk, named, actingErrors(desk, named))
    if (answer) return answer
  }
  if (!isShown || data.keyHash !== keyHash) {
    // What was typed in fields that only stand there with a guest comes back with them.
    const whole = { ...state, typed: { ...undrawn(kept.typed, call.view.blocks), ...typed } }
    return {
      kind: 'update',
      view: guestFormView(form, whole),
      after: async () => {
        // Another press, while those fields are away, finds it here.
        await keepOpen(desk, form, row.id, { data: { ...data, typed: whole.typed } }, who.language)
        await showGuest(desk, form, whole, key, data, call.view.id)
      },
    }
  }
  return send(desk, form, call, { ...state, status: { kind: 'shown', guest, card } }, guest, data)
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
  const products = form.wantsProducts ? await desk.products(productsWithinMs) : []
  const drawn: FormState = { ...state, products }
  const acting = actingErrors(desk, drawn)
  const taken = await form.takesOver?.(desk, drawn, acting)
  if (taken) return taken
  const read = form.read(drawn, guest)
  const errors = { ...acting, ...(read.ok ? {} : read.errors) }
  if (!read.ok || acting.acting) return { kind: 'errors', errors }

  const { hash } = call.view
  // The press that was answered with the question is no answer to it.
  const seen = answeredBy(data, hash, desk.clock.now())
  const ask = async (ids: readonly string[], shown: Pick<FormState, 'question' | 'earlier'>) => {
    const at = desk.clock.now()
    // The form shows one input at a time: what was confirmed before is to be confirmed again.
    const standing = data.asked.filter(({ actionId }) => !(ids.some(isInputId) && isInputId(actionId)))
    const asked = [...standing, ...ids.map(actionId => ({ actionId, viewHash: hash, at }))]
    await updateForm(desk.database.db, state.id, { data: { ...data, asked } })
    const allowanceLeft = await allowanceLeftOf(desk, form, state)
    return { kind: 'update', view: guestFormView(form, { ...drawn, allowanceLeft, ...shown }) } as const
  }
  const question = data.latest && form.history?.question(read.input, guest, data.latest, state)
  const row = question && ledgerRow(question.operationId)
  if (row && !seen.includes(row)) {
    // The desk's own grant is asked about once, as a row or as an action.
    const own = question.reference && (await findActionByReference(desk.database.db, question.reference))
    return ask(own ? [row, own.id] : [row], { question: question.sentence, earlier: undefined })
  }
  const confirmation = form.confirmation?.(read.input, language)
  const confirmed = inputId(read.input)
  if (confirmation !== undefined && !seen.includes(confirmed)) {
    const sentence = formWords(language)('confirmChange', { button: form.submitLabel(drawn) })
    return ask([confirmed], { question: `✏️ ${confirmation}\n${sentence}`, earlier: undefined })
  }
  const result = await submit(desk, {
    definition: form.definition,
    input: read.input,
    staff,
    hotel,
    actingUser: typed.acting,
    guest,
    // Without its hash: a form drawn anew between the two presses of a double click is still the same form.
    key: call.view.id,
    seen: seen.filter(id => !isInputId(id)),
  })
  switch (result.kind) {
    case 'stored':
      return { kind: 'close' }
    case 'repeated':
      return { kind: 'update', view: noticeView(alreadySent(desk, result.action, hotel, state), language) }
    case 'refused': {
      const earlier = result.earlier && { action: result.earlier, hotel }
      const sentence = refusalSentence(result.why, language, earlier)
      return { kind: 'errors', errors: { [result.field ?? 'guest']: sentence } }
    }
    case 'ask-again':
      return ask([result.earlier.id], { earlier: result.earlier })
  }
}

export function alreadySent(
  desk: Desk,
  action: Action,
  hotel: DeskHotel,
  { language }: Pick<FormState, 'language'>,
): string {
  return formWords(language)('alreadySent', {
    time: hotelTime(hotel, action.createdAt),
    reference: action.reference,
    what: desk.bind(action)?.describe(language) ?? action.reference,
  })
}

function actingErrors(desk: Desk, { staff, hotel, language, typed }: FormState): { acting?: string } {
  const acting = readActing(desk, { userId: staff.userId, language }, typed, hotel)
  return 'error' in acting ? { acting: acting.error } : {}
}

/** What the row has of fields that the pressed view did not have. */
function undrawn(typed: Typed, blocks: FormCall['view']['blocks']): Typed {
  const drawn = blocks.map(({ block_id: id = '' }) => fieldName(id))
  return Object.fromEntries(Object.entries(typed).filter(([field]) => !drawn.includes(field)))
}

/** This very press saw that nobody has this e-mail yet. */
function sawNew(call: FormCall, keyHash: string): boolean {
  return call.view.blocks.some(({ block_id: id }) => id === newGuestBlock(keyHash))
}

/** The blocks that showed the guest, as Slack sends them back with the form. */
function cardOf(call: FormCall): KnownBlock[] {
  return (call.view.blocks as KnownBlock[]).filter(block => isGuestCard(block))
}
