// entries/: bookings and stays, and the way from a room to its guest.
import { type ApiRequest, notFound, ok, type Route, refused } from './http.ts'
import { listReply } from './lists.ts'
import type { Entry } from './model.ts'
import type { LoyaltyStore } from './store.ts'
import { contactJson, entryJson } from './wire.ts'

const roomFilters = ['room_number__in', 'hotel__in', 'entrance__iexact']

export function entryRoutes(store: LoyaltyStore, timeZone: string): Route[] {
  const withContactId = (entry: Entry) => entryJson(entry, entry.contact)
  const withContact = (entry: Entry) => {
    const contact = store.contact(entry.contact)
    return entryJson(entry, contact ? contactJson(contact, timeZone) : entry.contact)
  }

  return [
    {
      method: 'GET',
      path: 'entries/',
      handle(request) {
        const wrong = ['contact', 'input_channel'].filter(name => !/^\d*$/.test(request.filter(name) ?? ''))
        if (wrong.length > 0) return refused(errorsFor(wrong, 'Enter a number.'))
        const wanted: [string, (entry: Entry) => unknown][] = [
          ['localizer', entry => entry.localizer],
          ['contact', entry => entry.contact],
          ['input_channel', entry => entry.inputChannel],
          ['external_object_id', entry => entry.externalObjectId],
        ]
        const rows = store
          .entries()
          .filter(entry => wanted.every(([name, read]) => matches(request, name, read(entry))))
        return listReply(request, rows, withContactId)
      },
    },
    {
      method: 'GET',
      path: 'entries/by-room/',
      handle(request) {
        const active = store.entries().filter(entry => entry.status === 1)
        if (request.ignoresFilters) return listReply(request, active, withContact)
        const missing = roomFilters.filter(name => request.filter(name) === undefined)
        if (missing.length > 0) return refused(errorsFor(missing, 'This field is required.'))
        const rooms = (request.filter('room_number__in') ?? '').split(',')
        const hotels = (request.filter('hotel__in') ?? '').split(',')
        const entrance = request.filter('entrance__iexact')
        const rows = active.filter(
          entry =>
            entry.entrance === entrance &&
            entry.roomNumber !== null &&
            rooms.includes(entry.roomNumber) &&
            hotels.includes(String(entry.hotel)),
        )
        return listReply(request, rows, withContact)
      },
    },
    {
      method: 'GET',
      path: 'entries/{id}/',
      handle(request) {
        const entry = store.entry(Number(request.params.id))
        return entry ? ok(withContactId(entry)) : notFound()
      },
    },
  ]
}

function matches(request: ApiRequest, filter: string, value: unknown): boolean {
  const asked = request.filter(filter)
  return asked === undefined || String(value) === asked
}

const errorsFor = (fields: string[], message: string) =>
  Object.fromEntries(fields.map(field => [field, [message]]))
