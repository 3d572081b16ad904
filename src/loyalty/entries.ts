// entries/: stays, and with them guests by room or booking. Seen in the vendor's client.
import { unknown } from '../domain/guest.ts'
import type { Call, CallOptions, Send } from './call.ts'
import type { ContactReaders } from './contact-wire.ts'
import { createStayReader, type GuestStay, type Stays } from './entry-wire.ts'
import { isMissing } from './errors.ts'
import type { LoyaltySettings } from './settings.ts'
import { checked, type Reader } from './wire.ts'

export interface RoomKey {
  hotelId: number
  room: string
  /** The exact day of arrival, `YYYY-MM-DD`: any other finds nobody. */
  arrival: string
}

export type Entries = ReturnType<typeof createEntries>

export function createEntries(send: Send, settings: LoyaltySettings, contacts: ContactReaders) {
  const { paths } = settings
  const readStays = createStayReader(contacts)

  /** "Not found" in the API's own words is an answer too: nobody. */
  async function findStays(call: Call<readonly GuestStay[]>): Promise<readonly GuestStay[]> {
    try {
      return await send(call)
    } catch (error) {
      if (isMissing(error)) return []
      throw error
    }
  }

  return {
    /** Stays in the room that began that day, none of another room. `GET entries/by-room/`. */
    async byRoom(
      { hotelId, room, arrival }: RoomKey,
      options: CallOptions = {},
    ): Promise<readonly GuestStay[]> {
      // An empty filter is none, and would find everyone.
      if (room.trim() === '') return []
      const query = {
        room_number__in: room.trim(),
        hotel__in: String(hotelId),
        entrance__iexact: arrival,
        limit: settings.pageLimit,
        offset: 0,
      }
      const isAsked = ({ stay }: GuestStay) =>
        isSame(stay.room, room) &&
        (stay.hotelId === unknown || stay.hotelId === hotelId) &&
        (stay.arrival === undefined || stay.arrival === arrival)
      const read = only(readStays, isAsked, 'room_number__in')
      return findStays({ ...options, method: 'GET', path: paths.entriesByRoom, query, read })
    },

    /** Stays of a booking, none of another. `GET entries/` with `localizer`. */
    async byLocator(locator: string, options: CallOptions = {}): Promise<readonly GuestStay[]> {
      if (locator.trim() === '') return []
      const query = { localizer: locator.trim(), limit: settings.pageLimit, offset: 0 }
      const read = only(
        readStays,
        ({ stay }) => stay.locator !== undefined && isSame(stay.locator, locator),
        'localizer',
      )
      return findStays({ ...options, method: 'GET', path: paths.entries, query, read })
    },
  }
}

/** A field that the entry leaves out cannot be checked; one that is there must be what was asked for. */
function isSame(printed: string | undefined, asked: string): boolean {
  return printed === undefined || printed.toLowerCase() === asked.trim().toLowerCase()
}

/** Drops what was not asked for; where that shows that the filter did not work and more is there, it is drift. */
function only(
  stays: Reader<Stays>,
  isAsked: (row: GuestStay) => boolean,
  filter: string,
): Reader<readonly GuestStay[]> {
  return checked(stays, ({ rows, count }) => {
    const known = rows.filter(row => row !== undefined)
    const own = known.filter(isAsked)
    const isPartial = own.length < known.length && rows.length < count
    return isPartial ? { issues: [`${filter}: not applied`] } : { value: own }
  })
}
