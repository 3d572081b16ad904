// What time and the world do to a request: reminders, its end, restarts, and a guest who changes meanwhile.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { expectCleanHands, startTestApp, type TestApp } from '../support/app.ts'
import {
  asksForLate,
  deskRows,
  forges,
  liveButtons,
  maria,
  routesSeen,
  stateOf,
  timePasses,
  writesSeen,
} from '../support/requests.ts'

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

describe('a request that nobody decides on', () => {
  test.each([
    [
      'ana',
      'Caducado, no se ha canjeado nada: «Late check-out» para María G.',
      'Caducada a las 14:32: nadie decidió',
    ],
    [
      'ben',
      'Expired, nothing was redeemed: “Late check-out” for María G.',
      'Expired at 14:32: nobody decided',
    ],
  ])('ends after a day: card and buttons say so, and %s hears it', async (who, ...sentences) => {
    const made = await asksForLate(desk, who)
    await timePasses(desk, 1439)
    expect(await stateOf(desk, made)).toBe('waiting')
    await timePasses(desk, 1)
    expect(await stateOf(desk, made)).toBe('expired')
    for (const sentence of sentences) expect(person(who).lastMessage('dm').text).toContain(sentence)
    expect(person('carla').messages('approvals')[0]?.text).toContain('Caducada a las 14:32: nadie decidió')
    expect(liveButtons(desk)).toEqual([])
    expect(writesSeen(desk)).toEqual([])
  })

  test.each([
    ['carla', 'No se ha hecho nada: {ref} ya caducó a las 14:32. Vuelve a pedirlo si aún hace falta.'],
    ['diego', 'Nothing was done: {ref} already expired at 14:32. Ask for it again if it is still wanted.'],
  ])('cannot be approved by %s afterwards', async (who, said) => {
    const made = await asksForLate(desk)
    await timePasses(desk, 1440)
    await forges(person(who), 'action.approve', made, 'approvals')
    await person(who).waitsToSee(said.replace('{ref}', made.reference), 'approvals')
    await desk.jobs.idle()
    expect(await stateOf(desk, made)).toBe('expired')
    expect(writesSeen(desk)).toEqual([])
  })

  test('has ended when its time is over, even where the desk has not come to saying so', async () => {
    const made = await asksForLate(desk)
    desk.jobs.hold()
    desk.clock.advance(1440 * 60_000)
    await person('carla').clicks('Aprobar', { in: 'approvals' })
    await person('carla').waitsToSee(`${made.reference} ya caducó a las 14:32`, 'approvals')
    await forges(person('ana'), 'action.cancel', made)
    await person('ana').waitsToSee(`${made.reference} ya caducó a las 14:32`, 'desk')
    desk.jobs.release()
    await desk.jobs.idle()
    expect(await stateOf(desk, made)).toBe('expired')
    expect(person('ana').lastMessage('dm').text).toContain('Caducada a las 14:32')
    expect(writesSeen(desk)).toEqual([])
  })

  test('ends by the hotel’s own rule', async () => {
    await desk.stop()
    desk = await startTestApp({
      settings: text => text.replace('policy:', 'policy:\n  approval: { expiresAfterMinutes: 20 }'),
    })
    const made = await asksForLate(desk)
    expect(person('carla').sees('approvals')).toContain('Caduca el 23 nov 2026 a las 14:52')
    await timePasses(desk, 20)
    expect(await stateOf(desk, made)).toBe('expired')
    // It ended before anybody would have been reminded.
    expect(desk.slack.store.messagesIn('@carla')).toEqual([])
  })
})

describe('after half an hour', () => {
  test('every manager who could decide is reminded in person, in their language, with buttons that work', async () => {
    await asksForLate(desk)
    await timePasses(desk, 29)
    expect(desk.slack.store.messagesIn('@carla')).toEqual([])
    await timePasses(desk, 1)
    expect(person('carla').lastMessage('dm').text).toContain('«Late check-out» para María G.')
    expect(person('diego').lastMessage('dm').text).toContain('“Late check-out” for María G.')
    expect(person('diego').lastMessage('dm').buttons).toEqual(['Approve', 'Decline', 'Ask'])
    await person('diego').clicks('Approve', { in: 'dm' })
    await person('ana').waitsToSee('canjeado para', 'desk')
    await desk.jobs.idle()
    expect(person('carla').sees('dm')).toContain('Aprobado por @diego a las 15:02')
    expect(liveButtons(desk)).toEqual(['Entregado', 'Anular', 'Entregado', 'Anular'])
    expect(deskRows(desk)).toHaveLength(1)
  })

  test('a question can be asked and a request declined from the reminder', async () => {
    await asksForLate(desk)
    await timePasses(desk, 30)
    await person('diego').clicks('Ask', { in: 'dm' })
    await person('diego').waitsForModal()
    await person('diego').submits({ text: 'Which room?' })
    await person('ana').waitsToSee('@diego pregunta: Which room?', 'dm')
    await person('diego').clicks('Decline', { in: 'dm' })
    await person('diego').waitsForModal()
    await person('diego').submits({ text: 'No' })
    await person('ana').waitsToSee('Motivo: No', 'dm')
    await desk.jobs.idle()
    expect(liveButtons(desk)).toEqual([])
  })

  test('a manager is not reminded of their own request, nor anybody of one that is decided', async () => {
    await desk.stop()
    desk = await startTestApp({ settings: text => text.replace('redeem: allowed', 'redeem: approval') })
    await asksForLate(desk, 'carla')
    await timePasses(desk, 30)
    expect(desk.slack.store.messagesIn('@carla')).toHaveLength(1)
    expect(desk.slack.store.messagesIn('@diego')).toHaveLength(1)
    await person('carla').clicks('Cancelar la petición', { in: 'dm' })
    await person('carla').waitsToSee('Cancelado:', 'dm')
    await desk.jobs.idle()
    await asksForLate(desk, 'carla')
    await person('carla').clicks('Cancelar la petición', { in: 'dm' })
    await desk.slack.waitFor(() => liveButtons(desk).length === 0, 'every button to go')
    await timePasses(desk, 30)
    expect(desk.slack.store.messagesIn('@diego')).toHaveLength(1)
  })
})

describe('a guest who changes between request and approval', () => {
  const approved = async (who = 'ana') => {
    const made = await asksForLate(desk, who)
    return async () => {
      await person('carla').clicks('Aprobar', { in: 'approvals' })
      await desk.slack.waitFor(() => desk.slack.store.messagesIn(`@${who}`).length > 1, 'the outcome')
      await desk.jobs.idle()
      return made
    }
  }

  test.each([
    ['ana', 'El saldo ya no alcanza: el cliente tiene ahora 120 puntos. No se ha descontado nada.'],
    ['ben', 'The balance no longer suffices: the guest has 120 points now. Nothing was taken.'],
  ])('has spent the points: nothing is sent, and %s hears the balance', async (who, said) => {
    const approve = await approved(who)
    desk.loyalty.store.setPoints(maria.id, 120)
    const made = await approve()
    expect(await stateOf(desk, made)).toBe('failed')
    expect(routesSeen(desk)).toEqual(['GET contacts/', 'GET contacts/{id}/'])
    expect(person(who).lastMessage('dm').text).toContain(said)
    expect(person('carla').messages('approvals')[0]?.text).toContain('el cliente tiene ahora 120 puntos')
    expect(person('ana').sees('desk')).toContain('No se ha canjeado «Late check-out» para María G.')
    expect(person('ana').sees('desk')).toContain('no lo entregues')
    expect(liveButtons(desk)).toEqual([])
  })

  test.each([
    ['ana', 'El programa de puntos ya no conoce a este cliente, así que no ha cambiado nada.'],
    ['ben', 'The loyalty programme does not know this guest any more, so nothing changed.'],
  ])('is gone: nothing is sent, and %s hears it', async (who, said) => {
    const approve = await approved(who)
    desk.loyalty.store.changeContact(maria.id, { deleted: true })
    const made = await approve()
    expect(await stateOf(desk, made)).toBe('failed')
    expect(person(who).lastMessage('dm').text).toContain(said)
    expect(writesSeen(desk)).toEqual([])
  })

  test.each([
    [
      'ana',
      'Ya no está permitido: han cambiado el cliente, el producto o las normas. No se ha enviado nada.',
    ],
    ['ben', 'It is no longer allowed: the guest, the product or the rules have changed. Nothing was sent.'],
  ])('has left the programme: nothing is sent, and %s hears it', async (who, said) => {
    const approve = await approved(who)
    desk.loyalty.store.changeContact(maria.id, { isMember: false, memberSince: null })
    const made = await approve()
    expect(await stateOf(desk, made)).toBe('failed')
    expect(person(who).lastMessage('dm').text).toContain(said)
    expect(writesSeen(desk)).toEqual([])
  })

  test('a web server’s own “not found” page does not mean that the guest is gone', async () => {
    const approve = await approved()
    const page = { kind: 'gatewayHtmlAfterWrite', status: 404, route: 'GET contacts/{id}/' } as const
    desk.loyalty.faults.add(page)
    const made = await approve()
    expect(await stateOf(desk, made)).toBe('failed')
    expect(person('ana').lastMessage('dm').text).not.toContain('ya no conoce')
    expect(person('ana').lastMessage('dm').text).toContain('así que no ha cambiado nada')
    expect(writesSeen(desk)).toEqual([])
  })

  test('has more points by then: the balance that is shown in the end is the one that was read after', async () => {
    const approve = await approved()
    desk.loyalty.store.addPoints({ contact: maria.id, concept: 'Spa', points: 100, bonusPoints: 0 })
    await approve()
    expect(person('ana').sees('desk')).toContain('1.040 (leído a las 14:32)')
  })
})

describe('a programme that is away when a request is approved', () => {
  const away = (times: number) =>
    desk.loyalty.faults.add({ kind: 'serverError', route: 'GET contacts/{id}/', times })
  const approves = async () => {
    await person('carla').clicks('Aprobar', { in: 'approvals' })
    await person('carla').waitsToSee('Aún no se ha enviado nada; se enviará en cuanto responda.', 'approvals')
  }

  test.each([
    ['ana', 'El programa de puntos no responde. Aún no se ha enviado nada; se enviará en cuanto responda.'],
    [
      'ben',
      'The loyalty programme does not answer. Nothing has been sent yet; the desk sends it as soon as it answers.',
    ],
  ])(
    'the approval stands: %s reads that it waits, and it is sent once when the programme is back',
    async (who, said) => {
      const made = await asksForLate(desk, who)
      away(6)
      await approves()
      await desk.jobs.idle()
      expect(person(who).sees('dm')).toContain(said)
      await timePasses(desk, 1, 6)
      expect(await stateOf(desk, made)).toBe('done')
      expect(writesSeen(desk)).toHaveLength(1)
      expect(person(who).sees('dm')).not.toContain(said)
    },
  )

  test('after ten minutes it has failed: nothing was sent, and it may be asked for again', async () => {
    const made = await asksForLate(desk)
    away(Number.POSITIVE_INFINITY)
    await approves()
    await timePasses(desk, 12, 12)
    expect(await stateOf(desk, made)).toBe('failed')
    expect(person('ana').lastMessage('dm').text).toContain('no ha respondido en diez minutos')
    expect(writesSeen(desk)).toEqual([])
    desk.loyalty.faults.clear()
    await asksForLate(desk)
  })
})

describe('a restart of the desk', () => {
  test('between request and approval loses nothing: the old buttons work, the reminder and the end come', async () => {
    const made = await asksForLate(desk)
    await desk.restart()
    await timePasses(desk, 30)
    expect(desk.slack.store.messagesIn('@carla')).toHaveLength(1)
    await person('carla').clicks('Aprobar', { in: 'approvals' })
    await person('ana').waitsToSee('canjeado para', 'desk')
    await desk.jobs.idle()
    expect(await stateOf(desk, made)).toBe('done')
    expect(deskRows(desk)).toHaveLength(1)
  })

  test('between approval and sending: it is sent once, by the new one', async () => {
    const made = await asksForLate(desk)
    desk.jobs.hold()
    await person('carla').clicks('Aprobar', { in: 'approvals' })
    await approvedInStore(made.id)
    expect(writesSeen(desk)).toEqual([])
    await desk.restart()
    await person('ana').waitsToSee('canjeado para', 'desk')
    await desk.jobs.idle()
    expect(await stateOf(desk, made)).toBe('done')
    expect(writesSeen(desk)).toHaveLength(1)
    expect(deskRows(desk)).toHaveLength(1)
  })

  test('that takes longer than the request lives: it ends at once, and never becomes approved', async () => {
    const made = await asksForLate(desk)
    await desk.restart(async () => desk.clock.advance(25 * 3_600_000))
    await person('ana').waitsToSee('Caducada a las 15:32: nadie decidió', 'dm')
    await desk.jobs.idle()
    expect(await stateOf(desk, made)).toBe('expired')
    expect(liveButtons(desk)).toEqual([])
  })
})

/** A press is acknowledged before it is decided on; with the queue held no card shows when that has happened. */
async function approvedInStore(id: string) {
  for (;;) {
    if ((await stateOf(desk, { id })) === 'approved') return
    await new Promise(setImmediate)
  }
}
