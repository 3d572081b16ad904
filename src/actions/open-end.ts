// What is left to decide when the answer of a write was lost, and what became of it: below the sentence of the card.
import type { UndoneBy } from '../domain/action.ts'
import { isOneOfTwo, isTakenBack } from '../domain/undo.ts'
import type { Language } from '../lib/words.ts'
import { button, buttons, context, type KnownBlock, section } from '../slack/blocks.ts'
import { mention } from '../slack/text.ts'
import type { Shown } from './card-parts.ts'
import { undoIds, unsettledIds } from './ids.ts'
import { actionWords } from './words.ts'

/** @param canDecide the card stands where its readers may press: the requester's messages, the approvals channel */
export function openEnd({ action, language }: Shown, canDecide: boolean): KnownBlock[] {
  const say = actionWords(language)
  const { sentAgain, leftBy, undoneBy, cameLate } = action.outcome
  const press = (id: string, label: string, style?: 'primary' | 'danger') =>
    button({ id, label, value: action.id, ...(style && { style }) })
  const facts = [
    ...(sentAgain ? [context(say('sentAgainAs', { reference: sentAgain.reference }))] : []),
    ...(leftBy ? [context(say('leftBy', { who: mention(leftBy) }))] : []),
    ...undoneLines(undoneBy, language),
    ...undoneLines(sentAgain?.undoneBy, language),
  ]
  switch (action.state) {
    case 'not-applied':
      return sentAgain || leftBy || !canDecide
        ? facts
        : [
            buttons([
              press(unsettledIds.sendAgain, say('sendAgain'), 'primary'),
              press(unsettledIds.leave, say('leave')),
            ]),
          ]
    case 'needs-person':
      return canDecide ? [buttons([press(unsettledIds.look, say('lookAtLedger'), 'primary')])] : []
    case 'done': {
      if (!cameLate) return facts
      if (action.points === undefined) return [section(say('cameLateNoRow')), ...facts]
      const isTwice = sentAgain !== undefined && isOneOfTwo(action)
      const twice = isTwice ? say('cameLateTwice', { reference: sentAgain.reference }) : say('cameLate')
      const canUndo = isTwice && !isTakenBack(sentAgain.undoneBy) && canDecide
      return [
        section(twice),
        ...facts,
        ...(canUndo ? [buttons([press(undoIds.second, say('undoSecond'), 'danger')])] : []),
      ]
    }
    default:
      return facts
  }
}

function undoneLines(undoneBy: UndoneBy | undefined, language: Language): KnownBlock[] {
  if (!undoneBy || !isTakenBack(undoneBy)) return []
  const { reference, state } = undoneBy
  return [context(actionWords(language)(state === 'done' ? 'undoneAs' : 'beingUndoneAs', { reference }))]
}
