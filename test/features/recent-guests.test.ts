// The second way to name a guest: whoever was shown at this hotel in the last hours, by masked name.
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import {
  agents,
  calls,
  closeDesk,
  john,
  ledger,
  maria,
  openDesk,
  rests,
  twoHotels,
} from '../support/counter.ts'

describe.each(agents)('$name names a guest and reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const me = () => desk.slack.person(name)
  const guest = say('Cliente', 'Guest')
  const recent = say('O un cliente reciente', 'Or a recent guest')
  const remembered = () => desk.app.database.db.selectFrom('recent_guests').selectAll().execute()
  /** Looks guests up, and waits until each is remembered. */
  const looksUp = async (who: string, ...texts: string[]) => {
    for (const text of texts) {
      const before = (await remembered()).length
      await desk.slack.person(who).types(`/points ${text}`)
      while ((await remembered()).length === before) await setImmediate()
      desk.clock.advance(60_000)
    }
  }
  const opens = async (command: string) => {
    await me().types(command)
    const form = await me().waitsForModal(guest)
    return form.fields
  }

  test.each(['/grant', '/redeem', '/reset-password', '/points', '/history'])(
    '%s offers whom somebody at the hotel looked at, newest first, by masked name alone',
    async command => {
      desk = await openDesk(language)
      await looksUp(name === 'ana' ? 'ben' : 'ana', maria.email, john.email)
      const fields = await opens(command)
      expect(fields[recent]?.options).toEqual(['John S. · 14:33', 'María G. · 14:32'])
      expect(fields[recent]?.isOptional).toBe(true)
      expect(fields[guest]?.isOptional).toBe(true)
    },
  )

  test('while the store is slow the form opens without them', async () => {
    desk = await openDesk(language)
    const released = Promise.withResolvers<void>()
    await me().types(`/points ${maria.email}`)
    await me().waitsToSee(maria.name)
    const kept = desk.app.database.transaction(() => released.promise)
    const waiting = rests(desk, 500)
    const typing = me().types('/grant')
    await waiting
    desk.clock.advance(500)
    await typing
    expect((await me().waitsForModal(guest)).fields[recent]).toBeUndefined()
    released.resolve()
    await kept
  })

  test('choosing one is as good as typing the number', async () => {
    desk = await openDesk(language)
    await looksUp(name, maria.email)
    await opens('/grant')
    const before = calls(desk).length
    const values = { [recent]: 'María G. · 14:32', [say('Puntos', 'Points')]: '300' }
    expect(await me().submits(values)).toMatchObject({ result: 'updated' })
    const form = await me().waitsForModal('👤')
    expect(form.text).toContain(maria.name)
    expect(form.fields[guest]?.value).toBe(`#${maria.id}`)
    expect(form.fields[recent]).toBeUndefined()
    expect(calls(desk).slice(before).toSorted()).toEqual(['GET contacts/{id}/', 'GET operations/'])
    expect(await me().submits()).toEqual({ result: 'closed', errors: {} })
    await desk.jobs.idle()
    expect(ledger(desk, maria.id)).toMatchObject([{ points: 300 }])
  })

  test('in a look-up too', async () => {
    desk = await openDesk(language)
    await looksUp(name, maria.email)
    await opens('/points')
    await me().submits({ [recent]: 'María G. · 14:32' })
    expect((await me().waitsForModal(maria.name)).text).toContain('1')
  })

  test.each(['/grant', '/points'])(
    '%s: nobody has the e-mail that was typed, and a recent guest is chosen in its place',
    async command => {
      desk = await openDesk(language)
      await looksUp(name, maria.email)
      await opens(command)
      const points = command === '/grant' ? { [say('Puntos', 'Points')]: '300' } : {}
      await me().submits({ [guest]: 'maria.garica@example.com', ...points })
      await me().waitsForModal(say('No se ha encontrado', 'No guest was found'))
      expect(await me().submits({ [recent]: 'María G. · 14:32' })).toEqual({ result: 'updated', errors: {} })
      await me().waitsForModal(maria.name)
    },
  )

  test.each(['/grant', '/points'])(
    '%s: another guest typed beside the chosen one is asked about',
    async command => {
      desk = await openDesk(language)
      await looksUp(name, maria.email)
      await opens(command)
      const values = { [guest]: john.email, [recent]: 'María G. · 14:32' }
      const points = command === '/grant' ? { [say('Puntos', 'Points')]: '300' } : {}
      expect(await me().submits({ ...values, ...points })).toEqual({
        result: 'errors',
        errors: {
          [recent]: say(
            'Arriba hay otro cliente escrito. Deja vacío uno de los dos.',
            'Another guest is typed above. Leave one of the two empty.',
          ),
        },
      })
    },
  )

  test('neither typed nor chosen, the form asks for the guest', async () => {
    desk = await openDesk(language)
    await looksUp(name, maria.email)
    await opens('/grant')
    expect(await me().submits({ [say('Puntos', 'Points')]: '300' })).toMatchObject({
      result: 'errors',
      errors: { [guest]: expect.stringContaining(say('Escribe un correo', 'Write an e-mail')) },
    })
  })

  test('of many the last twenty are offered', async () => {
    desk = await openDesk(language)
    const guests = desk.loyalty.store.contacts().filter(({ deleted }) => !deleted)
    expect(guests.length).toBeGreaterThan(20)
    await looksUp(name, ...guests.slice(0, 22).map(({ id }) => `#${id}`))
    expect((await opens('/grant'))[recent]?.options).toHaveLength(20)
  })

  test('after twelve hours nobody is offered, and the hour’s sweep takes them out of the store', async () => {
    desk = await openDesk(language)
    await looksUp(name, maria.email)
    desk.clock.advance(12 * 3_600_000)
    expect((await opens('/grant'))[recent]).toBeUndefined()
    desk.clock.advance(3_600_000)
    while ((await remembered()).length > 0) await setImmediate()
  })

  test('the other hotel’s guests are not offered', async () => {
    desk = await openDesk(language, { settings: twoHotels })
    await me().types(`/points ${maria.email}`, 'desk')
    while ((await remembered()).length === 0) await setImmediate()
    expect(await remembered()).toMatchObject([{ hotel_id: 101, contact_id: maria.id, label: 'María G.' }])
    await me().types('/grant', 'digest')
    expect((await me().waitsForModal(guest)).fields[recent]).toBeUndefined()
  })

  test('a guest whom nobody finds leaves nothing, and the form that says so offers the recent ones', async () => {
    desk = await openDesk(language)
    await looksUp(name, maria.email)
    await me().types('/grant nobody@example.com 300')
    const form = await me().waitsForModal(say('No se ha encontrado ningún cliente', 'No guest was found'))
    expect(form.fields[recent]?.options).toEqual(['María G. · 14:32'])
    expect(await remembered()).toHaveLength(1)
  })
})

describe.each(agents)('$name grants by room or booking and reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const me = () => desk.slack.person(name)
  const guest = say('Cliente', 'Guest')
  const commands = ['/grant', '/redeem', '/reset-password', '/points', '/history']

  describe.each(commands)('in the field of %s', command => {
    test.each([
      ['room 204', 'María García Ruiz'],
      ['hab. 204', 'María García Ruiz'],
      ['habitación 204', 'María García Ruiz'],
      ['room 204 arrival 21 Nov', 'María García Ruiz'],
      ['booking abc123', 'María García Ruiz'],
      [`#${maria.id}`, 'María García Ruiz'],
      [maria.email.toUpperCase(), 'María García Ruiz'],
      [`<mailto:${maria.email}|${maria.email}>`, 'María García Ruiz'],
    ])('"%s" is %s', async (typed, shown) => {
      desk = await openDesk(language)
      await me().types(command)
      await me().waitsForModal(guest)
      const points = command === '/grant' ? { [say('Puntos', 'Points')]: '300' } : {}
      await me().submits({ [guest]: typed, ...points })
      expect((await me().waitsForModal(shown)).text).toContain(`#${maria.id}`)
    })

    test('an arrival that nobody can read is said beside the field, and tonight’s guest is not taken', async () => {
      desk = await openDesk(language)
      await me().types(command)
      await me().waitsForModal(guest)
      const points = command === '/grant' ? { [say('Puntos', 'Points')]: '300' } : {}
      expect(await me().submits({ [guest]: 'room 204 arrival 31/11', ...points })).toMatchObject({
        result: 'errors',
        errors: {
          [guest]: expect.stringContaining(say('No entendemos la fecha', 'We could not read the arrival')),
        },
      })
      expect(calls(desk)).toEqual([])
    })
  })

  test('two guests in one room: one is chosen, shown, and only then granted to', async () => {
    desk = await openDesk(language)
    await me().types('/grant room 310 300')
    const form = await me().waitsForModal(say('¿Qué cliente?', 'Which guest?'))
    const field = form.fields[say('¿Qué cliente?', 'Which guest?')]
    const pablo = field?.options?.find(each => each.startsWith('Pablo')) ?? ''
    await me().submits({ [say('¿Qué cliente?', 'Which guest?')]: pablo })
    await me().waitsForModal('Pablo Fernández Gil')
    expect(await me().submits()).toEqual({ result: 'closed', errors: {} })
  })

  test('a command with an arrival that nobody can read opens the form, with all that was typed', async () => {
    desk = await openDesk(language)
    await me().types('/grant room 204 arrival 31 Nov 300')
    const form = await me().waitsForModal(
      say('No entendemos la fecha de llegada', 'We could not read the arrival date'),
    )
    expect(form.fields[guest]?.value).toBe('room 204 arrival 31 Nov 300')
    expect(calls(desk)).toEqual([])
  })

  test.each(['/grant', '/points'])(
    '%s: a booking of another hotel is shown with the hotel it is of',
    async command => {
      desk = await openDesk(language)
      await me().types(`${command} booking HMU012`)
      const sentence = say(
        'Esta reserva es de otro hotel (102), no de Hotel Miramar',
        'This booking is of another hotel (102), not of Hotel Miramar',
      )
      if (command === '/grant') expect((await me().waitsForModal('👤')).text).toContain(sentence)
      else await me().waitsToSee(sentence, 'desk')
    },
  )

  test('a guest of the other hotel’s room is not found, and the sentence names the hotel', async () => {
    desk = await openDesk(language)
    await me().types('/grant room 12 300')
    await me().waitsForModal(say('en la habitación 12 de Hotel Miramar', 'in room 12 of Hotel Miramar'))
  })
})
