// What is left to decide when the answer of a write was lost, and what became of it: below the sentence of the card.
import { button, buttons, context, type KnownBlock, mention, section } from '../slack/blocks.ts'
import type { Shown } from './card-parts.ts'
import { unsettledIds } from './ids.ts'
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
    ...(undoneBy ? [context(say('undoneAs', { reference: undoneBy.reference }))] : []),
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
      const twice = sentAgain ? say('cameLateTwice', { reference: sentAgain.reference }) : say('cameLate')
      const canUndo = sentAgain !== undefined && undoneBy === undefined && canDecide
      return [
        section(twice),
        ...facts,
        ...(canUndo ? [buttons([press(unsettledIds.undo, say('undo'), 'danger')])] : []),
      ]
    }
    default:
      return facts
  }
}
