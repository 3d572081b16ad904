// The guest card: what the desk still owes the guest, what to say to them, and where its buttons lead.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { agents, calls, closeDesk, john, maria, openDesk, type Person } from '../support/counter.ts'

describe.each(agents)('$name has the card and reads $language', ({ name, language }) => {
  let desk: TestApp
  let person: Person
  beforeEach(async () => {
    desk = await openDesk(language)
    person = desk.slack.person(name)
  })
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)

  test.each([
    [
      'a Spanish guest, in Spanish',
      maria.id,
      'Tiene 1.240 puntos en nuestro programa. Hoy puede canjear Masaje 30 min.',
    ],
    [
      'an English guest, in English',
      john.id,
      'You have 5,420 points in our programme. You can have Noche gratis for them today.',
    ],
    [
      'a guest with no points yet',
      11656609,
      'Tiene 0 puntos en nuestro programa. Con 150 más podrá canjear Desayuno en la habitación.',
    ],
  ])('what to say to %s', async (_, id, sentence) => {
    await person.types(`/points #${id}`)
    const seen = await person.waitsToSee(say('Para decirle al cliente:', 'Say this to the guest:'), 'desk')
    expect(seen).toContain(sentence)
  })

  test('to a guest whose language the desk does not speak the hotel’s own is spoken', async () => {
    await person.types('/points hans.mueller@example.net')
    const seen = await person.waitsToSee('Hans Müller', 'desk')
    expect(seen).toContain(
      say('Tiene 3.075 puntos en nuestro programa.', 'You have 3,075 points in our programme.'),
    )
  })

  test('one point is one point', async () => {
    desk.loyalty.store.setPoints(maria.id, 1)
    await person.types(`/points #${maria.id}`)
    const seen = await person.waitsToSee(maria.name, 'desk')
    expect(seen).toContain('Tiene 1 punto en nuestro programa.')
  })

  test.each([
    [
      'Grant',
      say('Abonar puntos', 'Grant points'),
      say('Motivo (el cliente puede leerlo)', 'Reason (the guest can read it)'),
    ],
    ['Redeem', say('Canjear', 'Redeem'), say('Producto', 'Product')],
    [
      'New password',
      say('Contraseña nueva', 'New password'),
      say('anula ahora mismo', 'ends the current password'),
    ],
  ])('the button %s opens its form with the guest already looked up', async (_, label, mark) => {
    await person.types(`/points ${maria.email}`)
    await person.waitsToSee(maria.name, 'desk')
    await person.clicks(label, { in: 'desk' })
    const form = await person.waitsForModal(
      new RegExp(`${maria.name}[\\s\\S]*${mark.replace(/[()]/g, '\\$&')}`),
    )
    expect(form.fields[say('Cliente', 'Guest')]?.value).toBe(`#${maria.id}`)
    // The grant form also looks for points that the stay may already have brought, both at once.
    const guard = label === say('Abonar puntos', 'Grant points') ? ['GET operations/'] : []
    expect(calls(desk).toSorted()).toEqual(['GET contacts/', 'GET contacts/{id}/', ...guard])
  })

  test('what is still open for this guest stands on the card of whoever asks, and goes when it is done', async () => {
    await person.types(`/grant ${maria.email} 501 noches`)
    await person.waitsForModal(maria.name)
    await person.submits()
    await desk.jobs.idle()
    const other = desk.slack.person(name === 'ana' ? 'ben' : 'ana')
    await other.types(`/points ${maria.email}`)
    const card = await other.waitsToSee(maria.name, 'desk')
    const [waiting] = await desk.app.database.db.selectFrom('actions').selectAll().execute()
    const [title, sentence] =
      name === 'ana'
        ? [
            '⏳ Open for this guest:',
            '⏳ 501 points for María G. · m•••@example.com · #11656629: a manager has to approve',
          ]
        : [
            '⏳ Pendiente para este cliente:',
            '⏳ 501 puntos para María G. · m•••@example.com · #11656629: lo tiene que aprobar un responsable',
          ]
    expect(card).toContain(title)
    expect(card).toContain(`${sentence} · ${waiting?.reference}`)
    await desk.slack.person('carla').clicks(say('Aprobar', 'Approve'), { in: 'approvals' })
    await person.waitsToSee(say('501 puntos abonados', '501 points granted'), 'desk')
    await other.types(`/points #${maria.id}`)
    await desk.slack.waitFor(
      () => other.messages('desk').filter(({ isEphemeral }) => isEphemeral).length === 2,
      'the second card',
    )
    expect(other.messages('desk').findLast(({ isEphemeral }) => isEphemeral)?.text).not.toContain(title)
  })
})
