// What Slack hands out with an interaction: trigger_id (3 s, once) and response_url (5 uses, 30 minutes).
import { randomBytes } from 'node:crypto'
import type { Clock } from '../../lib/clock.ts'
import type { SlackMessage } from './store.ts'

const triggerLifeMs = 3000
const responseLifeMs = 30 * 60_000
const responseUses = 5

export interface Trigger {
  userId: string
  /** Set when the interaction happened inside a modal. */
  viewId?: string
}

export interface ResponseTicket {
  kind: 'command' | 'action'
  userId: string
  channel: string
  /** The message whose button was pressed. */
  source?: SlackMessage
}

export type Taken<T> = { ok: true; ticket: T } | { ok: false; error: string }

export type Tickets = ReturnType<typeof createTickets>

export function createTickets(clock: Clock) {
  const triggers = new Map<string, Trigger & { at: number; isUsed: boolean }>()
  const responses = new Map<string, ResponseTicket & { at: number; uses: number }>()
  return {
    issueTrigger(trigger: Trigger): string {
      const id = `${clock.now()}.${triggers.size + 1}.${randomBytes(12).toString('hex')}`
      triggers.set(id, { ...trigger, at: clock.now(), isUsed: false })
      return id
    },
    /** Takes the trigger: it works once, and only in its first three seconds. */
    takeTrigger(id: string): Taken<Trigger> {
      const trigger = triggers.get(id)
      if (!trigger) return { ok: false, error: 'invalid_trigger_id' }
      if (trigger.isUsed) return { ok: false, error: 'exchanged_trigger_id' }
      if (clock.now() - trigger.at > triggerLifeMs) return { ok: false, error: 'expired_trigger_id' }
      trigger.isUsed = true
      return { ok: true, ticket: trigger }
    },
    issueResponse(ticket: ResponseTicket): string {
      const id = randomBytes(12).toString('hex')
      responses.set(id, { ...ticket, at: clock.now(), uses: 0 })
      return id
    },
    takeResponse(id: string): Taken<ResponseTicket> {
      const ticket = responses.get(id)
      if (!ticket) return { ok: false, error: 'not_found' }
      if (clock.now() - ticket.at > responseLifeMs) return { ok: false, error: 'expired_url' }
      if (ticket.uses >= responseUses) return { ok: false, error: 'used_url' }
      ticket.uses += 1
      return { ok: true, ticket }
    },
    clear(): void {
      triggers.clear()
      responses.clear()
    },
  }
}
