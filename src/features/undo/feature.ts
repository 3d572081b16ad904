// Takes a done action back: by its author for some minutes, later as a correction with a reason; or the second of two
// that both arrived. Whoever presses is judged at the press, by the row as it stands.
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { undoIds } from '../../actions/ids.ts'
import { updateOpenView } from '../../actions/open-view.ts'
import { patiently } from '../../actions/patience.ts'
import { section } from '../../slack/blocks.ts'
import type { ButtonCall, FormAnswer, FormCall } from '../../slack/calls.ts'
import { explain } from '../../slack/errors.ts'
import type { Who } from '../../slack/identity.ts'
import type { Listeners } from '../../slack/listen.ts'
import { noticeView } from '../../slack/notice.ts'
import { findAction } from '../../store/actions.ts'
import { type Correction, correctionForm, workingView } from './modal.ts'
import { findUndoable, type Undoable } from './right.ts'
import { submitUndo } from './take-back.ts'
import { undoWords } from './words.ts'

export function registerUndo(desk: Desk, listen: Listeners): void {
  listen.button(undoIds.own, call => takeBackOwn(desk, call))
  listen.button(undoIds.correct, call => openCorrection(desk, call))
  listen.form(undoIds.correctForm, call =>
    correct(desk, call, () => findUndoable(desk, call.metadata, call.who, 'correction')),
  )
  listen.form(undoIds.secondForm, call =>
    correct(desk, call, () => findSecond(desk, call.metadata, call.who)),
  )
  listen.button(undoIds.second, call => takeBackSecond(desk, call))
}

/** The sentences name people, so they are mrkdwn. */
function tell(call: ButtonCall, sentence: string): Promise<void> {
  return call.answer({ text: sentence, blocks: [section(sentence)] })
}

async function takeBackOwn(desk: Desk, call: ButtonCall): Promise<void> {
  const found = await findUndoable(desk, call.value, call.who, 'own')
  if ('sentence' in found) return tell(call, found.sentence)
  // Too late for a press alone; and at a shared log-in somebody has to say who they are.
  if (found.way === 'correction' || found.staff.isShared) return showForm(desk, call, found)
  await tell(call, await submitPatiently(desk, call, found))
}

/** The programme is read first, and may be slow. */
function submitPatiently(desk: Desk, call: ButtonCall, found: Undoable): Promise<string> {
  const { language } = call.who
  return patiently(desk, call, undoWords(language)('working'), submitUndo(desk, found, language))
}

async function openCorrection(desk: Desk, call: ButtonCall): Promise<void> {
  const found = await findUndoable(desk, call.value, call.who, 'correction')
  if ('sentence' in found) return tell(call, found.sentence)
  await showForm(desk, call, found)
}

async function showForm(desk: Desk, call: ButtonCall, found: Undoable): Promise<void> {
  const view = correctionForm(correctionOf(desk, found, call.value, call.who.language))
  await (call.view
    ? desk.messenger.pushView(call.triggerId, view)
    : desk.messenger.openView(call.triggerId, view))
}

function correctionOf(
  desk: Desk,
  { action, way, staff }: Undoable,
  pressed: string,
  language: Correction['language'],
): Correction {
  const what = desk.bind(action)?.describe(language) ?? action.reference
  return { pressed, action, what, way, isShared: staff.isShared, language }
}

/** @param find judges anew who may, and by which way */
async function correct(
  desk: Desk,
  call: FormCall,
  find: () => ReturnType<typeof findUndoable>,
): Promise<FormAnswer> {
  const { who, typed, view } = call
  const { language } = who
  const say = undoWords(language)
  const text = typed.text?.trim()
  if (!text) return { kind: 'errors', errors: { text: say('reasonMissing') } }
  const found = await find()
  if ('sentence' in found) return { kind: 'update', view: noticeView(found.sentence, language) }
  const acting = found.staff.isShared ? typed.acting : undefined
  if (found.staff.isShared && !(acting && found.isColleague(acting)))
    return { kind: 'errors', errors: { acting: say('actingMissing') } }
  return {
    kind: 'update',
    view: workingView(language),
    after: async () => {
      const show = (next: ReturnType<typeof noticeView>) => updateOpenView(desk, view.id, next, who)
      try {
        await show(noticeView(await submitUndo(desk, found, language, { text, acting }), language))
      } catch (error) {
        const problem = explain(error, language)
        if (problem === undefined) throw error
        // Nothing typed is lost.
        const again = correctionOf(desk, found, call.metadata, language)
        await show(correctionForm({ ...again, text, acting, problem }))
      }
    },
  }
}

/** The button stands on the first of two, once its row has come late. */
async function findSecond(desk: Desk, firstId: string, who: Who): ReturnType<typeof findUndoable> {
  const first = await findAction(desk.database.db, firstId)
  const second = first?.outcome.cameLate ? first.outcome.sentAgain : undefined
  if (!first || !second || !hotelOf(desk, first.hotelId))
    return { sentence: undoWords(who.language)('missing') }
  return findUndoable(desk, second.id, who, 'second')
}

async function takeBackSecond(desk: Desk, call: ButtonCall): Promise<void> {
  const found = await findSecond(desk, call.value, call.who)
  if ('sentence' in found) return tell(call, found.sentence)
  if (found.staff.isShared) return showForm(desk, call, found)
  await tell(call, await submitPatiently(desk, call, found))
}
