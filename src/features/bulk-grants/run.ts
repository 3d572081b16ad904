// The job `batch.run`: sends a running batch's rows, a few under way at a time, each an action of its own through the
// path of every write; goes on where it stopped, and ends when nothing is open any more.
import { batchJob } from '../../actions/batch-link.ts'
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { isFromBeforeRestore } from '../../actions/hold.ts'
import { type Submitted, submit } from '../../actions/submit.ts'
import { type Batch, type BatchRow, figuresOf, type RowProblem, resultsOf } from '../../domain/batch.ts'
import { readReference } from '../../domain/reference.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { isTakenBack } from '../../domain/undo.ts'
import { RetryLater } from '../../jobs/handler.ts'
import { toLanguage } from '../../lib/words.ts'
import { LoyaltyError } from '../../loyalty/errors.ts'
import { actionsOfBatch, countOfBatch } from '../../store/action-lists.ts'
import { findAction, findActionByReference } from '../../store/actions.ts'
import { appendAudit } from '../../store/audit.ts'
import { batchCards, closeRow, findBatch, moveBatch, nextRows, rowsOf } from '../../store/batches.ts'
import { enqueue } from '../../store/jobs.ts'
import { type BatchPlace, type BulkParts, enqueueShow, isCardPlace, showCards } from './parts.ts'

/** Rows under way at a time: fewer than the queue and the programme have room for, so that single grants go beside. */
const underWay = 4
const apiPauseMs = 5000
/** A guest whom the programme cannot read for so long holds the other rows up no longer. */
const giveUpAfterMs = 10 * 60_000
const heldPauseMs = 30_000
/** A card is edited no oftener: Slack takes about fifty edits a minute. */
const showEveryMs = 3000

export async function runBatch(desk: Desk, parts: BulkParts, batchId: string): Promise<void> {
  const { db } = desk.database
  const batch = await findBatch(db, batchId)
  const hotel = batch && hotelOf(desk, batch.hotelId)
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

interface Sending {
  batch: Batch
  hotel: DeskHotel
  row: BatchRow
}

type Closing = Parameters<typeof closeRow>[3]

async function sendRow(desk: Desk, parts: BulkParts, sending: Sending): Promise<Closing> {
  const { batch } = sending
  try {
    return batch.kind === 'grant'
      ? await grantRow(desk, parts, sending)
      : await takeBackRow(desk, parts, sending)
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error
    const isWorthWaiting = error.isRetryable && (await stoodStillMs(desk, batch)) < giveUpAfterMs
    if (isWorthWaiting) throw new RetryLater(error.retryAfterMs || apiPauseMs, error.code)
    return { problem: 'not-read' }
  }
}

/** How long nothing has come of any row. */
async function stoodStillMs(desk: Desk, batch: Batch): Promise<number> {
  const actions = await actionsOfBatch(desk.database.db, batch.id)
  const last = actions.reduce((latest, { updatedAt }) => Math.max(latest, updatedAt), batch.updatedAt)
  return desk.clock.now() - last
}

async function grantRow(desk: Desk, parts: BulkParts, { batch, hotel, row }: Sending): Promise<Closing> {
  const { contactId, facts, points = 0, text } = row
  if (contactId === undefined || !facts) return { problem: 'no-guest' }
  const guestLanguage = toLanguage(facts.language) ?? hotel.language
  const draft = parts.grant({ points, text, guestLanguage })
  if (!draft) return { problem: 'refused' }
  const result = await draft.use((definition, input) =>
    submit(desk, {
      definition,
      input,
      staff: desk.identity.staffIn(batch.author, hotel),
      hotel,
      actingUser: batch.actingUser,
      guest: { ...facts, contactId, label: row.guestLabel, hasStay: false },
      batch: approvalOf(batch),
      key: `batch:${batch.id}:${row.line}`,
      // Somebody may have granted the same since the rehearsal.
      seen: [],
    }),
  )
  return closingOf(result)
}

async function takeBackRow(desk: Desk, parts: BulkParts, { batch, hotel, row }: Sending): Promise<Closing> {
  const { db } = desk.database
  const reference = readReference(row.about ?? '')
  const action = reference && (await findActionByReference(db, reference))
  const change = action && desk.bind(action)?.change
  if (!action || !change) return { problem: 'refused' }
  const { undoneBy } = action.outcome
  if (undoneBy && isTakenBack(undoneBy)) {
    // Ours, when the process died between asking and noting it.
    const undo = await findAction(db, undoneBy.id)
    if (undo?.batchId === batch.id) return { actionId: undo.id }
    return { problem: 'taken-back', about: undoneBy.reference }
  }
  const staff = desk.identity.staffIn(batch.author, hotel)
  const result = await parts.takeBack(desk, { action, hotel, staff, change }, approvalOf(batch))
  if (typeof result === 'string') return { problem: result }
  if (result.kind === 'undone-before') return { problem: 'taken-back', about: result.reference }
  // Somebody has taken it back by itself in this very moment.
  if (result.kind === 'repeated' && result.action.batchId !== batch.id)
    return { problem: 'taken-back', about: result.action.reference }
  return closingOf(result)
}

function approvalOf({ id, decidedBy = 'desk' }: Batch): { id: string; approvedBy: string } {
  return { id, approvedBy: decidedBy }
}

function closingOf(result: Submitted): Closing {
  switch (result.kind) {
    case 'stored':
    case 'repeated':
      return { actionId: result.action.id }
    case 'ask-again':
      return { problem: 'granted-just-now', about: result.earlier.reference }
    case 'refused':
      if (result.why === 'desk-held') throw new RetryLater(heldPauseMs, 'the desk is held')
      return { problem: refusalOf(result.why) }
  }
}

function refusalOf(why: string): RowProblem {
  if (why === 'above-limit' || why === 'not-a-member') return why
  return why === 'too-few-points' ? 'nothing-left' : 'refused'
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
