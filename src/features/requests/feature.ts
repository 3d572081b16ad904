// The buttons on every action's cards: approve, decline, ask, answer, cancel, handed over.
import { stateWord } from '../../actions/card-parts.ts'
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { actionIds } from '../../actions/ids.ts'
import { annotate } from '../../actions/move.ts'
import { refusalSentence } from '../../actions/refusal-sentence.ts'
import {
  answer,
  approve,
  ask,
  cancel,
  decline,
  ownRequest,
  type Reviewed,
  review,
} from '../../actions/review.ts'
import { actionWords } from '../../actions/words.ts'
import type { Action } from '../../domain/action.ts'
import { hotelDate, hotelTime } from '../../domain/hotel-day.ts'
import { isStaff } from '../../domain/staff.ts'
import { isTakenBack } from '../../domain/undo.ts'
import { formatDay, type Language } from '../../lib/words.ts'
import { section } from '../../slack/blocks.ts'
import type { ButtonCall, FormAnswer, FormCall } from '../../slack/calls.ts'
import type { Listeners } from '../../slack/listen.ts'
import { mention } from '../../slack/text.ts'
import { findAction } from '../../store/actions.ts'
import { StoreError } from '../../store/errors.ts'
import { type TextForm, textForm, textNotice } from './modal.ts'
import { requestWords } from './words.ts'

export function registerRequests(desk: Desk, listen: Listeners): void {
  listen.button(actionIds.approve, async call =>
    tell(desk, call, await approve(desk, call.value, call.who.userId)),
  )
  listen.button(actionIds.cancel, async call =>
    tell(desk, call, await cancel(desk, call.value, call.who.userId)),
  )
  listen.button(actionIds.handOver, call => handOver(desk, call))

  opensForm(actionIds.decline, 'decline', review, decline)
  opensForm(actionIds.ask, 'ask', review, ask)
  opensForm(actionIds.answer, 'answer', ownRequest, answer)

  /** A press that needs a text first: judged when pressed, and again when the text is sent. */
  function opensForm(buttonId: string, form: TextForm, mayOpen: typeof review, write: typeof decline): void {
    listen.button(buttonId, async call => {
      const reviewed = await mayOpen(desk, call.value, call.who.userId)
      if (reviewed.kind !== 'done') return tell(desk, call, reviewed)
      await desk.messenger.openView(call.triggerId, textForm(form, call.value, call.who.language))
    })
    listen.form(textForm(form, '', 'en').callback_id ?? '', async (call: FormCall): Promise<FormAnswer> => {
      const text = call.typed.text?.trim()
      if (!text) return { kind: 'errors', errors: { text: requestWords(call.who.language)('textMissing') } }
      const { language, userId } = call.who
      const reviewed = await write(desk, call.metadata, userId, text)
      const sentence = sentenceFor(desk, reviewed, language)
      return sentence ? { kind: 'update', view: textNotice(form, sentence, language) } : { kind: 'close' }
    })
  }
}

async function tell(desk: Desk, call: ButtonCall, reviewed: Reviewed): Promise<void> {
  const sentence = sentenceFor(desk, reviewed, call.who.language)
  if (sentence) await say(call, sentence)
}

/** The sentences name people, so they are mrkdwn. */
function say(call: ButtonCall, sentence: string): Promise<void> {
  return call.answer({ text: sentence, blocks: [section(sentence)] })
}

/** Undefined when it was done: the card itself says so. */
function sentenceFor(desk: Desk, reviewed: Reviewed, language: Language): string | undefined {
  const words = requestWords(language)
  switch (reviewed.kind) {
    case 'done':
      return undefined
    case 'not-known':
      return notKnown(desk, language)
    case 'already':
      return alreadySentence(desk, reviewed.action, language)
    case 'refused':
      switch (reviewed.why) {
        case 'own-request':
          return words('ownRequest')
        case 'not-a-manager':
          return words('notManager')
        case 'shared-login':
          return words('sharedLogin')
        case 'not-the-requester':
          return words('notRequester')
        case 'desk-held':
          return refusalSentence('desk-held', language)
      }
  }
}

/** After a restore the store has forgotten what came after the backup; the ledger has not. */
function notKnown(desk: Desk, language: Language): string {
  const words = requestWords(language)
  const restore = desk.hold.restore()
  const hotel = desk.settings()?.hotels[0]
  if (!restore || !hotel) return words('notKnown')
  const { restoredAt: at } = restore
  return words('notKnownSince', {
    when: `${formatDay(hotelDate(hotel, at), language)} ${hotelTime(hotel, at)}`,
  })
}

/** What had happened before this press, by whom and when. */
function alreadySentence(desk: Desk, action: Action, language: Language): string {
  const words = requestWords(language)
  const hotel = hotelOf(desk, action.hotelId)
  const { reference, decidedBy } = action
  const at = (moment: number) => (hotel ? hotelTime(hotel, moment) : '')
  const decided = { reference, who: mention(decidedBy ?? ''), time: at(action.decidedAt ?? action.updatedAt) }
  switch (action.state) {
    case 'declined':
      return words('alreadyDeclined', decided)
    case 'cancelled':
      return words('alreadyCancelled', {
        reference,
        who: mention(action.requestedBy),
        time: at(action.updatedAt),
      })
    case 'expired':
      return words('alreadyExpired', { reference, time: at(action.updatedAt) })
    default: {
      const state = stateWord(action.state, language)
      return decidedBy
        ? words('alreadyApproved', { ...decided, state })
        : words('notWaiting', { reference, state })
    }
  }
}

/** Closes the loop of a redemption: by anyone on the staff of the hotel, once. */
async function handOver(desk: Desk, call: ButtonCall): Promise<void> {
  const { userId, language } = call.who
  const words = requestWords(language)
  // Somebody else may change the row between the look and the write: looked at again.
  for (let turn = 0; turn < 5; turn++) {
    const action = await findAction(desk.database.db, call.value)
    const hotel = action && hotelOf(desk, action.hotelId)
    if (!action || !hotel) return say(call, notKnown(desk, language))
    if (!isStaff(desk.identity.staffIn(userId, hotel))) return say(call, words('notStaff'))
    const { reference } = action
    const { handedOverBy, handedOverAt = action.updatedAt } = action.outcome
    if (handedOverBy !== undefined) {
      const time = hotelTime(hotel, handedOverAt)
      return say(call, words('alreadyHandedOver', { reference, who: mention(handedOverBy), time }))
    }
    const { undoneBy } = action.outcome
    if (action.kind !== 'redeem-product' || action.state !== 'done' || isTakenBack(undoneBy)) {
      const state =
        undoneBy && isTakenBack(undoneBy)
          ? actionWords(language)(undoneBy.state === 'done' ? 'undoneAs' : 'beingUndoneAs', {
              reference: undoneBy.reference,
            })
          : stateWord(action.state, language)
      return say(call, words('notToHandOver', { reference, state }))
    }
    const outcome = { handedOverBy: userId, handedOverAt: desk.clock.now() }
    if (await annotate(desk, action, { event: 'action.handed-over', actor: userId, outcome })) return
  }
  throw new StoreError('busy')
}
