// One row of a running batch: an action of its own through the path of every write, or why it has none.
import type { Desk } from '../../actions/desk.ts'
import { type Submitted, submit } from '../../actions/submit.ts'
import type { Batch, BatchRow, RowProblem } from '../../domain/batch.ts'
import { readReference } from '../../domain/reference.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { isTakenBack } from '../../domain/undo.ts'
import { RetryLater } from '../../jobs/handler.ts'
import { toLanguage } from '../../lib/words.ts'
import { LoyaltyError } from '../../loyalty/errors.ts'
import { actionsOfBatch } from '../../store/action-lists.ts'
import { findAction, findActionByReference } from '../../store/actions.ts'
import type { closeRow } from '../../store/batch-rows.ts'
import type { BulkParts } from './parts.ts'

const apiPauseMs = 5000
/** A guest whom the programme cannot read for so long holds the other rows up no longer. */
const giveUpAfterMs = 10 * 60_000
const heldPauseMs = 30_000

interface Sending {
  batch: Batch
  hotel: DeskHotel
  row: BatchRow
}

type Closing = Parameters<typeof closeRow>[3]

/** @returns its action, or why it has none. @throws RetryLater while the programme does not answer */
export async function sendRow(desk: Desk, parts: BulkParts, sending: Sending): Promise<Closing> {
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
