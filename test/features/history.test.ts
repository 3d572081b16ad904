// /history: what the guest was granted and redeemed, newest first, paged and filtered in the same window.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import {
  agents,
  answered,
  answersSlowly,
  calls,
  closeDesk,
  maria,
  openDesk,
  type Person,
} from '../support/counter.ts'

const day = 24 * 3_600_000

/** A new member with so many operations of one point each, the last one a minute ago. */
function memberWith(desk: TestApp, rows: number) {
  const { store } = desk.loyalty
  const guest = store.addContact({ email: 'nueva@example.com', name: 'Nuria', isMember: true, level: 2671 })
  for (let row = 1; row <= rows; row++)
    store.addPoints({
      contact: guest.id,
      concept: `Fila ${row}`,
      points: 1,
      at: desk.clock.now() - (rows - row + 1) * 60_000,
    })
  return guest
}

/** The operations on the page, as "Fila 7" and the like. */
const rowsShown = (text: string) => [...text.matchAll(/Fila (\d+)/g)].map(([, row]) => Number(row))

const from = (first: number, last: number) => Array.from({ length: first - last + 1 }, (_, at) => first - at)

describe.each(agents)('$name looks at a history and reads $language', ({ name, language }) => {
  let desk: TestApp
  let person: Person
  beforeEach(async () => {
    desk = await openDesk(language)
    person = desk.slack.person(name)
  })
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const older = say('Más antiguos ▶', 'Older ▶')
  const newer = say('◀ Más recientes', '◀ Newer')

  test('it opens at once, says that it is looking, and shows the guest with the newest operations', async () => {
    const slow = answersSlowly(desk, 'GET contacts/', 2900)
    await person.types(`/history ${maria.email}`)
    const waiting = await person.waitsForModal(say('Movimientos', 'Points history'))
    expect(waiting.text).toContain(say('🔎 Buscando al cliente…', '🔎 Looking up the guest…'))
    await slow
    desk.clock.advance(2900)
    const view = await person.waitsForModal(maria.name)
    expect(view.text).toContain(
      say('1.240 puntos (leído a las 14:32) · 19 movimientos', '1,240 points (read 14:32) · 19 operations'),
    )
    const bonus = say('extra del nivel', 'level bonus')
    const lines = [
      say(`➕ +20 (+2 ${bonus}) · 26 oct 2026 · Encuesta`, `➕ +20 (+2 ${bonus}) · 26 Oct 2026 · Encuesta`),
      say(`➕ +70 (+7 ${bonus}) · 25 oct 2026 · Estancia`, `➕ +70 (+7 ${bonus}) · 25 Oct 2026 · Estancia`),
      say('➖ -450 · 23 jul 2026 · Botella de cava', '➖ -450 · 23 Jul 2026 · Botella de cava'),
    ]
    const places = lines.map(line => view.text.indexOf(line))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(view.text).not.toContain(maria.email)
    expect(calls(desk)).toEqual(['GET contacts/', 'GET operations/'])
  })

  test('the card’s button opens it, for one request each for the guest and the ledger', async () => {
    await person.types(`/points #${maria.id}`)
    await person.waitsToSee(maria.name, 'desk')
    await person.clicks(say('Movimientos', 'History'), { in: 'desk' })
    await person.waitsForModal(say('19 movimientos', '19 operations'))
    expect(calls(desk).toSorted()).toEqual(['GET contacts/{id}/', 'GET contacts/{id}/', 'GET operations/'])
  })

  test('no text opens the form, and a text that nobody understands is kept in it', async () => {
    await person.types('/history la señora')
    const form = await person.waitsForModal(say('No sabemos qué cliente es', 'We could not tell the guest'))
    expect(form.fields[say('Cliente', 'Guest')]?.value).toBe('la señora')
    expect(await person.submits({ [say('Cliente', 'Guest')]: `#${maria.id}` })).toEqual({
      result: 'updated',
      errors: {},
    })
    await person.waitsForModal(say('19 movimientos', '19 operations'))
  })

  test.each([
    [0, 0, []],
    [1, 1, []],
    [10, 1, []],
    [11, 1, [[10, [1]]]],
    [500, 10, [[10, from(490, 481)]]],
  ] as const)('%i operations are read once and shown ten to a page', async (rows, requests, next) => {
    const guest = memberWith(desk, rows)
    await person.types(`/history #${guest.id}`)
    const first = await person.waitsForModal('Nuria')
    expect(rowsShown(first.text)).toEqual(from(rows, Math.max(1, rows - 9)).slice(0, rows))
    if (rows === 0)
      expect(first.text).toContain(
        say('Este cliente aún no tiene movimientos', 'This guest has no operations in the programme yet'),
      )
    for (const [, shown] of next) {
      await person.clicks(older, { in: 'modal' })
      const second = await person.waitsForModal(say('Página 2 de', 'Page 2 of'))
      expect(rowsShown(second.text)).toEqual(shown)
      expect(second.buttons).toContain(newer)
      expect(second.depth).toBe(1)
    }
    if (next.length === 0) expect(first.buttons).not.toContain(older)
    const ledger = calls(desk).filter(route => route === 'GET operations/')
    expect(ledger.length).toBe(Math.max(1, requests))
  })

  test('the last page of 500 has no older one, and newer ones are a press away', async () => {
    const guest = memberWith(desk, 500)
    await person.types(`/history #${guest.id}`)
    await person.waitsForModal(say('Página 1 de 50', 'Page 1 of 50'))
    for (let page = 2; page <= 50; page++) {
      await person.clicks(older, { in: 'modal' })
      await person.waitsForModal(say(`Página ${page} de 50`, `Page ${page} of 50`))
    }
    const last = person.modal()
    expect(rowsShown(last?.text ?? '')).toEqual(from(10, 1))
    expect(last?.buttons).not.toContain(older)
    await person.clicks(newer, { in: 'modal' })
    await person.waitsForModal(say('Página 49 de 50', 'Page 49 of 50'))
    expect(calls(desk).filter(route => route === 'GET operations/').length).toBe(10)
  })

  test('only grants, only redemptions or only what expired is a press, without asking the programme', async () => {
    await person.types(`/history ${maria.email}`)
    await person.waitsForModal(say('19 movimientos', '19 operations'))
    await person.clicks(say('Canjes', 'Redeemed'), { in: 'modal' })
    const spent = await person.waitsForModal(/(?<!\d)[1-9] (movimiento|operation)/)
    expect(spent.text).toContain('➖')
    expect(spent.text).not.toContain('➕')
    await person.clicks(say('Abonos', 'Granted'), { in: 'modal' })
    const granted = await person.waitsForModal('➕')
    expect(granted.text).not.toContain('➖')
    await person.clicks(say('Caducados', 'Expired'), { in: 'modal' })
    await person.waitsForModal(
      say(
        'No hay movimientos de este tipo. Pulsa «Todos» para ver los demás.',
        'There are no operations of this kind. Press “All” to see the others.',
      ),
    )
    await person.clicks(say('Todos', 'All'), { in: 'modal' })
    await person.waitsForModal(say('19 movimientos', '19 operations'))
    expect(calls(desk)).toEqual(['GET contacts/', 'GET operations/'])
  })

  test('points that ran out unused are marked', async () => {
    const guest = memberWith(desk, 2)
    const [lot] = desk.loyalty.store.operationsOf(guest.id)
    desk.loyalty.store.expireLot(lot?.id ?? 0)
    await person.types(`/history #${guest.id}`)
    await person.waitsForModal('Nuria')
    await person.clicks(say('Caducados', 'Expired'), { in: 'modal' })
    const view = await person.waitsForModal(say('1 movimiento', '1 operation'))
    expect(rowsShown(view.text)).toEqual([1])
    expect(view.text).toContain(say('⌛ 1 de ellos han caducado', '⌛ 1 of them expired'))
  })

  test('what somebody typed into a reason is masked and never becomes a ping', async () => {
    const guest = memberWith(desk, 0)
    const concept = 'Para juan@example.com <!channel> *4111 1111 1111 1111*'
    desk.loyalty.store.addPoints({ contact: guest.id, concept, points: 5 })
    await person.types(`/history #${guest.id}`)
    const view = await person.waitsForModal('+5')
    expect(view.text).toContain('Para j•••@example.com <!channel> *•••1111*')
    expect(view.text).not.toContain('juan@')
  })

  test('it says so when the programme’s answer is not the whole history', async () => {
    desk.loyalty.faults.add({ route: 'GET operations/', kind: 'filtersIgnored', times: 100 })
    await person.types(`/history ${maria.email}`)
    const view = await person.waitsForModal(
      say('⚠️ El programa no ha dado el historial completo', '⚠️ The programme did not give the whole history'),
    )
    expect(view.text).toContain(say('19 movimientos', '19 operations'))
    expect(view.text).not.toContain('Smith')
  })

  test('while the programme is down the form says so, keeps the text, and works when it is back', async () => {
    await desk.loyalty.refuseConnections()
    await person.types(`/history ${maria.email}`)
    const form = await person.waitsForModal(
      say(
        'El programa de puntos no responde ahora mismo.',
        'The loyalty programme does not answer right now.',
      ),
    )
    expect(form.fields[say('Cliente', 'Guest')]?.value).toBe(maria.email)
    await desk.loyalty.acceptConnections()
    await person.submits()
    await person.waitsForModal(say('19 movimientos', '19 operations'))
  })

  test('a ledger that does not answer is said, and no half of the answer is shown', async () => {
    desk.loyalty.faults.add({ route: 'GET operations/', kind: 'serverError', times: 10 })
    await person.types(`/history ${maria.email}`)
    const form = await person.waitsForModal('⚠️')
    expect(form.text).not.toContain(maria.name)
    desk.loyalty.faults.clear()
    await person.submits()
    await person.waitsForModal(say('19 movimientos', '19 operations'))
  })

  test('a page that is turned a quarter of an hour later is read again, with a way on when the programme is down', async () => {
    await person.types(`/history ${maria.email}`)
    await person.waitsForModal(say('Página 1 de 2', 'Page 1 of 2'))
    desk.clock.advance(15 * 60_000)
    await desk.loyalty.refuseConnections()
    await person.clicks(older, { in: 'modal' })
    const unread = await person.waitsForModal(
      say(
        'El programa de puntos no responde ahora mismo.',
        'The loyalty programme does not answer right now.',
      ),
    )
    expect(unread.text).not.toContain(maria.name)
    await desk.loyalty.acceptConnections()
    await person.clicks(say('Reintentar', 'Try again'), { in: 'modal' })
    const view = await person.waitsForModal(say('Página 2 de 2', 'Page 2 of 2'))
    expect(view.text).toContain(say('(leído a las 14:47)', '(read 14:47)'))
  })

  test('a press that another copy of the app takes turns the same page, from a reading of its own', async () => {
    await person.types(`/history ${maria.email}`)
    await person.waitsForModal(say('Página 1 de 2', 'Page 1 of 2'))
    await desk.restart()
    await person.clicks(older, { in: 'modal' })
    await person.waitsForModal(say('Página 2 de 2', 'Page 2 of 2'))
    expect(calls(desk).filter(route => route === 'GET operations/').length).toBe(2)
  })

  test('one operation is read anew for its details, with everything that the programme says of it', async () => {
    const guest = memberWith(desk, 1)
    const lot = desk.loyalty.store.addPoints({
      contact: guest.id,
      concept: 'Estancia',
      points: 1000,
      bonusPoints: 100,
      hotel: 101,
      bookRoomNumber: '204',
      expiresAt: desk.clock.now() + 40 * day,
    })
    const product = desk.loyalty.store.productByTitle('Late check-out')
    desk.loyalty.store.redeemPoints({
      contact: guest.id,
      concept: 'Late',
      points: 300,
      product: product?.id ?? null,
      at: desk.clock.now() + 1000,
    })
    await person.types(`/history #${guest.id}`)
    await person.waitsForModal('Nuria')
    await person.clicks(say('Detalles', 'Details'), { in: 'modal', nth: 1 })
    const view = await person.waitsForModal(say('Fecha', 'Date'))
    expect(view.depth).toBe(2)
    const fact = (label: string, value: string) => expect(view.text).toContain(`${label}\n${value}`)
    fact(say('Fecha', 'Date'), say('23 nov 2026, 14:32', '23 Nov 2026, 14:32'))
    fact(say('Puntos', 'Points'), say('+1.000', '+1,000'))
    fact(say('Extra del nivel', 'Level bonus'), '+100')
    fact(say('Usados después', 'Used since'), '299')
    fact(say('Quedan', 'Left'), '801')
    fact(say('Caducados', 'Expired'), '0')
    fact(say('Lo que queda caduca el', 'What is left expires on'), say('2 ene 2027', '2 Jan 2027'))
    fact(say('Dónde', 'Where'), say('Hotel Miramar · habitación 204', 'Hotel Miramar · room 204'))
    fact(say('Código del vale', 'Voucher code'), lot.code)
    expect(calls(desk).toSorted()).toEqual(['GET contacts/{id}/', 'GET operations/', 'GET operations/{id}/'])

    await person.closesModal()
    await person.clicks(say('Detalles', 'Details'), { in: 'modal', nth: 0 })
    const spent = await person.waitsForModal('Late check-out')
    expect(spent.text).toContain('-300')
    expect(spent.text).not.toContain(say('Quedan', 'Left'))
  })

  test('who closes the details before they came hears no more of them', async () => {
    await person.types(`/history ${maria.email}`)
    await person.waitsForModal(maria.name)
    const slow = answersSlowly(desk, 'GET operations/{id}/', 2900)
    await person.clicks(say('Detalles', 'Details'), { in: 'modal', nth: 0 })
    await slow
    await person.closesModal()
    desk.clock.advance(2900)
    await answered(desk, 'GET operations/{id}/')
    await person.clicks(older, { in: 'modal' })
    await person.waitsForModal(say('Página 2 de 2', 'Page 2 of 2'))
    await person.types(`/points #${maria.id}`)
    await person.waitsToSee(maria.name, 'desk')
    expect(person.messages('dm')).toEqual([])
  })

  test('no end of validity is shown for points that do not run out, nor where nothing is left', async () => {
    const guest = memberWith(desk, 0)
    const { store } = desk.loyalty
    const expiresAt = desk.clock.now() + day
    const at = desk.clock.now() - day
    store.addPoints({ contact: guest.id, concept: 'Gastado', points: 2, at, expiresAt })
    store.redeemPoints({ contact: guest.id, concept: 'Gasto', points: 2, at: at + 1000 })
    store.addPoints({ contact: guest.id, concept: 'Para siempre', points: 2, at: at + 2000 })
    await person.types(`/history #${guest.id}`)
    await person.waitsForModal('Nuria')
    for (const nth of [0, 2]) {
      await person.clicks(say('Detalles', 'Details'), { in: 'modal', nth })
      const view = await person.waitsForModal(say('Quedan', 'Left'))
      expect(view.text).not.toContain(say('caduca el', 'expires on'))
      await person.closesModal()
    }
  })

  test('an operation that is gone, of another guest, or out of reach is said in its own window', async () => {
    await person.types(`/history ${maria.email}`)
    await person.waitsForModal(maria.name)
    const gone = say(
      '⚠️ El programa ya no tiene este movimiento',
      '⚠️ The programme no longer has this operation',
    )
    const newest = desk.loyalty.store.operationsOf(maria.id).at(-1)
    desk.loyalty.faults.add({
      route: 'GET operations/{id}/',
      kind: 'rejected',
      status: 404,
      body: { detail: 'Not found.' },
    })
    await person.clicks(say('Detalles', 'Details'), { in: 'modal', nth: 0 })
    await person.waitsForModal(gone)
    await person.closesModal()
    await desk.loyalty.refuseConnections()
    await person.clicks(say('Detalles', 'Details'), { in: 'modal', nth: 0 })
    await person.waitsForModal(
      say('⚠️ El programa de puntos no responde', '⚠️ The loyalty programme does not answer'),
    )
    await person.closesModal()
    await desk.loyalty.acceptConnections()
    desk.loyalty.faults.add({
      route: 'GET operations/{id}/',
      kind: 'answer',
      body: { id: newest?.id, contact: 11656603, points: 70, concept: 'De otro cliente' },
    })
    await person.clicks(say('Detalles', 'Details'), { in: 'modal', nth: 0 })
    const strange = await person.waitsForModal(gone)
    expect(strange.text).not.toContain('De otro cliente')
  })
})
