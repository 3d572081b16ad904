import { describe, expect, it } from 'vitest'
import { callSandbox, field, maria, results } from './caller.ts'

const byRoom = (room: string, hotel: string, arrival: string) =>
  `entries/by-room/?room_number__in=${room}&hotel__in=${hotel}&entrance__iexact=${arrival}`

describe('finding a guest by room', () => {
  it('finds the guest with the exact day of arrival, with their contact', async () => {
    const { get } = await callSandbox()
    const answer = await get(byRoom('204', '101', '2026-11-18'))
    expect(answer.json).toMatchObject({ count: 1 })
    expect(results(answer)).toMatchObject([
      {
        localizer: 'ABC123',
        departure: '2026-11-22',
        status: 1,
        sub_status: 8,
        is_checkin_realized: true,
        contact: { id: maria, email: 'maria.garcia@example.com', points: 1240 },
      },
    ])
  })

  it('finds nobody one day off, in another room or in another hotel', async () => {
    const { get } = await callSandbox()
    const paths = [
      byRoom('204', '101', '2026-11-17'),
      byRoom('205', '101', '2026-11-18'),
      byRoom('204', '999', '2026-11-18'),
    ]
    for (const path of paths) expect((await get(path)).json).toMatchObject({ count: 0 })
  })

  it('finds both guests of a shared room, and several rooms at once', async () => {
    const { get } = await callSandbox()
    const surnames = results(await get(byRoom('310', '101', '2026-11-19'))).map(row =>
      field(field(row, 'contact'), 'surname'),
    )
    expect(surnames).toEqual(['Fernández Gil', 'Fernández Gil'])
    expect((await get(byRoom('310,12', '101,102', '2026-11-19'))).json).toMatchObject({ count: 3 })
  })

  it('wants room, hotel and arrival', async () => {
    const { get } = await callSandbox()
    expect(await get('entries/by-room/?room_number__in=204')).toMatchObject({
      status: 400,
      json: { hotel__in: ['This field is required.'], entrance__iexact: ['This field is required.'] },
    })
    expect(await get('entries/by-room/?hotel__in=101&entrance__iexact=2026-11-18')).toMatchObject({
      status: 400,
      json: { room_number__in: ['This field is required.'] },
    })
  })
})

describe('reading bookings', () => {
  it('finds a booking by its locator; the contact is an id there', async () => {
    const { get } = await callSandbox()
    const rows = results(await get('entries/?localizer=ABC123'))
    expect(rows).toMatchObject([{ contact: maria, hotel: 101, room_number: '204', amount: '440.00' }])
    expect((await get(`entries/${field(rows[0], 'id')}/`)).json).toEqual(rows[0])
    expect((await get('entries/1/')).status).toBe(404)
  })

  it("lists one guest's bookings, and joins filters", async () => {
    const { get, sandbox } = await callSandbox()
    const own = sandbox.store.entriesOf(maria)
    expect(own.length).toBeGreaterThan(3)
    expect((await get(`entries/?contact=${maria}`)).json).toMatchObject({ count: own.length })
    expect((await get(`entries/?contact=${maria}&localizer=ABC123`)).json).toMatchObject({ count: 1 })
    expect((await get(`entries/?contact=${maria}&input_channel=7`)).json).toMatchObject({ count: 1 })
    expect((await get('entries/?external_object_id=PMS-ABC123')).json).toMatchObject({ count: 1 })
    expect((await get('entries/?contact=maria')).status).toBe(400)
  })

  it('shows cancelled bookings in lists, never by room', async () => {
    const { get } = await callSandbox()
    expect(results(await get('entries/?localizer=GRO204'))).toMatchObject([
      { room_number: '204', entrance: '2026-11-18', status: 0, sub_status: 4 },
    ])
  })
})
