// A batch's way through people's hands: asked for, approved, declined, withdrawn, expired, reversed. Each press is
// judged by who presses, now; two presses have one effect, and the second one hears what had already happened.
import { randomUUID } from 'node:crypto'
import { batchJob } from '../../actions/batch-link.ts'
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { type Batch, type BatchRow, type BatchState, figuresOf, resultsOf } from '../../domain/batch.ts'
import { type ReviewRefusal, reviewRefusal } from '../../domain/policy.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { isTakenBack } from '../../domain/undo.ts'
import { actionsOfBatch } from '../../store/actions.ts'
import { appendAudit } from '../../store/audit.ts'
import {
  type BatchChange,
  findBatch,
  findBatchByKey,
  forgetKeys,
  insertBatch,
  insertRows,
  moveBatch,
  reversalsOf,
  rowsOf,
} from '../../store/batches.ts'
import { enqueue, type NewJob } from '../../store/jobs.ts'
import { type BatchPlace, enqueueShow, expiryJob, isFromBeforeRestore } from './parts.ts'

export type BatchRefusal =
  | ReviewRefusal
  | 'not-the-author'
  | 'desk-held'
  | 'before-restore'
  | 'nobody-could-approve'
  | 'nothing-ready'
  | 'nothing-to-reverse'

export type BatchReviewed =
  | { kind: 'done'; batch: Batch }
  | { kind: 'already'; batch: Batch }
  | { kind: 'refused'; why: BatchRefusal; batch: Batch }
  | { kind: 'not-known' }

type Rule = (batch: Batch, hotel: DeskHotel) => Promise<BatchRefusal | undefined> | BatchRefusal | undefined

/** By the author: from the rehearsal to the managers. */
export function askForApproval(desk: Desk, batchId: string, userId: string): Promise<BatchReviewed> {
  const may: Rule = async (batch, hotel) => {
    if (batch.author !== userId) return 'not-the-author'
    if (desk.identity.approvers(hotel, [batch.author, batch.actingUser]).length === 0)
      return 'nobody-could-approve'
    const { ready } = figuresOf(resultsOf(await rowsOf(desk.database.db, batchId), []))
    return ready === 0 ? 'nothing-ready' : undefined
  }
  return change(desk, batchId, ['rehearsed'], may, (batch, hotel) => {
    const expiresAt = desk.clock.now() + hotel.policy.approval.expiresAfterMinutes * 60_000
    return {
      to: 'waiting',
      actor: userId,
      event: 'batch.requested',
      fields: { expiresAt },
      show: ['approvals', 'author'],
      jobs: [expiryJob(batch.id, expiresAt)],
    }
  })
}

/** Whether this person may decide on it now. */
export function judge(desk: Desk, batchId: string, userId: string): Promise<BatchReviewed> {
  return look(desk, batchId, ['waiting'], reviewerRule(desk, userId))
}

export function approveBatch(desk: Desk, batchId: string, userId: string): Promise<BatchReviewed> {
  return change(desk, batchId, ['waiting'], reviewerRule(desk, userId), batch => ({
    to: 'running',
    actor: userId,
    event: 'batch.approved',
    fields: { decidedBy: userId, decidedAt: desk.clock.now() },
    show: ['approvals', 'author'],
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
    show: ['approvals', 'author'],
  }))
}

/** By the author: discards a rehearsal, or takes the request back. */
export function withdraw(desk: Desk, batchId: string, userId: string): Promise<BatchReviewed> {
  const may: Rule = batch => (batch.author === userId ? undefined : 'not-the-author')
  return change(desk, batchId, ['rehearsed', 'waiting'], may, batch => ({
    to: 'cancelled',
    actor: userId,
    event: 'batch.cancelled',
    show: placesOf(batch),
  }))
}

/** The job `batch.expire`: never into approved. */
export async function expireBatch(desk: Desk, batchId: string): Promise<void> {
  const batch = await findBatch(desk.database.db, batchId)
  if (!batch || !hasEnded(desk, batch)) return
  await write(desk, batch, { to: 'expired', actor: 'desk', event: 'batch.expired', show: placesOf(batch) })
}

function reviewerRule(desk: Desk, userId: string): Rule {
  return (batch, hotel) =>
    reviewRefusal(desk.identity.staffIn(userId, hotel), {
      requestedBy: batch.author,
      actingUser: batch.actingUser,
    })
}

/** By a manager, for a finished batch: what still stands of it, to be approved by another one. */
export async function reverseBatch(desk: Desk, batchId: string, userId: string): Promise<BatchReviewed> {
  const may: Rule = (batch, hotel) => {
    const staff = desk.identity.staffIn(userId, hotel)
    if (staff.isShared) return 'shared-login'
    if (!staff.isManager) return 'not-a-manager'
    if (desk.identity.approvers(hotel, [userId]).length === 0) return 'nobody-could-approve'
    return batch.kind === 'grant' ? undefined : 'nothing-to-reverse'
  }
  const found = await look(desk, batchId, ['finished'], may)
  if (found.kind !== 'done') return found
  const { batch } = found
  const { db } = desk.database
  const hotel = hotelOf(desk, batch.hotelId)
  const [rows, actions, before] = await Promise.all([
    rowsOf(db, batchId),
    actionsOfBatch(db, batchId),
    reversalsOf(db, batchId),
  ])
  const standing = before.find(({ state }) => !isOver(state))
  if (standing) return { kind: 'already', batch: standing }
  const reversed = resultsOf(rows, actions).flatMap(({ row, action }): BatchRow[] =>
    action?.state !== 'done' || isTakenBack(action.outcome.undoneBy)
      ? []
      : [
          {
            line: row.line,
            contactId: action.contactId,
            guestLabel: action.guestLabel,
            points: Math.abs(action.outcome.arrived ?? action.points ?? 0),
            text: '',
            about: action.reference,
          },
        ],
  )
  if (reversed.length === 0 || !hotel) return { kind: 'refused', why: 'nothing-to-reverse', batch }
  return ask(desk, hotel, batch, userId, reversed, before.length)
}

/** @param turn earlier wishes that came to nothing: each has a key of its own, so that two presses are one */
async function ask(
  desk: Desk,
  hotel: DeskHotel,
  { id: reverses, hotelId }: Batch,
  userId: string,
  rows: readonly BatchRow[],
  turn: number,
): Promise<BatchReviewed> {
  const key = `reverse:${reverses}:${turn}`
  const at = desk.clock.now()
  const expiresAt = at + hotel.policy.approval.expiresAfterMinutes * 60_000
  const batch: Batch = {
    id: randomUUID(),
    kind: 'reverse',
    hotelId,
    state: 'waiting',
    version: 1,
    author: userId,
    reverses,
    expiresAt,
    createdAt: at,
    updatedAt: at,
  }
  return desk.database.transaction(async tx => {
    if (!(await insertBatch(tx, batch, key))) {
      const first = await findBatchByKey(tx, key)
      return first ? { kind: 'already', batch: first } : { kind: 'not-known' }
    }
    await insertRows(tx, batch.id, rows)
    await enqueueShow(tx, batch.id, ['approvals', 'author'], at)
    // The card of what is reversed loses its button.
    await enqueueShow(tx, reverses, ['approvals'], at)
    await enqueue(tx, expiryJob(batch.id, expiresAt))
    await appendAudit(tx, {
      at,
      actor: userId,
      event: 'batch.reversal-requested',
      subject: batch.id,
      detail: { reverses, rows: rows.length },
    })
    return { kind: 'done', batch }
  })
}

function isOver(state: BatchState): boolean {
  return state === 'declined' || state === 'expired' || state === 'cancelled'
}

function placesOf({ state }: Batch): BatchPlace[] {
  return state === 'waiting' ? ['approvals', 'author'] : ['author']
}

interface BatchMove {
  to: BatchState
  actor: string
  event: string
  fields?: BatchChange
  /** Free text, kept erasable in the audit trail. */
  text?: string
  show: readonly BatchPlace[]
  jobs?: readonly NewJob[]
}

async function change(
  desk: Desk,
  batchId: string,
  from: readonly BatchState[],
  may: Rule,
  moveFor: (batch: Batch, hotel: DeskHotel) => BatchMove,
): Promise<BatchReviewed> {
  const found = await look(desk, batchId, from, may)
  const hotel = found.kind === 'done' ? hotelOf(desk, found.batch.hotelId) : undefined
  if (found.kind !== 'done' || !hotel) return found
  const moved = await write(desk, found.batch, moveFor(found.batch, hotel))
  if (moved) return { kind: 'done', batch: moved }
  const now = await findBatch(desk.database.db, batchId)
  return now ? { kind: 'already', batch: now } : { kind: 'not-known' }
}

async function look(
  desk: Desk,
  batchId: string,
  from: readonly BatchState[],
  may: Rule,
): Promise<BatchReviewed> {
  const { db } = desk.database
  let batch = await findBatch(db, batchId)
  // Past its end it has expired, whether or not the job has come to it yet.
  if (batch && hasEnded(desk, batch) && !desk.hold.isHeld()) {
    await expireBatch(desk, batchId)
    batch = await findBatch(db, batchId)
  }
  const hotel = batch && hotelOf(desk, batch.hotelId)
  if (!batch || !hotel) return { kind: 'not-known' }
  if (desk.hold.isHeld()) return { kind: 'refused', why: 'desk-held', batch }
  const why = await may(batch, hotel)
  if (why) return { kind: 'refused', why, batch }
  if (!from.includes(batch.state)) return { kind: 'already', batch }
  // Withdrawing and reversing what is known stay possible.
  const mayRun = from.includes('waiting') || from.includes('rehearsed')
  if (mayRun && from.length === 1 && isFromBeforeRestore(desk, batch))
    return { kind: 'refused', why: 'before-restore', batch }
  return { kind: 'done', batch }
}

function hasEnded(desk: Desk, { state, expiresAt }: Batch): boolean {
  const isOpen = state === 'waiting' || state === 'rehearsed'
  return isOpen && expiresAt !== undefined && expiresAt <= desk.clock.now()
}

function write(desk: Desk, batch: Batch, move: BatchMove): Promise<Batch | undefined> {
  return desk.database.transaction(async tx => {
    const at = desk.clock.now()
    const moved = await moveBatch(tx, batch, move.to, move.fields ?? {}, at)
    if (!moved) return undefined
    await forgetKeys(tx, batch.id)
    await enqueueShow(tx, batch.id, move.show, at)
    // What it would have reversed can be reversed anew.
    if (batch.reverses && isOver(move.to)) await enqueueShow(tx, batch.reverses, ['approvals'], at)
    for (const job of move.jobs ?? []) await enqueue(tx, job)
    await appendAudit(tx, {
      at,
      actor: move.actor,
      event: move.event,
      subject: batch.id,
      detail: { from: batch.state, to: move.to },
      ...(move.text !== undefined && { text: move.text }),
    })
    return moved
  })
}
