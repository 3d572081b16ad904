// /points when the programme is slow, busy, down or refuses the desk.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { agents, answersSlowly, calls, closeDesk, maria, openDesk, rests } from '../support/counter.ts'

describe.each(agents)('$name waits for a guest and reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const open = async (options = {}) => {
    desk = await openDesk(language, options)
    return desk.slack.person(name)
  }
  const stillLooking = say('🔎 Seguimos buscando…', '🔎 Still looking…')

  test('after two seconds without an answer one line says so, then the card comes, each once', async () => {
    const person = await open()
    const slow = answersSlowly(desk, 'GET contacts/', 5000)
    await person.types(`/points ${maria.email}`)
    await slow
    expect(person.messages()).toEqual([])
    desk.clock.advance(2000)
    await person.waitsToSee(stillLooking, 'desk')
    expect(person.messages('desk')).toHaveLength(1)
    desk.clock.advance(3000)
    await person.waitsToSee(maria.name, 'desk')
    desk.clock.advance(60_000)
    const texts = person.messages('desk').map(({ text }) => text)
    expect(texts).toEqual([stillLooking, expect.stringContaining(maria.name)])
    expect(calls(desk)).toEqual(['GET contacts/'])
  })

  test('"still looking" never comes after the card, however slow Slack takes it', async () => {
    const person = await open()
    const slow = answersSlowly(desk, 'GET contacts/', 2500)
    desk.slack.faults.slow('response_url', 150)
    await person.types(`/points ${maria.email}`)
    await slow
    desk.clock.advance(2500)
    await person.waitsToSee(maria.name, 'desk')
    await person.waitsToSee(stillLooking, 'desk')
    expect(person.lastMessage('desk').text).toContain(maria.name)
  })

  test('a quick answer comes alone', async () => {
    const person = await open()
    await person.types(`/points ${maria.email}`)
    await person.waitsToSee(maria.name, 'desk')
    desk.clock.advance(10_000)
    await person.types(`/points #${maria.id}`)
    await desk.slack.waitFor(() => person.messages('desk').length === 2, 'the second card')
    expect(person.sees('desk')).not.toContain(stillLooking)
  })

  test('the hundred-and-first look-up at once is told to come back, and then is served', async () => {
    const person = await open()
    const silent = {
      route: 'GET contacts/',
      kind: 'hangAfterWrite',
      times: Number.POSITIVE_INFINITY,
    } as const
    desk.loyalty.faults.add(silent)
    await Promise.all(Array.from({ length: 100 }, () => person.types(`/points ${maria.email}`)))
    await person.types(`/points ${maria.email}`)
    await person.waitsToSee(
      say(
        'El puesto está buscando muchísimos clientes ahora mismo. No ha cambiado nada. Inténtalo de nuevo en un momento, por favor.',
        'The desk is looking up very many guests right now. Nothing changed. Please try again in a moment.',
      ),
      'desk',
    )
    // Cuts what hangs: the look-ups ask again.
    desk.loyalty.reset()
    const cards = () => person.messages('desk').filter(({ text }) => text.includes(maria.name)).length
    await desk.slack.waitFor(() => cards() === 100, 'a hundred cards', 15_000)
    await person.types(`/points ${maria.email}`)
    await desk.slack.waitFor(() => cards() === 101, 'one more card')
  })

  test('a product list that never comes costs the card its rewards, not the guest their answer', async () => {
    const person = await open()
    await desk.restart(async () => {
      const times = Number.POSITIVE_INFINITY
      desk.loyalty.faults.add({ route: 'GET products/', kind: 'hangAfterWrite', times })
    })
    const waits = rests(desk, 500)
    await person.types(`/points ${maria.email}`)
    await waits
    desk.clock.advance(500)
    const seen = await person.waitsToSee(maria.name, 'desk')
    expect(seen).not.toContain(say('Puede canjear ya', 'Can have now'))
    // Cuts what hangs.
    desk.loyalty.reset()
  })

  test('a programme that is down is said to be down, and the same command works when it is back', async () => {
    const person = await open()
    await desk.loyalty.refuseConnections()
    await person.types(`/points ${maria.email}`)
    await person.waitsToSee(
      say(
        'El programa de puntos no responde ahora mismo. No ha cambiado nada. Inténtalo de nuevo en un momento, por favor.',
        'The loyalty programme does not answer right now. Nothing changed. Please try again in a moment.',
      ),
      'desk',
    )
    await desk.loyalty.acceptConnections()
    await person.types(`/points ${maria.email}`)
    await person.waitsToSee(maria.name, 'desk')
  })

  test('a programme that asks to wait is quoted so', async () => {
    const person = await open()
    desk.loyalty.faults.add({ route: 'GET contacts/', kind: 'rateLimited', retryAfter: 60, times: 5 })
    await person.types(`/points ${maria.email}`)
    await person.waitsToSee(
      say(
        'El programa de puntos nos pide esperar. No ha cambiado nada. Inténtalo de nuevo en un minuto, por favor.',
        'The loyalty programme asks us to wait. Nothing changed. Please try again in a minute.',
      ),
      'desk',
    )
    expect(calls(desk)).toEqual(['GET contacts/'])
  })

  test('a desk whose own password is refused says whom to tell', async () => {
    desk = await openDesk(language, { env: { HDH_PASSWORD: 'not the password' }, isApiClosed: true })
    const person = desk.slack.person(name)
    await person.types(`/points ${maria.email}`)
    await person.waitsToSee(
      say(
        'El programa de puntos ha rechazado la contraseña del puesto. No ha cambiado nada. Avisa a informática del hotel, por favor.',
        "The loyalty programme refused the desk's own password. Nothing changed. Please tell the hotel's IT person.",
      ),
      'desk',
    )
    expect(calls(desk)).toEqual([])
  })

  test('an answer in a form that nobody knows is not trusted', async () => {
    const person = await open()
    desk.loyalty.faults.add({ route: 'GET contacts/', kind: 'answer', body: { people: [] } })
    await person.types(`/points ${maria.email}`)
    await person.waitsToSee(
      say(
        'El programa de puntos ha respondido de una forma que el puesto no entiende. No ha cambiado nada. Avisa a informática del hotel, por favor.',
        "The loyalty programme answered in a form that the desk does not understand. Nothing changed. Please tell the hotel's IT person.",
      ),
      'desk',
    )
  })

  test('a filter that the programme ignores never brings somebody else’s card', async () => {
    const person = await open()
    desk.loyalty.faults.add({ route: 'GET contacts/', kind: 'filtersIgnored' })
    await person.types(`/points ${maria.email}`)
    await person.waitsToSee(
      say('de una forma que el puesto no entiende', 'in a form that the desk does not understand'),
      'desk',
    )
    expect(person.messages('desk')).toHaveLength(1)
  })

  test('a token that has died in between is renewed without a word', async () => {
    const person = await open()
    desk.loyalty.expireTokens()
    await person.types(`/points ${maria.email}`)
    await person.waitsToSee(maria.name, 'desk')
    expect(calls(desk)).toEqual(['GET contacts/', 'GET contacts/'])
  })

  test('when Slack no longer takes the answer to the command, it comes as a direct message', async () => {
    const person = await open()
    desk.slack.faults.fail('response_url', 'expired_url')
    await person.types(`/points ${maria.email}`)
    await person.waitsToSee(maria.name, 'dm')
    expect(desk.slack.store.messagesIn('desk')).toEqual([])
  })
})
