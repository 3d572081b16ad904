// After a restore: looks for each open action in the guest's ledger, because the backup may be older than its sending.
import type { Action } from '../domain/action.ts'
import { LoyaltyError } from '../loyalty/errors.ts'
import { actionsInStates } from '../store/action-lists.ts'
import type { Trace } from './definition.ts'
import type { Desk } from './desk.ts'
import { move } from './move.ts'
import { settlingJob } from './settle.ts'

/** `found`: the ledger has it. `open`: it was not sent before, and goes on. `doubted`: nobody can tell. */
export type Verdict = 'found' | 'open' | 'doubted'

export interface Compared {
  action: Action
  verdict: Verdict
}

/** @throws LoyaltyError when the API does not answer: to be started again, what was done stays done */
export async function compareWithLedger(desk: Desk): Promise<Compared[]> {
  const open = await actionsInStates(desk.database.db, [
    'requested',
    'waiting',
    'approved',
    'sending',
    'unknown',
  ])
  const compared: Compared[] = []
  for (const action of open) compared.push(await compare(desk, action))
  return compared
}

async function compare(desk: Desk, action: Action): Promise<Compared> {
  const trace = await look(desk, action)
  if (trace?.kind === 'not-found' && action.state !== 'sending' && action.state !== 'unknown')
    return { action, verdict: 'open' }
  const doubted = await doubt(desk, action)
  if (!doubted || trace?.kind !== 'done') return { action: doubted ?? action, verdict: 'doubted' }
  const found = await move(desk, doubted, { event: { name: 'done', ...trace.receipt }, actor: 'desk' })
  return { action: found ?? doubted, verdict: 'found' }
}

/** Undefined: the programme refuses to be asked about this one, or this version cannot read it. */
async function look(desk: Desk, action: Action): Promise<Trace | undefined> {
  try {
    return await desk.bind(action)?.findTrace(desk.loyalty)
  } catch (error) {
    if (error instanceof LoyaltyError && !error.isRetryable) return undefined
    throw error
  }
}

/** The backup does not know what became of it: whatever it says, the action counts as sent with its answer lost. */
async function doubt(desk: Desk, action: Action): Promise<Action | undefined> {
  if (action.state === 'unknown') return action
  const event = { name: action.state === 'sending' ? ('answer-lost' as const) : ('doubted' as const) }
  return move(desk, action, { event, actor: 'desk', jobs: [settlingJob(action.id)] })
}
