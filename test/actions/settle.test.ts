// A lost answer is looked for in the ledger until its time is over; nothing is ever sent again from here.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findAction, moveAction } from '../../src/store/actions.ts'
import { usedAllowance } from '../../src/store/allowances.ts'
import { expectCleanHands, startTestApp, type TestApp } from '../support/app.ts'
import {
  asks,
  carmen,
  deskRows,
  type Made,
  maria,
  sends,
  stateOf,
  storedActions,
  timePasses,
  writesSeen,
} from '../support/requests.ts'

const add = 'POST operations/add-points/'
const redeem = 'POST operations/redeem-points/'
const history = 'GET operations/'
const always = Number.POSITIVE_INFINITY

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
const grants = (who = 'ana') => asks(desk, who, `/grant ${maria.email} 300 tres noches`)
const redeems = (who: string) => asks(desk, who, `/redeem ${maria.email} late`)

describe('while it is looked for', () => {
  test.each([
    [
      'ana',
      add,
      grants,
      'Aún no sabemos si han llegado los 300 puntos para María G. · m•••@example.com · #11656629. Comprobando los movimientos del cliente…',
    ],
    [
      'ben',
      add,
      grants,
      'We don’t know yet whether the 300 points for María G. · m•••@example.com · #11656629 arrived. Checking the guest’s ledger…',
    ],
    [
      'carla',
      redeem,
      redeems,
      'Aún no sabemos si se han descontado los puntos de «Late check-out» a María G. · m•••@example.com · #11656629: no lo entregues todavía. Comprobando los movimientos del cliente…',
    ],
    [
      'diego',
      redeem,
      redeems,
      'We don’t know yet whether the points for “Late check-out” were taken from María G. · m•••@example.com · #11656629: do not hand it over yet. Checking the guest’s ledger…',
    ],
  ] as const)('%s is told that nobody knows yet (%s)', async (who, route, act, said) => {
    desk.loyalty.faults.add({ kind: 'cutAfterReading', route })
    await act(who)
    expect(person(who).lastMessage('dm').text).toContain(said)
    expect(person('ana').lastMessage('desk').text).toContain('Comprobando los movimientos')
    expect(person('ana').lastMessage('desk').buttons).toEqual([])
  })

  test('nothing is concluded before the programme had time to write it, and it is asked less and less often', async () => {
    desk.loyalty.faults.add({ kind: 'cutAfterReading', route: add })
    const made = await grants()
    await timePasses(desk, 2, 60)
    expect(await stateOf(desk, made)).toBe('unknown')
    const looks = desk.loyalty.requests.filter(({ route }) => route === history).length
    expect(looks).toBeGreaterThan(5)
    expect(looks).toBeLessThan(20)
    await timePasses(desk, 0.1)
    expect(await stateOf(desk, made)).toBe('not-applied')
  })

  test('the person’s allowance stays taken, and the same guest can be served with something else', async () => {
    desk.loyalty.faults.add({ kind: 'cutAfterReading', route: add })
    await grants()
    expect(await allowanceOfAna()).toBe(300)
    await asks(desk, 'ana', `/grant ${maria.email} 50 disculpas`)
    expect(deskRows(desk)).toMatchObject([{ points: 50 }])
    expect(await allowanceOfAna()).toBe(350)
  })

  test('the same again is not sent without the question whether it should really happen twice', async () => {
    desk.loyalty.faults.add({ kind: 'cutAfterReading', route: add })
    const { reference } = await grants()
    expect((await sends(desk, 'ben', `/grant ${maria.email} 300 otra vez`)).result).toBe('updated')
    expect(person('ben').modal()?.text).toContain(`${reference}, ❓ not known yet`)
    expect(writesSeen(desk)).toHaveLength(1)
  })

  test('a restart of the desk goes on looking', async () => {
    desk.loyalty.faults.add({ kind: 'lateRow', delayMs: 60_000, route: add })
    const made = await grants()
    await desk.restart()
    await timePasses(desk, 2, 8)
    expect(await stateOf(desk, made)).toBe('done')
    expect(writesSeen(desk)).toHaveLength(1)
  })
})

describe('when it is not there in the end', () => {
  test.each([
    ['ana', 'No consta en los movimientos del cliente, así que no ha cambiado nada.'],
    ['ben', 'The guest’s ledger does not have it, so nothing changed.'],
  ])('%s hears that nothing changed, and may ask again at once', async (who, said) => {
    desk.loyalty.faults.add({ kind: 'cutAfterReading', route: add })
    await grants(who)
    await timePasses(desk, 3, 12)
    expect(person(who).lastMessage('dm').text).toContain(said)
    await grants(who)
    expect(deskRows(desk)).toHaveLength(1)
    expect(writesSeen(desk)).toHaveLength(2)
  })

  test('a row that comes later still is there once: nobody sent a second one', async () => {
    desk.loyalty.faults.add({ kind: 'lateRow', delayMs: 200_000, route: add })
    await grants()
    await timePasses(desk, 10, 20)
    expect(deskRows(desk)).toHaveLength(1)
    expect(writesSeen(desk)).toHaveLength(1)
  })
})

describe('what counts as found', () => {
  /** The concept of the write that got lost, as another row could carry it. */
  async function lost() {
    desk.loyalty.faults.add({ kind: 'cutAfterReading', route: add })
    const made = await grants()
    expect(await stateOf(desk, made)).toBe('unknown')
    return made
  }

  test('not another guest’s row with the same reference', async () => {
    const made = await lost()
    desk.loyalty.store.addPoints({ contact: carmen.id, concept: `x · ${made.reference}`, points: 300 })
    await timePasses(desk, 3, 12)
    expect(await stateOf(desk, made)).toBe('not-applied')
  })

  test('not a row with other points, and not one that names the reference in the middle', async () => {
    const made = await lost()
    const row = { contact: maria.id, bonusPoints: 0 }
    desk.loyalty.store.addPoints({ ...row, concept: `x · ${made.reference}`, points: 299 })
    desk.loyalty.store.addPoints({ ...row, concept: `${made.reference} undone`, points: 300 })
    desk.loyalty.store.addPoints({ ...row, concept: `x · ${made.reference}9`, points: 300 })
    await timePasses(desk, 3, 12)
    expect(await stateOf(desk, made)).toBe('not-applied')
  })

  test('the guest’s own row with the reference at its end, however much history follows it', async () => {
    const made = await lost()
    const row = desk.loyalty.store.addPoints({
      contact: maria.id,
      concept: `x · ${made.reference}`,
      points: 300,
    })
    for (let n = 0; n < 120; n++)
      desk.loyalty.store.addPoints({ contact: maria.id, concept: `Bar ${n}`, points: 1, bonusPoints: 0 })
    await timePasses(desk, 1, 4)
    const [stored] = await storedActions(desk)
    expect(stored).toMatchObject({ state: 'done', operation_id: row.id })
  })
})

describe('when the history cannot be read to its end', () => {
  test.each([
    [
      'ana',
      'No podemos saber si han llegado 300 puntos para María G.',
      'No se han podido leer todos los movimientos. Búscalo por {ref} antes de repetirlo, por favor.',
    ],
    [
      'ben',
      'We cannot tell whether 300 points for María G.',
      'The ledger could not be read to the end. Please look it up under {ref} before doing it again.',
    ],
  ])(
    'because everybody’s rows come back: %s is asked to look, and the allowance stays taken',
    async (who, ...said) => {
      desk.loyalty.faults.add({ kind: 'cutAfterReading', route: add })
      desk.loyalty.faults.add({ kind: 'filtersIgnored', route: history, times: always })
      const made = await grants(who)
      await timePasses(desk, 2, 8)
      expect(await stateOf(desk, made)).toBe('unknown')
      await timePasses(desk, 1, 4)
      expect(await stateOf(desk, made)).toBe('needs-person')
      for (const sentence of said)
        expect(person(who).lastMessage('dm').text).toContain(sentence.replace('{ref}', made.reference))
      if (who === 'ana') expect(await allowanceOfAna()).toBe(300)
      await timePasses(desk, 600, 3)
      expect(writesSeen(desk)).toHaveLength(1)
    },
  )

  test.each([
    ['carla', 'No podemos saber si se han descontado los puntos de «Late check-out» a María G.'],
    ['diego', 'We cannot tell whether the points for “Late check-out” were taken from María G.'],
  ])('because the programme is down: %s is asked to look at a redemption', async (who, said) => {
    desk.loyalty.faults.add({ kind: 'cutAfterWrite', route: redeem })
    desk.loyalty.faults.add({ kind: 'serverError', route: history, times: always })
    const made = await redeems(who)
    // Half an hour more than the window: while the programme is away, nobody else could tell either.
    await timePasses(desk, 31, 4)
    expect(await stateOf(desk, made)).toBe('unknown')
    await timePasses(desk, 3)
    expect(await stateOf(desk, made)).toBe('needs-person')
    expect(person(who).lastMessage('dm').text).toContain(said)
    expect(person(who).lastMessage('dm').buttons).not.toContain('Entregado')
    expect(writesSeen(desk)).toHaveLength(1)
    expect(deskRows(desk)).toHaveLength(1)
  })

  test('but a row that is seen is believed even so', async () => {
    desk.loyalty.faults.add({ kind: 'cutAfterWrite', route: add })
    desk.loyalty.faults.add({ kind: 'filtersIgnored', route: history, times: always })
    const made = await grants()
    expect(await stateOf(desk, made)).toBe('done')
  })

  test('and a history that can be read again in time is', async () => {
    desk.loyalty.faults.add({ kind: 'cutAfterWrite', route: add })
    desk.loyalty.faults.add({ kind: 'serverError', route: history, times: 9 })
    const made = await grants()
    await timePasses(desk, 2, 16)
    expect(await stateOf(desk, made)).toBe('done')
    expect(writesSeen(desk)).toHaveLength(1)
  })
})

describe('a process that dies between saying “sending” and hearing the answer', () => {
  test('is never taken for one that did not send: the next one only looks', async () => {
    const made = await diesWhileSending()
    desk.jobs.release()
    await desk.jobs.idle()
    expect(await stateOf(desk, made)).toBe('unknown')
    expect(person('ana').lastMessage('desk').text).toContain('Aún no sabemos')
    await timePasses(desk, 3, 12)
    expect(await stateOf(desk, made)).toBe('not-applied')
    await timePasses(desk, 60, 2)
    expect(writesSeen(desk)).toEqual([])
    expect(await allowanceOfAna()).toBe(0)
  })

  test('had sent it: the row is found', async () => {
    const made = await diesWhileSending()
    const concept = `Estancia: tres noches · ${made.reference}`
    const row = desk.loyalty.store.addPoints({ contact: maria.id, concept, points: 300 })
    await desk.restart()
    await desk.jobs.idle()
    const [stored] = await storedActions(desk)
    expect(stored).toMatchObject({ state: 'done', operation_id: row.id })
    expect(writesSeen(desk)).toEqual([])
  })

  test('does not keep the guest’s next write waiting for ever', async () => {
    await diesWhileSending()
    desk.jobs.release()
    await desk.jobs.idle()
    await asks(desk, 'ben', `/grant ${maria.email} 50 disculpas`)
    expect(deskRows(desk)).toMatchObject([{ points: 50 }])
  })

  async function diesWhileSending(): Promise<Made> {
    desk.jobs.hold()
    const made = await grants()
    const { database } = desk.app
    const action = await findAction(database.db, made.id)
    if (!action) throw new Error('nothing was stored')
    const at = desk.clock.now()
    await database.transaction(tx => moveAction(tx, action, 'sending', { sendingAt: at }, at))
    return made
  }
})

function allowanceOfAna(): Promise<number> {
  const key = { userId: 'U0ANA', kind: 'grant-points', hotelId: 101, day: '2026-11-23' } as const
  return usedAllowance(desk.app.database.db, key)
}
