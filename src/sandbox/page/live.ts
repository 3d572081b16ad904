// The page's WebSocket: pushes watched topics after each change, once per turn and only when they differ.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import { parsedOr } from '../slack/json.ts'
import type { FromPage, ToPage } from './protocol.ts'
import type { FindTopic } from './topics.ts'

const fromPage = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('watch'), topics: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('command'), id: z.number(), topic: z.string(), command: z.unknown() }),
])

/** Changes that follow each other within so many milliseconds are pushed together. */
const gatherMs = 15

export function createLive(findTopic: FindTopic, now: () => number) {
  const server = new WebSocketServer({ noServer: true })

  const serve = (socket: WebSocket) => {
    const say = (message: ToPage) => socket.send(JSON.stringify(message))
    const watched = new Map<string, { stop: () => void; last: string | undefined }>()
    let timer: NodeJS.Timeout | undefined
    const push = () => {
      timer = undefined
      for (const [topic, entry] of watched) {
        const state = findTopic(topic)?.read()
        const text = JSON.stringify(state)
        if (text === entry.last) continue
        entry.last = text
        say({ kind: 'state', topic, state, now: now() })
      }
    }
    const soon = () => {
      timer ??= setTimeout(push, gatherMs)
    }
    const watch = (topics: string[]) => {
      for (const [name, entry] of watched) {
        if (topics.includes(name)) continue
        entry.stop()
        watched.delete(name)
      }
      for (const name of topics) {
        const topic = watched.has(name) ? undefined : findTopic(name)
        if (topic) watched.set(name, { stop: topic.onChange(soon), last: undefined })
      }
      push()
    }
    const hear = async (message: FromPage) => {
      if (message.kind === 'watch') return watch(message.topics)
      const answer = await findTopic(message.topic)?.handle?.(message.command)
      say({ kind: 'answer', id: message.id, answer })
    }
    socket.on('message', data => {
      const read = fromPage.safeParse(parsedOr(String(data), undefined))
      if (!read.success) return socket.close(1008, 'not understood')
      hear(read.data).catch(error => socket.close(1008, String(error).slice(0, 100)))
    })
    socket.on('close', () => {
      clearTimeout(timer)
      for (const { stop } of watched.values()) stop()
    })
  }

  return {
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      server.handleUpgrade(request, socket, head, serve)
    },
    close(): void {
      for (const socket of server.clients) socket.terminate()
    },
  }
}
