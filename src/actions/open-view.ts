// Draws a modal again after a look-up: the person may have closed it by then.
import type { ModalView } from '../slack/blocks.ts'
import type { Who } from '../slack/identity.ts'
import { toMessage } from '../slack/listen.ts'
import { SlackError } from '../slack/messenger.ts'
import type { Desk } from './desk.ts'
import { formWords } from './form-words.ts'

/** Shows the view, or tells the person in their direct messages that its form was closed too soon. */
export async function updateOpenView(
  { messenger }: Pick<Desk, 'messenger'>,
  viewId: string,
  view: ModalView,
  { userId, language }: Pick<Who, 'userId' | 'language'>,
): Promise<void> {
  try {
    await messenger.updateView(viewId, view)
  } catch (error) {
    if (!(error instanceof SlackError) || error.reason !== 'not_found') throw error
    await messenger.post(userId, toMessage(formWords(language)('formClosed')))
  }
}
