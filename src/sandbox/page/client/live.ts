// The page's side of the WebSocket: the newest state of each watched topic, and commands with their answers.
import { useEffect, useSyncExternalStore } from 'react'
import type { FromPage, ToPage } from '../protocol.ts'

const states = new Map<string, unknown>()
const watchers = new Map<string, number>()
const listeners = new Set<() => void>()
const waiting = new Map<number, (answer: unknown) => void>()
let socket: WebSocket | undefined
let isConnected = false
let skew = 0
let lastId = 0

const ring = () => {
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

const say = (message: FromPage) => {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
}

const watch = () => say({ kind: 'watch', topics: [...watchers.keys()] })

function connect(): void {
  socket = new WebSocket(`ws://${location.host}/live`)
  socket.onopen = () => {
    isConnected = true
    watch()
    ring()
  }
  socket.onmessage = ({ data }) => {
    const message: ToPage = JSON.parse(String(data))
    if (message.kind === 'answer') {
      waiting.get(message.id)?.(message.answer)
      waiting.delete(message.id)
      return
    }
    states.set(message.topic, message.state)
    skew = message.now - Date.now()
    ring()
  }
  socket.onclose = () => {
    isConnected = false
    for (const answer of waiting.values()) answer(undefined)
    waiting.clear()
    ring()
    setTimeout(connect, 1000)
  }
}
connect()

/** The topic's state, live; undefined until it has come. The caller says what the topic is made of. */
export function useTopic<T>(name: string): T | undefined {
  useEffect(() => {
    const count = watchers.get(name) ?? 0
    watchers.set(name, count + 1)
    if (count === 0) watch()
    return () => {
      const left = (watchers.get(name) ?? 1) - 1
      if (left > 0) watchers.set(name, left)
      else watchers.delete(name)
      if (left <= 0) watch()
    }
  }, [name])
  return useSyncExternalStore(subscribe, () => states.get(name) as T | undefined)
}

export function useIsConnected(): boolean {
  return useSyncExternalStore(subscribe, () => isConnected)
}

/** Resolves with the topic's answer; undefined when the connection broke before. */
export function send<T>(topic: string, command: unknown): Promise<T | undefined> {
  if (socket?.readyState !== WebSocket.OPEN) return Promise.resolve(undefined)
  lastId += 1
  const id = lastId
  return new Promise(resolve => {
    waiting.set(id, answer => resolve(answer as T | undefined))
    say({ kind: 'command', id, topic, command })
  })
}

/** The desk's clock, in epoch milliseconds. */
export const deskNow = (): number => Date.now() + skew
