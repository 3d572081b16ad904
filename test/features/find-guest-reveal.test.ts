// Reveal: the e-mail of a guest for one person who says why, in a modal and nowhere else, and kept on record.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { auditPage } from '../../src/store/audit.ts'
import type { TestApp } from '../support/app.ts'
import { agents, answersSlowly, calls, closeDesk, maria, openDesk, type Person } from '../support/counter.ts'

describe.each(agents)('$name asks for the e-mail and reads $language', ({ name, language }) => {
  let desk: TestApp
  let person: Person
  beforeEach(async () => {
    desk = await openDesk(language)
    person = desk.slack.person(name)
    await person.types(`/points ${maria.email}`)
    await person.waitsToSee(maria.name, 'desk')
    await person.clicks(say('Mostrar', 'Reveal'), { in: 'desk' })
    await person.waitsForModal(why)
  })
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const why = say('¿Para qué lo necesitas?', 'Why do you need it?')
  const revealed = async () =>
    (await auditPage(desk.app.database.db, { fromSeq: 1, limit: 100 })).filter(
      ({ event }) => event === 'guest.revealed',
    )

  test('the form says that the reason is kept', () => {
    expect(person.modal()?.fields[why]?.hint).toBe(
      say('Queda guardado con tu nombre y la hora.', 'Kept with your name and the time.'),
    )
    expect(calls(desk)).toEqual(['GET contacts/'])
  })

  test('with a reason it is shown in the modal, nowhere else, and the reason is on record', async () => {
    await person.submits({ [why]: 'send the invoice' })
    const shown = await person.waitsForModal(maria.email)
    expect(shown.text).toContain(
      say(
        `Correo de María G. · #${maria.id}: ${maria.email}`,
        `E-mail of María G. · #${maria.id}: ${maria.email}`,
      ),
    )
    expect(await revealed()).toMatchObject([
      {
        actor: person.id,
        subject: `contact:${maria.id}`,
        detail: { contact: maria.id },
        text: 'send the invoice',
        at: expect.any(Number),
      },
    ])
    for (const other of ['ana', 'ben', 'carla', 'diego', 'elena', 'desk'])
      expect(
        desk.slack
          .person(other)
          .messages()
          .map(each => each.text + each.fallback)
          .join(),
      ).not.toContain(maria.email)
    expect(calls(desk)).toEqual(['GET contacts/', 'GET contacts/{id}/'])
  })

  test('without a real reason nothing is shown and nothing is recorded', async () => {
    expect(await person.submits({ [why]: '   ' })).toEqual({
      result: 'errors',
      errors: { [why]: say('Indica para qué en pocas palabras.', 'Say why in a few words.') },
    })
    expect(person.modal()?.text).not.toContain(maria.email)
    expect(await revealed()).toEqual([])
    expect(calls(desk)).toEqual(['GET contacts/'])
  })

  test('while the programme is down the modal says so instead of waiting for ever', async () => {
    await desk.loyalty.refuseConnections()
    await person.submits({ [why]: 'send the invoice' })
    await person.waitsForModal(
      say(
        'El programa de puntos no responde ahora mismo.',
        'The loyalty programme does not answer right now.',
      ),
    )
    expect(person.messages('dm')).toEqual([])
  })

  test('a guest who has no e-mail is said to have none', async () => {
    desk.loyalty.store.changeContact(maria.id, { email: '' })
    await person.submits({ [why]: 'send the invoice' })
    await person.waitsForModal(
      say('no tiene correo en el programa de puntos.', 'has no e-mail in the loyalty programme.'),
    )
    desk.loyalty.store.changeContact(maria.id, { email: maria.email })
  })

  test('a guest who has gone in between is said to be gone', async () => {
    desk.loyalty.store.changeContact(maria.id, { deleted: true })
    await person.submits({ [why]: 'send the invoice' })
    await person.waitsForModal(
      say('No se ha encontrado ningún cliente para «#11656629».', 'No guest was found for “#11656629”.'),
    )
  })

  test('who has closed the modal gets no e-mail in the direct messages', async () => {
    const slow = answersSlowly(desk, 'GET contacts/{id}/', 3000)
    await person.submits({ [why]: 'send the invoice' })
    await slow
    await person.closesModal()
    desk.clock.advance(3000)
    const seen = await person.waitsToSee(say('El formulario se cerró', 'The form was closed'), 'dm')
    expect(seen).not.toContain(maria.email)
  })
})

describe.each(agents)('at a shared log-in, in $language', ({ language }) => {
  let desk: TestApp
  beforeEach(async () => {
    desk = await openDesk(language)
  })
  afterEach(() => closeDesk(desk))

  test('the e-mail is shown once a colleague is named, and it is them who go on record', async () => {
    const shared = desk.slack.person('desk')
    await shared.types(`/points ${maria.email}`)
    await shared.waitsToSee(maria.name, 'desk')
    await shared.clicks(/^(Mostrar|Reveal)$/, { in: 'desk' })
    const form = await shared.waitsForModal(/¿Para qué|Why do you/)
    const [why = '', acting = ''] = Object.keys(form.fields)
    expect(acting).toMatch(/¿Quién está en el puesto\?|Who is at the desk\?/)
    for (const named of [{}, { [acting]: 'U0DESK' }, { [acting]: 'U0ELENA' }]) {
      const answer = await shared.submits({ [why]: 'factura', ...named })
      expect(answer).toMatchObject({ result: 'errors', errors: { [acting]: expect.any(String) } })
    }
    expect(calls(desk)).toEqual(['GET contacts/'])
    await shared.submits({ [why]: 'factura', [acting]: 'U0ANA' })
    await shared.waitsForModal(maria.email)
    const events = await auditPage(desk.app.database.db, { fromSeq: 1, limit: 100 })
    expect(events.filter(({ event }) => event === 'guest.revealed')).toMatchObject([
      { actor: 'U0DESK', detail: { contact: maria.id, hotel: 101, acting: 'U0ANA' }, text: 'factura' },
    ])
  })
})
