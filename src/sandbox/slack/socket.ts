// Socket Mode: connections, hello, spreading envelopes over connections, acks, refresh, and the cap of ten.
import { randomBytes, randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocket, WebSocketServer } from 'ws'
import type { Delivered, Envelope } from './deliver.ts'
import type { Journal } from './journal.ts'
import { objectIn, parsedOr, textIn } from './json.ts'

const maxConnections = 10
const pingEveryMs = 5000
/** Slack closes a connection about ten seconds after it warned. */
const closeAfterWarningMs = 10_000

interface Waiting {
  connection: WebSocket
  what: string
  isAcked: boolean
  settle(delivered: Delivered): void
}

export type SocketHub = ReturnType<typeof createSocketHub>

export function createSocketHub(options: {
  journal: Journal
  ring: () => void
  appId: string
  ackTimeoutMs: number
}) {
  const { journal, ring, appId, ackTimeoutMs } = options
  const server = new WebSocketServer({ noServer: true })
  const links = new Set<string>()
  const connections = new Set<WebSocket>()
  const draining = new Set<WebSocket>()
  const waiting = new Map<string, Waiting>()
  const timers = new Set<NodeJS.Timeout>()
  let turn = 0

  const usable = () =>
    [...connections].filter(each => each.readyState === WebSocket.OPEN && !draining.has(each))

  const onAck = (data: string) => {
    const ack = objectIn(parsedOr(data, undefined))
    const id = textIn(ack.envelope_id)
    const entry = waiting.get(id)
    if (!entry) return journal.broke('unknown ack', `envelope_id ${JSON.stringify(ack.envelope_id)}`)
    if (entry.isAcked) return journal.broke('double ack', entry.what)
    entry.isAcked = true
    entry.settle({ kind: 'acked', answer: ack.payload })
  }

  const greet = (connection: WebSocket) => {
    if (usable().length >= maxConnections) {
      connection.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }))
      connection.close()
      return
    }
    connections.add(connection)
    const ping = setInterval(() => connection.ping(), pingEveryMs).unref()
    connection.on('message', data => onAck(String(data)))
    connection.on('error', () => connection.terminate())
    connection.on('close', () => {
      clearInterval(ping)
      connections.delete(connection)
      draining.delete(connection)
      for (const entry of waiting.values()) {
        if (entry.connection === connection) {
          entry.settle({ kind: 'failed', detail: 'the connection closed before the ack' })
        }
      }
      ring()
    })
    const hello = {
      type: 'hello',
      num_connections: usable().length,
      connection_info: { app_id: appId },
      debug_info: { host: 'sandbox', build_number: 1, approximate_connection_time: 18_060 },
    }
    connection.send(JSON.stringify(hello))
    ring()
  }

  return {
    connections: () => usable().length,
    /** The path and query of a new connection's URL; it works once. */
    newLink(): string {
      const ticket = randomBytes(12).toString('hex')
      links.add(ticket)
      return `/link/?ticket=${ticket}&app_id=${appId}`
    },
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      const asked = URL.parse(request.url ?? '/', 'http://sandbox')
      if (asked?.pathname !== '/link/' || !links.delete(asked.searchParams.get('ticket') ?? '')) {
        socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n')
        return
      }
      server.handleUpgrade(request, socket, head, greet)
    },
    /** Sends to one of the connections, in turn. */
    send(envelope: Envelope): Promise<Delivered> {
      const open = usable()
      turn += 1
      const connection = open[turn % Math.max(open.length, 1)]
      if (!connection) return Promise.resolve({ kind: 'failed', detail: 'the app has no open connection' })
      const id = randomUUID()
      return new Promise(resolve => {
        const settle = (delivered: Delivered) => {
          clearTimeout(timer)
          timers.delete(timer)
          resolve(delivered)
        }
        const timer = setTimeout(() => settle({ kind: 'late' }), ackTimeoutMs)
        timers.add(timer)
        waiting.set(id, { connection, what: envelope.what, isAcked: false, settle })
        const { type, payload, takesAnswer, retry } = envelope
        connection.send(
          JSON.stringify({
            envelope_id: id,
            type,
            payload,
            accepts_response_payload: takesAnswer,
            ...(type === 'events_api' && {
              retry_attempt: retry?.attempt ?? 0,
              retry_reason: retry?.reason ?? '',
            }),
          }),
        )
      })
    },
    /** Asks the app to renew its connections; without a reason they break off like a cut cable. */
    disconnect(reason?: 'warning' | 'refresh_requested'): void {
      for (const connection of [...connections]) {
        if (reason === undefined) {
          connection.terminate()
          continue
        }
        if (draining.has(connection)) continue
        draining.add(connection)
        connection.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'sandbox' } }))
        const timer = setTimeout(() => connection.close(), closeAfterWarningMs).unref()
        connection.on('close', () => clearTimeout(timer))
      }
      ring()
    },
    close(): void {
      for (const timer of timers) clearTimeout(timer)
      for (const connection of server.clients) connection.terminate()
      server.close()
    },
  }
}
