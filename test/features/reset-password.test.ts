// Reset password: what is said before, the one call, and what is said after.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { expectCleanHands, startTestApp, type TestApp } from '../support/app.ts'
import {
  asks,
  carmen,
  maria,
  opens,
  routesSeen,
  sends,
  stateOf,
  storedActions,
  timePasses,
  writesSeen,
} from '../support/requests.ts'

const olga = { email: 'olga.petrova@example.net', id: 11_656_613 }
const reset = 'POST contacts/loyalty-reset-password/'
const command = `/reset-password ${maria.email}`

let desk: TestApp
beforeEach(async () => {
  desk = await startTestApp()
})
afterEach(async () => {
  await desk.jobs.idle()
  expectCleanHands(desk)
  await desk.stop()
})
const person = (who: string) => desk.slack.person(who)
const resets = () => writesSeen(desk).filter(({ route }) => route === reset)

describe('before anything is sent', () => {
  test.each([
    [
      'ana',
      'Esto anula ahora mismo la contraseña actual y envía una nueva a m•••@example.com. No se puede deshacer.',
      'Enviar una nueva',
    ],
    [
      'ben',
      'This ends the current password at once and mails a new one to m•••@example.com. It cannot be taken back.',
      'Mail a new one',
    ],
  ])('%s reads plainly what it does and where the mail goes', async (who, warning, button) => {
    const form = await opens(desk, who, command)
    expect(form.text).toContain(warning)
    expect(form.submit).toBe(button)
    expect(writesSeen(desk)).toEqual([])
    await person(who).closesModal()
    await desk.jobs.idle()
    expect(writesSeen(desk)).toEqual([])
  })

  test.each([
    [
      'ana',
      'Los correos a esta dirección han sido devueltos antes: puede que el cliente no reciba la contraseña nueva.',
    ],
    ['ben', 'E-mails to this address came back before: the guest may never get the new password.'],
  ])('%s is warned when mails to that address came back', async (who, warning) => {
    expect((await opens(desk, who, `/reset-password ${olga.email}`)).text).toContain(warning)
    expect((await person(who).submits()).result).toBe('closed')
    await desk.jobs.idle()
    expect(resets()).toHaveLength(1)
  })

  test.each([
    [
      'ana',
      'Este cliente no está dado de alta en el programa, así que no se ha enviado nada. Dale de alta antes.',
    ],
    ['ben', 'This guest is not registered in the programme, so nothing was sent. Enrol the guest first.'],
  ])('%s cannot do it for somebody who is no member', async (who, said) => {
    const { result, errors } = await sends(desk, who, '/reset-password emma.johnson@example.org')
    expect([result, ...Object.values(errors)]).toEqual(['errors', said])
    expect(await storedActions(desk)).toEqual([])
    expect(writesSeen(desk)).toEqual([])
  })

  test.each([
    ['ana', 'No se ha encontrado ningún cliente para «nadie@example.com». No ha cambiado nada.'],
    ['ben', 'No guest was found for “nadie@example.com”. Nothing changed.'],
  ])('%s hears that nobody has that e-mail', async (who, said) => {
    await person(who).types('/reset-password nadie@example.com')
    expect((await person(who).waitsForModal(said)).text).not.toContain('👤')
    expect((await person(who).submits()).result).toBe('updated')
    await person(who).waitsForModal(said)
    expect(writesSeen(desk)).toEqual([])
  })
})

describe('sending it', () => {
  test.each([
    [
      'ana',
      'Se ha pedido una contraseña nueva para María G. · m•••@example.com · #11656629: se envía por correo si la cuenta existe',
    ],
    [
      'ben',
      'A new password for María G. · m•••@example.com · #11656629 was asked for: it is mailed if the account exists',
    ],
  ])('is one call after one fresh look, and %s hears what was asked for', async (who, said) => {
    const { reference } = await asks(desk, who, command)
    expect(routesSeen(desk)).toEqual(['GET contacts/', 'GET contacts/{id}/', reset])
    expect(resets().map(({ body }) => body)).toEqual([{ email: maria.email }])
    expect(desk.loyalty.mails).toMatchObject([{ kind: 'reset-password', to: maria.email }])
    expect(person(who).lastMessage('dm').text).toContain(said)
    expect(person('ana').lastMessage('desk').text.split('\n')).toEqual([
      '✅ Se ha pedido una contraseña nueva para María G. · m•••@example.com · #11656629: se envía por correo si la cuenta existe',
      `Por @${who} · Hotel Miramar · ${reference} · 14:32 · ✅ hecho`,
    ])
    expect(desk.slack.store.messagesIn('approvals')).toEqual([])
  })

  test('an internal note stays at the desk', async () => {
    await asks(desk, 'ana', command, { note: 'Llamó desde la 204' })
    expect(person('ana').lastMessage('desk').text).toContain('Llamó desde la 204')
    expect(JSON.stringify(resets().map(({ body }) => body))).not.toContain('204')
  })

  test('goes to the address that the guest has when it is sent', async () => {
    await opens(desk, 'ana', command)
    desk.loyalty.store.changeContact(maria.id, { email: 'maria.nueva@example.com' })
    expect((await person('ana').submits()).result).toBe('closed')
    await desk.jobs.idle()
    expect(desk.loyalty.mails.map(({ to }) => to)).toEqual(['maria.nueva@example.com'])
  })

  test('the card of a guest opens the form with that guest', async () => {
    await person('ana').types(`/points ${maria.email}`)
    await person('ana').waitsToSee('García', 'desk')
    await person('ana').clicks(/contraseña/i)
    await person('ana').waitsForModal('Esto anula ahora mismo')
  })
})

describe('once per guest and hour', () => {
  test.each([
    [
      'ana',
      'ben',
      'A new password was already asked for at 14:32 ({ref}). Nothing was sent: one mail per guest and hour.',
    ],
    [
      'ben',
      'ana',
      'Ya se pidió una contraseña nueva a las 14:32 ({ref}). No se ha enviado nada: un correo por cliente y hora.',
    ],
  ])('after %s, %s hears of the first one', async (first, second, said) => {
    const { reference } = await asks(desk, first, command)
    await timePasses(desk, 59)
    const { result, errors } = await sends(desk, second, `/reset-password #${maria.id}`)
    expect([result, ...Object.values(errors)]).toEqual(['errors', said.replace('{ref}', reference)])
    await desk.jobs.idle()
    expect(resets()).toHaveLength(1)
  })

  test('after an hour it may be asked for again, and for another guest at once', async () => {
    await asks(desk, 'ana', command)
    await asks(desk, 'ana', `/reset-password ${carmen.email}`)
    await timePasses(desk, 61)
    await asks(desk, 'ana', command)
    expect(resets()).toHaveLength(3)
  })

  test('two colleagues in the same instant: one mail, and the other one is told', async () => {
    await opens(desk, 'ana', command)
    await opens(desk, 'ben', command)
    const results = await Promise.all(['ana', 'ben'].map(who => person(who).submits()))
    expect(results.map(({ result }) => result).toSorted()).toEqual(['closed', 'errors'])
    await desk.jobs.idle()
    expect(resets()).toHaveLength(1)
  })

  test('one that was refused by the programme does not count', async () => {
    desk.loyalty.faults.add({ kind: 'rejected', route: reset, body: { email: ['Not now.'] } })
    const made = await asks(desk, 'ana', command)
    expect(await stateOf(desk, made)).toBe('failed')
    expect(person('ana').lastMessage('dm').text).toContain('Sin contraseña nueva para María G.')
    expect(person('ana').lastMessage('dm').text).toContain('Dice: «Not now.»')
    await asks(desk, 'ana', command)
    expect(desk.loyalty.mails).toHaveLength(1)
  })
})

describe('a lost answer', () => {
  const lost = [
    ['cutAfterReading', 'ana', 0],
    ['cutAfterWrite', 'ben', 1],
    ['hangAfterWrite', 'ana', 1],
    ['serverErrorAfterWrite', 'ben', 1],
    ['gatewayHtmlAfterWrite', 'ana', 1],
    ['redirect', 'ben', 0],
  ] as const
  const sentences = {
    ana: 'No podemos saber si se ha enviado la contraseña nueva a María G. · m•••@example.com · #11656629. Pregunta al cliente si le ha llegado; el puesto no lo repite por su cuenta',
    ben: 'We cannot tell whether the new password for María G. · m•••@example.com · #11656629 was mailed. Ask the guest whether the mail came; the desk does not repeat it by itself',
  }

  test.each(lost)('%s: is never repeated, and %s is asked to look', async (kind, who, mails) => {
    await desk.stop()
    desk = await startTestApp({ env: { HDH_TIMEOUT_MS: '500' } })
    desk.loyalty.faults.add({ kind, route: reset })
    const made = await asks(desk, who, command)
    await timePasses(desk, 180, 30)
    expect(await stateOf(desk, made)).toBe('needs-person')
    expect(resets()).toHaveLength(1)
    expect(desk.loyalty.mails).toHaveLength(mails)
    const outcome = person(who).lastMessage('dm').text
    expect(outcome).toContain(sentences[who])
    // There is no ledger to look a password up in.
    expect(outcome).not.toMatch(/movimientos|ledger/)
    expect(person('ana').lastMessage('desk').text).toContain(sentences.ana)
  })

  test('still counts as one per hour: the mail may be on its way', async () => {
    desk.loyalty.faults.add({ kind: 'cutAfterWrite', route: reset })
    await asks(desk, 'ana', command)
    expect((await sends(desk, 'ben', command)).result).toBe('errors')
    expect(resets()).toHaveLength(1)
  })
})

describe('when the programme does not answer before the call', () => {
  test('it is sent when it answers again, once', async () => {
    desk.loyalty.faults.add({ kind: 'serverError', route: 'GET contacts/{id}/', times: 3 })
    const made = await asks(desk, 'ana', command)
    await timePasses(desk, 1, 6)
    expect(await stateOf(desk, made)).toBe('done')
    expect(desk.loyalty.mails).toHaveLength(1)
    expect(resets()).toHaveLength(1)
  })

  test.each([
    ['ana', 'El programa de puntos ya no conoce a este cliente, así que no ha cambiado nada.'],
    ['ben', 'The loyalty programme does not know this guest any more, so nothing changed.'],
  ])('a guest who is gone gets no mail, and %s hears it', async (who, said) => {
    await opens(desk, who, command)
    desk.loyalty.store.changeContact(maria.id, { deleted: true })
    expect((await person(who).submits()).result).toBe('closed')
    await desk.jobs.idle()
    expect(person(who).lastMessage('dm').text).toContain(said)
    expect(resets()).toEqual([])
  })
})
