// Rows for tests of the store.
import type { ContactId } from '../../src/domain/guest.ts'
import type { Reference } from '../../src/domain/reference.ts'
import { insertAction, type NewAction } from '../../src/store/actions.ts'
import type { Database } from '../../src/store/database.ts'

export const afternoon = Date.parse('2026-11-23T13:32:00Z')
export const maria = 11656629 as ContactId

/** A grant of 300 points to María by Ana. @param turn makes id, reference and submission its own */
export function sampleAction(turn: number, more: Partial<NewAction> = {}): NewAction {
  return {
    id: `action-${turn}`,
    reference: `LD-${String(turn).padStart(6, '0')}` as Reference,
    submitKey: `view-${turn}`,
    kind: 'grant-points',
    hotelId: 101,
    state: 'requested',
    requestedBy: 'U0ANA',
    contactId: maria,
    guestLabel: 'María G. · m•••@gmail.com · #11656629',
    points: 300,
    input: { points: 300, reason: 'stay' },
    hotelDay: '2026-11-23',
    allowance: 300,
    outcome: {},
    createdAt: afternoon,
    ...more,
  }
}

export function insert(database: Database, action: NewAction): Promise<boolean> {
  return database.transaction(tx => insertAction(tx, action))
}
