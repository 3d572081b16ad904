// One message: who, when, and what the app or the person wrote.
import type { ScreenMessage } from '../../slack/people/screen-types.ts'
import { useActing } from './acting.ts'
import { Avatar } from './avatar.tsx'
import { Blocks } from './blocks.tsx'
import { clockTime } from './dates.ts'
import { SharedFiles } from './shared-files.tsx'

interface MessageRowProps {
  channel: string
  message: ScreenMessage
  isReply: boolean
  /** Begins an answer in its thread; undefined where there is none. */
  reply: (() => void) | undefined
}

export function MessageRow({ channel, message, isReply, reply }: MessageRowProps) {
  const { directory, say, viewer } = useActing()
  const user = directory.users.find(each => each.id === message.user)
  const name = message.isFromApp ? directory.app.name : (user?.realName ?? message.user)
  const ms = Number(message.ts) * 1000
  const blocks =
    message.blocks.length > 0
      ? message.blocks
      : [{ type: 'section', text: { type: 'mrkdwn', text: message.text } }]
  return (
    <article className="message" data-ephemeral={message.isEphemeral} data-reply={isReply} aria-label={name}>
      <Avatar name={name} isApp={message.isFromApp} />
      <div className="message-body">
        {message.isEphemeral && <p className="only-you">👁 {say('onlyYou')}</p>}
        <p className="byline">
          <strong>{name}</strong>
          {message.isFromApp && <span className="app-mark">{say('app')}</span>}
          <time dateTime={new Date(ms).toISOString()}>{clockTime(ms, viewer)}</time>
          {message.isEdited && <span className="edited">{say('edited')}</span>}
          {reply && (
            <button type="button" className="reply" aria-label={`${say('reply')}: ${name}`} onClick={reply}>
              💬 {say('reply')}
            </button>
          )}
        </p>
        <Blocks blocks={blocks} values={message.values} at={{ channel, message: message.ts }} />
        <SharedFiles files={message.files} />
      </div>
    </article>
  )
}
