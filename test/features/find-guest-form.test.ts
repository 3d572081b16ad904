// /points without a text, or with one that nobody understands: the form, which keeps what was typed.
import { readFile, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import {
  agents,
  answersSlowly,
  calls,
  closeDesk,
  maria,
  openDesk,
  type Person,
  twoHotels,
} from '../support/counter.ts'

describe.each(agents)('$name fills in the look-up form and reads $language', ({ name, language }) => {
  let desk: TestApp
  let person: Person
  beforeEach(async () => {
    desk = await openDesk(language)
    person = desk.slack.person(name)
  })
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const guest = say('Cliente', 'Guest')

  test('who has left the hotel of an open form looks nobody up in another one', async () => {
    await desk.stop()
    desk = await openDesk(language, { settings: twoHotels })
    person = desk.slack.person(name)
    await person.types('/points', 'digest')
    await person.waitsForModal(say('Buscar cliente', 'Find a guest'))
    await desk.restart(async () => {
      const file = desk.env.DESK_SETTINGS ?? ''
      const own = 'staff: { agents: [U0DIEGO], managers: [U0DIEGO], admins: [U0DIEGO], shared: [] }'
      await writeFile(file, (await readFile(file, 'utf8')).replace('name: Hotel Playa', `$&\n    ${own}`))
    })
    expect(await person.submits({ [guest]: 'room 204' })).toEqual({
      result: 'errors',
      errors: {
        [guest]: say(
          'No estás en la lista de personal de este hotel, así que no se ha enviado nada.',
          'You are not on the staff list of this hotel, so nothing was sent.',
        ),
      },
    })
    expect(calls(desk)).toEqual([])
  })

  test('no text opens the form, which says what can be typed', async () => {
    await person.types('/points')
    const form = await person.waitsForModal(say('Buscar cliente', 'Find a guest'))
    expect(form.fields[guest]).toMatchObject({
      value: null,
      hint: say(
        'Correo, hab. 204, hab. 204 llegada 12 nov, reserva ABC123 o #11656629',
        'E-mail, room 204, room 204 arrival 12 Nov, booking ABC123 or #11656629',
      ),
    })
    expect(form.submit).toBe(say('Buscar', 'Look up'))
    expect(calls(desk)).toEqual([])
  })

  test('a text that nobody understands opens the form with the text kept, and says so', async () => {
    await person.types('/points la señora <!channel> & co')
    const form = await person.waitsForModal()
    expect(form.fields[guest]?.value).toBe('la señora <!channel> & co')
    expect(form.text).toContain(
      say(
        'No sabemos qué cliente es «la señora <!channel> & co». Escribe un correo, una habitación (hab. 204), una reserva (reserva ABC123) o un número (#11656629).',
        'We could not tell the guest from “la señora <!channel> & co”. Write an e-mail, a room (room 204), a booking (booking ABC123) or a number (#11656629).',
      ),
    )
    expect(form.text).toContain(
      say(
        'Lo que escribiste sigue aquí. Corrígelo si hace falta y pulsa otra vez.',
        'What you typed is kept. Correct it if need be and press again.',
      ),
    )
  })

  test('a text of 5,000 characters still opens the form, cut to fit', async () => {
    await person.types(`/points ${'😀'.repeat(2500)}`)
    const form = await person.waitsForModal()
    expect([...String(form.fields[guest]?.value)]).toHaveLength(200)
    expect(form.text).toContain(say('Escribe un correo', 'Write an e-mail'))
  })

  test('the guest is looked up and shown in the form, and its buttons work there', async () => {
    await person.types('/points')
    await person.waitsForModal()
    expect(await person.submits({ [guest]: maria.email.toUpperCase() })).toEqual({
      result: 'updated',
      errors: {},
    })
    const card = await person.waitsForModal(maria.name)
    expect(card.text).toContain(say('1.240 (leído a las 14:32)', '1,240 (read 14:32)'))
    expect(card.text).not.toContain(maria.email)
    expect(calls(desk)).toEqual(['GET contacts/'])
    await person.clicks(say('Abonar puntos', 'Grant points'), { in: 'modal' })
    const grant = await person.waitsForModal(
      say('Motivo (el cliente puede leerlo)', 'Reason (the guest can read it)'),
    )
    expect(grant.depth).toBe(2)
    await person.waitsForModal(/\*?1[.,]240/)
  })

  test('what cannot be a guest is an error beside the field', async () => {
    await person.types('/points')
    await person.waitsForModal()
    expect(await person.submits({ [guest]: 'la señora' })).toEqual({
      result: 'errors',
      errors: {
        [guest]: say(
          'Escribe un correo, una habitación (hab. 204), una reserva (reserva ABC123) o un número (#11656629).',
          'Write an e-mail, a room (room 204), a booking (booking ABC123) or a number (#11656629).',
        ),
      },
    })
    expect(calls(desk)).toEqual([])
  })

  test('an unknown guest is said in the form, which keeps the text for another try', async () => {
    await person.types('/points')
    await person.waitsForModal()
    await person.submits({ [guest]: 'nadie@example.com' })
    const form = await person.waitsForModal(
      say(
        'No se ha encontrado ningún cliente para «nadie@example.com».',
        'No guest was found for “nadie@example.com”.',
      ),
    )
    expect(form.fields[guest]?.value).toBe('nadie@example.com')
    await person.submits({ [guest]: `#${maria.id}` })
    await person.waitsForModal(maria.name)
  })

  test('of two guests in one room one is chosen in the form too', async () => {
    await person.types('/points')
    await person.waitsForModal()
    await person.submits({ [guest]: 'room 310' })
    await person.waitsForModal(
      say('Coinciden varios clientes. ¿Cuál es?', 'Several guests match. Which one?'),
    )
    await person.clicks(say('Este', 'This one'), { in: 'modal', nth: 0 })
    const card = await person.waitsForModal('Lucía Fernández Gil')
    expect(card.text).not.toContain('Pablo')
  })

  test('a form that was closed before the guest came is explained in the direct messages', async () => {
    const slow = answersSlowly(desk, 'GET contacts/', 3000)
    await person.types('/points')
    await person.waitsForModal()
    await person.submits({ [guest]: maria.email })
    await slow
    await person.closesModal()
    desk.clock.advance(3000)
    const seen = await person.waitsToSee(
      say(
        'El formulario se cerró antes de poder mostrar al cliente. No se ha enviado nada. Escribe de nuevo el comando si aún lo necesitas.',
        'The form was closed before the guest could be shown. Nothing was sent. Type the command again if you still need it.',
      ),
      'dm',
    )
    expect(seen).not.toContain('García')
  })

  test('while the programme is down the form says so and works when it is back', async () => {
    await desk.loyalty.refuseConnections()
    await person.types('/points')
    await person.waitsForModal()
    await person.submits({ [guest]: maria.email })
    const form = await person.waitsForModal(
      say(
        'El programa de puntos no responde ahora mismo.',
        'The loyalty programme does not answer right now.',
      ),
    )
    expect(form.fields[guest]?.value).toBe(maria.email)
    await desk.loyalty.acceptConnections()
    await person.submits()
    await person.waitsForModal(maria.name)
  })
})

test('an administrator of the workspace, who is on no list, may submit a form right after a restart', async () => {
  const desk = await openDesk('es', { settings: text => text.replaceAll('U0CARLA', 'U0NOBODY') })
  const carla = desk.slack.person('carla')
  await carla.types('/points')
  await carla.waitsForModal('Buscar cliente')
  await desk.restart()
  expect(await carla.submits({ Cliente: maria.email })).toMatchObject({ result: 'updated' })
  await carla.waitsForModal(maria.name)
  await closeDesk(desk)
})

test('nobody waits longer for a form than Slack does: whom Slack does not name in time hears that they are no staff', async () => {
  const desk = await openDesk('es', { settings: text => text.replaceAll('U0CARLA', 'U0NOBODY') })
  const carla = desk.slack.person('carla')
  await carla.types('/points')
  await carla.waitsForModal('Buscar cliente')
  await desk.restart()
  desk.slack.faults.slow('users.info', 4000)
  expect((await carla.submits({ Cliente: maria.email })).errors).toEqual({
    Cliente: expect.stringContaining('No estás en la lista de personal'),
  })
  await closeDesk(desk)
})
