// Sends an action to the loyalty API, once. The state `sending` is committed before the request leaves; what comes
// after it is an answer, a certainty that nothing left, or `unknown`. Never a second blind write.
import { performance } from 'node:perf_hooks'
import type { Action, FailureCode } from '../domain/action.ts'
import type { Guest } from '../domain/guest.ts'
import { hotelDate } from '../domain/hotel-day.ts'
import { factsOf } from '../domain/policy.ts'
import { RetryLater } from '../jobs/handler.ts'
import { growingPause } from '../jobs/pause.ts'
import { isMissing, LoyaltyError } from '../loyalty/errors.ts'
import { actionsOfGuest, findAction, isGuestBusy } from '../store/actions.ts'
import { isUniqueViolation } from '../store/errors.ts'
import type { NewJob } from '../store/jobs.ts'
import type { Bound, Receipt, WriteContext } from './definition.ts'
import { type Desk, hotelOf } from './desk.ts'
import { annotate, move } from './move.ts'
import { guestBusyPauseMs, isReadBack, readBack, readBackOf } from './read-back.ts'
import { settlingJob } from './settle.ts'

/** A process that slept longer than this after starting to commit `sending` gives the action back instead of sending late. */
export const sendWithinMs = 2000
const sendPauses = { firstMs: 1000, longestMs: 30_000 }
/** An action that cannot leave for so long has failed: the guest has gone. */
const giveUpAfterMs = 10 * 60_000
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
  const others = await actionsOfGuest(desk.database.db, action.contactId, { limit: 50 })
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

async function afterFailure(desk: Desk, action: Action, error: unknown): Promise<void> {
  if (!(error instanceof LoyaltyError) || error.mayHaveHappened) {
    await loseTrack(desk, action)
    if (error instanceof LoyaltyError) return
    throw error
  }
  if (!error.isRetryable) return fail(desk, action, failureOf(error), error)
  const holdUp = error.code === 'RateLimited' ? 'rate-limited' : 'api-unreachable'
  const back = await move(desk, action, {
    event: { name: 'taken-back' },
    actor: 'desk',
    outcome: { holdUp },
    ...(action.outcome.holdUp !== holdUp && { show: [{ place: 'desk' }] }),
  })
  if (back) await pauseOrGiveUp(desk, back, error)
}

async function pauseOrGiveUp(desk: Desk, action: Action, error: LoyaltyError): Promise<void> {
  const left = timeLeft(desk, action)
  if (left < 0) return fail(desk, action, 'api-unreachable')
  const pause = error.retryAfterMs || growingPause(giveUpAfterMs - left, sendPauses)
  // Told to wait for longer than that, the desk comes back only to give up.
  throw new RetryLater(Math.min(pause, left + 1), error.code)
}

/** How long the action may still be held up before its guest has gone, in ms. */
function timeLeft({ clock }: Desk, { decidedAt, createdAt }: Action): number {
  return (decidedAt ?? createdAt) + giveUpAfterMs - clock.now()
}

async function fail(desk: Desk, action: Action, failure: FailureCode, error?: LoyaltyError): Promise<void> {
  const detail = error?.fields.map(({ message }) => message).join(' ')
  await move(desk, action, {
    event: { name: 'failed', failure, ...(detail && { detail }) },
    actor: 'desk',
    show: [{ place: 'desk' }, { place: 'outcome' }],
  })
}

async function loseTrack(desk: Desk, action: Action): Promise<void> {
  await move(desk, action, {
    event: { name: 'answer-lost' },
    actor: 'desk',
    show: [{ place: 'desk' }, { place: 'outcome' }],
    jobs: [settlingJob(action.id)],
  })
}

/** The guest as they are now, where the definition wants that; decides again on what was read. */
async function readGuest(desk: Desk, action: Action, bound: Bound): Promise<Guest | undefined | 'ended'> {
  if (bound.definition.guestAtWrite === 'as-shown') return undefined
  let guest: Guest | undefined
  try {
    guest = await desk.loyalty.contacts.find(action.contactId, { reference: action.reference })
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error
    if (!error.isRetryable) {
      await fail(desk, action, failureOf(error), error)
      return 'ended'
    }
    const holdUp = error.code === 'RateLimited' ? 'rate-limited' : 'api-unreachable'
    const held =
      action.outcome.holdUp === holdUp
        ? action
        : await annotate(desk, action, {
            event: 'action.held-up',
            actor: 'desk',
            outcome: { holdUp },
            show: [{ place: 'desk' }],
          })
    if (!held) throw new RetryLater(guestBusyPauseMs, 'the action was changed meanwhile')
    await pauseOrGiveUp(desk, held, error)
    return 'ended'
  }
  if (!guest) {
    await fail(desk, action, 'guest-gone')
    return 'ended'
  }
  const failure = refusalNow(desk, action, bound, guest)
  if (!failure) return guest
  await move(desk, action, {
    event: { name: 'failed', failure },
    actor: 'desk',
    outcome: { ...readBackOf(guest, bound), readAt: desk.clock.now() },
    show: [{ place: 'desk' }, { place: 'outcome' }],
  })
  return 'ended'
}

function refusalNow(desk: Desk, action: Action, bound: Bound, guest: Guest): FailureCode | undefined {
  const hotel = hotelOf(desk, action.hotelId)
  if (!hotel) return 'no-longer-allowed'
  const decision = bound.decide(desk.identity.staffIn(action.requestedBy, hotel), factsOf(guest), {
    date: hotelDate(hotel, desk.clock.now()),
    hotelId: hotel.id,
    policy: hotel.policy,
    usedToday: 0,
  })
  if (decision.kind !== 'refused') return undefined
  switch (decision.why) {
    case 'too-few-points':
    case 'already-member':
    case 'changed-meanwhile':
      return decision.why
    default:
      return 'no-longer-allowed'
  }
}

/** Of an error that no second try can cure. */
function failureOf(error: LoyaltyError): FailureCode {
  switch (error.code) {
    case 'Unauthorised':
      return 'credentials-refused'
    case 'NotFound':
      return isMissing(error) ? 'guest-gone' : 'not-understood'
    case 'Rejected':
      return 'rejected'
    // A redirect, an endless answer, an unknown shape: it did answer, and looking again will not help.
    case 'RateLimited':
    case 'Unavailable':
    case 'Unanswered':
    case 'Drift':
      return 'not-understood'
  }
}
