// The demo's own topic, the visitor's language, and which side of the desk is on the screen.
import { useEffect, useSyncExternalStore } from 'react'
import type { DemoCommand, DemoState } from '../../demo/state.ts'
import { send, useTopic } from './live.ts'
import { readPlace, writePlace } from './place.ts'
import { type Language, languageOf } from './words.ts'

export const useDemo = (): DemoState | undefined => useTopic<DemoState>('demo')

export const askDemo = (command: DemoCommand): Promise<unknown> => send('demo', command)

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('hashchange', listener)
  return () => {
    listeners.delete(listener)
    removeEventListener('hashchange', listener)
  }
}

/** Kept in this browser; undefined until the visitor has chosen. */
function useKept(name: string): [string | undefined, (value: string) => void] {
  const value = useSyncExternalStore(subscribe, () => localStorage.getItem(name) ?? undefined)
  return [
    value,
    next => {
      localStorage.setItem(name, next)
      for (const listener of listeners) listener()
    },
  ]
}

/** The visitor's choice; else the demo's language, else the browser's. Choosing takes the hotel's channels along. */
export function usePageLanguage(): [Language, (language: Language) => void] {
  const demo = useDemo()
  const [chosen, keep] = useKept('language')
  const choose = (language: Language) => {
    keep(language)
    void askDemo({ do: 'speak', language })
  }
  if (chosen === 'en' || chosen === 'es') return [chosen, choose]
  return [demo?.language ?? languageOf(navigator.language), choose]
}

/** Once, at the beginning: the hotel's channels are written in the language of whoever opens the page. */
export function useHotelSpeaksAsPage(): void {
  const demo = useDemo()
  const [language] = usePageLanguage()
  const isReady = demo !== undefined
  const isOther = demo?.playground ? demo.playground.language !== language : false
  // biome-ignore lint/correctness/useExhaustiveDependencies: another window may choose otherwise later, and both go on
  useEffect(() => {
    if (isReady && isOther) void askDemo({ do: 'speak', language })
  }, [isReady])
}

export function useTourIsOpen(): [boolean, (isOpen: boolean) => void] {
  const [value, keep] = useKept('tour')
  return [value !== 'closed', isOpen => keep(isOpen ? 'open' : 'closed')]
}

export interface Side {
  kind: 'slack' | 'api'
  /** The guest whose ledger is shown. */
  guest?: number
}

/** The address goes on after the two people: `#/ben/desk/diego/approvals/api/11656603`. */
function readSide(hash: string): Side {
  const [kind, guest] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .slice(4)
  if (kind !== 'api') return { kind: 'slack' }
  return guest && /^\d+$/.test(guest) ? { kind, guest: Number(guest) } : { kind }
}

export function sideAddress({ kind, guest }: Side): string {
  const people = writePlace(readPlace(location.hash))
  if (kind === 'slack') return people
  return [people, 'api', ...(guest === undefined ? [] : [String(guest)])].join('/')
}

export function useSide(): Side {
  return readSide(useSyncExternalStore(subscribe, () => location.hash))
}
