// Sending a write: what is known of it in the end, and what is said while the programme is away.
import { performance } from 'node:perf_hooks'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { usedAllowance } from '../../src/store/allowances.ts'
import { expectCleanHands, startTestApp, type TestApp } from '../support/app.ts'
import { answersSlowly } from '../support/counter.ts'
import {
  asks,
  deskRows,
  ledgerHas,
  type Made,
  maria,
  opens,
  sends,
  stateOf,
  storedActions,
  timePasses,
  writesSeen,
} from '../support/requests.ts'

let desk: TestApp
beforeEach(async () => {
  desk = await startTestApp({ env: { HDH_TIMEOUT_MS: '500' } })
})
afterEach(async () => {
  await desk.jobs.idle()
  expectCleanHands(desk)
  await desk.stop()
})
const person = (who: string) => desk.slack.person(who)

const grant = {
  what: 'a grant',
  who: 'ana',
  command: `/grant ${maria.email} 300 tres noches`,
  route: 'POST operations/add-points/',
} as const
// A manager's, so that nobody has to approve it first.
const redemption = {
  what: 'a redemption',
  who: 'diego',
  command: `/redeem ${maria.email} late`,
  route: 'POST operations/redeem-points/',
} as const
const kinds = [grant, redemption]

describe('what is known of a write in the end', () => {
  test.each(kinds)(
    '$what that was looked for carries the number of its row and the balance after it',
    async kind => {
      desk.loyalty.faults.add({ kind: 'lateRow', delayMs: 20_000, route: kind.route })
      const made = await asks(desk, kind.who, kind.command)
      expect(await stateOf(desk, made)).toBe('unknown')
      await timePasses(desk, 2, 8)
      const [row] = deskRows(desk)
      const stored = await desk.app.database.db
        .selectFrom('actions')
        .select(['state', 'operation_id'])
        .where('id', '=', made.id)
        .executeTakeFirst()
      expect(stored).toEqual({ state: 'done', operation_id: row?.id })
      // A gold guest's grant brings a tenth more.
      const balance = kind === grant ? '1.570' : '940'
      expect(person('ana').lastMessage('desk').text).toContain(`${balance} (leído a las 14:3`)
    },
  )

  test('a level bonus is told, and the balance is the one read back', async () => {
    await asks(desk, 'ana', grant.command)
    const { text } = person('ana').lastMessage('desk')
    expect(text).toContain('Recibido, con el extra del nivel\n330 puntos')
    expect(text).toContain('Saldo actual\n1.570 (leído a las 14:32)')
  })

  test('a balance that cannot be read back is said to be so, and changes nothing about the grant', async () => {
    desk.loyalty.faults.add({ kind: 'serverError', route: 'GET contacts/{id}/', times: 3 })
    const made = await asks(desk, 'ana', grant.command)
    expect(await stateOf(desk, made)).toBe('done')
    expect(person('ana').lastMessage('desk').text).toContain('Saldo actual\nno se ha podido leer')
  })

  test('a balance that is long in coming does not keep people waiting for the news', async () => {
    await desk.stop()
    desk = await startTestApp({ env: { HDH_TIMEOUT_MS: '10000' } })
    desk.loyalty.faults.add({ kind: 'slow', delayMs: 60_000, route: 'GET contacts/{id}/' })
    expect((await sends(desk, 'ana', grant.command)).result).toBe('closed')
    await ledgerHas(desk, 1)
    desk.clock.advance(4000)
    const unread = 'Saldo actual\n  no se ha podido leer'
    expect(await person('ana').waitsToSee('300 puntos abonados', 'dm')).toContain(unread)
    expect(await person('ana').waitsToSee('300 puntos abonados', 'desk')).toContain(unread)
    desk.clock.advance(60_000)
    await person('ana').waitsToSee('1.570 (leído a las 14:33)', 'desk')
  })

  test.each([
    ['ana', 'El programa de puntos lo ha rechazado, así que no ha cambiado nada. Dice: «Not today.»'],
    ['ben', 'The loyalty programme refused it, so nothing changed. It says: “Not today.”'],
  ])('a refusal is told to %s in the programme’s own words', async (who, said) => {
    desk.loyalty.faults.add({ kind: 'rejected', route: grant.route, body: { points: ['Not today.'] } })
    await asks(desk, who, grant.command)
    expect(person(who).lastMessage('dm').text).toContain(said)
  })

  test('those words are shown as plain text', async () => {
    const words = '<!channel> *bold* <https://evil.example|x>'
    desk.loyalty.faults.add({ kind: 'rejected', route: grant.route, body: { points: [words] } })
    await asks(desk, 'ana', grant.command)
    expect(person('ana').lastMessage('dm').text.replaceAll('\u200b', '')).toContain(`Dice: «${words}»`)
  })

  test.each([
    [
      'ana',
      'El programa de puntos ha rechazado la contraseña del puesto, así que no ha cambiado nada. Avisa a informática del hotel, por favor.',
    ],
    [
      'ben',
      "The loyalty programme refused the desk's own password, so nothing changed. Please tell the hotel's IT person.",
    ],
  ])('a refused API user is told to %s, with whom to tell', async (who, said) => {
    desk.loyalty.faults.add({ kind: 'unauthorised', route: grant.route, times: 2 })
    await asks(desk, who, grant.command)
    expect(person(who).lastMessage('dm').text).toContain(said)
  })
})

describe('an answer that nobody understands, just before the write', () => {
  test.each([
    [
      'carla',
      { kind: 'answer', body: { id: 'x' } },
      'El programa de puntos ha respondido de una forma que el puesto no entiende. No se ha llegado a enviar, así que no ha cambiado nada. Avisa a informática del hotel, por favor.',
    ],
    [
      'diego',
      { kind: 'redirect' },
      "The loyalty programme answered in a form that the desk does not understand. It was never sent, so nothing changed. Please tell the hotel's IT person.",
    ],
  ] as const)('%s hears what it was, and that nothing was sent', async (who, fault, said) => {
    await opens(desk, who, redemption.command)
    desk.loyalty.faults.add({ ...fault, route: 'GET contacts/{id}/' })
    expect((await person(who).submits()).result).toBe('closed')
    await desk.jobs.idle()
    expect(person(who).lastMessage('dm').text).toContain(said)
    expect(writesSeen(desk)).toEqual([])
  })
})

test('a process that was asleep just before sending does not send late: it gives the write back, and sends it once', async () => {
  desk.loyalty.faults.add({ kind: 'unauthorised', route: grant.route })
  const isLoggingIn = answersSlowly(desk, 'POST login/', 1234)
  expect((await sends(desk, 'ana', grant.command)).result).toBe('closed')
  await isLoggingIn
  const { now } = performance
  const asleep = vi.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + 60_000)
  desk.clock.advance(1234)
  await desk.jobs.idle()
  asleep.mockRestore()
  expect(writesSeen(desk).map(({ status }) => status)).toEqual([401])
  expect((await storedActions(desk)).map(({ state }) => state)).toEqual(['requested'])
  await timePasses(desk, 1, 4)
  expect((await storedActions(desk)).map(({ state }) => state)).toEqual(['done'])
  expect(deskRows(desk)).toHaveLength(1)
})

describe('a programme that does not answer before anything is sent', () => {
  test.each([
    [
      'ana',
      'El programa de puntos no responde. Aún no se ha enviado nada; se enviará en cuanto responda.',
      'El programa de puntos no ha respondido en diez minutos. No se ha llegado a enviar, así que no ha cambiado nada. Vuelve a pedirlo cuando responda.',
    ],
    [
      'ben',
      'El programa de puntos no responde. Aún no se ha enviado nada; se enviará en cuanto responda.',
      'The loyalty programme did not answer for ten minutes. It was never sent, so nothing changed. Ask again when it is back.',
    ],
  ])(
    '%s: waits, says so in the desk channel, and gives up after ten minutes',
    async (who, meanwhile, said) => {
      const made = await heldUp(who)
      await timePasses(desk, 1, 4)
      expect(await stateOf(desk, made)).toBe('requested')
      expect(person('ana').lastMessage('desk').text).toContain(meanwhile)
      await timePasses(desk, 11, 22)
      expect(await stateOf(desk, made)).toBe('failed')
      expect(person(who).lastMessage('dm').text).toContain(said)
      expect(await allowanceOfAna()).toBe(0)
      await desk.loyalty.acceptConnections()
      await timePasses(desk, 60, 4)
      expect(writesSeen(desk)).toEqual([])
    },
  )

  test('comes back in time: it is sent, once', async () => {
    const made = await heldUp('ana')
    await timePasses(desk, 2, 8)
    await desk.loyalty.acceptConnections()
    await timePasses(desk, 2, 8)
    expect(await stateOf(desk, made)).toBe('done')
    expect(writesSeen(desk)).toHaveLength(1)
    expect(person('ana').lastMessage('desk').text).not.toContain('no responde')
  })

  test('asks to wait: the desk channel says so, and it is sent when the time has come', async () => {
    desk.loyalty.faults.add({ kind: 'rateLimited', retryAfter: 60, route: grant.route })
    await asks(desk, 'ana', grant.command)
    expect(person('ana').lastMessage('desk').text).toContain(
      'El programa de puntos nos pide esperar. Aún no se ha enviado nada; se enviará en un momento.',
    )
    await timePasses(desk, 0.9)
    expect(writesSeen(desk)).toHaveLength(1)
    await timePasses(desk, 0.2)
    expect(writesSeen(desk)).toHaveLength(2)
    expect(deskRows(desk)).toHaveLength(1)
  })

  test.each([
    ['ana', 'El programa de puntos no ha respondido en diez minutos. No se ha llegado a enviar'],
    ['ben', 'The loyalty programme did not answer for ten minutes. It was never sent'],
  ])(
    'asks to wait for an hour: %s is told after ten minutes that it was not sent, and it never is',
    async (who, said) => {
      desk.loyalty.faults.add({ kind: 'rateLimited', retryAfter: 3600, route: grant.route })
      const made = await asks(desk, who, grant.command)
      await timePasses(desk, 9.9)
      expect(await stateOf(desk, made)).toBe('requested')
      await timePasses(desk, 0.2)
      expect(await stateOf(desk, made)).toBe('failed')
      expect(person(who).lastMessage('dm').text).toContain(said)
      await timePasses(desk, 60, 4)
      expect(writesSeen(desk)).toHaveLength(1)
      expect(deskRows(desk)).toEqual([])
    },
  )

  test('asks to wait for no time at all: it is not pressed for that', async () => {
    desk.loyalty.faults.add({ kind: 'rateLimited', retryAfter: 0, route: grant.route, times: 3 })
    await asks(desk, 'ana', grant.command)
    expect(writesSeen(desk)).toHaveLength(1)
    await timePasses(desk, 1, 6)
    expect(writesSeen(desk)).toHaveLength(4)
    expect(deskRows(desk)).toHaveLength(1)
  })

  /** Sent while the queue is held, so that the programme is gone just before the write. */
  async function heldUp(who: string): Promise<Made> {
    desk.jobs.hold()
    const made = await asks(desk, who, grant.command)
    await desk.loyalty.refuseConnections()
    // A connection that still seems to stand could take the write with it; the next process has none.
    await desk.restart()
    await desk.jobs.idle()
    return made
  }
})

function allowanceOfAna(): Promise<number> {
  const key = { userId: 'U0ANA', kind: 'grant-points', hotelId: 101, day: '2026-11-23' } as const
  return usedAllowance(desk.app.database.db, key)
}
