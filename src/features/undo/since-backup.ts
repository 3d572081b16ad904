// A store that was put back does not know what was undone since its backup: the ledger does.
import type { Desk } from '../../actions/desk.ts'
import { isFromBeforeRestore } from '../../actions/hold.ts'
import type { Action } from '../../domain/action.ts'
import { type Reference, referenceAtEnd, referencesIn } from '../../domain/reference.ts'
import { LoyaltyError } from '../../loyalty/errors.ts'
import { actionsByReference } from '../../store/action-lists.ts'

/**
 * The reference of an undo of this action that stands in the ledger alone.
 * @throws LoyaltyError while the programme does not answer
 */
export async function undoneSinceBackup(
  desk: Desk,
  action: Action,
): Promise<Reference | 'cannot-tell' | 'no'> {
  if (!isFromBeforeRestore(desk.hold, action)) return 'no'
  try {
    const { rows, isComplete } = await desk.loyalty.operations.readAll(action.contactId)
    const undos = rows.flatMap(({ concept }) =>
      referencesIn(concept).slice(0, -1).includes(action.reference) ? (referenceAtEnd(concept) ?? []) : [],
    )
    const known = await actionsByReference(desk.database.db, undos)
    const forgotten = undos.find(each => !known.some(({ reference }) => reference === each))
    return forgotten ?? (isComplete ? 'no' : 'cannot-tell')
  } catch (error) {
    if (!(error instanceof LoyaltyError) || error.isRetryable) throw error
    return 'cannot-tell'
  }
}
