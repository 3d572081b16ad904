// Where the visitor is, kept in the address: `#/ben/desk/diego/approvals`, the two people and what each looks at.
import { useSyncExternalStore } from 'react'

export interface PanePlace {
  /** The person's name. */
  person: string
  /** A channel's slug, `dm` or `home`. */
  room: string
}

export type Place = readonly [left: PanePlace, right: PanePlace]

const start: Place = [
  { person: 'ben', room: 'desk' },
  { person: 'diego', room: 'approvals' },
]

/** What the address leaves out is as at the start. */
export function readPlace(hash: string): Place {
  const words = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(readWord)
  const [person, room, otherPerson, otherRoom] = words
  return [
    { person: person || start[0].person, room: room || start[0].room },
    { person: otherPerson || start[1].person, room: otherRoom || start[1].room },
  ]
}

/** A broken address is taken as it stands, and leads to where nobody is. */
function readWord(word: string): string {
  try {
    return decodeURIComponent(word)
  } catch {
    return word
  }
}

export const writePlace = (place: Place): string =>
  `#/${place
    .flatMap(({ person, room }) => [person, room])
    .map(encodeURIComponent)
    .join('/')}`

export function usePlace(): [Place, (next: Place) => void] {
  const hash = useSyncExternalStore(
    listener => {
      addEventListener('hashchange', listener)
      return () => removeEventListener('hashchange', listener)
    },
    () => location.hash,
  )
  return [
    readPlace(hash),
    next => {
      location.hash = writePlace(next)
    },
  ]
}
