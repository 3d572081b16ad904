// One sentence of ours as a whole modal or message.
import type { Language } from '../lib/words.ts'
import { type Message, type ModalView, section } from './blocks.ts'
import { slackWords } from './words.ts'

/** A modal that says one thing; values in it that people typed have gone through `safe`. */
export function noticeView(text: string, language: Language): ModalView {
  const say = slackWords(language)
  return {
    type: 'modal',
    title: { type: 'plain_text', text: say('formTitle') },
    close: { type: 'plain_text', text: say('close') },
    blocks: [section(text)],
  }
}

/** A sentence of ours as a message; values in it that people typed have gone through `safe`. */
export function toMessage(text: string): Message {
  const shown = section(text)
  return { text: shown.text?.text ?? text, blocks: [shown] }
}
