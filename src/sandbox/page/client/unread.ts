// How far each person has read each channel; kept for as long as the browser's tab lives.
import { useSyncExternalStore } from 'react'
import type { ScreenChannel } from '../../slack/people/screen-types.ts'

type Marks = Readonly<Record<string, string>>

const key = 'read-marks'
let marks: Marks = JSON.parse(sessionStorage.getItem(key) ?? '{}')
const listeners = new Set<() => void>()

export function useReadMarks(): Marks {
  return useSyncExternalStore(
    listener => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    () => marks,
  )
}

export function markRead(person: string, channel: ScreenChannel): void {
  const last = channel.messages.at(-1)?.ts
  const name = `${person} ${channel.id}`
  if (!last || marks[name] === last) return
  marks = { ...marks, [name]: last }
  sessionStorage.setItem(key, JSON.stringify(marks))
  for (const listener of listeners) listener()
}

export function countUnread(person: string, channel: ScreenChannel, read: Marks): number {
  const last = Number(read[`${person} ${channel.id}`] ?? 0)
  return channel.messages.filter(({ ts, user }) => Number(ts) > last && user !== person).length
}
