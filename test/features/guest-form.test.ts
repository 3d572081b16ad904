// The form that /grant, /redeem and /reset-password share: it writes only for the guest that it has shown.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import {
  actionsOf,
  agents,
  answersSlowly,
  calls,
  closeDesk,
  john,
  ledger,
  maria,
  openDesk,
} from '../support/counter.ts'
import { pressOf } from '../support/second-press.ts'

const commands = ['/grant', '/redeem', '/reset-password'] as const

describe.each(agents)('$name opens a form and reads $language', ({ name, language }) => {
  let desk: TestApp
  afterEach(() => closeDesk(desk))
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const open = async (options = {}) => {
    desk = await openDesk(language, options)
    return desk.slack.person(name)
  }
  const guest = say('Cliente', 'Guest')
  const points = say('Puntos', 'Points')
  const looking = say('🔎 Buscando al cliente…', '🔎 Looking up the guest…')

  test.each(commands)('%s without a text opens its form and asks for the guest', async command => {
    const person = await open()
    await person.types(command)
    const form = await person.waitsForModal()
    expect(form.text).toContain(
      say(
        'Indica el cliente y pulsa el botón: se mostrará aquí antes de enviar nada.',
        'Name the guest and press the button: they are shown here before anything is sent.',
      ),
    )
    expect(form.fields[guest]?.value).toBeNull()
    expect(calls(desk)).toEqual([])
  })

  test.each(commands)(
    '%s shows name, level, balance, time and masked e-mail before anything is sent',
    async command => {
      const person = await open()
      await person.types(`${command} ${maria.email}`)
      const { text, fields } = await person.waitsForModal(maria.name)
      expect(text).toContain(
        say('Gold · 1.240 puntos (leído a las 14:32)', 'Gold · 1,240 points (read 14:32)'),
      )
      expect(text).toContain(`m•••@example.com · #${maria.id}`)
      const question = say(
        '¿Es el cliente correcto\\? Pulsa «.+» para enviar\\.',
        'Is this the right guest\\? Press “.+” to send\\.',
      )
      expect(text).toMatch(new RegExp(question))
      expect(fields[guest]?.value).toBe(maria.email)
      expect(calls(desk)).toEqual(['GET contacts/', ...(command === '/grant' ? ['GET operations/'] : [])])
    },
  )

  test('once the guest is shown, the form’s row no longer has what was typed to find them', async () => {
    const person = await open()
    await person.types(`/grant ${maria.email} 300`)
    await person.waitsForModal(maria.name)
    const rows = JSON.stringify(await desk.app.database.db.selectFrom('forms').selectAll().execute())
    expect(rows).toContain('300')
    expect(rows).not.toContain('maria.garcia')
    expect(rows).not.toContain('García')
  })

  test('a press before the guest is shown looks them up and sends nothing', async () => {
    const person = await open()
    await person.types('/grant')
    await person.waitsForModal()
    expect(await person.submits({ [guest]: maria.email, [points]: '300' })).toEqual({
      result: 'updated',
      errors: {},
    })
    const form = await person.waitsForModal(maria.name)
    expect(form.fields[points]?.value).toBe('300')
    await desk.jobs.idle()
    expect(ledger(desk, maria.id)).toEqual([])
    expect(await person.submits()).toEqual({ result: 'closed', errors: {} })
    await desk.jobs.idle()
    expect(ledger(desk, maria.id)).toMatchObject([{ points: 300 }])
  })

  test('the form says that it is looking, and a press in the meantime sends nothing', async () => {
    const person = await open()
    const slow = answersSlowly(desk, 'GET contacts/', 900)
    await person.types(`/grant ${maria.email} 300`)
    await slow
    expect(person.modal()?.text).toContain(looking)
    const again = answersSlowly(desk, 'GET contacts/', 901)
    expect(await person.submits()).toEqual({ result: 'updated', errors: {} })
    await again
    expect(person.modal()?.text).toContain(looking)
    desk.clock.advance(901)
    await person.waitsForModal(maria.name)
    await desk.jobs.idle()
    expect(ledger(desk, maria.id)).toEqual([])
  })

  test('another guest in the field is looked up first; what was typed stays, and only they get the points', async () => {
    const person = await open()
    await person.types(`/grant ${maria.email} 300 three nights`)
    await person.waitsForModal(maria.name)
    const note = say('Nota interna (se queda en el puesto)', 'Internal note (stays at the desk)')
    const values = { [guest]: `#${john.id}`, [points]: '120', [note]: 'asked at the counter' }
    expect(await person.submits(values)).toEqual({ result: 'updated', errors: {} })
    const form = await person.waitsForModal(john.name)
    expect(form.text).not.toContain(maria.name)
    expect(form.fields[points]?.value).toBe('120')
    expect(form.fields[note]?.value).toBe('asked at the counter')
    expect(
      form.fields[
        say('En pocas palabras (el cliente puede leerlo)', 'In a few words (the guest can read it)')
      ]?.value,
    ).toBe('three nights')
    expect(await person.submits()).toEqual({ result: 'closed', errors: {} })
    await desk.jobs.idle()
    expect(ledger(desk, maria.id)).toEqual([])
    expect(ledger(desk, john.id)).toMatchObject([{ points: 120 }])
  })

  test('the same guest typed in another way is the same guest', async () => {
    const person = await open()
    await person.types(`/grant ${maria.email} 300`)
    await person.waitsForModal(maria.name)
    expect(await person.submits({ [guest]: maria.email.toUpperCase() })).toEqual({
      result: 'closed',
      errors: {},
    })
    await desk.jobs.idle()
    expect(ledger(desk, maria.id)).toHaveLength(1)
  })

  test('a press that Slack delivers once more, after the guest was found, is no confirmation', async () => {
    const person = await open({ transport: 'http' })
    await person.types('/grant')
    await person.waitsForModal()
    await person.fills({ [guest]: maria.email, [points]: '300' })
    const press = pressOf(desk, name)
    await person.submits()
    await person.waitsForModal(maria.name)
    expect(await press()).toMatchObject({ response_action: 'update' })
    await person.waitsForModal(maria.name)
    await desk.jobs.idle()
    expect(await actionsOf(desk)).toEqual([])
  })

  test('a press from when another guest was shown is no confirmation either', async () => {
    const person = await open({ transport: 'http' })
    await person.types(`/grant ${maria.email} 300`)
    await person.waitsForModal(maria.name)
    await person.fills({ [guest]: `#${john.id}` })
    const press = pressOf(desk, name)
    await person.submits()
    await person.waitsForModal(john.name)
    expect(await press()).toMatchObject({ response_action: 'update' })
    await desk.jobs.idle()
    expect(await actionsOf(desk)).toEqual([])
  })

  test('of two guests in one room one is chosen, shown, and only they get the points', async () => {
    const person = await open()
    await person.types('/grant room 310 50')
    const form = await person.waitsForModal(
      say(
        '⚠️ Coinciden varios clientes. Elige uno y pulsa otra vez: no se envía nada hasta mostrar el correcto.',
        '⚠️ Several guests match. Choose one and press again: nothing is sent before the right one is shown.',
      ),
    )
    const which = say('¿Qué cliente?', 'Which guest?')
    expect(form.fields[which]?.options).toEqual([
      'Lucía F. · l•••@example.com · #11656604',
      'Pablo F. · p•••@example.org · #11656605',
    ])
    await person.submits({ [which]: 'Pablo F. · p•••@example.org · #11656605' })
    const shown = await person.waitsForModal('Pablo Fernández Gil')
    expect(shown.fields[guest]?.value).toBe('#11656605')
    expect(shown.fields[points]?.value).toBe('50')
    expect(await person.submits()).toEqual({ result: 'closed', errors: {} })
    await desk.jobs.idle()
    expect(ledger(desk, 11656604)).toEqual([])
    expect(ledger(desk, 11656605)).toMatchObject([{ points: 50 }])
  })

  test('of two guests in one room neither is meant: another one typed in their place is looked up', async () => {
    const person = await open()
    await person.types('/redeem room 310 late')
    const which = say('¿Qué cliente?', 'Which guest?')
    await person.waitsForModal(which)
    expect(await person.submits()).toEqual({
      result: 'errors',
      errors: {
        [which]: say(
          'Elige uno de ellos o escribe otro cliente arriba.',
          'Choose one of them, or type another guest above.',
        ),
      },
    })
    // Also with one of them still chosen: what was typed last counts.
    await person.submits({ [which]: 'Pablo F. · p•••@example.org · #11656605', [guest]: maria.email })
    const shown = await person.waitsForModal(maria.name)
    expect(shown.fields[guest]?.value).toBe(maria.email)
    expect(shown.fields[say('Producto', 'Product')]?.value, 'named in the command').toContain(
      'Late check-out',
    )
  })

  test('a guest chosen from a room counts as one with a stay', async () => {
    const person = await open()
    await person.types('/grant room 310 600')
    const which = say('¿Qué cliente?', 'Which guest?')
    await person.waitsForModal(which)
    await person.submits({ [which]: 'Pablo F. · p•••@example.org · #11656605' })
    await person.waitsForModal('Pablo Fernández Gil')
    expect(await person.submits()).toEqual({ result: 'closed', errors: {} })
    const carla = desk.slack.person('carla')
    const card = await carla.waitsToSee(say('lo tiene que aprobar', 'has to approve'), 'approvals')
    expect(card).not.toContain(say('no se ha comprobado ninguna estancia', 'no stay was checked'))
  })

  test('a guest who is no member is warned of at once and refused when sent', async () => {
    const person = await open()
    await person.types('/grant emma.johnson@example.org 300')
    await person.waitsForModal(
      say('⚠️ No está dado de alta en el programa.', '⚠️ Not registered in the programme.'),
    )
    expect(await person.submits()).toEqual({
      result: 'errors',
      errors: {
        [guest]: say(
          'Este cliente no está dado de alta en el programa, así que no se ha enviado nada. Dale de alta antes.',
          'This guest is not registered in the programme, so nothing was sent. Enrol the guest first.',
        ),
      },
    })
    expect(await actionsOf(desk)).toEqual([])
  })

  test('points and level that are not known are said to be so, and a bouncing e-mail is warned of', async () => {
    const person = await open()
    desk.loyalty.store.changeContact(11656633, { emailStatus: 4, level: null })
    await person.types('/grant #11656633 300')
    const { text } = await person.waitsForModal('Cristina Gallego Pons')
    expect(text).toContain(say('Sin nivel · Puntos desconocidos', 'No level · Points not known'))
    expect(text).toContain(
      say(
        '⚠️ Los correos a este cliente han sido devueltos: la dirección probablemente es errónea.',
        '⚠️ E-mails to this guest came back: the address is probably wrong.',
      ),
    )
  })

  test('the form works in a channel without the app and in the direct messages', async () => {
    const person = await open()
    for (const where of ['other', 'dm']) {
      await person.types(`/grant ${maria.email} 30`, where)
      await person.waitsForModal(maria.name)
      await person.closesModal()
    }
    expect(calls(desk)).toEqual(['GET contacts/', 'GET operations/', 'GET contacts/', 'GET operations/'])
  })
})
