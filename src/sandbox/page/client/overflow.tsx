// The "…" menu of a message or form.
import { useEffect, useRef, useState } from 'react'
import { optionsIn } from '../../slack/blocks.ts'
import { type Json, textIn, wordsIn } from '../../slack/json.ts'
import { useActing } from './acting.ts'

interface OverflowProps {
  element: Json
  isBusy: boolean
  choose(value: string): void
}

export function Overflow({ element, isBusy, choose }: OverflowProps) {
  const { say } = useActing()
  const [isOpen, open] = useState(false)
  const menu = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isOpen) menu.current?.querySelector('button')?.focus()
  }, [isOpen])
  const close = () => {
    open(false)
    button.current?.focus()
  }
  return (
    <span className="overflow">
      <button
        ref={button}
        type="button"
        className="button"
        aria-label={say('more')}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        disabled={isBusy}
        onClick={() => open(!isOpen)}
      >
        ⋯
      </button>
      {isOpen && (
        <div
          ref={menu}
          className="menu"
          role="menu"
          tabIndex={-1}
          onKeyDown={event => {
            const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
            if (event.key === 'Escape') {
              event.stopPropagation()
              close()
            } else if (step) {
              event.preventDefault()
              const items = [...(menu.current?.querySelectorAll('button') ?? [])]
              const at = items.findIndex(item => item.matches(':focus'))
              items[(at + step + items.length) % items.length]?.focus()
            }
          }}
          onBlur={event => {
            if (!event.currentTarget.contains(event.relatedTarget)) open(false)
          }}
        >
          {optionsIn(element).map(option => (
            <button
              key={textIn(option.value)}
              type="button"
              role="menuitem"
              onClick={() => {
                close()
                choose(textIn(option.value))
              }}
            >
              {wordsIn(option.text)}
            </button>
          ))}
        </div>
      )}
    </span>
  )
}
