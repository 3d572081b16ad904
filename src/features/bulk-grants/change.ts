// One change of a batch: looked at as it stands now, judged by who presses, written by a conditional update with its
// audit event, its cards and its jobs. Two presses have one effect, and the second one hears what had happened.
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { isFromBeforeRestore } from '../../actions/hold.ts'
import { type Batch, type BatchState, cameToNothing } from '../../domain/batch.ts'
import type { ReviewRefusal } from '../../domain/policy.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { appendAudit } from '../../store/audit.ts'
import { forgetKeys } from '../../store/batch-rows.ts'
import { type BatchChange, findBatch, moveBatch } from '../../store/batches.ts'
import { enqueue, type NewJob } from '../../store/jobs.ts'
import { type BatchPlace, showCards } from './parts.ts'

export type BatchRefusal =
  | ReviewRefusal
  | 'not-the-author'
  | 'not-allowed'
  | 'desk-held'
  | 'before-restore'
  | 'nobody-could-approve'
  | 'nothing-ready'
  | 'nothing-to-reverse'
  | 'reversal-off'

export type BatchReviewed =
  | { kind: 'done'; batch: Batch }
  | { kind: 'already'; batch: Batch }
  | { kind: 'refused'; why: BatchRefusal; batch: Batch }
  | { kind: 'not-known' }

/** Why this person may not; undefined when they may. */
export type Rule = (
  batch: Batch,
  hotel: DeskHotel,
) => Promise<BatchRefusal | undefined> | BatchRefusal | undefined

export interface BatchMove {
  to: BatchState
  actor: string
  event: string
  fields?: BatchChange
  /** Free text, kept erasable in the audit trail. */
  text?: string
  /** To be posted besides the cards that stand, which follow by themselves. */
  show?: readonly BatchPlace[]
  jobs?: readonly NewJob[]
}

export async function change(
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

/** Whether a press would count, as the batch stands now. */
export async function look(
  desk: Desk,
  batchId: string,
  from: readonly BatchState[],
  may: Rule,
): Promise<BatchReviewed> {
  const batch = await findCurrent(desk, batchId)
  const hotel = batch && hotelOf(desk, batch.hotelId)
  if (!batch || !hotel) return { kind: 'not-known' }
  if (desk.hold.isHeld()) return { kind: 'refused', why: 'desk-held', batch }
  const why = await may(batch, hotel)
  if (why) return { kind: 'refused', why, batch }
  return { kind: from.includes(batch.state) ? 'done' : 'already', batch }
}

/** Past its end it has expired, whether or not the job has come to it yet. */
async function findCurrent(desk: Desk, batchId: string): Promise<Batch | undefined> {
  const { db } = desk.database
  const batch = await findBatch(db, batchId)
  if (!batch || !isOpen(batch) || timeLeft(desk, batch) > 0 || desk.hold.isHeld()) return batch
  await expire(desk, batch)
  return findBatch(db, batchId)
}

/** Nobody has decided yet whether its rows are sent. */
export function isOpen({ state }: Batch): boolean {
  return state === 'rehearsed' || state === 'waiting'
}

/** Milliseconds until an open batch expires. */
export function timeLeft(desk: Desk, { expiresAt = Number.POSITIVE_INFINITY }: Batch): number {
  return expiresAt - desk.clock.now()
}

export async function expire(desk: Desk, batch: Batch): Promise<void> {
  await write(desk, batch, {
    to: 'expired',
    actor: 'desk',
    event: 'batch.expired',
    ...(batch.state === 'waiting' && { show: ['told:author'] }),
  })
}

/** Its rows may have been sent since the backup: it can be declined and withdrawn, but not run. */
export function beforeRestore(desk: Desk, batch: Batch): BatchRefusal | undefined {
  return isOpen(batch) && isFromBeforeRestore(desk.hold, batch) ? 'before-restore' : undefined
}

/** The hotel's settings take nothing back once it is done. */
export function reversalOff({ policy }: DeskHotel): BatchRefusal | undefined {
  return policy.undo.after === 'never' ? 'reversal-off' : undefined
}

/** Undefined, and nothing written, when somebody else was first. */
function write(desk: Desk, batch: Batch, move: BatchMove): Promise<Batch | undefined> {
  return desk.database.transaction(async tx => {
    const at = desk.clock.now()
    const moved = await moveBatch(tx, batch, move.to, move.fields ?? {}, at)
    if (!moved) return undefined
    await forgetKeys(tx, batch.id)
    await showCards(tx, batch.id, at, move.show)
    if (batch.state === 'waiting') await desk.refreshLists(tx, batch.hotelId)
    // What it would have reversed can be reversed anew.
    if (batch.reverses && cameToNothing(move.to)) await showCards(tx, batch.reverses, at)
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
