// What the desk still has open for a guest: asked for at every look-up, and for nearly everyone there is nothing.
import { type Action, openStates } from '../domain/action.ts'
import type { ContactId } from '../domain/guest.ts'
import type { GuestPromise } from '../domain/promise.ts'
import { openActionsOfGuest } from './guest-actions.ts'
import { prepared } from './prepared.ts'
import { openPromisesOfGuest } from './promises.ts'
import type { Querier } from './schema.ts'

export interface OpenOfGuest {
  /** Newest first, five at most. */
  actions: Action[]
  /** The next due first, five at most. */
  promises: GuestPromise[]
}

/** One question first, and the rows only where there are any. */
export async function openOfGuest(db: Querier, contactId: ContactId): Promise<OpenOfGuest> {
  const { rows } = await selectWhether(db, { contactId })
  const [has] = rows
  const [actions, promises] = await Promise.all([
    has?.actions ? openActionsOfGuest(db, contactId) : [],
    has?.promises ? openPromisesOfGuest(db, contactId) : [],
  ])
  return { actions, promises }
}

/** SQLite says 0 and 1. */
type Whether = Record<'actions' | 'promises', boolean | number>

const selectWhether = prepared<{ contactId: number }, Whether>((db, value) =>
  db.selectNoFrom(({ exists, selectFrom }) => [
    exists(
      selectFrom('actions')
        .select('id')
        .where('contact_id', '=', value('contactId'))
        .where('state', 'in', openStates),
    ).as('actions'),
    exists(
      selectFrom('promises')
        .select('id')
        .where('contact_id', '=', value('contactId'))
        .where('state', '=', 'open'),
    ).as('promises'),
  ]),
)
