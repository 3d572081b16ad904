// One text and a button: the reason of a decline, a question, an answer.
import { actionIds } from '../../actions/ids.ts'
import type { Language } from '../../lib/words.ts'
import { type ModalView, modal, section } from '../../slack/blocks.ts'
import { textInput } from '../../slack/inputs.ts'
import { requestWords } from './words.ts'

export type TextForm = 'decline' | 'ask' | 'answer'

const forms = {
  decline: {
    callbackId: actionIds.declineForm,
    title: 'declineTitle',
    label: 'declineLabel',
    submit: 'declineSubmit',
  },
  ask: { callbackId: actionIds.askForm, title: 'askTitle', label: 'askLabel', submit: 'askSubmit' },
  answer: {
    callbackId: actionIds.answerForm,
    title: 'answerTitle',
    label: 'answerLabel',
    submit: 'answerSubmit',
  },
} as const

export function textForm(form: TextForm, actionId: string, language: Language): ModalView {
  const { callbackId, title, label, submit } = forms[form]
  const say = requestWords(language)
  return modal({
    callbackId,
    title: say(title),
    submit: say(submit),
    close: say('close'),
    metadata: actionId,
    blocks: [
      textInput({
        field: 'text',
        feature: 'action',
        label: say(label),
        multiline: true,
        maxLength: 1000,
        focus: true,
      }),
    ],
  })
}

/** Takes the form's place when its text is no longer wanted. @param sentence mrkdwn */
export function textNotice(form: TextForm, sentence: string, language: Language): ModalView {
  const { callbackId, title } = forms[form]
  const say = requestWords(language)
  return modal({ callbackId, title: say(title), close: say('closeNotice'), blocks: [section(sentence)] })
}
