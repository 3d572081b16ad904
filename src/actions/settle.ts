// An answer was lost: looks for the action in the guest's ledger, soon and then with growing pauses, until the settling
// window is over. Only reads; nothing is ever sent again from here.
import type { Action, ActionEvent, Outcome } from '../domain/action.ts'
import { RetryLater } from '../jobs/handler.ts'
import { growingPause } from '../jobs/pause.ts'
import { LoyaltyError } from '../loyalty/errors.ts'
import { findAction } from '../store/actions.ts'
import type { NewJob } from '../store/jobs.ts'
import type { Trace } from './definition.ts'
import type { Desk } from './desk.ts'
import { move } from './move.ts'
import { readBackOf } from './read-back.ts'

const pauses = { firstMs: 500, longestMs: 30_000 }
/** While the API is away nobody could tell either: a person is asked only after so long. */
const apiAwayMs = 30 * 60_000
const hourMs = 3_600_000
const firstLateLookMs = hourMs
const lateLookEveryMs = 24 * hourMs
const lateLooksMs = 7 * 24 * hourMs

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
  if (action?.state === 'unknown') await settleUnknown(desk, action, options)
  if (action?.state === 'not-applied') await lookForLateRow(desk, action)
}

async function settleUnknown(desk: Desk, action: Action, options: SettlingOptions): Promise<void> {
  const until = (action.sendingAt ?? action.updatedAt) + options.requestMs + options.settleMs
  // Only a look that began after the window can rule anything out.
  const lookedAt = desk.clock.now()
  const trace = await look(desk, action)
  const mayStillShow = lookedAt < until || (trace.kind === 'away' && lookedAt < until + apiAwayMs)
  const isFinal = trace.kind === 'done' || (trace.kind === 'cannot-tell' && trace.isFinal)
  if (!isFinal && mayStillShow) {
    const pause = growingPause(lookedAt - action.updatedAt, pauses)
    throw new RetryLater(lookedAt < until ? Math.min(pause, until - lookedAt) : pause, 'not-in-ledger-yet')
  }
  const event = conclude(trace)
  await move(desk, action, {
    event,
    actor: 'desk',
    ...(trace.kind === 'done' && { outcome: await balanceNow(desk, action) }),
    // Minutes have passed and something is left to decide: an edited card would tell nobody.
    show: event.name === 'done' ? told : [...told, { place: 'settled' }, { place: 'approvals' }],
    ...(event.name === 'ruled-out' && {
      jobs: [{ ...settlingJob(action.id), runAt: desk.clock.now() + firstLateLookMs }],
    }),
  })
}

/** What did not arrive may still come: a row found later makes the action done, and everyone is told. */
async function lookForLateRow(desk: Desk, action: Action): Promise<void> {
  // Without a row of its own nothing tells the first one from the one that was sent again.
  if (action.points === undefined && action.outcome.sentAgain) return
  const trace = await look(desk, action)
  if (trace.kind !== 'done') {
    if (desk.clock.now() - (action.sendingAt ?? action.createdAt) < lateLooksMs)
      throw new RetryLater(lateLookEveryMs, 'no-late-row')
    return
  }
  await move(desk, action, {
    event: { name: 'done', ...trace.receipt },
    actor: 'desk',
    outcome: { ...(await balanceNow(desk, action)), cameLate: true },
    show: [...told, { place: 'late' }, { place: 'approvals' }],
  })
}

const told = [{ place: 'desk' }, { place: 'outcome' }] as const

/** `away`: the API did not answer, so nothing was learnt. */
type Look = Trace | { kind: 'away' }

function conclude(trace: Look): ActionEvent {
  switch (trace.kind) {
    case 'done':
      return { name: 'done', ...trace.receipt }
    case 'not-found':
      return { name: 'ruled-out' }
    case 'cannot-tell':
    case 'away':
      return { name: 'handed-to-person' }
  }
}

async function look(desk: Desk, action: Action): Promise<Look> {
  const bound = desk.bind(action)
  if (!bound) return { kind: 'cannot-tell', isFinal: false }
  try {
    return await bound.findTrace(desk.loyalty)
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error
    return error.isRetryable ? { kind: 'away' } : { kind: 'cannot-tell', isFinal: false }
  }
}

async function balanceNow(
  desk: Desk,
  action: Action,
): Promise<Pick<Outcome, 'balance' | 'readBack' | 'readAt'>> {
  try {
    const guest = await desk.loyalty.contacts.get(action.contactId, { reference: action.reference })
    return { ...readBackOf(guest, desk.bind(action)), readAt: desk.clock.now() }
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error
    return { balance: 'unknown' }
  }
}
