// What the text of a command brings into a form: what was understood stands in its field, what was not is said.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { agents, closeDesk, maria, openDesk, type Person } from '../support/counter.ts'

describe.each(agents)('$name types a command and reads $language', ({ name, language }) => {
  let desk: TestApp
  let person: Person
  beforeEach(async () => {
    desk = await openDesk(language)
    person = desk.slack.person(name)
  })
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const guest = say('Cliente', 'Guest')
  const points = say('Puntos', 'Points')

  test.each([
    ['nobody has this e-mail', 'nadie@example.com', 'nadie@example.com'],
    ['nobody has this number', '#99999999', '#99999999'],
  ])('when %s the form says so and keeps what was typed', async (_, typed, quoted) => {
    await person.types(`/grant ${typed} 300 three nights`)
    const form = await person.waitsForModal(
      say(
        `⚠️ No se ha encontrado ningún cliente para «${quoted}». No ha cambiado nada. Revisa cómo está escrito o búscalo por habitación o reserva.`,
        `⚠️ No guest was found for “${quoted}”. Nothing changed. Check the spelling, or look for the room or booking.`,
      ),
    )
    expect(form.text).toContain(
      say(
        'Lo que escribiste sigue aquí. Corrígelo si hace falta y pulsa otra vez.',
        'What you typed is kept. Correct it if need be and press again.',
      ),
    )
    expect(form.fields[points]?.value).toBe('300')
    await person.submits({ [guest]: maria.email })
    await person.waitsForModal(maria.name)
  })

  test('what cannot be a guest is an error beside the field', async () => {
    await person.types('/grant')
    await person.waitsForModal()
    expect(await person.submits({ [guest]: 'la señora', [points]: '300' })).toEqual({
      result: 'errors',
      errors: {
        [guest]: say(
          'Escribe un correo, una habitación (hab. 204), una reserva (reserva ABC123) o un número (#11656629).',
          'Write an e-mail, a room (room 204), a booking (booking ABC123) or a number (#11656629).',
        ),
      },
    })
  })

  test('a text that nobody understands opens the form with the text kept, and says so', async () => {
    await person.types('/grant la señora <!channel>')
    const form = await person.waitsForModal(
      say(
        'No sabemos qué cliente es «la señora <!channel>».',
        'We could not tell the guest from “la señora <!channel>”.',
      ),
    )
    expect(form.fields[guest]?.value).toBe('la señora <!channel>')
  })

  test.each([
    ['with a guest', `${maria.email} 300 ${'😀'.repeat(4950)}`, 3000],
    ['without one', '😀'.repeat(5000), 200],
  ])('a command of 5,000 characters %s opens the form, cut to fit', async (_, typed, kept) => {
    await person.types(`/grant ${typed}`)
    const form = await person.waitsForModal()
    const lengths = Object.values(form.fields).map(({ value }) => [...String(value ?? '')].length)
    expect(Math.max(...lengths)).toBe(kept)
    if (kept === 200) expect(form.text).toContain(say('Escribe un correo', 'Write an e-mail'))
  })

  test.each(['/enrol 11656610', '/reset-password 204', '/redeem 11656629 late'])(
    '“%s”: a number without its # or its room is said to be no guest, and fills in nothing else',
    async typed => {
      await person.types(typed)
      const text = typed.slice(typed.indexOf(' ') + 1)
      const form = await person.waitsForModal(
        say(`⚠️ No sabemos qué cliente es «${text}».`, `⚠️ We could not tell the guest from “${text}”.`),
      )
      expect(Object.values(form.fields).flatMap(({ value }) => value ?? [])).toEqual([text])
    },
  )

  test('only a number opens the form with the points, and asks for the guest', async () => {
    await person.types('/grant 300 three nights')
    const form = await person.waitsForModal(say('Indica el cliente', 'Name the guest'))
    expect(form.fields[guest]?.value).toBeNull()
    expect(form.fields[points]?.value).toBe('300')
  })
})
