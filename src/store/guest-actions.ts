// The actions of one guest.
import { type Action, type ActionKind, openStates } from '../domain/action.ts'
import type { ContactId } from '../domain/guest.ts'
import { toAction } from './action-row.ts'
import { prepared } from './prepared.ts'
import type { ActionsTable, Querier } from './schema.ts'

/** The last actions for a guest, newest first, fifty at most. @param since epoch ms */
export async function actionsOfGuest(
  db: Querier,
  contactId: ContactId,
  { since = 0, kind }: { since?: number; kind?: ActionKind } = {},
): Promise<Action[]> {
  const { rows } = kind
    ? await selectOfGuestAndKind(db, { contactId, since, kind })
    : await selectOfGuest(db, { contactId, since })
  return rows.map(toAction)
}

interface OfGuest {
  contactId: number
  since: number
}

const selectOfGuest = prepared<OfGuest, ActionsTable>((db, value) =>
  db
    .selectFrom('actions')
    .selectAll()
    .where('contact_id', '=', value('contactId'))
    .where('created_at', '>=', value('since'))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(50),
)

const selectOfGuestAndKind = prepared<OfGuest & { kind: string }, ActionsTable>((db, value) =>
  db
    .selectFrom('actions')
    .selectAll()
    .where('contact_id', '=', value('contactId'))
    .where('kind', '=', value('kind'))
    .where('created_at', '>=', value('since'))
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(50),
)

/** What is still open for a guest, newest first, five at most. */
export async function openActionsOfGuest(db: Querier, contactId: ContactId): Promise<Action[]> {
  const { rows } = await selectOpenOfGuest(db, { contactId })
  return rows.map(toAction)
}

const selectOpenOfGuest = prepared<{ contactId: number }, ActionsTable>((db, value) =>
  db
    .selectFrom('actions')
    .selectAll()
    .where('contact_id', '=', value('contactId'))
    .where('state', 'in', openStates)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(5),
)

/** Whether another write for this guest is under way. */
export async function isGuestBusy(db: Querier, contactId: ContactId, exceptId: string): Promise<boolean> {
  const { rows } = await selectSending(db, { contactId, exceptId })
  return rows.length > 0
}

const selectSending = prepared<{ contactId: number; exceptId: string }, { id: string }>((db, value) =>
  db
    .selectFrom('actions')
    .select('id')
    .where('contact_id', '=', value('contactId'))
    .where('state', '=', 'sending')
    .where('id', '!=', value('exceptId')),
)
