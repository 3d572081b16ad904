// /points by room: who sleeps there tonight, at the price of one question for each arrival date that is tried.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import {
  agents,
  answersSlowly,
  books,
  calls,
  closeDesk,
  maria,
  openDesk,
  twoHotels,
} from '../support/counter.ts'

const byRoom = 'GET entries/by-room/'

describe.each(agents)('$name looks up a room and reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const open = async (options = {}) => {
    desk = await openDesk(language, options)
    return desk.slack.person(name)
  }

  test('without a date today and the nights before are tried until somebody is still there', async () => {
    const person = await open()
    await person.types('/points room 204')
    const seen = await person.waitsToSee(maria.name, 'desk')
    expect(seen).toContain(
      say(
        'Estancia\n  habitación 204, 21 nov 2026 – 25 nov 2026',
        'Stay\n  room 204, 21 Nov 2026 – 25 Nov 2026',
      ),
    )
    expect(calls(desk)).toEqual([byRoom, byRoom, byRoom])
    const asked = desk.loyalty.requests.filter(({ route }) => route === byRoom)
    const nights = asked.map(({ query }) => Object.values(query).find(value => value.startsWith('2026-')))
    expect(nights).toEqual(['2026-11-23', '2026-11-22', '2026-11-21'])
  })

  test.each([
    'room 204 arrival 21 Nov',
    'rm 204, arrived 21/11',
    'hab. 204 llegada 21 nov',
    'habitación 204 llegada el 21 de noviembre de 2026',
  ])('with the arrival one question is enough: "%s"', async typed => {
    const person = await open()
    await person.types(`/points ${typed}`)
    await person.waitsToSee(maria.name, 'desk')
    expect(calls(desk)).toEqual([byRoom])
  })

  test('an empty room costs seven questions and asks for the date', async () => {
    const person = await open()
    await person.types('/points room 999')
    await person.waitsToSee(
      say(
        'No se ha encontrado a nadie en la habitación 999 de Hotel Miramar en las fechas de llegada probadas. Añade la fecha: hab. 999 llegada 12 nov.',
        'Nobody was found in room 999 of Hotel Miramar for the arrival dates we tried. Add the date: room 999 arrival 12 Nov.',
      ),
      'desk',
    )
    expect(calls(desk)).toHaveLength(7)
  })

  test('the settings say how many nights are looked back', async () => {
    const person = await open({ settings: (text: string) => `${text}rooms: { lookBackDays: 2 }\n` })
    await person.types('/points room 204')
    await person.waitsToSee(say('No se ha encontrado a nadie', 'Nobody was found'), 'desk')
    expect(calls(desk)).toEqual([byRoom, byRoom])
  })

  test('an empty room on a named date is said to be empty after one question', async () => {
    const person = await open()
    await person.types('/points room 204 arrival 1 Nov')
    await person.waitsToSee(
      say(
        'No se ha encontrado a nadie en la habitación 204 de Hotel Miramar con llegada el 1 nov 2026.',
        'Nobody was found in room 204 of Hotel Miramar with arrival on 1 Nov 2026.',
      ),
      'desk',
    )
    expect(calls(desk)).toEqual([byRoom])
  })

  test('a date that nobody can read opens the form instead of showing tonight’s guest', async () => {
    const person = await open()
    const guest = say('Cliente', 'Guest')
    await person.types('/points room 204 arrival 31 Nov')
    const form = await person.waitsForModal(
      say(
        'No entendemos la fecha de llegada en «room 204 arrival 31 Nov». Escríbela así: hab. 204 llegada 12 nov.',
        'We could not read the arrival date in “room 204 arrival 31 Nov”. Write it like this: room 204 arrival 12 Nov.',
      ),
    )
    expect(form.fields[guest]?.value).toBe('room 204 arrival 31 Nov')
    expect(await person.submits({ [guest]: 'room 204 arrival 31/11' })).toEqual({
      result: 'errors',
      errors: {
        [guest]: say(
          'No entendemos la fecha de llegada en «room 204 arrival 31/11». Escríbela así: hab. 204 llegada 12 nov.',
          'We could not read the arrival date in “room 204 arrival 31/11”. Write it like this: room 204 arrival 12 Nov.',
        ),
      },
    })
    expect(calls(desk)).toEqual([])
    await person.submits({ [guest]: 'room 204 arrival 21/11' })
    await person.waitsForModal(maria.name)
  })

  test('of two guests in one room the asker chooses one, and only that one is shown', async () => {
    const person = await open()
    await person.types('/points room 310')
    const seen = await person.waitsToSee(
      say('Coinciden varios clientes. ¿Cuál es?', 'Several guests match. Which one?'),
      'desk',
    )
    expect(seen).toContain('Lucía F. · l•••@example.com · #11656604')
    expect(seen).toContain('Pablo F. · p•••@example.org · #11656605')
    expect(seen).not.toMatch(/1[.,]510/)
    await person.clicks(say('Este', 'This one'), { in: 'desk', nth: 1 })
    const card = await person.waitsToSee('Pablo Fernández Gil', 'desk')
    expect(card).not.toContain('Lucía')
    expect(person.messages('desk')).toHaveLength(1)
    expect(calls(desk)).toEqual([byRoom, byRoom, 'GET contacts/{id}/'])
  })

  test('the chosen guest comes by direct message when Slack no longer takes the answer to the press', async () => {
    const person = await open()
    await person.types('/points room 310')
    await person.waitsToSee(say('¿Cuál es?', 'Which one?'), 'desk')
    desk.slack.faults.fail('response_url', 'expired_url', 2)
    await person.clicks(say('Este', 'This one'), { in: 'desk', nth: 1 })
    const card = await person.waitsToSee('Pablo Fernández Gil', 'dm')
    expect(card).not.toContain(say('Algo ha fallado', 'Something went wrong'))
    expect(desk.log.join('')).not.toContain('listener.crashed')
  })

  test('a chosen guest who is slow to come is said to be looked for, in the channel as in the form', async () => {
    const person = await open()
    await person.types('/points room 310')
    await person.waitsToSee(say('Coinciden varios clientes', 'Several guests match'), 'desk')
    const slow = answersSlowly(desk, 'GET contacts/{id}/', 2900)
    await person.clicks(say('Este', 'This one'), { in: 'desk', nth: 0 })
    await slow
    desk.clock.advance(2000)
    await person.waitsToSee(say('Seguimos buscando', 'Still looking'), 'desk')
    desk.clock.advance(900)
    await person.waitsToSee('Lucía Fernández Gil', 'desk')
    await person.types('/points')
    await person.waitsForModal(say('Cliente', 'Guest'))
    await person.submits({ [say('Cliente', 'Guest')]: 'room 310' })
    await person.waitsForModal(say('Coinciden varios clientes', 'Several guests match'))
    const slowAgain = answersSlowly(desk, 'GET contacts/{id}/', 2900)
    await person.clicks(say('Este', 'This one'), { in: 'modal', nth: 1 })
    await slowAgain
    await person.waitsForModal(say('Buscando al cliente', 'Looking up the guest'))
    desk.clock.advance(2900)
    await person.waitsForModal('Pablo Fernández Gil')
  })

  test('of a group of fifty only the twenty who are offered are read, and it says how many more there are', async () => {
    const person = await open()
    for (let number = 1; number <= 50; number++) {
      const { id } = desk.loyalty.store.addContact({
        email: `group${number}@example.com`,
        name: `Grupo${number}`,
      })
      books(desk, id, { localizer: 'GROUP1', roomNumber: String(400 + number) })
    }
    const more = say('Y 30 más. Si el cliente no está aquí', 'And 30 more. If the guest is not here')
    await person.types('/points booking GROUP1')
    const seen = await person.waitsToSee(more, 'desk')
    expect(seen).toContain('Grupo20')
    expect(seen).not.toContain('Grupo21')
    const read = () => calls(desk).filter(call => call === 'GET contacts/{id}/')
    expect(read()).toHaveLength(20)
    await person.types('/grant booking GROUP1')
    const form = await person.waitsForModal(more)
    expect(form.fields[say('¿Qué cliente?', 'Which guest?')]?.options).toHaveLength(20)
    expect(read()).toHaveLength(40)
    await person.closesModal()
    await person.types('/points room 310')
    await desk.slack.waitFor(() => person.messages('desk').length === 2, 'the two of a room')
    expect(person.lastMessage('desk').text).not.toContain(more)
  })

  test('the room of the other hotel is not this hotel’s room', async () => {
    const person = await open()
    await person.types('/points room 12')
    await person.waitsToSee(say('No se ha encontrado a nadie', 'Nobody was found'), 'desk')
  })

  test('who works at two hotels is asked whose room it is, where the channel does not say', async () => {
    const person = await open({ settings: twoHotels })
    await person.types('/points room 204 arrival 21 Nov', 'dm')
    const form = await person.waitsForModal(
      say('¿De qué hotel es la habitación?', 'Which hotel’s room is it?'),
    )
    expect(form.fields.Hotel?.options).toEqual(['Hotel Miramar', 'Hotel Playa'])
    expect(form.fields[say('Cliente', 'Guest')]?.value).toBe('room 204 arrival 21 Nov')
    expect(calls(desk)).toEqual([])
    await person.submits({ Hotel: 'Hotel Playa' })
    await person.waitsForModal('Montserrat Puig Ferrer')
    expect(calls(desk)).toEqual([byRoom])
  })

  test('in the channel of one of two hotels it is that hotel’s room', async () => {
    const person = await open({ settings: twoHotels })
    await person.types('/points room 204 arrival 21 Nov', 'desk')
    await person.waitsToSee(maria.name, 'desk')
    expect(person.modal()).toBeUndefined()
  })
})
