// One way to the app for commands, interactions and events: by socket or by signed HTTP, with the ack watched.
import { createHmac } from 'node:crypto'
import { stringify } from 'node:querystring'
import type { Journal } from './journal.ts'
import { type Json, parsedOr } from './json.ts'
import type { SocketHub } from './socket.ts'

export interface Envelope {
  type: 'slash_commands' | 'interactive' | 'events_api'
  payload: Json
  /** For messages: `/points of ana`. */
  what: string
  /** Whether Slack reads the body of the ack. */
  takesAnswer: boolean
  retry?: { attempt: number; reason: string }
}

export type Delivered =
  | { kind: 'acked'; answer: unknown }
  | { kind: 'late' }
  /** Nobody there, the connection broke, or HTTP answered something else than 2xx. */
  | { kind: 'failed'; detail: string }

export interface Delivery {
  send(envelope: Envelope): Promise<Delivered>
  /** Where HTTP deliveries go; undefined means Socket Mode. */
  sendTo(url: string | undefined): void
}

export interface DeliveryOptions {
  hub: SocketHub
  journal: Journal
  signingSecret: string
  ackTimeoutMs: number
  isDown: () => boolean
  /** Whether the manifest lets people press, choose and submit. */
  isInteractive: boolean
  /** Rung once the app has acked, or has not. */
  ring: () => void
}

export function createDelivery(options: DeliveryOptions): Delivery {
  const { hub, journal, signingSecret, ackTimeoutMs } = options
  let url: string | undefined
  const post = async (target: string, envelope: Envelope): Promise<Delivered> => {
    const request = httpForm(envelope)
    const at = Math.floor(Date.now() / 1000)
    const mac = createHmac('sha256', signingSecret).update(`v0:${at}:${request.body}`).digest('hex')
    const headers = {
      ...request.headers,
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': `v0=${mac}`,
      ...(envelope.retry && {
        'x-slack-retry-num': String(envelope.retry.attempt),
        'x-slack-retry-reason': `http_${envelope.retry.reason}`,
      }),
    }
    try {
      const signal = AbortSignal.timeout(ackTimeoutMs)
      const response = await fetch(target, { method: 'POST', headers, body: request.body, signal })
      const text = await response.text()
      if (!response.ok) {
        journal.broke('failed ack', `HTTP ${response.status} for ${envelope.what}`)
        return { kind: 'failed', detail: `HTTP ${response.status}` }
      }
      const isJsonBody = response.headers.get('content-type')?.includes('json') ?? false
      return { kind: 'acked', answer: isJsonBody ? parsedOr(text, text) : text }
    } catch (error) {
      if (error instanceof DOMException && error.name === 'TimeoutError') return { kind: 'late' }
      return { kind: 'failed', detail: String(error) }
    }
  }
  return {
    sendTo(next) {
      url = next
    },
    async send(envelope) {
      if (options.isDown()) return { kind: 'failed', detail: 'Slack is down' }
      if (envelope.type === 'interactive' && !options.isInteractive) {
        return { kind: 'failed', detail: "the manifest's interactivity is off" }
      }
      const delivered = await (url === undefined ? hub.send(envelope) : post(url, envelope))
      if (delivered.kind === 'late') {
        journal.broke('missing ack', `no ack within ${ackTimeoutMs} ms for ${envelope.what}`)
      }
      if (delivered.kind === 'acked' && !envelope.takesAnswer && !isEmptyAnswer(delivered.answer)) {
        journal.broke(
          'unread ack body',
          `Slack ignores ${JSON.stringify(delivered.answer)} for ${envelope.what}`,
        )
      }
      options.ring()
      return delivered
    },
  }
}

/** The content types are exactly Slack's: Bolt refuses a form with a charset. */
function httpForm(envelope: Envelope): { body: string; headers: Record<string, string> } {
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  switch (envelope.type) {
    case 'events_api':
      return { body: JSON.stringify(envelope.payload), headers: { 'content-type': 'application/json' } }
    case 'interactive':
      return { body: stringify({ payload: JSON.stringify(envelope.payload) }), headers: form }
    case 'slash_commands': {
      const fields = Object.entries(envelope.payload).map(([key, value]) => [key, String(value)])
      return { body: stringify(Object.fromEntries(fields)), headers: form }
    }
  }
}

export function isEmptyAnswer(answer: unknown): boolean {
  if (answer === undefined || answer === null || answer === '') return true
  return typeof answer === 'object' && Object.keys(answer).length === 0
}
