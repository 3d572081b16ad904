// What a form that names a guest shows, as a pure view of its state; features add their own fields below the guest.
import type { Action } from '../domain/action.ts'
import type { ContactId, Guest, LevelId, OperationId, Product, Unknown } from '../domain/guest.ts'
import { hotelTime } from '../domain/hotel-day.ts'
import type { Reference } from '../domain/reference.ts'
import type { DeskHotel, Settings } from '../domain/settings.ts'
import type { Staff } from '../domain/staff.ts'
import type { StayFacts } from '../domain/stay-guard.ts'
import type { Language } from '../lib/words.ts'
import {
  context,
  type KnownBlock,
  type ModalView,
  modal,
  type PlainTextOption,
  section,
} from '../slack/blocks.ts'
import type { FormAnswer } from '../slack/calls.ts'
import type { Typed } from '../slack/form.ts'
import { option, selectInput, textInput } from '../slack/inputs.ts'
import { mention } from '../slack/text.ts'
import { actingInput } from './acting.ts'
import { stateWord } from './card-parts.ts'
import type { ActionDefinition } from './definition.ts'
import type { Desk } from './desk.ts'
import { hotelInput } from './form-fields.ts'
import { formWords } from './form-words.ts'
import type { LatestGrants } from './latest.ts'
import type { Choice } from './look-up.ts'
import { recentInput } from './recent.ts'

/** What the form's row keeps of the guest that was shown: enough to decide, too little to know them by. */
export interface ShownGuest {
  contactId: ContactId
  label: string
  membership: Guest['membership']['kind']
  /** When a member joined, as the programme printed it. */
  since: string | undefined
  /** What the programme does not know of the guest. */
  missing: readonly ('name' | 'surname' | 'language')[]
  points: number | Unknown
  level: LevelId
  levelPoints: number | Unknown
  /** The guest's own language, for what they will read. */
  language: string | undefined
  emailStatus: Guest['emailStatus']
  maskedEmail: string
  readAt: number
  hasStay: boolean
  /** The stay that the guest was found by. */
  stay?: StayFacts
}

export type FormStatus =
  | { kind: 'asking' }
  | { kind: 'looking' }
  | { kind: 'shown'; guest: ShownGuest; card: readonly KnownBlock[] }
  | ({ kind: 'several' } & Choice)
  | { kind: 'problem'; sentence: string }
  /** Nobody has this e-mail yet. @see GuestForm.takesOver */
  | { kind: 'new'; email: string; keyHash: string }

export interface FormState {
  id: string
  language: Language
  hotel: DeskHotel
  /** To choose from, where neither the channel nor the person settles it. */
  hotels: readonly DeskHotel[]
  staff: Staff
  settings: Settings | undefined
  /** The hotel's date, `YYYY-MM-DD`. */
  date: string
  typed: Typed
  status: FormStatus
  products: readonly Product[]
  /** Points left of the person's allowance today; undefined for kinds without one. */
  allowanceLeft: number | undefined
  earlier: Action | undefined
  /** Guests to choose from in place of typing, while none is named. */
  recent: readonly PlainTextOption[]
  /** Something of the guest's history to be answered by another press; ready for mrkdwn. */
  question?: string
  turn: number
}

/** What a feature brings to the form. */
export interface GuestForm<Input> {
  definition: ActionDefinition<Input>
  title(language: Language): string
  submitLabel(form: FormState): string
  /** Products are read for the form. */
  wantsProducts?: boolean
  /** What the command's text says after the guest. */
  prefill(rest: string): Typed
  /** A text that names no guest and starts with a number is read in the same way: it is an amount. */
  takesAmounts?: boolean
  /** There is nothing to send for this guest: the form only says why. */
  isPointless?(guest: ShownGuest): boolean
  /** Such a form also takes an e-mail that nobody has yet. */
  takesNewGuests?: boolean
  /**
   * Sends in a way of its own what one write cannot do; undefined: it is sent as from every other form. Without it
   * there are no new guests.
   * @param errors what is wrong with the form's common fields
   */
  takesOver?(
    desk: Desk,
    state: FormState,
    errors: Readonly<Record<string, string>>,
  ): Promise<FormAnswer | undefined>
  /** This form was sent in that way. */
  wasTakenOver?(desk: Desk, formId: string): Promise<boolean>
  blocks(form: FormState): KnownBlock[]
  /** What is about to change, in one sentence ready for mrkdwn: shown after the first press, sent by the second. */
  confirmation?(input: Input, language: Language): string
  /** @returns the input, or a sentence for each field that cannot be used */
  read(
    form: FormState,
    guest: ShownGuest,
  ): { ok: true; input: Input } | { ok: false; errors: Record<string, string> }
  /** The guest's latest grants are read with the guest, and compared with what is asked for. */
  history?: {
    /** Lines beside the guest, ready for mrkdwn. */
    notes(guest: ShownGuest, latest: LatestGrants, form: Pick<FormState, 'language'>): string[]
    /** What only another press answers; the reference is the row's own, where it has one. */
    question(
      input: Input,
      guest: ShownGuest,
      latest: LatestGrants,
      form: Pick<FormState, 'language'>,
    ): { operationId: OperationId; sentence: string; reference?: Reference } | undefined
  }
}

export function callbackOf<Input>({ definition }: Pick<GuestForm<Input>, 'definition'>): string {
  return `${definition.kind}.form`
}

export function guestFormView<Input>(form: GuestForm<Input>, state: FormState): ModalView {
  const say = formWords(state.language)
  const feature = form.definition.kind
  const recent = state.status.kind === 'asking' || state.status.kind === 'problem' ? state.recent : []
  const { status } = state
  const isPointless = status.kind === 'shown' && form.isPointless?.(status.guest)
  return modal({
    callbackId: callbackOf(form),
    title: form.title(state.language),
    submit: isPointless ? say('anotherSubmit') : form.submitLabel(state),
    close: say('cancel'),
    metadata: state.id,
    blocks: [
      ...hotelInput(feature, state),
      textInput({
        field: 'guest',
        feature,
        label: say('guest'),
        hint: say('guestHint'),
        initial: state.typed.guest,
        turn: state.turn,
        maxLength: 200,
        focus: state.status.kind === 'asking',
        // A recent one may be chosen in its place.
        optional: recent.length > 0,
      }),
      ...recentInput(recent, feature, state.language),
      ...statusBlocks(state, feature),
      ...earlierBlocks(state),
      ...actingInput(state.staff.isShared, feature, state.language, state.typed.acting),
      ...form.blocks(state),
    ],
  })
}

function statusBlocks({ status, language }: FormState, feature: string): KnownBlock[] {
  const say = formWords(language)
  switch (status.kind) {
    case 'asking':
      return [context(say('askGuest'))]
    case 'looking':
      return [section(say('lookingUp'))]
    case 'problem':
      return [section(`⚠️ ${status.sentence}`), context(say('stillTyped'))]
    case 'several':
      return [
        section(`⚠️ ${say('severalGuests')}`),
        selectInput({
          field: 'choice',
          feature,
          label: say('whichGuest'),
          options: status.guests.map(({ contactId, label }) => option(label, String(contactId))),
          // Another guest may be typed in their place.
          optional: true,
        }),
        ...(status.more > 0 ? [context(say('moreFound', { count: status.more }))] : []),
      ]
    case 'shown':
      return [...status.card]
    case 'new':
      return [{ ...section(say('newGuest')), block_id: newGuestBlock(status.keyHash) }]
  }
}

/** Lets a press prove that it saw which e-mail is new. */
export function newGuestBlock(keyHash: string): string {
  return `new-guest~${keyHash}`
}

function earlierBlocks({ earlier, question, hotel, language }: FormState): KnownBlock[] {
  if (!earlier) return question ? [section(question)] : []
  const sentence = formWords(language)('sameAgain', {
    time: hotelTime(hotel, earlier.createdAt),
    who: mention(earlier.requestedBy),
    reference: earlier.reference,
    state: stateWord(earlier.state, language),
  })
  return [section(sentence)]
}
