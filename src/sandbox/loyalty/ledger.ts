// The ledger: every grant is a lot, redemptions take from the oldest lots first, and the balance moves with
// them. Unless someone overwrites a balance, it equals what is left in all lots.
import type { Clock } from '../../lib/clock.ts'
import type { Contact, Operation } from './model.ts'
import { createRandom, randomCode } from './random.ts'

/** Points and bonus in whole points; times in epoch milliseconds, now unless given. */
interface NewGrant {
  contact: number
  concept: string
  points: number
  /** What the level adds; the guest's level decides when left out. */
  bonusPoints?: number
  levelPoints?: number
  pointType?: number
  at?: number
  expiresAt?: number
  comments?: string
  hotel?: number
  book?: number
  bookRoomNumber?: string | null
  manager?: number
}

interface NewRedemption {
  contact: number
  concept: string
  /** Positive: how many points to take. */
  points: number
  at?: number
  product?: number | null
  hotel?: number | null
  manager?: number
}

export interface Ledger {
  /** Every row, in the order in which they were written. */
  operations(): readonly Operation[]
  /** One guest's rows, newest last. */
  operationsOf(contactId: number): readonly Operation[]
  operation(id: number): Operation | undefined
  /** Writes a lot; the balance rises by points and bonus. Throws for an unknown contact. */
  addPoints(grant: NewGrant): Operation
  /** Writes a negative row and empties the oldest lots. Throws when the balance is too small. */
  redeemPoints(redemption: NewRedemption): Operation
  /** Ends what is left of a lot. Throws when it is unknown. */
  expireLot(operationId: number, at?: number): Operation
}

/** The Fideltour user behind every row that the API writes. */
const apiManager = 3738

export function createLedger(parts: {
  clock: Clock
  levelBonusPercent: Readonly<Record<number, number>>
  contact(id: number): Contact | undefined
  changeContact(id: number, changes: Partial<Contact>): Contact
}): Ledger & { clear(): void } {
  const rows = new Map<number, Operation>()
  const idsByContact = new Map<number, number[]>()
  let nextId = 900_001
  let random = createRandom(7)

  const operationsOf = (contactId: number) =>
    (idsByContact.get(contactId) ?? []).flatMap(id => rows.get(id) ?? [])

  function contactOf(id: number): Contact {
    const contact = parts.contact(id)
    if (!contact) throw new Error(`no contact ${id}`)
    return contact
  }

  function write(
    row: Partial<Operation> & Pick<Operation, 'contact' | 'points' | 'concept' | 'at'>,
  ): Operation {
    const operation = { ...emptyRow, id: nextId++, code: randomCode(random, 10), updatedAt: row.at, ...row }
    rows.set(operation.id, operation)
    const ids = idsByContact.get(row.contact)
    if (ids) ids.push(operation.id)
    else idsByContact.set(row.contact, [operation.id])
    return operation
  }

  return {
    operations: () => [...rows.values()],
    operationsOf,
    operation: id => rows.get(id),
    addPoints(grant) {
      const contact = contactOf(grant.contact)
      const percent = contact.level === null ? 0 : (parts.levelBonusPercent[contact.level] ?? 0)
      const bonusPoints = grant.bonusPoints ?? Math.round((grant.points * percent) / 100)
      const total = grant.points + bonusPoints
      const { at = parts.clock.now(), ...given } = grant
      const operation = write({ ...given, at, bonusPoints, remainingPoints: total })
      parts.changeContact(contact.id, {
        points: contact.points + total,
        levelPoints: contact.levelPoints + operation.levelPoints,
      })
      return operation
    },
    redeemPoints(redemption) {
      const contact = contactOf(redemption.contact)
      if (contact.points < redemption.points)
        throw new Error(`contact ${contact.id} has ${contact.points} points`)
      const { at = parts.clock.now(), ...given } = redemption
      let open = redemption.points
      for (const lot of operationsOf(contact.id)) {
        const taken = Math.min(open, lot.remainingPoints)
        if (taken <= 0) continue
        open -= taken
        rows.set(lot.id, {
          ...lot,
          consumedPoints: lot.consumedPoints - taken,
          remainingPoints: lot.remainingPoints - taken,
          updatedAt: at,
        })
      }
      const operation = write({ ...given, at, points: -redemption.points })
      parts.changeContact(contact.id, { points: contact.points - redemption.points })
      return operation
    },
    expireLot(operationId, at = parts.clock.now()) {
      const lot = rows.get(operationId)
      if (!lot) throw new Error(`no operation ${operationId}`)
      const contact = contactOf(lot.contact)
      const expired = {
        ...lot,
        remainingPoints: 0,
        expiredPoints: (lot.expiredPoints ?? 0) + lot.remainingPoints,
        updatedAt: at,
      }
      rows.set(lot.id, expired)
      parts.changeContact(contact.id, { points: Math.max(0, contact.points - lot.remainingPoints) })
      return expired
    },
    clear() {
      rows.clear()
      idsByContact.clear()
      nextId = 900_001
      random = createRandom(7)
    },
  }
}

const emptyRow = {
  consumedPoints: 0,
  remainingPoints: 0,
  expiredPoints: null,
  levelPoints: 0,
  bonusPoints: 0,
  comments: null,
  redeemed: 0,
  pointType: 0,
  expiresAt: null,
  product: null,
  book: null,
  hotel: null,
  bookRoomNumber: null,
  manager: apiManager,
}
