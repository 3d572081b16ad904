// The list under a combobox: what fits the typed text, asked anew as it changes.
import { useEffect, useRef, useState } from 'react'
import { useActing } from './acting.ts'
import type { Choice, ChoiceGroup, Choices } from './choices.ts'
import { saySilent } from './words.ts'

/** Between two keystrokes no app is asked. */
const settleMs = 150

interface Found {
  groups: ChoiceGroup[]
  state: 'closed' | 'searching' | 'too short' | 'shown' | 'failed'
  current: Choice | undefined
  move(step: number): void
}

/** @param text undefined while the list is closed */
export function useSuggestions(choices: Choices, text: string | undefined): Found {
  const [groups, setGroups] = useState<ChoiceGroup[]>([])
  const [state, setState] = useState<Found['state']>('closed')
  const [at, setAt] = useState(0)
  const { least, isAsked } = choices
  // biome-ignore lint/correctness/useExhaustiveDependencies: `choices` is new at each drawing; what it finds is not
  useEffect(() => {
    setAt(0)
    if (text === undefined) {
      setGroups([])
      setState('closed')
      return
    }
    if ([...text].length < least) {
      setGroups([])
      setState('too short')
      return
    }
    let isStale = false
    setState('searching')
    const find = async () => {
      const found = await choices.find(text)
      if (isStale) return
      setGroups(found ?? [])
      setState(found ? 'shown' : 'failed')
    }
    const timer = setTimeout(() => void find(), isAsked ? settleMs : 0)
    return () => {
      isStale = true
      clearTimeout(timer)
    }
  }, [text, least, isAsked])
  const flat = groups.flatMap(group => group.choices)
  return {
    groups,
    state,
    current: flat[at],
    move: step => setAt(now => (flat.length === 0 ? 0 : (now + step + flat.length) % flat.length)),
  }
}

interface SuggestionsProps {
  id: string
  label: string
  found: Found
  chosen: string[]
  take(choice: Choice): void
}

export function Suggestions({ id, label, found, chosen, take }: SuggestionsProps) {
  const { directory, language, say } = useActing()
  const { groups, state, current } = found
  const currentId = current ? `${id}-${current.value}` : ''
  useEffect(() => {
    if (currentId) document.getElementById(currentId)?.scrollIntoView({ block: 'nearest' })
  }, [currentId])
  const list = useRef<HTMLDivElement>(null)
  // In a form the list may begin below what is seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the list has another length
  useEffect(() => {
    list.current?.scrollIntoView({ block: 'nearest' })
  }, [groups])
  const isEmpty = groups.every(group => group.choices.length === 0)
  const notes = {
    closed: '',
    'too short': say('keepTyping'),
    searching: isEmpty ? say('searching') : '',
    shown: isEmpty ? say('noResults') : '',
    failed: saySilent(language, 'late', directory.app.name),
  }
  return (
    <div
      ref={list}
      className="suggestions"
      id={`${id}-list`}
      role="listbox"
      aria-label={label}
      aria-busy={state === 'searching'}
    >
      {groups.map(group => (
        // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox
        <div key={group.label} role="group" aria-label={group.label || undefined}>
          {group.label && <p className="group-label">{group.label}</p>}
          {group.choices.map(choice => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the text box has the keyboard, as in every combobox
            <div
              key={choice.value}
              id={`${id}-${choice.value}`}
              role="option"
              tabIndex={-1}
              aria-selected={chosen.includes(choice.value)}
              data-current={choice === current}
              onMouseDown={event => event.preventDefault()}
              onClick={() => take(choice)}
            >
              {choice.text}
              {choice.description && <span className="describes">{choice.description}</span>}
            </div>
          ))}
        </div>
      ))}
      {notes[state] && (
        <p className="note" role="status">
          {notes[state]}
        </p>
      )}
    </div>
  )
}
