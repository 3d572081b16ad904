// What is typed into the grant form: refused beside the field where it has no one meaning, harmless everywhere else.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { actionsOf, agents, closeDesk, ledger, maria, openDesk, type Person } from '../support/counter.ts'

describe.each(agents)('$name types points and reads $language', ({ name, language }) => {
  let desk: TestApp
  let person: Person
  beforeAll(async () => {
    desk = await openDesk(language)
    person = desk.slack.person(name)
    await person.types(`/grant ${maria.email}`)
    await person.waitsForModal(maria.name)
  })
  afterAll(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const points = say('Puntos', 'Points')

  const zero = say('Escribe al menos 1 punto.', 'Write at least 1 point.')
  const negative = say(
    'Los puntos no pueden ser negativos. Para quitar puntos, habla con un responsable.',
    'Points cannot be negative. To take points away, ask a manager.',
  )
  const decimal = say(
    'Los puntos son enteros: escribe 300, no 300,5.',
    'Points are whole: write 300, not 300.5.',
  )
  const tooMany = say(
    'Es más de lo que se abona nunca de una vez (1.000.000). Revisa el número.',
    'This is more than the desk ever grants at once (1,000,000). Check the number.',
  )
  const ambiguous = say(
    'Esto puede leerse de dos maneras. Escríbelo sin separadores, por ejemplo 1500.',
    'This can be read in two ways. Write it without separators, for example 1500.',
  )
  const notANumber = say(
    'Esto no es un número. Escribe puntos enteros, por ejemplo 300.',
    'This is not a number. Write whole points, for example 300.',
  )
  test.each([
    ['0', zero],
    ['000', zero],
    ['-5', negative],
    ['−5', negative],
    ['1.5', decimal],
    ['300,50', decimal],
    ['1000001', tooMany],
    ['9'.repeat(20), tooMany],
    ['1.500,5', ambiguous],
    ['0.500', ambiguous],
    ['1 5 00', ambiguous],
    ['five', notANumber],
    ['3e2', notANumber],
    ['<!channel>', notANumber],
    ['   ', say('Escribe cuántos puntos.', 'Write how many points.')],
  ])('"%s" points are refused beside the field, and nothing is sent', async (typed, sentence) => {
    expect(await person.submits({ [points]: typed })).toEqual({
      result: 'errors',
      errors: { [points]: sentence },
    })
    expect(person.modal()?.fields[points]?.value).toBe(typed)
    expect(await actionsOf(desk)).toEqual([])
  })
})

describe.each(agents)('$name fills in the grant form and reads $language', ({ name, language }) => {
  let desk: TestApp
  let person: Person
  beforeEach(async () => {
    desk = await openDesk(language)
    person = desk.slack.person(name)
    await person.types(`/grant ${maria.email}`)
    await person.waitsForModal(maria.name)
  })
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const field = {
    points: say('Puntos', 'Points'),
    reason: say('Motivo (el cliente puede leerlo)', 'Reason (the guest can read it)'),
    text: say('En pocas palabras (el cliente puede leerlo)', 'In a few words (the guest can read it)'),
    arrival: say('Llegada', 'Arrival'),
    departure: say('Salida', 'Departure'),
    locator: say('Localizador de la reserva', 'Booking locator'),
    note: say('Nota interna (se queda en el puesto)', 'Internal note (stays at the desk)'),
  }
  const done = say('puntos abonados', 'points granted')

  test('a text of 3,000 characters is taken, and the ledger keeps 100 with the reference', async () => {
    expect(await person.submits({ [field.points]: '300', [field.text]: 'x'.repeat(3000) })).toEqual({
      result: 'closed',
      errors: {},
    })
    await person.waitsToSee(done, 'desk')
    const concept = ledger(desk, maria.id)[0]?.concept ?? ''
    expect([...concept]).toHaveLength(100)
    expect(concept).toMatch(/^Estancia: x+… · LD-\w{6}$/)
  })

  test('3,000 emoji are 3,000 characters, in every text', async () => {
    const long = {
      [field.text]: '🌊'.repeat(3000),
      [field.note]: '🌙'.repeat(3000),
      [field.locator]: '🗝️'.repeat(15),
    }
    expect(await person.submits({ [field.points]: '300', ...long })).toEqual({ result: 'closed', errors: {} })
    await person.waitsToSee(done, 'desk')
    expect([...(ledger(desk, maria.id)[0]?.concept ?? '')]).toHaveLength(100)
  })

  test('nothing that is typed becomes a ping, a link or a formatting', async () => {
    const live = '<!channel> <@U0BEN> <https://evil.example|prize> *bold* _it_ ~no~ `x` & <b>'
    await person.submits({
      [field.points]: '501',
      [field.text]: live,
      [field.note]: live,
      [field.locator]: '<!here> <@U0BEN>',
    })
    const shown = '<!channel> <@U0BEN> <https://evil.example|prize> *bold* _it_ ~no~ `x` & <b>'
    const card = await desk.slack.person('carla').waitsToSee(shown, 'approvals')
    expect(card).toContain('<!here> <@U0BEN>')
    await desk.slack.person('carla').clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    expect(await person.waitsToSee(done, 'desk')).toContain(shown)
    await desk.jobs.idle()
    expect(await person.waitsToSee(done, 'dm')).toContain(shown)
  })

  test('nor does what is typed as the guest', async () => {
    for (const typed of ['<!channel>', 'booking <!channel>', '<!channel>@example.com']) {
      await person.types(`/grant ${typed}`)
      await person.waitsForModal()
      await person.types(`/points ${typed}`)
      await person.waitsForModal()
    }
  })

  test('e-mails and card numbers in a text are masked where the desk reads them', async () => {
    const secret = 'call maria@private.example, card 4111 1111 1111 1111'
    await person.submits({ [field.points]: '300', [field.note]: secret })
    const channel = await person.waitsToSee(done, 'desk')
    expect(channel).toContain('call m•••@private.example, card •••1111')
  })

  test.each([
    ['text', field.text, 'late arrival LD-7F3K2Q'],
    ['text in small letters', field.text, 'see ld-7f3k2q '],
    ['locator', field.locator, 'LD-7F3K2Q'],
  ])('a %s that ends like a reference of ours is refused', async (_, label, typed) => {
    expect(await person.submits({ [field.points]: '300', [label]: typed })).toEqual({
      result: 'errors',
      errors: {
        [label]: say(
          'El texto no puede terminar como una referencia nuestra (LD-…). Cambia el final.',
          'The text may not end like a reference of ours (LD-…). Change its end.',
        ),
      },
    })
    expect(await actionsOf(desk)).toEqual([])
  })

  test('a departure before the arrival is refused', async () => {
    const dates = { [field.arrival]: '2026-11-14', [field.departure]: '2026-11-12' }
    expect(await person.submits({ [field.points]: '300', ...dates })).toEqual({
      result: 'errors',
      errors: {
        [field.departure]: say('La salida es anterior a la llegada.', 'The departure is before the arrival.'),
      },
    })
  })

  test('the reason "other" needs a few words', async () => {
    const other = { [field.points]: '300', [field.reason]: say('Otro', 'Other') }
    expect(await person.submits(other)).toEqual({
      result: 'errors',
      errors: { [field.text]: say('Indica por qué en pocas palabras.', 'Say why in a few words.') },
    })
    expect(await person.submits({ [field.text]: 'cumpleaños' })).toEqual({ result: 'closed', errors: {} })
    await desk.jobs.idle()
    expect(ledger(desk, maria.id)[0]?.concept).toMatch(/^cumpleaños · LD-\w{6}$/)
  })

  test.each([
    [say('Compensación', 'Service recovery'), 'Compensación'],
    [say('Corrección', 'Correction'), 'Corrección'],
  ])('the reason "%s" stands in the ledger in the guest’s language', async (chosen, written) => {
    await person.submits({ [field.points]: '300', [field.reason]: chosen })
    await desk.jobs.idle()
    expect(ledger(desk, maria.id)[0]?.concept).toMatch(new RegExp(`^${written} · LD-\\w{6}$`))
  })

  test('every wrong field is named at once', async () => {
    const wrong = { [field.points]: 'five', [field.text]: 'LD-7F3K2Q', [field.locator]: 'LD-7F3K2Q' }
    const { errors } = await person.submits(wrong)
    expect(Object.keys(errors)).toEqual([field.points, field.text, field.locator])
  })
})
