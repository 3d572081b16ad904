// A row of the ledger as the API prints it → an operation; and what a write answers.
import * as z from 'zod'
import { type ContactId, type Operation, type OperationId, type Unknown, unknown } from '../domain/guest.ts'
import { createPageReader, type Page } from './pages.ts'
import type { LoyaltySettings } from './settings.ts'
import {
  amountWire,
  asContactId,
  asOperationId,
  asProductId,
  checked,
  createReader,
  idWire,
  type Reader,
  textWire,
  toAmount,
  toId,
  toIdOrNone,
  toMoment,
  toText,
  toTextOrNone,
} from './wire.ts'

/** Names documented, types read from the documented sample. */
const operationWire = z.object({
  id: idWire,
  contact: idWire.nullish(),
  points: amountWire,
  bonus_points: amountWire,
  consumed_points: amountWire,
  expired_points: amountWire,
  remaining_points: amountWire,
  concept: textWire,
  timestamp: textWire,
  expired_date: textWire,
  code: textWire,
  hotel: idWire.nullish(),
  book_room_number: textWire,
  product: idWire.nullish(),
  /** Null or a number (documented); what else stands there is nothing to refuse the row for. */
  book: z.unknown().optional(),
  point_type: amountWire,
})

/** Documented as an echo of the request; the vendor's client reads `id` from it. */
const writtenWire = z.object({
  id: idWire.nullish(),
  contact: idWire.nullish(),
  points: amountWire,
  bonus_points: amountWire,
})

/** The row that a write answered with, as far as it was told: some answers only echo the request. */
export interface WrittenRow {
  operationId: OperationId | undefined
  /** Signed: negative for a redemption. */
  points: number | Unknown
  bonusPoints: number | Unknown
}

type OperationWire = z.infer<typeof operationWire>

export interface OperationReaders {
  page: Reader<Page<Operation & { id: number }>>
  one(id: OperationId): Reader<Operation>
  written(contactId: ContactId, kind: 'grant' | 'redemption'): Reader<WrittenRow>
}

export function createOperationReaders(sign: LoyaltySettings['redemptionSign']): OperationReaders {
  const toRow = (wire: OperationWire) => toOperation(wire, sign)
  const any = createReader(operationWire, toRow)
  const written = createReader(writtenWire, wire => wire)
  return {
    page: createPageReader(operationWire, toRow),
    one: id =>
      checked(any, row =>
        row.id === id ? { value: row } : { issues: ['id: another operation than asked'] },
      ),
    written: (contactId, kind) =>
      checked(written, ({ id, contact, points, bonus_points }) => {
        if (contact != null && toId(contact) !== contactId) {
          return { issues: ['contact: another contact than asked'] }
        }
        const amount = toAmount(points)
        return {
          value: {
            operationId: id == null ? undefined : asOperationId(toId(id)),
            points: kind === 'redemption' && amount !== unknown ? -Math.abs(amount) : amount,
            bonusPoints: toAmount(bonus_points),
          },
        }
      }),
  }
}

function toOperation(wire: OperationWire, sign: LoyaltySettings['redemptionSign']): Operation {
  const points = toAmount(wire.points)
  const consumed = toAmount(wire.consumed_points)
  const contact = toIdOrNone(wire.contact)
  const product = toIdOrNone(wire.product)
  // Asked only where there is one: a refusal by the schema costs an error with its stack, for each row.
  const booking = wire.book == null ? undefined : idWire.safeParse(wire.book).data
  return {
    id: asOperationId(toId(wire.id)),
    contactId: contact === undefined ? unknown : asContactId(contact),
    points: points !== unknown && sign === 'from-rest' && isSpent(wire, points) ? -points : points,
    bonusPoints: toAmount(wire.bonus_points),
    consumedPoints: consumed === unknown ? unknown : Math.abs(consumed),
    remainingPoints: toAmount(wire.remaining_points),
    // null on rows of which nothing expired (documented sample).
    expiredPoints: wire.expired_points === null ? 0 : toAmount(wire.expired_points),
    expiresAt: toMoment(wire.expired_date),
    concept: toText(wire.concept),
    at: toMoment(wire.timestamp),
    hotelId: toIdOrNone(wire.hotel),
    room: toTextOrNone(wire.book_room_number),
    productId: product === undefined ? undefined : asProductId(product),
    code: toTextOrNone(wire.code),
    pointType: toAmount(wire.point_type),
    ...(booking !== undefined && { booking: String(toId(booking)) }),
  }
}

/**
 * A lot has left what it had, less what was consumed and expired (inferred). A positive row with nothing left of
 * which nothing was consumed and nothing expired was never a lot.
 */
function isSpent(wire: OperationWire, points: number): boolean {
  const orNone = (value: number | 'unknown') => (value === unknown ? 0 : value)
  const bonus = orNone(toAmount(wire.bonus_points))
  return (
    points > 0 &&
    points + bonus > 0 &&
    toAmount(wire.remaining_points) === 0 &&
    toAmount(wire.consumed_points) === 0 &&
    orNone(toAmount(wire.expired_points)) === 0
  )
}
