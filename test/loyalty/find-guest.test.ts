// From what staff type to one guest: by e-mail, number, room and booking; and the entries that lead there.
import { describe, expect, it } from 'vitest'
import { toContactId } from '../../src/domain/guest.ts'
import { nextDay } from '../../src/domain/hotel-day.ts'
import { createMovableClock } from '../../src/lib/clock.ts'
import { createFindGuest } from '../../src/loyalty/find-guest.ts'
import { answering, failureOf, listOf, startBareApi, startClient, startDesk } from './support/api.ts'

const maria = toContactId(11656629)
const today = '2026-11-14'
const clock = () => createMovableClock(Date.UTC(2026, 10, 14, 9))
if (!maria) throw new Error('the guest of these tests is wrong')

async function startSearch(lookBackDays = 7) {
  const desk = await startDesk({ clock: clock() })
  return { ...desk, find: createFindGuest(desk.client, { lookBackDays }) }
}

const byRoom = 'GET entries/by-room/'
const entry = {
  hotel: 101,
  contact: { id: 11656629, email: 'maria.garcia@example.com', points: 1240 },
  localizer: 'ABC123',
  entrance: '2026-11-12',
  departure: '2026-11-16',
  room_number: '204',
  status: 1,
  sub_status: 8,
  is_checkout_realized: false,
}

describe('a guest by e-mail or number', () => {
  it('is found by both', async () => {
    const { find } = await startSearch()
    const found = { kind: 'one', guest: { contactId: maria } }
    expect(await find({ by: 'email', email: 'maria.garcia@example.com' }, 101, today)).toMatchObject(found)
    expect(await find({ by: 'id', id: maria }, 101, today)).toMatchObject(found)
  })

  it('is nobody when the number is unknown or the contact deleted', async () => {
    const { find } = await startSearch()
    for (const number of [1, 11656640]) {
      const id = toContactId(number)
      if (id) expect(await find({ by: 'id', id }, 101, today)).toEqual({ kind: 'none' })
    }
  })
})

describe('a guest by room', () => {
  it('is found without the date: tonight first, then the nights before', async () => {
    const { find, sandbox } = await startSearch()
    const found = await find({ by: 'room', room: '204' }, 101, today)
    expect(found).toMatchObject({
      kind: 'one',
      guest: { contactId: maria, points: 1240 },
      stay: {
        hotelId: 101,
        room: '204',
        arrival: '2026-11-12',
        departure: '2026-11-16',
        locator: 'ABC123',
        isActive: true,
      },
    })
    const asked = sandbox.requests.filter(request => request.route === byRoom).map(request => request.query)
    expect(asked.map(query => query.entrance__iexact)).toEqual(['2026-11-14', '2026-11-13', '2026-11-12'])
    expect(asked[0]).toMatchObject({ room_number__in: '204', hotel__in: '101' })
    expect(sandbox.requests.filter(request => request.route === 'GET contacts/{id}/')).toEqual([])
  })

  it('is the guest of the right hotel', async () => {
    const { find } = await startSearch()
    expect(await find({ by: 'room', room: '204' }, 102, today)).toMatchObject({
      guest: { contactId: 11656622 },
    })
  })

  it('is looked for on no more nights than allowed', async () => {
    const { find, count } = await startSearch(4)
    expect(await find({ by: 'room', room: '118' }, 101, today)).toEqual({ kind: 'none' })
    expect(count(byRoom)).toBe(4)
    const { find: further, count: calls } = await startSearch(5)
    expect(await further({ by: 'room', room: '118' }, 101, today)).toMatchObject({
      guest: { contactId: 11656603 },
    })
    expect(calls(byRoom)).toBe(5)
  })

  it('is found with the arrival date in one call', async () => {
    const { find, count } = await startSearch()
    const found = await find({ by: 'room', room: '118', arrival: '2026-11-10' }, 101, today)
    expect(found).toMatchObject({ kind: 'one', guest: { contactId: 11656603 } })
    expect(count(byRoom)).toBe(1)
    expect(await find({ by: 'room', room: '118', arrival: '2026-11-11' }, 101, today)).toEqual({
      kind: 'none',
    })
  })

  it('is a choice when several guests share the room', async () => {
    const { find } = await startSearch()
    const found = await find({ by: 'room', room: '310' }, 101, today)
    expect(found.kind === 'several' && found.guests.map(guest => guest.name).toSorted()).toEqual([
      'Lucía',
      'Pablo',
    ])
  })

  it('is not the guest who left this morning, unless the arrival date is given', async () => {
    const { find } = await startSearch()
    expect(await find({ by: 'room', room: '109' }, 101, today)).toEqual({ kind: 'none' })
    expect(await find({ by: 'room', room: '109', arrival: nextDay(today, -3) }, 101, today)).toMatchObject({
      guest: { contactId: 11656602 },
      stay: { isActive: false },
    })
  })

  it('is not a guest whose stay ended days ago and was never checked out', async () => {
    const { client } = await answering(listOf({ ...entry, entrance: undefined, departure: '2026-11-13' }))
    const find = createFindGuest(client, { lookBackDays: 2 })
    expect(await find({ by: 'room', room: '204' }, 101, today)).toEqual({ kind: 'none' })
    const leaving = await answering(listOf({ ...entry, entrance: undefined, departure: today }))
    const findLeaving = createFindGuest(leaving.client, { lookBackDays: 2 })
    expect(await findLeaving({ by: 'room', room: '204' }, 101, today)).toMatchObject({ kind: 'one' })
  })

  it('prefers the booking that stands over a cancelled one of the same day', async () => {
    const cancelled = { ...entry, contact: { ...entry.contact, id: 8 }, status: 0, sub_status: 4 }
    const { client } = await answering(listOf(cancelled, entry))
    const find = createFindGuest(client, { lookBackDays: 7 })
    const found = await find({ by: 'room', room: '204', arrival: '2026-11-12' }, 101, today)
    expect(found).toMatchObject({ kind: 'one', guest: { contactId: maria } })
  })

  it('is nobody once the contact was deleted, though the room still names it', async () => {
    const { find, sandbox } = await startSearch()
    sandbox.store.changeContact(maria, { deleted: true })
    expect(await find({ by: 'room', room: '204' }, 101, today)).toEqual({ kind: 'none' })
    sandbox.store.changeContact(11656604, { deleted: true })
    expect(await find({ by: 'room', room: '310' }, 101, today)).toMatchObject({
      kind: 'one',
      guest: { contactId: 11656605 },
    })
  })

  it('is one guest though two bookings name the same', async () => {
    const { client } = await answering(listOf(entry, { ...entry, localizer: 'ABC124' }))
    const find = createFindGuest(client, { lookBackDays: 7 })
    expect(await find({ by: 'room', room: '204', arrival: '2026-11-12' }, 101, today)).toMatchObject({
      kind: 'one',
    })
  })

  it.each([
    ['an envelope', listOf(entry)],
    ['a list', [entry]],
    ['one entry', entry],
  ])('is read from %s', async (_, body) => {
    const { client } = await answering(body)
    const stays = await client.entries.byRoom({ hotelId: 101, room: '204', arrival: '2026-11-12' })
    expect(stays).toMatchObject([{ contactId: maria, guest: { points: 1240 }, stay: { room: '204' } }])
  })

  it.each([
    ['a number', 11656629],
    ['a text', '11656629'],
    ['an object without a balance', { id: 11656629, email: 'maria.garcia@example.com' }],
    ['an object without an e-mail', { id: 11656629, points: 5 }],
    [
      'an object in which the balance drifted',
      { id: 11656629, email: 'maria.garcia@example.com', points: 'x' },
    ],
  ])('is read anew where the entry gives %s', async (_, contact) => {
    const api = await startBareApi(({ path }) => ({
      json: path.startsWith('entries') ? listOf({ ...entry, contact }) : entry.contact,
    }))
    const { client } = startClient(api.url)
    const find = createFindGuest(client, { lookBackDays: 7 })
    const found = await find({ by: 'room', room: '204', arrival: '2026-11-12' }, 101, today)
    expect(found).toMatchObject({ kind: 'one', guest: { contactId: maria, points: 1240 } })
    expect(api.seen.filter(request => request.path === 'contacts/11656629/')).toHaveLength(1)
  })

  it.each([
    ['another room', { room_number: '205' }],
    ['another hotel', { hotel: 102 }],
    ['another arrival', { entrance: '2026-11-11' }],
    ['nobody', { contact: null }],
  ])('an entry of %s is not taken', async (_, fields) => {
    const { client } = await answering(listOf({ ...entry, ...fields }))
    expect(await client.entries.byRoom({ hotelId: 101, room: '204', arrival: '2026-11-12' })).toEqual([])
  })

  it('a filter that was not applied is drift, not "nobody"', async () => {
    const { client } = await answering({ ...listOf({ ...entry, room_number: '205' }), count: 90 })
    const error = await failureOf(client.entries.byRoom({ hotelId: 101, room: '204', arrival: '2026-11-12' }))
    expect(error).toMatchObject({ code: 'Drift', issues: ['room_number__in: not applied'] })
  })

  it('"not found" in the API\'s own words is nobody, a web server\'s page is a failure', async () => {
    const own = await startBareApi(() => ({ status: 404, json: { detail: 'Not found.' } }))
    const key = { hotelId: 101, room: '204', arrival: '2026-11-12' }
    expect(await startClient(own.url).client.entries.byRoom(key)).toEqual([])
    const page = await startBareApi(() => ({ status: 404, text: '<h1>Not Found</h1>' }))
    expect(await failureOf(startClient(page.url).client.entries.byRoom(key))).toMatchObject({
      code: 'NotFound',
    })
  })

  it('asks nothing without a room or a booking', async () => {
    const { client, sandbox } = await startDesk()
    expect(await client.entries.byRoom({ hotelId: 101, room: ' ', arrival: today })).toEqual([])
    expect(await client.entries.byLocator(' ')).toEqual([])
    expect(sandbox.requests).toEqual([])
  })

  it.each([
    [{ status: 1, sub_status: 8 }, true],
    [{ status: '1', sub_status: undefined }, true],
    [{ status: 0, sub_status: 2 }, false],
    [{ status: 1, sub_status: 9 }, false],
    [{ status: 1, sub_status: 4 }, false],
    [{ status: 1, is_checkout_realized: true }, false],
    [{ status: undefined, sub_status: undefined }, 'unknown'],
  ])('tells from %j whether the stay stands: %s', async (fields, isActive) => {
    const { client } = await answering(listOf({ ...entry, ...fields }))
    const [found] = await client.entries.byRoom({ hotelId: 101, room: '204', arrival: '2026-11-12' })
    expect(found?.stay.isActive).toBe(isActive)
  })
})

describe('a guest by booking', () => {
  it('is found, with the stay', async () => {
    const { find, sandbox } = await startSearch()
    const found = await find({ by: 'booking', locator: 'ABC123' }, 101, today)
    expect(found).toMatchObject({
      kind: 'one',
      guest: { contactId: maria },
      stay: { locator: 'ABC123', room: '204' },
    })
    expect(sandbox.requests.some(request => request.query.localizer === 'ABC123')).toBe(true)
    expect(await find({ by: 'booking', locator: 'NOPE99' }, 101, today)).toEqual({ kind: 'none' })
  })

  it('never takes a booking that was not asked for', async () => {
    const { client, sandbox } = await startDesk()
    sandbox.faults.add({ route: 'GET entries/', kind: 'filtersIgnored' })
    const error = await failureOf(client.entries.byLocator('ABC123'))
    expect(error).toMatchObject({ code: 'Drift', issues: ['localizer: not applied'] })
    const { client: whole } = await answering(listOf({ ...entry, localizer: 'XYZ' }, entry))
    const found = await whole.entries.byLocator('abc123 ')
    expect(found.map(({ stay }) => stay.locator)).toEqual(['ABC123'])
    const { client: silent } = await answering(listOf({ ...entry, localizer: undefined }))
    expect(await silent.entries.byLocator('ABC123')).toEqual([])
  })

  it('prefers the stay at this hotel, then the one that stands', async () => {
    const at = (id: number, more: object) => ({ ...entry, contact: { ...entry.contact, id }, ...more })
    const { client } = await answering(
      listOf(at(8, { hotel: 102 }), at(9, { status: 0, sub_status: 4 }), at(11656629, {})),
    )
    const find = createFindGuest(client, { lookBackDays: 7 })
    expect(await find({ by: 'booking', locator: 'ABC123' }, 101, today)).toMatchObject({
      guest: { contactId: maria },
    })
    expect(await find({ by: 'booking', locator: 'ABC123' }, 102, today)).toMatchObject({
      guest: { contactId: 8 },
    })
  })
})
