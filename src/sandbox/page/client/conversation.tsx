// One channel or direct message: its messages in order, live, and the composer.
import { Fragment, useEffect, useRef, useState } from 'react'
import type { ScreenChannel, ScreenMessage } from '../../slack/people/screen-types.ts'
import { useActing } from './acting.ts'
import { Composer } from './composer.tsx'
import { dayTitle } from './dates.ts'
import { useFollow } from './follow.ts'
import { deskNow } from './live.ts'
import { MessageRow } from './message-row.tsx'
import { Notice } from './notice.tsx'
import { inOrder } from './threads.ts'
import { markRead } from './unread.ts'

export function Conversation({ channel }: { channel: ScreenChannel }) {
  const { screen, directory, say, viewer } = useActing()
  const [notices, setNotices] = useState<{ id: number; text: string; at: number }[]>([])
  /** The `ts` of the message whose thread is being answered. */
  const [thread, answer] = useState<string>()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => markRead(screen.id, channel), [screen.id, channel])
  useFollow(list)

  const rows = inOrder(channel.messages)
  const canWrite = !channel.isArchived && (!channel.isDm || directory.app.canWriteTo)
  const noticesAfter = (index: number) =>
    notices
      .filter(({ at }) => rows.findLastIndex(({ message }) => Number(message.ts) * 1000 <= at) === index)
      .map(({ id, text }) => (
        <Notice key={id} text={text} dismiss={() => setNotices(notices.filter(each => each.id !== id))} />
      ))
  const tell = (text: string) =>
    setNotices(before => [...before, { id: (before.at(-1)?.id ?? 0) + 1, text, at: deskNow() }])
  const threadOf = ({ answers, ts }: ScreenMessage) => answers ?? ts
  let day = ''
  return (
    <>
      <header className="room-title">
        <h2>
          {channel.isDm ? '' : '#'}
          {channel.name}
        </h2>
      </header>
      <div
        ref={list}
        className="messages"
        role="log"
        aria-label={`${say('messages')}: ${channel.name}`}
        aria-live="polite"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
      >
        <div>
          {rows.length === 0 && <p className="empty">{say('noMessages')}</p>}
          {noticesAfter(-1)}
          {rows.map(({ message, isReply }, index) => {
            const title = isReply ? day : dayTitle(Number(message.ts) * 1000, viewer)
            const isNewDay = title !== day
            day = title
            return (
              <Fragment key={`${message.ts} ${message.isEphemeral}`}>
                {isNewDay && <p className="day">{title}</p>}
                <MessageRow
                  channel={channel.id}
                  message={message}
                  isReply={isReply}
                  reply={canWrite && !isReply && !message.isEphemeral ? () => answer(message.ts) : undefined}
                />
                {thread === threadOf(message) && !rows[index + 1]?.isReply && (
                  <div className="thread-composer">
                    <Composer
                      channel={channel}
                      thread={thread}
                      canWrite={canWrite}
                      tell={tell}
                      leave={() => answer(undefined)}
                    />
                  </div>
                )}
                {noticesAfter(index)}
              </Fragment>
            )
          })}
        </div>
      </div>
      <Composer channel={channel} canWrite={canWrite} tell={tell} />
    </>
  )
}
