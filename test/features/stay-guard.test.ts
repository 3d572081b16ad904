// A grant for a stay that the guest may already have points for: asked with the row beside it, never guessed.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { actionsOf, agents, calls, closeDesk, ledger, maria, openDesk } from '../support/counter.ts'

const day = (text: string) => Date.parse(`${text}T11:00:00Z`)

describe.each(agents)('$name grants for a stay and reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const me = () => desk.slack.person(name)
  const departure = say('Salida', 'Departure')
  const locator = say('Localizador de la reserva', 'Booking locator')
  const asksAgain = say(
    'Pulsa otra vez solo si debe tener los dos',
    'Press again only if the guest should have both',
  )
  const rows = () => ledger(desk, maria.id).map(({ points }) => points)
  const opens = async (typed: string, before: () => void = () => {}) => {
    desk = await openDesk(language)
    before()
    await me().types(`/grant ${typed}`)
    return me().waitsForModal('👤')
  }
  const hotelGrants = (concept: string, at: string, more = {}) =>
    desk.loyalty.store.addPoints({
      contact: maria.id,
      concept,
      points: 120,
      bonusPoints: 0,
      at: day(at),
      ...more,
    })
  /** A question stands a second before a press is an answer to it. */
  const reads = () => desk.clock.advance(2000)

  test('points near the check-out are shown, and granted in spite of them only by a second press', async () => {
    await opens(`${maria.email} 300`, () => hotelGrants('Estancia de noviembre', '2026-11-15'))
    const values = { [departure]: '2026-11-14' }
    expect(await me().submits(values)).toEqual({ result: 'updated', errors: {} })
    const form = await me().waitsForModal(asksAgain)
    expect(form.text).toContain(
      say('+120 · 15 nov 2026 · Estancia de noviembre', '+120 · 15 Nov 2026 · Estancia de noviembre'),
    )
    expect(form.fields[say('Puntos', 'Points')]?.value).toBe('300')
    expect(await actionsOf(desk)).toEqual([])
    reads()
    expect(await me().submits()).toEqual({ result: 'closed', errors: {} })
    await desk.jobs.idle()
    expect(rows()).toEqual([300])
    expect(calls(desk)).toEqual([
      'GET contacts/',
      'GET operations/',
      'POST operations/add-points/',
      'GET contacts/{id}/',
    ])
  })

  test('the choice stands in the audit trail with the row’s number, and on the card that a manager decides on', async () => {
    let id = 0
    await opens(`${maria.email} 501`, () => {
      id = hotelGrants('Estancia', '2026-11-15').id
    })
    await me().submits({ [departure]: '2026-11-14' })
    reads()
    await me().submits()
    await desk.jobs.idle()
    const event = await desk.app.database.db
      .selectFrom('audit')
      .select('detail')
      .where('event', '=', 'action.requested')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(event.detail).despite).toBe(`operation:${id}`)
    expect(desk.slack.person('carla').lastMessage('approvals').text).toContain(
      say(
        `(movimiento ${id}); se ha pedido de todos modos`,
        `(operation ${id}); it was asked for all the same`,
      ),
    )
  })

  test('the second click of a double click is no answer', async () => {
    await opens(`${maria.email} 300`, () => hotelGrants('Estancia', '2026-11-15'))
    await me().submits({ [departure]: '2026-11-14' })
    expect(await me().submits()).toEqual({ result: 'updated', errors: {} })
    expect(await actionsOf(desk)).toEqual([])
  })

  test('the same locator is found in what the guest reads, however old', async () => {
    await opens(`${maria.email} 300`, () => hotelGrants('Puntos reserva QX77PL', '2026-06-01'))
    expect(await me().submits({ [locator]: 'qx77pl' })).toMatchObject({ result: 'updated' })
    expect((await me().waitsForModal(asksAgain)).text).toContain('Puntos reserva QX77PL')
  })

  test.each([
    ['by the number of the booking', '2026-01-15', true],
    ['by the day of its check-out', '2026-11-22', false],
  ])(
    'a guest found by room: the stay’s own points are shown with the guest, and asked about, %s',
    async (_, at, isSameBooking) => {
      const form = await opens(say('hab. 204 300', 'room 204 300'), () => {
        const entry = desk.loyalty.store.entries().find(({ localizer }) => localizer === 'ABC123')
        hotelGrants('Check-out', at, isSameBooking ? { book: entry?.id } : {})
      })
      expect(form.text).toContain(say('Ya constan, cerca de esta estancia', 'Already there, near this stay'))
      expect(await me().submits()).toMatchObject({ result: 'updated' })
      await me().waitsForModal(asksAgain)
    },
  )

  test.each([
    ['a blank locator', { locator: '   ' }],
    ['the arrival alone', { arrival: '2026-11-21' }],
  ])('%s typed for a guest found by room leaves the rest of the stay as it is', async (_, typed) => {
    await opens(say('hab. 204 300', 'room 204 300'), () => hotelGrants('Check-out', '2026-11-27'))
    const values = {
      ...('locator' in typed && { [locator]: typed.locator }),
      ...('arrival' in typed && { [say('Llegada', 'Arrival')]: typed.arrival }),
    }
    expect(await me().submits(values)).toMatchObject({ result: 'updated' })
    await me().waitsForModal(asksAgain)
  })

  test('points of a redemption that were given back are no points for a stay', async () => {
    await opens(`${maria.email} 300`, () => {
      desk.loyalty.store.redeemPoints({ contact: maria.id, concept: 'Spa · LD-AAAAAA', points: 200 })
      hotelGrants('Anulación de LD-AAAAAA · LD-BBBBBB', '2026-11-15', { points: 200 })
    })
    expect(await me().submits({ [departure]: '2026-11-14' })).toEqual({ result: 'closed', errors: {} })
  })

  test('a grant of which only a part was taken back still counts', async () => {
    await opens(`${maria.email} 300`, () => {
      hotelGrants('Estancia · LD-AAAAAA', '2026-11-15', { points: 300 })
      desk.loyalty.store.redeemPoints({
        contact: maria.id,
        concept: 'Anulación de LD-AAAAAA · LD-BBBBBB',
        points: 70,
      })
    })
    expect(await me().submits({ [departure]: '2026-11-14' })).toMatchObject({ result: 'updated' })
    await me().waitsForModal(asksAgain)
  })

  test('for another stay, or for no stay, nothing is asked', async () => {
    await opens(`${maria.email} 300`, () => hotelGrants('Estancia', '2026-11-15'))
    expect(await me().submits({ [departure]: '2026-10-14' })).toEqual({ result: 'closed', errors: {} })
    await desk.jobs.idle()
    await me().types(`/grant ${maria.email} 50`)
    await me().waitsForModal('👤')
    const reason = say('Motivo (el cliente puede leerlo)', 'Reason (the guest can read it)')
    const service = say('Compensación', 'Service recovery')
    expect(await me().submits({ [departure]: '2026-11-14', [reason]: service })).toEqual({
      result: 'closed',
      errors: {},
    })
  })

  test('points that were undone do not count', async () => {
    await opens(`${maria.email} 300`)
    await me().submits({ [departure]: '2026-11-23' })
    await desk.jobs.idle()
    await me().clicks(say('Anular', 'Undo'), { in: 'desk' })
    await me().waitsToSee(say('Anulado como', 'Undone as'), 'desk')
    await desk.jobs.idle()
    await me().types(`/grant ${maria.email} 300`)
    await me().waitsForModal('👤')
    expect(await me().submits({ [departure]: '2026-11-23' })).toEqual({ result: 'closed', errors: {} })
    await desk.jobs.idle()
    expect(rows()).toEqual([300, -330, 300])
  })

  test('the desk’s own grant for the stay is asked about once, not as a row and again as an action', async () => {
    await opens(`${maria.email} 300`)
    await me().submits({ [departure]: '2026-11-23' })
    await desk.jobs.idle()
    await me().types(`/grant ${maria.email} 300`)
    await me().waitsForModal('👤')
    expect(await me().submits({ [departure]: '2026-11-23' })).toMatchObject({ result: 'updated' })
    reads()
    expect(await me().submits()).toEqual({ result: 'closed', errors: {} })
    await desk.jobs.idle()
    expect(rows()).toEqual([300, 300])
  })

  test('while the history does not answer the form says so, and still grants', async () => {
    const form = await opens(`${maria.email} 300`, () =>
      desk.loyalty.faults.add({ route: 'GET operations/', kind: 'rejected', status: 500, times: 9 }),
    )
    expect(form.text).toContain(
      say('No se han podido comprobar los puntos anteriores', 'Earlier points could not be checked'),
    )
    expect(await me().submits({ [departure]: '2026-11-14' })).toEqual({ result: 'closed', errors: {} })
    await desk.jobs.idle()
    expect(rows()).toEqual([300])
  })

  test('a history that answers too late is not waited for', async () => {
    desk = await openDesk(language)
    desk.loyalty.faults.add({ route: 'GET operations/', kind: 'slow', delayMs: 60_000 })
    await me().types(`/grant ${maria.email} 300`)
    const form = await me().waitsForModal('👤')
    expect(form.text).toContain(
      say('No se han podido comprobar los puntos anteriores', 'Earlier points could not be checked'),
    )
  })

  test('where rows of other guests come along the form says that the history is incomplete', async () => {
    const form = await opens(`${maria.email} 300`, () =>
      desk.loyalty.faults.add({ route: 'GET operations/', kind: 'filtersIgnored' }),
    )
    expect(form.text).toContain(
      say('El historial recibido está incompleto', 'The history that we got is incomplete'),
    )
  })
})
