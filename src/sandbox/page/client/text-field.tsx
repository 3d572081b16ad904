// Text inputs. What is typed belongs to the person: the app's updates never take it away while they type.
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { flagIn, objectIn, textIn, textsIn, wordsIn } from '../../slack/json.ts'
import type { FieldProps } from './field.tsx'

const kinds: Record<string, 'email' | 'url' | 'text'> = { email_text_input: 'email', url_text_input: 'url' }

export function TextField({
  id,
  element,
  label,
  describedBy,
  isWrong,
  isRequired,
  value,
  change,
}: FieldProps) {
  const kept = textIn(value.value)
  const [text, setText] = useState(kept)
  const box = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const focusOnLoad = flagIn(element.focus_on_load)
  useEffect(() => {
    if (focusOnLoad) box.current?.focus()
  }, [focusOnLoad])
  useEffect(() => {
    if (document.activeElement !== box.current) setText(kept)
  }, [kept])
  const max = element.max_length
  const dispatches = textsIn(objectIn(element.dispatch_action_config).trigger_actions_on)
  const shared = {
    ref: box,
    id,
    className: 'text-field',
    'aria-label': label,
    'aria-describedby': describedBy || undefined,
    'aria-invalid': isWrong,
    'aria-required': isRequired,
    placeholder: wordsIn(element.placeholder),
    maxLength: typeof max === 'number' ? max : undefined,
    value: text,
    onChange: (event: { target: { value: string } }) => {
      setText(event.target.value)
      change(event.target.value, !dispatches.includes('on_character_entered'))
    },
    onKeyDown: (event: KeyboardEvent) => {
      // Slack tells the app at Enter where it was told to dispatch; otherwise the form's own Enter submits.
      if (event.key === 'Enter' && !flagIn(element.multiline)) change(text, false)
    },
  }
  if (flagIn(element.multiline)) return <textarea rows={3} {...shared} />
  const isNumber = element.type === 'number_input'
  return (
    <input
      type={kinds[textIn(element.type)] ?? 'text'}
      inputMode={isNumber ? 'numeric' : undefined}
      {...shared}
    />
  )
}
