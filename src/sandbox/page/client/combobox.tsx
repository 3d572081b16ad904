// A select with type-ahead, after the ARIA combobox pattern: arrows choose, Enter takes, Esc closes the list.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { flagIn, wordsIn } from '../../slack/json.ts'
import { useActing } from './acting.ts'
import type { Choice, Choices } from './choices.ts'
import type { FieldProps } from './field.tsx'
import { useKept } from './kept.ts'
import { Suggestions, useSuggestions } from './suggestions.tsx'

interface ComboboxProps extends FieldProps {
  choices: Choices
  chosen: Choice
  /** What is taken goes elsewhere; the field stays empty. */
  isAdder?: boolean
}

export function Combobox(props: ComboboxProps) {
  const { id, element, label, describedBy, isWrong, isRequired, choices, change } = props
  const [kept, choose] = useKept(
    props.chosen,
    choice => change(choice.value),
    choice => choice.value,
  )
  const chosen = props.isAdder ? props.chosen : kept
  const { say } = useActing()
  // Undefined: the field shows what is chosen.
  const [text, setText] = useState<string>()
  const found = useSuggestions(choices, text)
  const box = useRef<HTMLInputElement>(null)
  const focusOnLoad = flagIn(element.focus_on_load)
  useEffect(() => {
    if (focusOnLoad) box.current?.focus()
  }, [focusOnLoad])

  const open = () => setText(now => now ?? '')
  const close = () => setText(undefined)
  const take = (choice: Choice) => {
    close()
    choose(choice)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (text === undefined) {
      if (event.key === 'ArrowDown' || event.key === 'Enter') {
        event.preventDefault()
        open()
      }
      return
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      found.move(step)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (found.current) take(found.current)
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      close()
    }
  }
  const isEmpty = !chosen.value
  return (
    <div className="combobox">
      <input
        ref={box}
        id={id}
        type="text"
        role="combobox"
        autoComplete="off"
        aria-expanded={text !== undefined}
        aria-controls={text === undefined ? undefined : `${id}-list`}
        aria-activedescendant={found.current ? `${id}-${found.current.value}` : undefined}
        aria-autocomplete="list"
        aria-label={label}
        aria-describedby={describedBy || undefined}
        aria-invalid={isWrong}
        aria-required={isRequired}
        placeholder={isEmpty ? wordsIn(element.placeholder) || say('choose') : chosen.text}
        value={text ?? chosen.text}
        onClick={open}
        onChange={event => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      {!isEmpty && !isRequired && (
        <button
          type="button"
          className="clear"
          aria-label={`${say('clear')}: ${label}`}
          onClick={() => choose({ value: '', text: '' })}
        >
          ×
        </button>
      )}
      <span className="arrow" aria-hidden="true">
        ⌄
      </span>
      {text !== undefined && (
        <Suggestions id={id} label={label} found={found} chosen={[chosen.value]} take={take} />
      )}
    </div>
  )
}
