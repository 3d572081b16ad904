// What the batches need of other features, given by the composition root; and the names of their jobs and buttons.
import type { Draft } from '../../actions/definition.ts'
import type { Desk } from '../../actions/desk.ts'
import type { Submission, Submitted } from '../../actions/submit.ts'
import type { Action } from '../../domain/action.ts'
import type { Batch } from '../../domain/batch.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import type { Staff } from '../../domain/staff.ts'
import type { Language } from '../../lib/words.ts'
import type { NewJob } from '../../store/jobs.ts'
import { enqueue } from '../../store/jobs.ts'
import type { Tx } from '../../store/schema.ts'

export interface BulkParts {
  /** A grant for one row; undefined when the input cannot be used. */
  grant(input: { points: number; text: string; guestLanguage: Language }): Draft | undefined
  takeBack(
    desk: Desk,
    row: { action: Action; hotel: DeskHotel; staff: Staff; change: number },
    batch: NonNullable<Submission<unknown>['batch']>,
  ): Promise<Submitted | 'nothing-left' | 'in-doubt'>
}

/** A button's value, and a form's metadata, is the batch's id. */
export const bulkIds = {
  form: 'bulk-grants.form',
  ask: 'bulk-grants.ask',
  askForm: 'bulk-grants.ask-form',
  discard: 'bulk-grants.discard',
  approve: 'bulk-grants.approve',
  decline: 'bulk-grants.decline',
  declineForm: 'bulk-grants.decline-form',
  reverse: 'bulk-grants.reverse',
} as const

/**
 * The two cards; messages that are posted once, since an edit tells nobody; files, posted once as well. A file in
 * direct messages needs the author's card to stand, the one in the thread the approvals card.
 */
export type BatchPlace =
  | 'author'
  | 'approvals'
  | 'told:author'
  | 'told:approver'
  | 'file:rehearsal'
  | 'file:author'
  | 'file:thread'

export function rehearsalJob(batchId: string): NewJob {
  return { name: 'batch.rehearse', key: `rehearse:${batchId}`, data: { batchId } }
}

export function expiryJob(batchId: string, runAt: number): NewJob {
  return { name: 'batch.expire', key: `batch-expire:${batchId}`, data: { batchId }, runAt }
}

export async function enqueueShow(
  tx: Tx,
  batchId: string,
  places: readonly BatchPlace[],
  runAt: number,
): Promise<void> {
  for (const place of places)
    await enqueue(tx, {
      name: 'batch.show',
      key: `batch-show:${batchId}:${place}`,
      data: { batchId, place },
      runAt,
    })
}

/** What came after a backup is not known here: rows of a batch from before it may have been sent. */
export function isFromBeforeRestore(desk: Pick<Desk, 'hold'>, batch: Batch): boolean {
  const restore = desk.hold.restore()
  return restore !== undefined && batch.createdAt < restore.restoredAt
}
