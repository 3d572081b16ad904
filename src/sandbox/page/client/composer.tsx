// Where a person types: Enter sends, `/` offers the app's commands with what they take.
import { type KeyboardEvent, useId, useState } from 'react'
import type { ScreenChannel } from '../../slack/people/screen-types.ts'
import { useActing } from './acting.ts'
import { sayAsSlack, saySilent } from './words.ts'

interface ComposerProps {
  channel: ScreenChannel
  canWrite: boolean
  /** Shows a sentence of Slack's own under the messages. */
  tell(text: string): void
  /** The `ts` of the message that is answered, and the way out of its thread. */
  thread?: string
  leave?(): void
}

export function Composer({ channel, canWrite, tell, thread, leave }: ComposerProps) {
  const { directory, language, say, perform } = useActing()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const [isClosed, close] = useState(false)
  const listId = useId()

  const isCommand = thread === undefined && /^\/\S*$/.test(text)
  const matches = isCommand ? directory.commands.filter(each => each.command.startsWith(text)) : []
  const isOpen = matches.length > 0 && !isClosed
  const chosen = matches[Math.min(at, matches.length - 1)]
  const typed = directory.commands.find(each => text === each.command || text.startsWith(`${each.command} `))

  const sendNow = async () => {
    const words = text.trim()
    if (!words) return
    setText('')
    const answer = await perform({ do: 'type', channel: channel.id, text: words, ...(thread && { thread }) })
    if (answer.ok) {
      leave?.()
      return
    }
    const command = words.startsWith('/') ? words.split(/\s/)[0] : ''
    const why =
      answer.kind === 'refused'
        ? sayAsSlack(language, answer.problem)
        : saySilent(language, answer.kind, directory.app.name)
    tell(answer.kind === 'refused' ? why : [command, why].filter(Boolean).join(' — '))
    // What was typed is not lost, unless the person has typed on.
    setText(now => now || words)
  }
  const complete = () => {
    if (chosen) setText(`${chosen.command} `)
    setAt(0)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (isOpen && step) {
      event.preventDefault()
      setAt((Math.min(at, matches.length - 1) + step + matches.length) % matches.length)
    } else if (isOpen && event.key === 'Escape') {
      event.stopPropagation()
      close(true)
    } else if (leave && event.key === 'Escape') {
      event.stopPropagation()
      leave()
    } else if (isOpen && event.key === 'Tab' && chosen && chosen.command !== text) {
      event.preventDefault()
      complete()
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      if (isOpen && chosen && chosen.command !== text) complete()
      else void sendNow()
    }
  }
  const label = thread ? say('replyInThread') : `${say('write')} ${channel.isDm ? '' : '#'}${channel.name}`
  if (!canWrite) return <p className="read-only">{say('readOnly')}</p>
  return (
    <form
      className="composer"
      onSubmit={event => {
        event.preventDefault()
        void sendNow()
      }}
    >
      {isOpen && (
        <div className="commands" role="listbox" id={listId} aria-label={say('commands')}>
          {matches.map((each, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the text box has the keyboard, as in every combobox
            <div
              key={each.command}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={each === chosen}
              onMouseDown={event => event.preventDefault()}
              onClick={() => {
                setText(`${each.command} `)
                setAt(0)
              }}
            >
              <strong>{each.command}</strong> <span className="usage">{each.usageHint}</span>
              <span className="describes">{each.description}</span>
            </div>
          ))}
        </div>
      )}
      {typed && thread === undefined && !isOpen && (
        <p className="usage-line">
          <strong>{typed.command}</strong> {typed.usageHint} · {typed.description}
        </p>
      )}
      <div className="composer-box">
        <textarea
          rows={1}
          value={text}
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={isOpen ? listId : undefined}
          aria-activedescendant={isOpen ? `${listId}-${Math.min(at, matches.length - 1)}` : undefined}
          aria-label={label}
          placeholder={label}
          // biome-ignore lint/a11y/noAutofocus: the answer has just been asked for
          autoFocus={thread !== undefined}
          onChange={event => {
            setText(event.target.value)
            close(false)
          }}
          onKeyDown={onKeyDown}
        />
        <button type="submit" className="send" disabled={!text.trim()} aria-label={say('send')}>
          ➤
        </button>
      </div>
    </form>
  )
}
