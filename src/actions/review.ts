// Requests that wait for a manager: approve, decline, cancel, ask, answer. Each is judged by who presses, now; two
// presses have one effect, and the second one hears what had already happened.
import { randomUUID } from 'node:crypto'
import type { Action } from '../domain/action.ts'
import { type ReviewRefusal, reviewRefusal } from '../domain/policy.ts'
import { findAction } from '../store/actions.ts'
import { StoreError } from '../store/errors.ts'
import type { NewJob } from '../store/jobs.ts'
import { type Desk, hotelOf } from './desk.ts'
import { annotate, type Move, move } from './move.ts'
import { performJob } from './perform.ts'

export type Reviewed =
  | { kind: 'done'; action: Action }
  | { kind: 'already'; action: Action }
  | { kind: 'refused'; why: ReviewRefusal | 'not-the-requester' | 'desk-held' }
  | { kind: 'not-known' }

/** What a waiting request brings with it: a reminder, and its end. */
export function reviewJobs(action: Action, remindAfterMinutes: number): NewJob[] {
  const data = { actionId: action.id }
  const remindAt = action.createdAt + remindAfterMinutes * 60_000
  const expireAt = action.expiresAt ?? Number.POSITIVE_INFINITY
  const jobs: NewJob[] = [{ name: 'action.expire', key: `expire:${action.id}`, data, runAt: expireAt }]
  if (remindAt < expireAt)
    jobs.push({ name: 'action.remind', key: `remind:${action.id}`, data, runAt: remindAt })
  return jobs
}

/** Looks at a request as this person: may they decide on it now? */
export async function review(desk: Desk, actionId: string, userId: string): Promise<Reviewed> {
  const action = await findCurrent(desk, actionId)
  const hotel = action && hotelOf(desk, action.hotelId)
  if (!action || !hotel) return { kind: 'not-known' }
  if (desk.hold.isHeld()) return { kind: 'refused', why: 'desk-held' }
  const why = reviewRefusal(desk.identity.staffIn(userId, hotel), action)
  if (why) return { kind: 'refused', why }
  return action.state === 'waiting' ? { kind: 'done', action } : { kind: 'already', action }
}

export function approve(desk: Desk, actionId: string, userId: string): Promise<Reviewed> {
  return decide(desk, actionId, userId, {
    event: { name: 'approved' },
    actor: userId,
    jobs: [performJob(actionId)],
  })
}

export function decline(desk: Desk, actionId: string, userId: string, reason: string): Promise<Reviewed> {
  return decide(desk, actionId, userId, {
    event: { name: 'declined' },
    actor: userId,
    show: [{ place: 'outcome' }],
    note: { id: randomUUID(), kind: 'decline-reason', text: reason },
  })
}

/** The question goes to the requester's direct messages, onto the card and into its thread. */
export function ask(desk: Desk, actionId: string, userId: string, text: string): Promise<Reviewed> {
  const id = randomUUID()
  return change(
    desk,
    () => review(desk, actionId, userId),
    action =>
      annotate(desk, action, {
        event: 'action.asked',
        actor: userId,
        note: { id, kind: 'question', text },
        show: [{ place: `ask:${id}` }, { place: `thread:${id}` }],
      }),
  )
}

/** By the requester alone; goes onto the card and into its thread. */
export function answer(desk: Desk, actionId: string, userId: string, text: string): Promise<Reviewed> {
  const id = randomUUID()
  return change(
    desk,
    () => ownRequest(desk, actionId, userId),
    action =>
      annotate(desk, action, {
        event: 'action.answered',
        actor: userId,
        note: { id, kind: 'answer', text },
        show: [{ place: `thread:${id}` }],
      }),
  )
}

/** By the requester alone. */
export function cancel(desk: Desk, actionId: string, userId: string): Promise<Reviewed> {
  return change(
    desk,
    () => ownRequest(desk, actionId, userId),
    action => move(desk, action, { event: { name: 'cancelled' }, actor: userId }),
  )
}

/** The job `action.expire`: never into approved. */
export async function expire(desk: Desk, actionId: string): Promise<void> {
  await change(
    desk,
    () => stillWaiting(desk, actionId),
    action => move(desk, action, { event: { name: 'expired' }, actor: 'desk', show: [{ place: 'outcome' }] }),
  )
}

/** The job `action.remind`: everyone who could decide gets the card in their direct messages. */
export async function remind(desk: Desk, actionId: string): Promise<void> {
  await change(
    desk,
    () => stillWaiting(desk, actionId),
    action => {
      const hotel = hotelOf(desk, action.hotelId)
      const approvers = hotel ? desk.identity.approvers(hotel, [action.requestedBy, action.actingUser]) : []
      return annotate(desk, action, {
        event: 'action.reminded',
        actor: 'desk',
        show: approvers.map(userId => ({ place: `remind:${userId}` as const })),
      })
    },
  )
}

function decide(desk: Desk, actionId: string, userId: string, decision: Move): Promise<Reviewed> {
  return change(
    desk,
    () => review(desk, actionId, userId),
    action => move(desk, action, decision),
  )
}

export async function ownRequest(desk: Desk, actionId: string, userId: string): Promise<Reviewed> {
  const action = await findCurrent(desk, actionId)
  if (!action) return { kind: 'not-known' }
  if (desk.hold.isHeld()) return { kind: 'refused', why: 'desk-held' }
  if (action.requestedBy !== userId) return { kind: 'refused', why: 'not-the-requester' }
  return action.state === 'waiting' ? { kind: 'done', action } : { kind: 'already', action }
}

/** The request as it stands now. Past its end it has expired, whether or not the job has come to it yet. */
async function findCurrent(desk: Desk, actionId: string): Promise<Action | undefined> {
  const action = await findAction(desk.database.db, actionId)
  const hasEnded = action?.expiresAt !== undefined && action.expiresAt <= desk.clock.now()
  if (action?.state !== 'waiting' || !hasEnded || desk.hold.isHeld()) return action
  await expire(desk, actionId)
  return findAction(desk.database.db, actionId)
}

async function stillWaiting(desk: Desk, actionId: string): Promise<Reviewed> {
  const action = await findAction(desk.database.db, actionId)
  if (!action) return { kind: 'not-known' }
  return action.state === 'waiting' ? { kind: 'done', action } : { kind: 'already', action }
}

/** Somebody was faster: looked at again. A question that came in between decides nothing, so the press still counts. */
async function change(
  desk: Desk,
  look: () => Promise<Reviewed>,
  write: (action: Action) => Promise<Action | undefined>,
): Promise<Reviewed> {
  for (let turn = 0; turn < 5; turn++) {
    const reviewed = await look()
    if (reviewed.kind !== 'done') return reviewed
    const written = await write(reviewed.action)
    if (written) return { kind: 'done', action: written }
    desk.logger.debug({ event: 'review.overtaken', action: reviewed.action.id })
  }
  throw new StoreError('busy')
}
