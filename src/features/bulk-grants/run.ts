// The job `batch.run`: sends a running batch's rows, a few under way at a time, each an action of its own through the
// path of every write; goes on where it stopped, and ends when nothing is open any more.
import { batchJob } from '../../actions/batch-link.ts'
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { isFromBeforeRestore } from '../../actions/hold.ts'
import { type Batch, figuresOf, resultsOf } from '../../domain/batch.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { RetryLater } from '../../jobs/handler.ts'
import { actionsOfBatch, countOfBatch } from '../../store/action-lists.ts'
import { appendAudit } from '../../store/audit.ts'
import { batchCards } from '../../store/batch-cards.ts'
import { closeRow, nextRows, rowsOf } from '../../store/batch-rows.ts'
import { findBatch, moveBatch } from '../../store/batches.ts'
import { enqueue } from '../../store/jobs.ts'
import {
  type BatchPlace,
  type BulkParts,
  enqueueShow,
  hotelPauseMs,
  isCardPlace,
  showCards,
} from './parts.ts'
import { sendRow } from './send-row.ts'

/** Rows under way at a time: fewer than the queue and the programme have room for, so that single grants go beside. */
const underWay = 4
/** A card is edited no oftener: Slack takes about fifty edits a minute. */
const showEveryMs = 3000

export async function runBatch(desk: Desk, parts: BulkParts, batchId: string): Promise<void> {
  const { db } = desk.database
  const batch = await findBatch(db, batchId)
  const hotel = batch && hotelOf(desk, batch.hotelId)
  if (batch?.state === 'running' && !hotel)
    throw new RetryLater(hotelPauseMs, 'its hotel is not in the settings')
  if (!batch || !hotel) return
  if (batch.state === 'running') await sendNext(desk, parts, batch, hotel)
  const isOver = batch.state === 'running' && (await finishIfDone(desk, batch))
  if (!isOver && (batch.state === 'running' || batch.state === 'finished')) await showSoon(desk, batch)
}

async function sendNext(desk: Desk, parts: BulkParts, batch: Batch, hotel: DeskHotel): Promise<void> {
  const { db } = desk.database
  if (isFromBeforeRestore(desk.hold, batch)) return leaveOutRest(desk, batch)
  const open = await countOfBatch(db, batch.id, ['approved', 'sending'])
  for (const row of await nextRows(db, batch.id, Math.max(0, underWay - open))) {
    const result = await sendRow(desk, parts, { batch, hotel, row })
    await closeRow(db, batch.id, row.line, result)
  }
  // Rows that were left out bring no move that would call again.
  const rest = await nextRows(db, batch.id, 1)
  const isIdle = (await countOfBatch(db, batch.id, ['approved', 'sending'])) === 0
  if (rest.length > 0 && isIdle) await desk.database.transaction(tx => enqueue(tx, batchJob(batch.id)))
}

async function leaveOutRest(desk: Desk, batch: Batch): Promise<void> {
  const { db } = desk.database
  const rows = await nextRows(db, batch.id, Number.MAX_SAFE_INTEGER)
  for (const { line } of rows) await closeRow(db, batch.id, line, { problem: 'restored' })
}

/** @returns whether it has ended now */
async function finishIfDone(desk: Desk, batch: Batch): Promise<boolean> {
  const { db } = desk.database
  if ((await nextRows(db, batch.id, 1)).length > 0) return false
  if ((await countOfBatch(db, batch.id, ['approved', 'sending', 'unknown'])) > 0) return false
  const [rows, actions] = await Promise.all([rowsOf(db, batch.id), actionsOfBatch(db, batch.id)])
  const figures = figuresOf(resultsOf(rows, actions))
  // The result file has the balances as well: reading the last one calls again.
  if (actions.some(({ state, outcome }) => state === 'done' && outcome.balance === undefined)) return false
  const finished = await desk.database.transaction(async tx => {
    const at = desk.clock.now()
    const moved = await moveBatch(tx, batch, 'finished', {}, at)
    if (!moved) return undefined
    await showCards(tx, batch.id, at, finalPlaces)
    // What is left of it can be reversed anew.
    if (batch.reverses) await showCards(tx, batch.reverses, at)
    await appendAudit(tx, {
      at,
      actor: 'desk',
      event: 'batch.finished',
      subject: batch.id,
      detail: { done: figures.done, points: figures.pointsDone, failed: figures.failed },
    })
    return moved
  })
  return finished !== undefined
}

const finalPlaces: readonly BatchPlace[] = [
  'author',
  'approvals',
  'told:author',
  'told:approver',
  'file:author',
  'file:thread',
]

async function showSoon(desk: Desk, batch: Batch): Promise<void> {
  const now = desk.clock.now()
  const cards = await batchCards(desk.database.db, batch.id)
  await desk.database.transaction(async tx => {
    for (const { place, shownAt } of cards)
      if (isCardPlace(place)) await enqueueShow(tx, batch.id, [place], Math.max(now, shownAt + showEveryMs))
  })
}
