// An answer was lost: looks for the action in the guest's ledger, soon and then with growing pauses, until the settling
// window is over. Only reads; nothing is ever sent again from here.
import type { Action, ActionEvent } from '../domain/action.ts'
import { RetryLater } from '../jobs/handler.ts'
import { growingPause } from '../jobs/pause.ts'
import { LoyaltyError } from '../loyalty/errors.ts'
import { findAction } from '../store/actions.ts'
import type { NewJob } from '../store/jobs.ts'
import type { Trace } from './definition.ts'
import type { Desk } from './desk.ts'
import { move } from './move.ts'

const pauses = { firstMs: 500, longestMs: 30_000 }

export interface SettlingOptions {
  /** HDH_SETTLE_MS: how long a lost answer is looked for; longer than the API may take to commit. */
  settleMs: number
  /** How long after `sending` the request may still have been under way, ms. */
  requestMs: number
}

export function settlingJob(actionId: string): NewJob {
  return { name: 'action.settle', key: `settle:${actionId}`, data: { actionId } }
}

/** The job `action.settle`. */
export async function settle(desk: Desk, actionId: string, options: SettlingOptions): Promise<void> {
  const action = await findAction(desk.database.db, actionId)
  if (action?.state !== 'unknown') return
  const trace = await look(desk, action)
  const until = (action.sendingAt ?? action.updatedAt) + options.requestMs + options.settleMs
  const isOver = desk.clock.now() >= until
  const isFinal = trace.kind === 'done' || (trace.kind === 'cannot-tell' && trace.isFinal)
  if (!isFinal && !isOver) {
    const now = desk.clock.now()
    const pause = growingPause(now - action.updatedAt, pauses)
    throw new RetryLater(Math.min(pause, until - now), 'not-in-ledger-yet')
  }
  await move(desk, action, {
    event: conclude(trace),
    actor: 'desk',
    ...(trace.kind === 'done' && { outcome: { balance: await balanceNow(desk, action) } }),
    show: [{ place: 'desk' }, { place: 'outcome' }],
  })
}

function conclude(trace: Trace): ActionEvent {
  switch (trace.kind) {
    case 'done':
      return { name: 'done', ...trace.receipt }
    case 'not-found':
      return { name: 'ruled-out' }
    case 'cannot-tell':
      return { name: 'handed-to-person' }
  }
}

async function look(desk: Desk, action: Action): Promise<Trace> {
  const bound = desk.bind(action)
  if (!bound) return { kind: 'cannot-tell', isFinal: false }
  try {
    return await bound.findTrace(desk.loyalty)
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error
    return { kind: 'cannot-tell', isFinal: false }
  }
}

async function balanceNow(desk: Desk, action: Action): Promise<number | 'unknown'> {
  try {
    return (await desk.loyalty.contacts.get(action.contactId, { reference: action.reference })).points
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error
    return 'unknown'
  }
}
