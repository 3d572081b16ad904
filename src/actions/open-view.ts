// Draws a modal again after a look-up: the person may have closed it by then.
import type { ModalView } from '../slack/blocks.ts'
import type { Who } from '../slack/identity.ts'
import { toMessage } from '../slack/notice.ts'
import { SlackError } from '../slack/slack-error.ts'
import type { Desk } from './desk.ts'
import { formWords } from './form-words.ts'

/**
 * Shows the view, or tells the person in their direct messages that its form was closed too soon.
 * @param isMoot asked once the form is found closed: true where nothing is left to say
 */
export async function updateOpenView(
  parts: Pick<Desk, 'messenger'>,
  viewId: string,
  view: ModalView,
  { userId, language }: Pick<Who, 'userId' | 'language'>,
  isMoot: () => Promise<boolean> = async () => false,
): Promise<void> {
  if ((await updateIfOpen(parts, viewId, view)) || (await isMoot())) return
  await parts.messenger.post(userId, toMessage(formWords(language)('formClosed')))
}

/** For what somebody only looked at: who closes it wants it no more. @returns false when it is closed */
export async function updateIfOpen(
  { messenger }: Pick<Desk, 'messenger'>,
  viewId: string,
  view: ModalView,
): Promise<boolean> {
  try {
    await messenger.updateView(viewId, view).catch(error => {
      const plain = withoutPictures(view)
      if (!plain || !isBadView(error)) throw error
      return messenger.updateView(viewId, plain)
    })
    return true
  } catch (error) {
    if (!(error instanceof SlackError) || error.reason !== 'not_found') throw error
    return false
  }
}

/** Slack fetches pictures itself, and refuses the whole view for one that it cannot get. */
function isBadView(error: unknown): boolean {
  return error instanceof SlackError && /^invalid_(arguments|blocks)/.test(error.reason)
}

/** undefined: there are none in it. */
function withoutPictures(view: ModalView): ModalView | undefined {
  const blocks = view.blocks
    .filter(block => block.type !== 'image')
    .map(block => {
      if (!('accessory' in block) || block.accessory?.type !== 'image') return block
      const { accessory: _picture, ...rest } = block
      return rest
    })
  const isSame =
    blocks.length === view.blocks.length && blocks.every((block, at) => block === view.blocks[at])
  return isSame ? undefined : { ...view, blocks }
}
