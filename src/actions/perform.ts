// Sends an action to the loyalty API, once. The state `sending` is committed before the request leaves; what comes
// after it is an answer, a certainty that nothing left, or `unknown`. Never a second blind write.
import { performance } from 'node:perf_hooks'
import type { Action } from '../domain/action.ts'
import { RetryLater } from '../jobs/handler.ts'
import { findAction } from '../store/actions.ts'
import { isUniqueViolation } from '../store/errors.ts'
import { actionsOfGuest, isGuestBusy } from '../store/guest-actions.ts'
import type { NewJob } from '../store/jobs.ts'
import type { Bound, Receipt, WriteContext } from './definition.ts'
import type { Desk } from './desk.ts'
import { move } from './move.ts'
import { guestBusyPauseMs, isReadBack, readBack } from './read-back.ts'
import { readGuest } from './read-guest.ts'
import { afterFailure, fail, loseTrack, timeLeft } from './write-failure.ts'

/** A process that slept longer than this after starting to commit `sending` gives the action back instead of sending late. */
export const sendWithinMs = 2000
/** The card waits so long for the balance, then says that it is not known. */
const balanceWithinMs = 3000

export function performJob(actionId: string): NewJob {
  return { name: 'action.perform', key: `perform:${actionId}`, data: { actionId } }
}

/** The job `action.perform`. */
export async function perform(desk: Desk, actionId: string): Promise<void> {
  const action = await findAction(desk.database.db, actionId)
  if (!action) return
  // Another process died here, or lost its lease: whether its request left is unknown. Never send, only look.
  if (action.state === 'sending') return loseTrack(desk, action)
  if (action.state === 'done') return readBack(desk, action)
  if (action.state !== 'requested' && action.state !== 'approved') return

  const bound = desk.bind(action)
  if (!bound) return fail(desk, action, 'input-unreadable')
  if (action.outcome.holdUp && timeLeft(desk, action) < 0) return fail(desk, action, 'api-unreachable')
  const lookedAt = desk.clock.now()
  if (await isGuestBusy(desk.database.db, action.contactId, action.id)) throw guestBusy()
  const guest = await readGuest(desk, action, bound)
  if (guest === 'ended') return
  if (guest && (await wasSentSince(desk, action, lookedAt))) throw guestBusy()
  if (await isDoneOtherwise(desk, action, bound)) return fail(desk, action, 'came-late')

  // Counted from before the commit: a process frozen just after it must not find its deadline fresh.
  const started = performance.now()
  const sending = await commitSending(desk, action)
  if (!sending) throw guestBusy()
  await send(desk, sending, bound, { guest, mayStillSend: () => performance.now() - started < sendWithinMs })
}

function guestBusy(): RetryLater {
  return new RetryLater(guestBusyPauseMs, 'another write for this guest is under way')
}

/** Whether another write for this guest has left since then: a balance that was read meanwhile may be the old one. */
async function wasSentSince(desk: Desk, action: Action, since: number): Promise<boolean> {
  const others = await actionsOfGuest(desk.database.db, action.contactId)
  return others.some(({ id, sendingAt = 0 }) => id !== action.id && sendingAt >= since)
}

/** What it repeats came late while it waited; or what it takes back was taken back by an earlier undo that came late. */
async function isDoneOtherwise(desk: Desk, { id, cites }: Action, { undoes }: Bound): Promise<boolean> {
  const cited = cites === undefined ? undefined : await findAction(desk.database.db, cites)
  if (!cited) return false
  if (cited.reference !== undoes) return cited.state === 'done'
  const { undoneBy } = cited.outcome
  return undoneBy?.state === 'done' && undoneBy.id !== id
}

async function commitSending(desk: Desk, action: Action): Promise<Action | undefined> {
  try {
    return await move(desk, action, {
      event: { name: 'sending' },
      actor: 'desk',
      restAfterMs: balanceWithinMs,
    })
  } catch (error) {
    // The index that allows one write per guest decided for the other one.
    if (isUniqueViolation(error)) return undefined
    throw error
  }
}

async function send(desk: Desk, action: Action, bound: Bound, context: WriteContext) {
  let receipt: Receipt
  try {
    receipt = await bound.perform(desk.loyalty, context)
  } catch (error) {
    return afterFailure(desk, action, error)
  }
  if (!names(action, receipt)) return loseTrack(desk, action)
  const afterMs = isReadBack(action, bound) ? balanceWithinMs : 0
  const done = await move(desk, action, {
    event: { name: 'done', ...receipt },
    actor: 'desk',
    show: [
      { place: 'desk', afterMs },
      { place: 'outcome', afterMs },
    ],
    restAfterMs: afterMs,
  })
  // The answer came after all, but someone had already declared it lost: settling finds the row.
  if (done) await readBack(desk, done)
}

/** A "yes" that names neither the row nor its points may be anybody's: the ledger decides. */
function names(action: Action, { operationId, arrived }: Receipt): boolean {
  return action.points === undefined || operationId !== undefined || arrived !== undefined
}
