// *Reverse the batch*: by a manager, for a finished one; what still stands of it, to be approved by another manager.
import { randomUUID } from 'node:crypto'
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { type Batch, type BatchRow, canBeTakenBack, isUnderWay, resultsOf } from '../../domain/batch.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { actionsOfBatch } from '../../store/action-lists.ts'
import { appendAudit } from '../../store/audit.ts'
import { insertRows, rowsOf } from '../../store/batch-rows.ts'
import { findBatchByKey, insertBatch, reversalsOf } from '../../store/batches.ts'
import { enqueue } from '../../store/jobs.ts'
import { type BatchReviewed, look, type Rule, reversalOff } from './change.ts'
import { showCards, waitingJobs } from './parts.ts'

export async function reverseBatch(desk: Desk, batchId: string, userId: string): Promise<BatchReviewed> {
  const may: Rule = (batch, hotel) => {
    const staff = desk.identity.staffIn(userId, hotel)
    if (staff.isShared) return 'shared-login'
    if (!staff.isManager) return 'not-a-manager'
    if (desk.identity.approvers(hotel, [userId]).length === 0) return 'nobody-could-approve'
    return batch.kind === 'grant' ? reversalOff(hotel) : 'nothing-to-reverse'
  }
  const found = await look(desk, batchId, ['finished'], may)
  if (found.kind !== 'done') return found
  const { batch } = found
  const hotel = hotelOf(desk, batch.hotelId)
  const before = await reversalsOf(desk.database.db, batchId)
  const standing = before.find(isUnderWay)
  if (standing) return { kind: 'already', batch: standing }
  const rows = await standingRows(desk, batchId)
  if (rows.length === 0 || !hotel) return { kind: 'refused', why: 'nothing-to-reverse', batch }
  return ask(desk, hotel, batch, userId, rows, before.length)
}

async function standingRows(desk: Desk, batchId: string): Promise<BatchRow[]> {
  const { db } = desk.database
  const [rows, actions] = await Promise.all([rowsOf(db, batchId), actionsOfBatch(db, batchId)])
  return resultsOf(rows, actions)
    .filter(canBeTakenBack)
    .map(({ row, action }) => ({
      line: row.line,
      contactId: action.contactId,
      guestLabel: action.guestLabel,
      points: Math.abs(action.outcome.arrived ?? action.points ?? 0),
      text: '',
      about: action.reference,
    }))
}

/** @param turn earlier wishes that came to nothing: each has a key of its own, so that two presses are one */
function ask(
  desk: Desk,
  hotel: DeskHotel,
  { id: reverses, hotelId }: Batch,
  userId: string,
  rows: readonly BatchRow[],
  turn: number,
): Promise<BatchReviewed> {
  const key = `reverse:${reverses}:${turn}`
  const at = desk.clock.now()
  const id = randomUUID()
  const { expiresAt, jobs } = waitingJobs(id, hotel, at)
  const batch: Batch = {
    id,
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
    await insertRows(tx, id, rows)
    await showCards(tx, id, at, ['approvals', 'author'])
    // The card of what is reversed loses its button.
    await showCards(tx, reverses, at)
    for (const job of jobs) await enqueue(tx, job)
    await appendAudit(tx, {
      at,
      actor: userId,
      event: 'batch.reversal-requested',
      subject: id,
      detail: { reverses, rows: rows.length },
    })
    return { kind: 'done', batch }
  })
}
