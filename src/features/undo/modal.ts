// The small form of a correction: what is taken back, and why.
import { actingInput } from '../../actions/acting.ts'
import { undoIds } from '../../actions/ids.ts'
import type { Action } from '../../domain/action.ts'
import type { Language } from '../../lib/words.ts'
import { context, type ModalView, modal, section } from '../../slack/blocks.ts'
import { textInput } from '../../slack/inputs.ts'
import type { UndoInput } from './definition.ts'
import { undoWords } from './words.ts'

export interface Correction {
  /** The value of the button that opened it. */
  pressed: string
  action: Action
  /** The action's sentence, ready for mrkdwn. */
  what: string
  way: UndoInput['way']
  isShared: boolean
  language: Language
  /** Typed and chosen before something failed. */
  text?: string
  acting?: string | undefined
  problem?: string
}

const feature = 'undo'

export function correctionForm(correction: Correction): ModalView {
  const { pressed, action, what, way, isShared, language, text, acting, problem } = correction
  const say = undoWords(language)
  return modal({
    callbackId: way === 'second' ? undoIds.secondForm : undoIds.correctForm,
    title: say('title'),
    submit: say('submit'),
    close: say('close'),
    metadata: pressed,
    blocks: [
      ...(problem ? [section(`⚠️ ${problem}`)] : []),
      section(`${what} · ${action.reference}`),
      context(say(way === 'own' ? 'explainOwn' : 'explain')),
      textInput({
        field: 'text',
        feature,
        label: say('reasonLabel'),
        initial: text,
        multiline: true,
        maxLength: 1000,
        focus: true,
      }),
      ...actingInput(isShared, feature, language, acting),
    ],
  })
}

export function workingView(language: Language): ModalView {
  const say = undoWords(language)
  return modal({
    callbackId: undoIds.correctForm,
    title: say('title'),
    close: say('close'),
    blocks: [section(say('working'))],
  })
}
