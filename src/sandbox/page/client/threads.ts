// Messages in reading order: each reply under the message that it answers.
import type { ScreenMessage } from '../../slack/people/screen-types.ts'

export interface Row {
  message: ScreenMessage
  isReply: boolean
}

/** A reply whose first message is not there stands by itself. */
export function inOrder(messages: ScreenMessage[]): Row[] {
  const known = new Set(messages.map(({ ts }) => ts))
  const isReply = (message: ScreenMessage) => message.answers !== undefined && known.has(message.answers)
  return messages
    .filter(message => !isReply(message))
    .flatMap(message => [
      { message, isReply: false },
      ...messages
        .filter(each => isReply(each) && each.answers === message.ts)
        .map(each => ({ message: each, isReply: true })),
    ])
}
