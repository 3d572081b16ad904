// The buttons on every action's cards: approve, decline, ask, answer, cancel, handed over.
import { stateWord } from '../../actions/card-parts.ts'
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { actionIds } from '../../actions/ids.ts'
import { annotate } from '../../actions/move.ts'
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
import { hotelTime } from '../../domain/hotel-day.ts'
import { isStaff } from '../../domain/staff.ts'
import type { Language } from '../../lib/words.ts'
import { mention } from '../../slack/blocks.ts'
import type { ButtonCall, FormAnswer, FormCall, Listeners } from '../../slack/listen.ts'
import { findAction } from '../../store/actions.ts'
import { type TextForm, textForm } from './modal.ts'
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
      const sentence = sentenceFor(
        desk,
        await write(desk, call.metadata, call.who.userId, text),
        call.who.language,
      )
      return sentence ? { kind: 'errors', errors: { text: sentence } } : { kind: 'close' }
    })
  }
}

async function tell(desk: Desk, call: ButtonCall, reviewed: Reviewed): Promise<void> {
  const sentence = sentenceFor(desk, reviewed, call.who.language)
  if (sentence) await call.answer(sentence)
}

/** Undefined when it was done: the card itself says so. */
function sentenceFor(desk: Desk, reviewed: Reviewed, language: Language): string | undefined {
  const say = requestWords(language)
  switch (reviewed.kind) {
    case 'done':
      return undefined
    case 'not-known':
      return say('notKnown')
    case 'already': {
      const { action } = reviewed
      const hotel = hotelOf(desk, action.hotelId)
      const at = action.decidedAt ?? action.updatedAt
      const time = hotel ? hotelTime(hotel, at) : ''
      const values = { reference: action.reference, state: stateWord(action.state, language), time }
      return action.decidedBy
        ? say('already', { ...values, who: mention(action.decidedBy) })
        : say('alreadyBySystem', values)
    }
    case 'refused':
      switch (reviewed.why) {
        case 'own-request':
          return say('ownRequest')
        case 'not-a-manager':
          return say('notManager')
        case 'shared-login':
          return say('sharedLogin')
        case 'not-the-requester':
          return say('notRequester')
      }
  }
}

/** Closes the loop of a redemption: by anyone on the staff of the hotel, once. */
async function handOver(desk: Desk, call: ButtonCall): Promise<void> {
  const say = requestWords(call.who.language)
  const action = await findAction(desk.database.db, call.value)
  const hotel = action && hotelOf(desk, action.hotelId)
  if (!action || !hotel) return call.answer(say('notKnown'))
  if (!isStaff(desk.identity.staffIn(call.who.userId, hotel))) return call.answer(say('notStaff'))
  const outcome = { handedOverBy: call.who.userId, handedOverAt: desk.clock.now() }
  const isFirst = action.state === 'done' && action.outcome.handedOverBy === undefined
  const done =
    isFirst &&
    (await annotate(desk, action, { event: 'action.handed-over', actor: call.who.userId, outcome }))
  if (done) return
  const now = (await findAction(desk.database.db, action.id)) ?? action
  const { handedOverBy, handedOverAt } = now.outcome
  const sentence =
    handedOverBy === undefined
      ? sentenceFor(desk, { kind: 'already', action: now }, call.who.language)
      : say('already', {
          reference: now.reference,
          state: stateWord(now.state, call.who.language),
          who: mention(handedOverBy),
          time: hotelTime(hotel, handedOverAt ?? now.updatedAt),
        })
  if (sentence) await call.answer(sentence)
}
