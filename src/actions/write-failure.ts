// What becomes of an action whose write failed, or the read before it: held up, failed, or not known.
import type { Action, FailureCode } from '../domain/action.ts'
import { RetryLater } from '../jobs/handler.ts'
import { growingPause } from '../jobs/pause.ts'
import { isMissing, LoyaltyError } from '../loyalty/errors.ts'
import type { Desk } from './desk.ts'
import { move } from './move.ts'
import { settlingJob } from './settle.ts'

const sendPauses = { firstMs: 1000, longestMs: 30_000 }
/** An action that cannot leave for so long has failed: the guest has gone. */
const giveUpAfterMs = 10 * 60_000

export async function afterFailure(desk: Desk, action: Action, error: unknown): Promise<void> {
  if (!(error instanceof LoyaltyError) || error.mayHaveHappened) {
    await loseTrack(desk, action)
    if (error instanceof LoyaltyError) return
    throw error
  }
  if (!error.isRetryable) return fail(desk, action, failureOf(error), error)
  const holdUp = holdUpOf(error)
  const back = await move(desk, action, {
    event: { name: 'taken-back' },
    actor: 'desk',
    outcome: { holdUp },
    ...(action.outcome.holdUp !== holdUp && { show: [{ place: 'desk' }] }),
  })
  if (back) await pauseOrGiveUp(desk, back, error)
}

export async function pauseOrGiveUp(desk: Desk, action: Action, error: LoyaltyError): Promise<void> {
  const left = timeLeft(desk, action)
  if (left < 0) return fail(desk, action, 'api-unreachable')
  const pause = error.retryAfterMs || growingPause(giveUpAfterMs - left, sendPauses)
  // Told to wait for longer than that, the desk comes back only to give up.
  throw new RetryLater(Math.min(pause, left + 1), error.code)
}

/** How long the action may still be held up before its guest has gone, in ms. */
export function timeLeft({ clock }: Desk, { decidedAt, createdAt }: Action): number {
  return (decidedAt ?? createdAt) + giveUpAfterMs - clock.now()
}

export async function fail(
  desk: Desk,
  action: Action,
  failure: FailureCode,
  error?: LoyaltyError,
): Promise<void> {
  const detail = error?.fields.map(({ message }) => message).join(' ')
  await move(desk, action, {
    event: { name: 'failed', failure, ...(detail && { detail }) },
    actor: 'desk',
    show: [{ place: 'desk' }, { place: 'outcome' }],
  })
}

export async function loseTrack(desk: Desk, action: Action): Promise<void> {
  await move(desk, action, {
    event: { name: 'answer-lost' },
    actor: 'desk',
    show: [{ place: 'desk' }, { place: 'outcome' }],
    jobs: [settlingJob(action.id)],
  })
}

/** Of an error that another try may cure. */
export function holdUpOf(error: LoyaltyError): NonNullable<Action['outcome']['holdUp']> {
  return error.code === 'RateLimited' ? 'rate-limited' : 'api-unreachable'
}

/** Of an error that no second try can cure. */
export function failureOf(error: LoyaltyError): FailureCode {
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
