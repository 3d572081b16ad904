// An entry as the API prints it → a stay and its guest. The answers' shapes are inferred, so an envelope, an array or
// one entry are read, with the contact as object or id.
import * as z from 'zod'
import { type ContactId, type Guest, type Stay, unknown } from '../domain/guest.ts'
import type { ContactReaders } from './contact-wire.ts'
import { createPageReader } from './pages.ts'
import {
  amountWire,
  asContactId,
  flagWire,
  idWire,
  type Reader,
  textWire,
  toAmount,
  toDay,
  toId,
  toTextOrNone,
} from './wire.ts'

/** Fields seen in the vendor's client and partly documented. */
const entryWire = z.object({
  id: z.unknown().optional(),
  contact: idWire.nullish(),
  hotel: idWire.nullish(),
  localizer: textWire,
  entrance: textWire,
  departure: textWire,
  room_number: textWire,
  status: amountWire,
  sub_status: amountWire,
  is_checkout_realized: flagWire,
})

type EntryWire = z.infer<typeof entryWire>

/** A stay and whose it is. */
export interface GuestStay {
  stay: Stay
  contactId: ContactId
  /** Undefined where the entry gives no more than the contact's id, or no balance. */
  guest: Guest | undefined
}

/** Undefined: an entry of nobody. */
export interface Stays {
  rows: readonly (GuestStay | undefined)[]
  count: number
}

export function createStayReader(contacts: ContactReaders): Reader<Stays> {
  function toGuestStay(wire: EntryWire): GuestStay | undefined {
    const { contact } = wire
    if (contact === null || contact === undefined) return undefined
    const contactId = asContactId(toId(contact))
    const guest = typeof contact === 'object' ? toWholeGuest(contactId, contact) : undefined
    return { contactId, guest, stay: toStay(wire) }
  }

  /** Undefined when the entry's contact is a mere stub, or deleted: the contact is to be read then. */
  function toWholeGuest(contactId: ContactId, contact: object): Guest | undefined {
    const read = contacts.kept(contactId)(contact)
    if ('issues' in read || read.value === undefined) return undefined
    return read.value.email === '' || read.value.points === unknown ? undefined : read.value
  }

  const page = createPageReader(entryWire, toGuestStay)
  return body => {
    const isOneEntry = typeof body === 'object' && body !== null && 'contact' in body
    return page(isOneEntry ? [body] : body)
  }
}

function toStay(wire: EntryWire): Stay {
  const id = idWire.safeParse(wire.id)
  return {
    hotelId: wire.hotel == null ? unknown : toId(wire.hotel),
    room: toTextOrNone(wire.room_number),
    arrival: toDay(wire.entrance),
    departure: toDay(wire.departure),
    locator: toTextOrNone(wire.localizer),
    isActive: toIsActive(wire),
    // What operations name as `book` (inferred).
    ...(id.success && { booking: String(toId(id.data)) }),
  }
}

/** 1 voided, 4 cancelled, 5 no-show, 7 quote, 9 checked out (documented). */
const notHere = new Set<unknown>([1, 4, 5, 7, 9])

function toIsActive(wire: EntryWire): Stay['isActive'] {
  const isCheckedOut = wire.is_checkout_realized === true || wire.is_checkout_realized === 1
  if (isCheckedOut || notHere.has(toAmount(wire.sub_status))) return false
  const status = toAmount(wire.status)
  return status === unknown ? unknown : status === 1
}
