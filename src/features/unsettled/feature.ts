// Send again, leave it, or judge with the ledger in front of one: a lost answer is never repeated by itself.
import { stateWord } from '../../actions/card-parts.ts'
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { unsettledIds } from '../../actions/ids.ts'
import { annotate, move } from '../../actions/move.ts'
import { updateOpenView } from '../../actions/open-view.ts'
import { patiently } from '../../actions/patience.ts'
import { refusalSentence } from '../../actions/refusal-sentence.ts'
import { sendAgain } from '../../actions/send-again.ts'
import { settlingJob } from '../../actions/settle.ts'
import type { Action } from '../../domain/action.ts'
import { isStaff, type Staff } from '../../domain/staff.ts'
import type { Language } from '../../lib/words.ts'
import { LoyaltyError } from '../../loyalty/errors.ts'
import { section } from '../../slack/blocks.ts'
import type { ButtonCall, FormAnswer, FormCall } from '../../slack/calls.ts'
import type { Listeners } from '../../slack/listen.ts'
import { noticeView } from '../../slack/notice.ts'
import { mention } from '../../slack/text.ts'
import { findAction } from '../../store/actions.ts'
import { judgeForm, leavesRow, readingView } from './modal.ts'
import { unsettledWords } from './words.ts'

const lateLookMs = 3_600_000

export function registerUnsettled(desk: Desk, listen: Listeners): void {
  listen.button(unsettledIds.sendAgain, call => decideOnLost(desk, call, again))
  listen.button(unsettledIds.leave, call => decideOnLost(desk, call, leave))
  listen.button(unsettledIds.look, call => openLedger(desk, call))
  listen.form(unsettledIds.judgeForm, call => judge(desk, call))
}

/** By the author or a manager, while nobody has decided yet. */
async function decideOnLost(
  desk: Desk,
  call: ButtonCall,
  decide: (desk: Desk, call: ButtonCall, action: Action, staff: Staff) => Promise<string | undefined>,
): Promise<void> {
  const say = unsettledWords(call.who.language)
  const action = await findAction(desk.database.db, call.value)
  const hotel = action && hotelOf(desk, action.hotelId)
  if (!action || !hotel) return call.answer(say('missing'))
  const staff = desk.identity.staffIn(call.who.userId, hotel)
  const mayDecide = staff.isManager || (isStaff(staff) && action.requestedBy === staff.userId)
  const sentence = mayDecide
    ? (settledAlready(action, call.who.language) ?? (await decide(desk, call, action, staff)))
    : say('notYours')
  if (sentence) await call.answer({ text: sentence, blocks: [section(sentence)] })
}

function settledAlready(action: Action, language: Language): string | undefined {
  const say = unsettledWords(language)
  const { sentAgain, leftBy } = action.outcome
  if (sentAgain) return say('alreadySent', { reference: sentAgain.reference })
  if (leftBy) return say('alreadyLeft', { who: mention(leftBy) })
  if (action.state === 'not-applied') return undefined
  return say('already', { reference: action.reference, state: stateWord(action.state, language) })
}

async function again(
  desk: Desk,
  call: ButtonCall,
  action: Action,
  staff: Staff,
): Promise<string | undefined> {
  const { language } = call.who
  const say = unsettledWords(language)
  const result = await patiently(desk, call, say('working'), sendAgain(desk, action, staff))
  switch (result?.kind) {
    case 'refused':
      return refusalSentence(result.why, language)
    case 'repeated':
      return say('alreadySent', { reference: result.action.reference })
    case 'decided':
      return settledNow(desk, action, language)
    case 'stored':
    case 'ask-again':
      return undefined
    case undefined:
      return say('unreadable')
  }
}

async function settledNow(desk: Desk, { id }: Action, language: Language): Promise<string | undefined> {
  const now = await findAction(desk.database.db, id)
  return now && settledAlready(now, language)
}

async function leave(
  desk: Desk,
  call: ButtonCall,
  action: Action,
  staff: Staff,
): Promise<string | undefined> {
  const outcome = { leftBy: staff.userId }
  const left = await annotate(desk, action, { event: 'action.left', actor: staff.userId, outcome })
  return left ? undefined : settledNow(desk, action, call.who.language)
}

/** Whether this person may judge now; else the sentence that says why not. */
async function judged(
  desk: Desk,
  actionId: string,
  userId: string,
  language: Language,
): Promise<{ action: Action } | { sentence: string }> {
  const say = unsettledWords(language)
  const action = await findAction(desk.database.db, actionId)
  const hotel = action && hotelOf(desk, action.hotelId)
  if (!action || !hotel) return { sentence: say('missing') }
  if (!desk.identity.staffIn(userId, hotel).isManager) return { sentence: say('onlyManagers') }
  if (action.state === 'needs-person') return { action }
  return {
    sentence: say('already', { reference: action.reference, state: stateWord(action.state, language) }),
  }
}

async function openLedger(desk: Desk, call: ButtonCall): Promise<void> {
  const { language, userId } = call.who
  const found = await judged(desk, call.value, userId, language)
  if ('sentence' in found) return call.answer(found.sentence)
  const { action } = found
  const opened = await desk.messenger.openView(call.triggerId, readingView(action, language))
  const history = leavesRow(action) ? await readHistory(desk, action) : undefined
  const what = desk.bind(action)?.describe(language) ?? action.reference
  await updateOpenView(desk, opened.id, judgeForm({ action, what, history, language }), call.who)
}

async function readHistory(desk: Desk, { contactId }: Action) {
  try {
    return await desk.loyalty.operations.readAll(contactId)
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error
    return undefined
  }
}

async function judge(desk: Desk, call: FormCall): Promise<FormAnswer> {
  const { language, userId } = call.who
  const say = unsettledWords(language)
  const { verdict } = call.typed
  if (verdict !== 'arrived' && verdict !== 'not-arrived')
    return { kind: 'errors', errors: { verdict: say('chooseFirst') } }
  const found = await judged(desk, call.metadata, userId, language)
  if ('sentence' in found) return { kind: 'update', view: noticeView(found.sentence, language) }
  const { action } = found
  const told = [{ place: 'desk' }, { place: 'outcome' }, { place: 'judged' }, { place: 'approvals' }] as const
  const moved = await move(desk, action, {
    event: { name: verdict === 'arrived' ? 'done' : 'ruled-out' },
    actor: userId,
    show: told,
    ...(verdict === 'not-arrived' && {
      jobs: [{ ...settlingJob(action.id), runAt: desk.clock.now() + lateLookMs }],
    }),
  })
  if (moved) return { kind: 'close' }
  const now = (await findAction(desk.database.db, action.id)) ?? action
  const sentence = say('already', { reference: now.reference, state: stateWord(now.state, language) })
  return { kind: 'update', view: noticeView(sentence, language) }
}
