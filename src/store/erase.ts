// Takes what staff wrote about a guest out of the store; the audit chain stays whole, it holds only salted hashes.
import type { ContactId } from '../domain/guest.ts'
import { contactLabel } from '../domain/masking.ts'
import { appendAudit, eraseAuditText } from './audit.ts'
import type { Tx } from './schema.ts'

/** What of an action's input people typed; the rest is numbers and choices. */
const typedFields = ['text', 'note', 'locator']

/** @returns how many actions were cleared */
export async function eraseGuestTexts(
  tx: Tx,
  contactId: ContactId,
  at: number,
  actor: string,
): Promise<number> {
  const actions = await tx
    .selectFrom('actions')
    .select(['id', 'input'])
    .where('contact_id', '=', contactId)
    .execute()
  for (const { id, input } of actions) {
    await eraseAuditText(tx, id)
    await tx.deleteFrom('action_notes').where('action_id', '=', id).execute()
    await tx
      .updateTable('actions')
      .set({ guest_label: contactLabel(contactId), input: withoutTexts(input) })
      .where('id', '=', id)
      .execute()
  }
  await tx
    .updateTable('batch_rows')
    .set({ guest_label: contactLabel(contactId), text: '', guest_key: null })
    .where('contact_id', '=', contactId)
    .execute()
  await eraseBatchReasons(tx, contactId)
  const subject = `contact:${contactId}`
  await eraseAuditText(tx, subject)
  await erasePromises(tx, contactId)
  await tx.deleteFrom('forms').execute()
  await tx.deleteFrom('recent_guests').where('contact_id', '=', contactId).execute()
  await appendAudit(tx, { at, actor, event: 'guest.erased', subject, detail: { actions: actions.length } })
  return actions.length
}

/** Why a batch with this guest in it was declined: it may name them. */
async function eraseBatchReasons(tx: Tx, contactId: ContactId): Promise<void> {
  const batches = await tx
    .updateTable('batches')
    .set({ reason: null })
    .where('reason', 'is not', null)
    .where('id', 'in', eb =>
      eb.selectFrom('batch_rows').select('batch_id').where('contact_id', '=', contactId),
    )
    .returning('id')
    .execute()
  for (const { id } of batches) await eraseAuditText(tx, id)
}

async function erasePromises(tx: Tx, contactId: ContactId): Promise<void> {
  const promises = await tx
    .updateTable('promises')
    .set({ guest_label: contactLabel(contactId), text: '' })
    .where('contact_id', '=', contactId)
    .returning('id')
    .execute()
  for (const { id } of promises) await eraseAuditText(tx, id)
}

function withoutTexts(input: string): string {
  const { ...kept } = JSON.parse(input) as Record<string, unknown>
  // An empty text is still an input that its kind can read.
  for (const field of typedFields) if (field in kept) kept[field] = ''
  return JSON.stringify(kept)
}
