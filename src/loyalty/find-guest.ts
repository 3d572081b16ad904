// From what staff typed to exactly one guest, none or several.
import { type ContactId, type FindGuest, type Guest, mostToChooseFrom, type Stay } from '../domain/guest.ts'
import type { GuestKey } from '../domain/guest-key.ts'
import { nextDay } from '../domain/hotel-day.ts'
import type { CallOptions } from './call.ts'
import type { LoyaltyClient } from './client.ts'
import type { GuestStay } from './entry-wire.ts'

/**
 * @param hotelId the hotel whose rooms are meant
 * @param today the hotel's date, `YYYY-MM-DD`
 * @throws LoyaltyError when the API could not be asked, or its answer not be trusted
 */
export type FindGuestByKey = (
  key: GuestKey,
  hotelId: number,
  today: string,
  options?: CallOptions,
) => Promise<FindGuest>

export interface FindGuestRules {
  /** How many arrival dates are tried for a room without one, today included: one call each. */
  lookBackDays: number
}

export function createFindGuest(
  client: Pick<LoyaltyClient, 'contacts' | 'entries'>,
  rules: FindGuestRules,
): FindGuestByKey {
  const { contacts, entries } = client

  return (key, hotelId, today, options = {}) => {
    switch (key.by) {
      case 'email':
        return contacts.findByEmail(key.email, options)
      case 'id':
        return byId(key.id, options)
      case 'room':
        return key.arrival === undefined
          ? byRoomTonight(key.room, hotelId, today, options)
          : byRoomAndArrival(key.room, hotelId, key.arrival, options)
      case 'booking':
        return byLocator(key.locator, hotelId, options)
    }
  }

  async function byId(id: ContactId, options: CallOptions): Promise<FindGuest> {
    const guest = await contacts.find(id, options)
    return guest ? { kind: 'one', guest } : { kind: 'none' }
  }

  /** Today and the nights before, newest first; the first night with somebody who is still there decides. */
  async function byRoomTonight(
    room: string,
    hotelId: number,
    today: string,
    options: CallOptions,
  ): Promise<FindGuest> {
    for (let daysAgo = 0; daysAgo < rules.lookBackDays; daysAgo++) {
      const arrival = nextDay(today, -daysAgo)
      const stays = await entries.byRoom({ hotelId, room, arrival }, options)
      const here = stays.filter(({ stay }) => isStillThere(stay, today))
      if (here.length > 0) return toFound(here, options)
    }
    return { kind: 'none' }
  }

  async function byRoomAndArrival(
    room: string,
    hotelId: number,
    arrival: string,
    options: CallOptions,
  ): Promise<FindGuest> {
    return toFound(preferred(await entries.byRoom({ hotelId, room, arrival }, options), isActive), options)
  }

  async function byLocator(locator: string, hotelId: number, options: CallOptions): Promise<FindGuest> {
    const stays = await entries.byLocator(locator, options)
    const atHotel = preferred(stays, ({ stay }) => stay.hotelId === hotelId)
    return toFound(preferred(atHotel, isActive), options)
  }

  async function toFound(stays: readonly GuestStay[], options: CallOptions): Promise<FindGuest> {
    const byContact = new Map(stays.map(row => [row.contactId, row]))
    const rows = [...byContact.values()]
    const known: Guest[] = []
    // Only those who will be shown: of a group of fifty the others would be read for nobody.
    while (known.length < mostToChooseFrom && rows.length > 0) {
      const next = rows.splice(0, mostToChooseFrom - known.length)
      const guests = await Promise.all(next.map(row => row.guest ?? contacts.find(row.contactId, options)))
      known.push(...guests.filter(guest => guest !== undefined))
    }
    const [guest] = known
    if (guest === undefined) return { kind: 'none' }
    if (known.length > 1) return { kind: 'several', guests: known, more: rows.length }
    const stay = byContact.get(guest.contactId)?.stay
    return stay ? { kind: 'one', guest, stay } : { kind: 'one', guest }
  }
}

const isActive = ({ stay }: GuestStay) => stay.isActive !== false

/** By-room answers with the active booking, also days after its end where the hotel never checked the guest out. */
function isStillThere(stay: Stay, today: string): boolean {
  return stay.isActive !== false && (stay.departure === undefined || stay.departure >= today)
}

/** The rows that fit, or all of them where none does. */
function preferred(rows: readonly GuestStay[], fits: (row: GuestStay) => boolean): readonly GuestStay[] {
  const fitting = rows.filter(fits)
  return fitting.length > 0 ? fitting : rows
}
