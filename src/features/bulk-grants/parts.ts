// What the batches need of other features, given by the composition root; and the names of their jobs and buttons.
import type { Draft } from '../../actions/definition.ts'
import type { Desk } from '../../actions/desk.ts'
import type { Submission, Submitted } from '../../actions/submit.ts'
import type { Action } from '../../domain/action.ts'
import type { Reference } from '../../domain/reference.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import type { Staff } from '../../domain/staff.ts'
import type { Language } from '../../lib/words.ts'
import { batchCards } from '../../store/batch-cards.ts'
import { enqueue, type NewJob } from '../../store/jobs.ts'
import type { Tx } from '../../store/schema.ts'

export interface BulkParts {
  /** A grant for one row; undefined when the input cannot be used. */
  grant(input: { points: number; text: string; guestLanguage: Language }): Draft | undefined
  takeBack(
    desk: Desk,
    row: { action: Action; hotel: DeskHotel; staff: Staff; change: number },
    batch: NonNullable<Submission<unknown>['batch']>,
  ): Promise<Submitted | { kind: 'undone-before'; reference: Reference } | 'nothing-left' | 'in-doubt'>
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

/** The author's, the one in the approvals channel, and the one that reminds an approver: edited as the batch goes on. */
export type CardPlace = 'author' | 'approvals' | `remind:${string}`

/**
 * Besides the cards messages that are posted once, since an edit tells nobody, and files, posted once as well. A file
 * in direct messages needs the author's card to stand, the one in the thread the approvals card.
 */
export type BatchPlace =
  | CardPlace
  | 'told:author'
  | 'told:approver'
  | 'file:rehearsal'
  | 'file:author'
  | 'file:thread'

export function isCardPlace(place: string): place is CardPlace {
  return place === 'author' || place === 'approvals' || place.startsWith('remind:')
}

/** A slip in the settings must not leave a batch where it stands for ever. */
export const hotelPauseMs = 30_000

export function rehearsalJob(batchId: string): NewJob {
  return { name: 'batch.rehearse', key: `rehearse:${batchId}`, data: { batchId } }
}

export function expiryJob(batchId: string, runAt: number): NewJob {
  return { name: 'batch.expire', key: `batch-expire:${batchId}`, data: { batchId }, runAt }
}

/** When a request made now ends, and what it brings with it: a reminder, and its end. @param now epoch ms */
export function waitingJobs(
  batchId: string,
  { policy }: DeskHotel,
  now: number,
): { expiresAt: number; jobs: NewJob[] } {
  const { expiresAfterMinutes, remindAfterMinutes } = policy.approval
  const expiresAt = now + expiresAfterMinutes * 60_000
  const jobs = [expiryJob(batchId, expiresAt)]
  const runAt = now + remindAfterMinutes * 60_000
  if (runAt < expiresAt)
    jobs.push({ name: 'batch.remind', key: `batch-remind:${batchId}`, data: { batchId }, runAt })
  return { expiresAt, jobs }
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

/** After a change: every card that stands, and what is to be posted besides. */
export async function showCards(
  tx: Tx,
  batchId: string,
  runAt: number,
  besides: readonly BatchPlace[] = [],
): Promise<void> {
  const standing = (await batchCards(tx, batchId)).map(({ place }) => place).filter(isCardPlace)
  await enqueueShow(tx, batchId, [...new Set([...standing, ...besides])], runAt)
}

export function mayGrant(desk: Pick<Desk, 'identity'>, userId: string, hotel: DeskHotel): boolean {
  const { isAgent, isManager } = desk.identity.staffIn(userId, hotel)
  return isAgent || isManager
}
