// Who works at two hotels: a window that was opened for one of them stays with it, whatever is pressed there.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { agents, books, closeDesk, maria, openDesk, type Person, twoHotels } from '../support/counter.ts'

describe.each(agents)('$name works at two hotels and reads $language', ({ name, language }) => {
  let desk: TestApp
  let person: Person
  beforeEach(async () => {
    desk = await openDesk(language, { settings: twoHotels })
    person = desk.slack.person(name)
  })
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  /** Only at Hotel Playa; and only at Hotel Miramar. */
  const [boat, dinner] = ['Excursión en barco', 'Cena para dos']

  /** Two guests share a room of Hotel Playa; the first is chosen in the form. */
  async function choosesInForm(): Promise<string> {
    books(desk, 11656604, { hotel: 102, roomNumber: '77', localizer: 'PLA1' })
    books(desk, 11656605, { hotel: 102, roomNumber: '77', localizer: 'PLA2' })
    await person.types('/points room 77', 'dm')
    await person.waitsForModal(say('¿De qué hotel', 'Which hotel’s room'))
    await person.submits({ Hotel: 'Hotel Playa' })
    await person.waitsForModal(say('Coinciden varios clientes', 'Several guests match'))
    await person.clicks(say('Este', 'This one'), { in: 'modal', nth: 0 })
    const { text } = await person.waitsForModal(say('Para decirle al cliente', 'Say this to the guest'))
    return text
  }

  /** The guests that the form in a hotel's channel offers as looked at lately. */
  async function recentIn(channel: string): Promise<string> {
    await person.types('/points', channel)
    const { fields } = await person.waitsForModal(say('Cliente', 'Guest'))
    return String(fields[say('O un cliente reciente', 'Or a recent guest')]?.options ?? '')
  }

  test('of several guests of one hotel the chosen one is shown what that hotel offers, and is its guest', async () => {
    const card = await choosesInForm()
    expect(card).toContain('Lucía Fernández Gil')
    expect(card).not.toContain(dinner)
    await person.closesModal()
    expect(await recentIn('desk')).toBe('')
    await person.closesModal()
    expect(await recentIn('digest')).toContain('Lucía F.')
  })

  test('the card’s buttons in a window lead on in the hotel of the window', async () => {
    await choosesInForm()
    await person.clicks(say('Todos los premios', 'All rewards'), { in: 'modal' })
    const rewards = await person.waitsForModal(say('lista leída', 'list read'))
    expect(rewards.text).toContain(boat)
    expect(rewards.text).not.toContain(dinner)
  })

  test.each([
    [say('Abonar puntos', 'Grant points'), say('Motivo (el cliente', 'Reason (the guest')],
    [say('Prometer', 'Promise'), say('Qué se ha prometido', 'What was promised')],
  ])('“%s” on the card in a window has the hotel of the window preselected', async (button, field) => {
    await choosesInForm()
    await person.clicks(button, { in: 'modal' })
    const form = await person.waitsForModal(field)
    expect(form.fields.Hotel?.value).toBe('Hotel Playa')
  })

  test('a list of rewards asks for its guest in the hotel of the list', async () => {
    await person.types('/rewards', 'dm')
    await person.waitsForModal(dinner)
    await person.selects('Hotel', 'Hotel Playa', { in: 'modal' })
    await person.waitsForModal(boat)
    await person.clicks(say('Para un cliente…', 'For a guest…'), { in: 'modal' })
    const form = await person.waitsForModal(say('Cliente', 'Guest'))
    expect(form.fields.Hotel?.value).toBe('Hotel Playa')
  })

  test('showing an e-mail does not make the guest one of the other hotel’s', async () => {
    // Hotel Playa's desk.
    await person.types(`/points #${maria.id}`, 'digest')
    await person.waitsToSee(maria.name, 'digest')
    await person.clicks(say('Mostrar', 'Reveal'), { in: 'digest' })
    await person.waitsForModal(say('¿Para qué', 'Why do you'))
    await person.submits({ [say('¿Para qué lo necesitas?', 'Why do you need it?')]: 'factura' })
    await person.waitsForModal(maria.email)
    await person.closesModal()
    expect(await recentIn('desk')).toBe('')
  })

  test('where nothing settles the hotel the card names the one whose rewards it offers', async () => {
    await person.types(`/points ${maria.email}`, 'dm')
    const seen = await person.waitsToSee(maria.name, 'dm')
    expect(seen).toContain('🏨 Hotel Miramar')
    // In a hotel's own channel nobody asks which one is meant.
    await person.types(`/points ${maria.email}`, 'digest')
    expect(await person.waitsToSee(maria.name, 'digest')).not.toContain('🏨')
  })
})
