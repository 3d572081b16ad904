// A grant when the programme is down, slow, refuses, asks to wait or loses its answer: one write at the most, and
// every card says whether anything changed.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import {
  actionsOf,
  agents,
  answersSlowly,
  closeDesk,
  john,
  ledger,
  maria,
  openDesk,
} from '../support/counter.ts'

const write = 'POST operations/add-points/'

describe.each(agents)('$name grants while something fails and reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const ready = async (options = {}) => {
    desk = await openDesk(language, options)
    const person = desk.slack.person(name)
    await person.types(`/grant ${maria.email} 300`)
    await person.waitsForModal(maria.name)
    return person
  }
  const done = say('300 puntos abonados a María G.', '300 points granted to María G.')
  const writes = () => desk.loyalty.requests.filter(({ route }) => route === write)
  const allowanceLeft = async () => {
    const person = desk.slack.person(name)
    await person.types(`/grant ${john.email} 1`)
    const { text } = await person.waitsForModal(john.name)
    return /(?:te quedan|grant,) ([\d.,]+)/.exec(text)?.[1]?.replace(/\D/g, '')
  }

  test('a programme that goes down before the write: the card says that nothing was sent, and it is sent once later', async () => {
    const person = await ready()
    await desk.loyalty.refuseConnections()
    expect(await person.submits()).toEqual({ result: 'closed', errors: {} })
    await person.waitsToSee(
      say(
        'El programa de puntos no responde. Aún no se ha enviado nada; se enviará en cuanto responda.',
        'The loyalty programme does not answer. Nothing has been sent yet; the desk sends it as soon as it answers.',
      ),
      'desk',
    )
    await desk.jobs.idle()
    desk.clock.advance(3000)
    await desk.jobs.idle()
    await desk.loyalty.acceptConnections()
    desk.clock.advance(30_000)
    await person.waitsToSee(done, 'desk')
    await desk.jobs.idle()
    expect(ledger(desk, maria.id)).toHaveLength(1)
    expect(writes()).toHaveLength(1)
    expect(desk.slack.store.messagesIn('desk')).toHaveLength(1)
    expect(person.messages('dm').map(({ text }) => text)).toEqual([expect.stringContaining(done)])
  })

  test('a programme that stays down for ten minutes: it was never sent, and the allowance comes back', async () => {
    const person = await ready()
    await desk.loyalty.refuseConnections()
    await person.submits()
    await desk.jobs.idle()
    for (let minute = 0; minute < 12; minute++) {
      desk.clock.advance(60_000)
      await desk.jobs.idle()
    }
    await person.waitsToSee(
      say(
        'El programa de puntos no ha respondido en diez minutos. No se ha llegado a enviar, así que no ha cambiado nada. Vuelve a pedirlo cuando responda.',
        'The loyalty programme did not answer for ten minutes. It was never sent, so nothing changed. Ask again when it is back.',
      ),
      'dm',
    )
    await desk.loyalty.acceptConnections()
    expect(await allowanceLeft()).toBe('2000')
    expect(ledger(desk, maria.id)).toEqual([])
  })

  test('a programme that asks to wait: the card says so, and after that time it is sent once', async () => {
    const person = await ready()
    desk.loyalty.faults.add({ route: write, kind: 'rateLimited', retryAfter: 20 })
    await person.submits()
    await person.waitsToSee(
      say(
        'El programa de puntos nos pide esperar. Aún no se ha enviado nada; se enviará en un momento.',
        'The loyalty programme asks us to wait. Nothing has been sent yet; the desk sends it in a moment.',
      ),
      'desk',
    )
    await desk.jobs.idle()
    desk.clock.advance(10_000)
    await desk.jobs.idle()
    expect(writes()).toHaveLength(1)
    desk.clock.advance(10_000)
    await person.waitsToSee(done, 'desk')
    expect(writes().map(({ status }) => status)).toEqual([429, 201])
    expect(ledger(desk, maria.id)).toHaveLength(1)
  })

  test('a programme that refuses: its own words on the card, nothing changed, the allowance comes back', async () => {
    const person = await ready()
    const body = { points: ['Mañana <!channel> *no* & maria.garcia@example.com'] }
    desk.loyalty.faults.add({ route: write, kind: 'rejected', body })
    await person.submits()
    const refused = say(
      'El programa de puntos lo ha rechazado, así que no ha cambiado nada. Dice: «Mañana <!channel> *no* & m•••@example.com»',
      'The loyalty programme refused it, so nothing changed. It says: “Mañana <!channel> *no* & m•••@example.com”',
    )
    expect(await person.waitsToSee(refused, 'desk')).toContain(
      say('❌ No se han abonado 300 puntos a María G.', '❌ 300 points were not granted to María G.'),
    )
    await person.waitsToSee(refused, 'dm')
    expect(await allowanceLeft()).toBe('2000')
    expect(ledger(desk, maria.id)).toEqual([])
    expect(await actionsOf(desk)).toMatchObject([{ state: 'failed', allowance: 0 }])
  })

  test('a programme that refuses the desk’s own password between the form and the write', async () => {
    const person = await ready()
    desk.loyalty.expireTokens()
    desk.loyalty.faults.add({
      route: 'POST login/',
      kind: 'rejected',
      status: 401,
      body: { detail: 'No active account found with the given credentials' },
      times: 5,
    })
    await person.submits()
    await person.waitsToSee(
      say(
        'El programa de puntos ha rechazado la contraseña del puesto, así que no ha cambiado nada. Avisa a informática del hotel, por favor.',
        "The loyalty programme refused the desk's own password, so nothing changed. Please tell the hotel's IT person.",
      ),
      'desk',
    )
    await desk.jobs.idle()
    expect(ledger(desk, maria.id)).toEqual([])
  })

  test('a guest who has been deleted in between', async () => {
    const person = await ready()
    desk.loyalty.faults.add({ route: write, kind: 'rejected', status: 404, body: { detail: 'Not found.' } })
    await person.submits()
    await person.waitsToSee(
      say(
        'El programa de puntos ya no conoce a este cliente, así que no ha cambiado nada.',
        'The loyalty programme does not know this guest any more, so nothing changed.',
      ),
      'desk',
    )
  })

  test('a token that has died before the write is renewed, and the write happens once', async () => {
    const person = await ready()
    desk.loyalty.expireTokens()
    await person.submits()
    await person.waitsToSee(done, 'desk')
    await desk.jobs.idle()
    expect(writes().map(({ status }) => status)).toEqual([401, 201])
    expect(ledger(desk, maria.id)).toHaveLength(1)
  })

  test('a slow programme: after two seconds a card says that it is under way, then the same card has the outcome', async () => {
    const person = await ready()
    const slow = answersSlowly(desk, write, 2900)
    await person.submits()
    await slow
    expect(desk.slack.store.messagesIn('desk')).toEqual([])
    desk.clock.advance(2100)
    const seen = await person.waitsToSee(
      say('📤 Abonando 300 puntos a María G.', '📤 Granting 300 points to María G.'),
      'desk',
    )
    expect(seen).toContain(say('📤 enviándose', '📤 being sent'))
    const [card] = desk.slack.store.messagesIn('desk')
    desk.clock.advance(2000)
    await person.waitsToSee(done, 'desk')
    await desk.jobs.idle()
    expect(desk.slack.store.messagesIn('desk').map(({ ts }) => ts)).toEqual([card?.ts])
    expect(writes()).toHaveLength(1)
  })

  test('a lost answer: not known at first, then found in the ledger, and never written twice', async () => {
    const person = await ready()
    desk.loyalty.faults.add({ route: write, kind: 'cutAfterWrite' })
    // The ledger cannot be read either at first, so that the doubt is seen.
    desk.loyalty.faults.add({ route: 'GET operations/', kind: 'serverError', times: 3 })
    await person.submits()
    await person.waitsToSee(
      say(
        'Aún no sabemos si han llegado los 300 puntos para María G.',
        'We don’t know yet whether the 300 points for María G.',
      ),
      'desk',
    )
    expect(await actionsOf(desk)).toMatchObject([{ state: 'unknown', allowance: 300 }])
    expect(await allowanceLeft()).toBe('1700')
    desk.clock.advance(5000)
    await person.waitsToSee(done, 'desk')
    await desk.jobs.idle()
    expect(writes()).toHaveLength(1)
    expect(ledger(desk, maria.id)).toHaveLength(1)
    expect(desk.slack.store.messagesIn('desk')).toHaveLength(1)
  })

  test('an answer lost without a write: the ledger says that it did not arrive, and the allowance comes back', async () => {
    const person = await ready()
    desk.loyalty.faults.add({ route: write, kind: 'cutAfterReading' })
    await person.submits()
    await person.waitsToSee(say('Aún no sabemos', 'We don’t know yet'), 'desk')
    for (let step = 0; step < 30; step++) {
      await desk.jobs.idle()
      desk.clock.advance(9000)
    }
    await person.waitsToSee(
      say(
        'No han llegado 300 puntos para María G.',
        '300 points for María G. · m•••@example.com · #11656629 did not arrive',
      ),
      'desk',
    )
    expect(await allowanceLeft()).toBe('2000')
    expect(writes()).toHaveLength(1)
  })

  test('a balance that cannot be read back is said to be unread, and the grant stays done', async () => {
    const person = await ready()
    desk.loyalty.faults.add({ route: 'GET contacts/{id}/', kind: 'serverError', times: 9 })
    await person.submits()
    for (let step = 0; step < 5; step++) {
      await desk.jobs.idle()
      desk.clock.advance(3000)
    }
    const seen = await person.waitsToSee(done, 'desk')
    expect(seen).toContain(say('Saldo actual\n  no se ha podido leer', 'Balance now\n  could not be read'))
    expect(writes()).toHaveLength(1)
  })

  test('a Slack that is down while the grant is written gets the card later, once', async () => {
    const person = await ready()
    await person.submits()
    desk.slack.faults.httpError('chat.postMessage', 503, 2)
    await desk.jobs.idle()
    for (let step = 0; step < 5; step++) {
      desk.clock.advance(5000)
      await desk.jobs.idle()
    }
    await person.waitsToSee(done, 'desk')
    expect(desk.slack.store.messagesIn('desk')).toHaveLength(1)
    expect(person.messages('dm')).toHaveLength(1)
    expect(ledger(desk, maria.id)).toHaveLength(1)
  })
})
