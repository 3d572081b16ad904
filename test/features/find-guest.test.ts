// /points by e-mail, number, booking and words: one question to the loyalty programme, one answer for the asker alone.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { agents, calls, closeDesk, maria, openDesk, type Person } from '../support/counter.ts'

describe.each(agents)('$name looks up a guest and reads $language', ({ name, language }) => {
  let desk: TestApp
  let person: Person
  beforeEach(async () => {
    desk = await openDesk(language)
    person = desk.slack.person(name)
  })
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)

  test.each([
    ['the e-mail', 'maria.garcia@example.com', 'GET contacts/'],
    ['the e-mail in capitals', 'MARIA.Garcia@Example.COM', 'GET contacts/'],
    ['an e-mail that Slack made a link of', '<mailto:maria.garcia@example.com|maria>', 'GET contacts/'],
    ['the number', '#11656629', 'GET contacts/{id}/'],
    ['the booking', 'booking abc123', 'GET entries/'],
    ['the booking, in Spanish', 'reserva ABC123', 'GET entries/'],
  ])('%s brings the card with a single question to the programme', async (_, typed, route) => {
    await person.types(`/points ${typed}`)
    const seen = await person.waitsToSee(maria.name, 'desk')
    expect(seen).toContain(say('1.240 (leído a las 14:32)', '1,240 (read 14:32)'))
    expect(seen).toContain(say('Nivel\n  Gold', 'Level\n  Gold'))
    expect(seen).toContain(say('Puntos de nivel\n  1.420', 'Level points\n  1,420'))
    expect(seen).toContain(say('Socio desde el 19 oct 2025', 'Member since 19 Oct 2025'))
    expect(calls(desk)).toEqual(route === 'GET entries/' ? [route, 'GET contacts/{id}/'] : [route])
    expect(person.messages('desk')).toHaveLength(1)
  })

  test('what the guest can have now and what is nearest stand on the card', async () => {
    await person.types(`/points ${maria.email}`)
    const seen = await person.waitsToSee(maria.name, 'desk')
    expect(seen).toContain(
      say(
        '🎁 Puede canjear ya: Masaje 30 min (1.200), Upgrade a habitación superior (900), Acceso al lounge (600), 3 más',
        '🎁 Can have now: Masaje 30 min (1,200), Upgrade a habitación superior (900), Acceso al lounge (600), 3 more',
      ),
    )
    expect(seen).toContain(
      say(
        '🎯 Lo más cercano: Cena para dos, le faltan 760 puntos',
        '🎯 Nearest: Cena para dos, 760 points short',
      ),
    )
  })

  test('an unknown e-mail is said to be unknown, with what to do next', async () => {
    await person.types('/points nadie@example.com')
    await person.waitsToSee(
      say(
        'No se ha encontrado ningún cliente para «nadie@example.com». No ha cambiado nada. Revisa cómo está escrito o búscalo por habitación o reserva.',
        'No guest was found for “nadie@example.com”. Nothing changed. Check the spelling, or look for the room or booking.',
      ),
      'desk',
    )
    expect(calls(desk)).toEqual(['GET contacts/'])
  })

  test.each([
    ['an unknown number', '#99999999', '#99999999', ['GET contacts/{id}/']],
    ['an unknown booking', 'booking NADA99', 'booking NADA99', ['GET entries/']],
    ['a guest that the programme has deleted', '#11656640', '#11656640', ['GET contacts/{id}/']],
  ])('%s is said to be unknown', async (_, typed, quoted, routes) => {
    await person.types(`/points ${typed}`)
    await person.waitsToSee(
      say(`No se ha encontrado ningún cliente para «${quoted}»`, `No guest was found for “${quoted}”`),
      'desk',
    )
    expect(calls(desk)).toEqual(routes)
  })

  test('a very long text with an unknown e-mail is answered too, shortened, and pings nobody', async () => {
    await person.types(`/points nadie@example.com <!channel> R&B ${'x'.repeat(5000)}`)
    const seen = await person.waitsToSee(
      say(
        'No se ha encontrado ningún cliente para «nadie@example.com',
        'No guest was found for “nadie@example.com',
      ),
      'desk',
    )
    expect(seen).toContain(say('No ha cambiado nada', 'Nothing changed'))
    expect(seen).not.toContain('&amp;')
    expect(person.messages('dm')).toEqual([])
  })

  test('points that the programme does not tell are "not known", never 0', async () => {
    await person.types('/points #11656633')
    const seen = await person.waitsToSee('Cristina Gallego Pons', 'desk')
    expect(seen).toContain(say('Puntos\n  desconocido', 'Points\n  not known'))
    expect(seen).not.toMatch(/Punt?os\n {2}0|Points\n {2}0/)
    expect(seen).toContain('Voy a consultar sus puntos con nuestra oficina. Se lo confirmo enseguida.')
  })

  test('a guest without a level has no level, not level 0', async () => {
    await person.types('/points #11656637')
    const seen = await person.waitsToSee('Pilar Suárez Bravo', 'desk')
    expect(seen).toContain(say('Nivel\n  Sin nivel', 'Level\n  No level'))
  })

  test('a level that the settings do not name is shown by its number', async () => {
    desk.loyalty.store.changeContact(maria.id, { level: 2674 })
    await person.types(`/points #${maria.id}`)
    await person.waitsToSee(say('Nivel\n  Nivel #2674', 'Level\n  Level #2674'), 'desk')
  })

  test('a guest who is no member is said to be none, and can be enrolled or promised something, nothing else', async () => {
    await person.types('/points emma.johnson@example.org')
    const seen = await person.waitsToSee('Emma Johnson', 'desk')
    expect(seen).toContain(say('Programa\n  No es socio', 'Programme\n  Not a member'))
    expect(seen).toContain('You are not in our loyalty programme yet. Would you like to join?')
    expect(person.lastMessage('desk').buttons).toEqual([
      say('Mostrar', 'Reveal'),
      say('Dar de alta', 'Enrol'),
      say('Prometer', 'Promise'),
    ])
  })

  test('an e-mail address that bounces is pointed out', async () => {
    await person.types('/points olga.petrova@example.net')
    await person.waitsToSee(
      say(
        '⚠️ Los correos a este cliente han sido devueltos: la dirección probablemente es errónea.',
        '⚠️ E-mails to this guest came back: the address is probably wrong.',
      ),
      'desk',
    )
  })

  test.each([
    ['in a channel that the app is not in', 'other'],
    ['in the direct messages', 'dm'],
  ])('it works %s', async (_, where) => {
    await person.types(`/points ${maria.email}`, where)
    const seen = await person.waitsToSee(maria.name, where)
    expect(seen).toContain(say('1.240', '1,240'))
  })

  test('the card is for the asker alone, and the e-mail on it is masked', async () => {
    await person.types(`/points ${maria.email}`)
    const seen = await person.waitsToSee(maria.name, 'desk')
    expect(seen).toContain('m•••@example.com')
    expect(seen).not.toContain(maria.email)
    expect(person.lastMessage('desk').fallback).toContain('María G. · m•••@example.com · #11656629')
    for (const other of ['ana', 'ben', 'carla', 'diego', 'elena', 'desk'].filter(each => each !== name))
      expect(desk.slack.person(other).sees()).toBe('')
    expect(desk.slack.store.posts).toBe(0)
  })

  test('a stranger gets a refusal and nothing of the guest', async () => {
    desk.slack.setUserLocale('elena', language)
    const elena = desk.slack.person('elena')
    await elena.types(`/points ${maria.email}`, 'other')
    await elena.waitsToSee(
      say(
        'No estás en la lista de personal de este puesto, así que no se ha hecho nada. Pide que te añada a quien lleva los ajustes.',
        'You are not on the staff list of this desk, so nothing was done. Ask the person who looks after the desk settings to add you.',
      ),
      'other',
    )
    expect(elena.sees()).not.toContain('García')
    expect(calls(desk)).toEqual([])
  })
})
