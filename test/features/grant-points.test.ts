// /grant within a person's limits: sent at once, told with the balance read back; above them a manager decides.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import {
  actionsOf,
  agents,
  calls,
  closeDesk,
  john,
  ledger,
  managers,
  maria,
  openDesk,
} from '../support/counter.ts'

const write = 'POST operations/add-points/'

describe.each(agents)('$name grants points and reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const open = async (options = {}) => {
    desk = await openDesk(language, options)
    return desk.slack.person(name)
  }
  const grant = async (typed: string) => {
    const person = desk.slack.person(name)
    await person.types(`/grant ${typed}`)
    await person.waitsForModal(/👤/)
    return person.submits()
  }
  const allowance = (left: string) =>
    say(
      `Tu límite: 500 por operación, te quedan ${left} hoy. Por encima decide un responsable.`,
      `Your allowance: 500 per grant, ${left} left today. Above it a manager decides.`,
    )

  test('within the limit they are sent at once, with one question for the guest, one write and one for the balance', async () => {
    const person = await open()
    expect(await grant(`${maria.email} 300 tres noches`)).toEqual({ result: 'closed', errors: {} })
    await person.waitsToSee(say('300 puntos abonados', '300 points granted'), 'dm')
    await desk.jobs.idle()
    expect(calls(desk)).toEqual(['GET contacts/', 'GET operations/', write, 'GET contacts/{id}/'])
    expect(ledger(desk, maria.id)).toMatchObject([{ points: 300, bonusPoints: 30 }])
  })

  test('the desk channel reads points, masked guest, balance with the level bonus, who and the reference', async () => {
    const person = await open()
    await grant(`${maria.email} 300 tres noches`)
    const channel = await person.waitsToSee(say('300 puntos abonados', '300 points granted'), 'desk')
    const [action] = await actionsOf(desk)
    for (const part of [
      say(
        '✅ 300 puntos abonados a María G. · m•••@example.com · #11656629',
        '✅ 300 points granted to María G. · m•••@example.com · #11656629',
      ),
      say('Motivo\n  Estancia: tres noches', 'Reason\n  Estancia: tres noches'),
      say('Recibido, con el extra del nivel\n  330 puntos', 'Arrived, with the level bonus\n  330 points'),
      say('Saldo actual\n  1.570 (leído a las 14:32)', 'Balance now\n  1,570 (read 14:32)'),
      say(
        `Por @${name} · Hotel Miramar · ${action?.reference} · 14:32 · ✅ hecho`,
        `By @${name} · Hotel Miramar · ${action?.reference} · 14:32 · ✅ done`,
      ),
    ])
      expect(channel).toContain(part)
    expect(channel).not.toContain(maria.email)
    expect(channel).not.toContain('García')
    await person.waitsToSee(say('300 puntos abonados', '300 points granted'), 'dm')
    await desk.jobs.idle()
    expect(desk.slack.store.messagesIn('desk')).toHaveLength(1)
    expect(person.messages('dm')).toHaveLength(1)
  })

  test('the colleague reads the same card, and nobody else reads the direct message', async () => {
    await open()
    await grant(`${maria.email} 300 tres noches`)
    await desk.slack.person('carla').waitsToSee(say('300 puntos abonados', '300 points granted'), 'desk')
    await desk.jobs.idle()
    expect(desk.slack.person('carla').messages('dm')).toEqual([])
    expect(desk.slack.person('elena').sees()).toBe('')
  })

  test.each([
    ['a Spanish guest reads Spanish', maria, '300 tres noches', 'Estancia: tres noches'],
    ['an English guest reads English', john, '300 three nights', 'Stay: three nights'],
  ])('%s in the ledger, with the reference at the end', async (_, guest, typed, reason) => {
    await open()
    await grant(`${guest.email} ${typed}`)
    await desk.jobs.idle()
    const [action] = await actionsOf(desk)
    const [row] = ledger(desk, guest.id)
    expect(row?.concept).toBe(`${reason} · ${action?.reference}`)
    expect(row?.concept).not.toMatch(/Ana|Ben|U0/)
  })

  test('a guest whose language the desk does not speak reads the hotel’s', async () => {
    await open()
    await grant('hans.mueller@example.net 300')
    await desk.jobs.idle()
    expect(ledger(desk, 11656607)[0]?.concept).toMatch(new RegExp(`^${say('Estancia', 'Stay')} · LD-\\w{6}$`))
  })

  test('stay dates and locator come into the reason, in the guest’s language; the note does not', async () => {
    const person = await open()
    await person.types(`/grant ${maria.email} 300 tres noches`)
    await person.waitsForModal(maria.name)
    await person.submits({
      [say('Llegada', 'Arrival')]: '2026-11-12',
      [say('Salida', 'Departure')]: '2026-11-14',
      [say('Localizador de la reserva', 'Booking locator')]: ' ABC123 ',
      [say('Nota interna (se queda en el puesto)', 'Internal note (stays at the desk)')]: 'asked by phone',
    })
    const channel = await person.waitsToSee(say('300 puntos abonados', '300 points granted'), 'desk')
    expect(channel).toContain(say('Nota\n  asked by phone', 'Note\n  asked by phone'))
    expect(ledger(desk, maria.id)[0]?.concept).toMatch(
      /^Estancia: 12 nov 2026 – 14 nov 2026, ABC123, tres noches · LD-\w{6}$/,
    )
  })

  test('the allowance stands in the form and goes down with each grant', async () => {
    const person = await open()
    await person.types(`/grant ${maria.email} 300`)
    expect((await person.waitsForModal(maria.name)).text).toContain(allowance(say('2.000', '2,000')))
    await person.submits()
    await desk.jobs.idle()
    await person.types(`/grant ${john.email} 300`)
    expect((await person.waitsForModal(john.name)).text).toContain(allowance(say('1.700', '1,700')))
  })

  test('tomorrow the allowance is whole again', async () => {
    const person = await open()
    await grant(`${maria.email} 300`)
    await desk.jobs.idle()
    desk.clock.advance(10 * 3_600_000)
    await person.types(`/grant ${john.email} 300`)
    expect((await person.waitsForModal(john.name)).text).toContain(allowance(say('2.000', '2,000')))
  })

  test('more than the limit for one grant becomes a request with a card for the managers', async () => {
    const person = await open()
    expect(await grant(`${maria.email} 501 tres noches`)).toEqual({ result: 'closed', errors: {} })
    const carla = desk.slack.person('carla')
    const card = await carla.waitsToSee(
      say(
        '⏳ 501 puntos para María G. · m•••@example.com · #11656629: lo tiene que aprobar un responsable',
        '⏳ 501 points for María G. · m•••@example.com · #11656629: a manager has to approve',
      ),
      'approvals',
    )
    expect(card).toContain(
      say('Saldo actual → después\n  1.240 → 1.741', 'Balance now → after\n  1,240 → 1,741'),
    )
    await person.waitsToSee(say('lo tiene que aprobar un responsable', 'a manager has to approve'), 'dm')
    await desk.jobs.idle()
    expect(calls(desk)).toEqual(['GET contacts/', 'GET operations/'])
    await carla.clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await person.waitsToSee(say('501 puntos abonados', '501 points granted'), 'desk')
    expect(ledger(desk, maria.id)).toMatchObject([{ points: 501 }])
  })

  test('more than is left of the day becomes a request too, and the allowance stays', async () => {
    const person = await open({ settings: (text: string) => text.replace('perDay: 2000', 'perDay: 400') })
    await grant(`${maria.email} 300`)
    await desk.jobs.idle()
    expect(await grant(`${john.email} 101`)).toEqual({ result: 'closed', errors: {} })
    await desk.slack
      .person('carla')
      .waitsToSee(say('101 puntos para John S.', '101 points for John S.'), 'approvals')
    await person.types(`/grant ${maria.email} 50`)
    expect((await person.waitsForModal(maria.name)).text).toContain(allowance('100'))
  })

  test('where the settings refuse more than the limit, the form says who can do it', async () => {
    await open({
      settings: (text: string) =>
        text.replace('perDay: 2000, above: approval', 'perDay: 2000, above: refused'),
    })
    expect(await grant(`${maria.email} 501`)).toEqual({
      result: 'errors',
      errors: {
        [say('Puntos', 'Points')]: say(
          'Supera tu límite, así que no se ha enviado nada. Pide a un responsable que lo haga.',
          'This is above your limit, so nothing was sent. Ask a manager to do it.',
        ),
      },
    })
    expect(await actionsOf(desk)).toEqual([])
  })

  test('a request that nobody could approve is refused with the reason', async () => {
    await open({ settings: (text: string) => text.replace('managers: [U0CARLA, U0DIEGO]', 'managers: []') })
    expect(await grant(`${maria.email} 501`)).toEqual({
      result: 'errors',
      errors: {
        [say('Cliente', 'Guest')]: say(
          'Esto lo tiene que aprobar un responsable y no hay otro en este hotel. No se ha enviado nada. Avisa a quien lleva los ajustes.',
          'A manager has to approve this, and nobody else of this hotel is a manager. Nothing was sent. Tell the person who looks after the desk settings.',
        ),
      },
    })
  })

  test('points for one point are counted as one', async () => {
    const person = await open()
    await grant(`${john.email} 1`)
    await person.waitsToSee(say('✅ 1 punto abonado a John S.', '✅ 1 point granted to John S.'), 'desk')
  })
})

describe.each(managers)('$name, a manager, grants and reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)

  test.each([
    ['1.500', 1500],
    ['1,500', 1500],
    ['+1500', 1500],
    ["1'500", 1500],
  ])('"%s" is one thousand five hundred', async (typed, points) => {
    desk = await openDesk(language)
    const person = desk.slack.person(name)
    await person.types(`/grant ${maria.email} ${typed}`)
    await person.waitsForModal(maria.name)
    expect(await person.submits()).toEqual({ result: 'closed', errors: {} })
    await person.waitsToSee(say('1.500 puntos abonados', '1,500 points granted'), 'desk')
    expect(ledger(desk, maria.id)).toMatchObject([{ points }])
  })

  test('above the own limit another manager is asked, and can only be another one', async () => {
    desk = await openDesk(language)
    const person = desk.slack.person(name)
    await person.types(`/grant ${maria.email} 5001`)
    await person.waitsForModal(maria.name)
    await person.submits()
    await person.waitsToSee(say('5.001 puntos para María G.', '5,001 points for María G.'), 'approvals')
    await desk.jobs.idle()
    expect(ledger(desk, maria.id)).toEqual([])
  })
})
