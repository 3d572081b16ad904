// A batch's way through people's hands: asked for, approved, declined, withdrawn, reminded of, expired.
import { batchJob } from '../../actions/batch-link.ts'
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { type Batch, figuresOf, resultsOf } from '../../domain/batch.ts'
import { reviewRefusal } from '../../domain/policy.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { type JobContext, RetryLater } from '../../jobs/handler.ts'
import { appendAudit } from '../../store/audit.ts'
import { rowsOf } from '../../store/batch-rows.ts'
import { findBatch } from '../../store/batches.ts'
import {
  type BatchReviewed,
  beforeRestore,
  change,
  expire,
  isOpen,
  look,
  type Rule,
  reversalOff,
  timeLeft,
} from './change.ts'
import { enqueueShow, mayGrant, waitingJobs } from './parts.ts'

/** By the author: from the rehearsal to the managers. */
export function askForApproval(desk: Desk, batchId: string, userId: string): Promise<BatchReviewed> {
  const may: Rule = async (batch, hotel) => {
    if (batch.author !== userId) return 'not-the-author'
    if (!mayGrant(desk, userId, hotel)) return 'not-allowed'
    if (approversOf(desk, batch, hotel).length === 0) return 'nobody-could-approve'
    const { ready } = figuresOf(resultsOf(await rowsOf(desk.database.db, batchId), []))
    return ready === 0 ? 'nothing-ready' : beforeRestore(desk, batch)
  }
  return change(desk, batchId, ['rehearsed'], may, (batch, hotel) => {
    const now = desk.clock.now()
    const { expiresAt, jobs } = waitingJobs(batch.id, hotel, now)
    return {
      to: 'waiting',
      actor: userId,
      event: 'batch.requested',
      fields: { expiresAt },
      show: ['approvals', 'author'],
      jobs,
    }
  })
}

/** Whether this person may decide on it now. */
export function judge(desk: Desk, batchId: string, userId: string): Promise<BatchReviewed> {
  return look(desk, batchId, ['waiting'], reviewerRule(desk, userId))
}

export function approveBatch(desk: Desk, batchId: string, userId: string): Promise<BatchReviewed> {
  const isReviewer = reviewerRule(desk, userId)
  const may: Rule = async (batch, hotel) => {
    const isOff = batch.kind === 'reverse' && batch.state === 'waiting' ? reversalOff(hotel) : undefined
    return (await isReviewer(batch, hotel)) ?? isOff ?? beforeRestore(desk, batch)
  }
  return change(desk, batchId, ['waiting'], may, batch => ({
    to: 'running',
    actor: userId,
    event: 'batch.approved',
    fields: { decidedBy: userId, decidedAt: desk.clock.now() },
    jobs: [batchJob(batch.id)],
  }))
}

export function declineBatch(
  desk: Desk,
  batchId: string,
  userId: string,
  reason: string,
): Promise<BatchReviewed> {
  return change(desk, batchId, ['waiting'], reviewerRule(desk, userId), () => ({
    to: 'declined',
    actor: userId,
    event: 'batch.declined',
    fields: { decidedBy: userId, decidedAt: desk.clock.now(), reason },
    text: reason,
    show: ['told:author'],
  }))
}

/** By the author: discards a rehearsal, or takes the request back. */
export function withdraw(desk: Desk, batchId: string, userId: string): Promise<BatchReviewed> {
  const may: Rule = batch => (batch.author === userId ? undefined : 'not-the-author')
  return change(desk, batchId, ['rehearsed', 'waiting'], may, () => ({
    to: 'cancelled',
    actor: userId,
    event: 'batch.cancelled',
  }))
}

/** The job `batch.expire`: never into approved. */
export async function expireBatch(desk: Desk, batchId: string): Promise<void> {
  const batch = await findBatch(desk.database.db, batchId)
  if (!batch || !isOpen(batch)) return
  const left = timeLeft(desk, batch)
  // Asked for meanwhile: its time began anew.
  if (left > 0) throw new RetryLater(left, 'it has more time now')
  await expire(desk, batch)
}

/** The job `batch.remind`: everyone who could decide gets the card in their direct messages. */
export async function remindOfBatch(desk: Desk, batchId: string, context: JobContext): Promise<void> {
  const batch = await findBatch(desk.database.db, batchId)
  const hotel = batch && hotelOf(desk, batch.hotelId)
  if (batch?.state !== 'waiting' || !hotel) return
  await desk.database.transaction(async tx => {
    const at = desk.clock.now()
    await context.completeIn(tx)
    const approvers = approversOf(desk, batch, hotel)
    await enqueueShow(
      tx,
      batchId,
      approvers.map(userId => `remind:${userId}` as const),
      at,
    )
    await appendAudit(tx, { at, actor: 'desk', event: 'batch.reminded', subject: batchId, detail: {} })
  })
}

function approversOf(desk: Desk, { author, actingUser }: Batch, hotel: DeskHotel): string[] {
  return desk.identity.approvers(hotel, [author, actingUser])
}

function reviewerRule(desk: Desk, userId: string): Rule {
  return (batch, hotel) =>
    reviewRefusal(desk.identity.staffIn(userId, hotel), {
      requestedBy: batch.author,
      actingUser: batch.actingUser,
    })
}
