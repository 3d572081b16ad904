// Somebody else changes the row between the look and the write: what was pressed, or has fallen due, still happens.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findAction, moveAction } from '../../src/store/actions.ts'
import { expectCleanHands, startTestApp, type TestApp } from '../support/app.ts'
import {
  asksForLate,
  deskRows,
  forges,
  type Made,
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

/** The row gets a new version just before each of the next so many transactions. */
function overtakes({ id }: Made, times = 1): void {
  const { database } = desk.app
  const { transaction } = database
  let left = times
  const turn = async () => {
    if (left-- <= 0) return
    const action = await findAction(database.db, id)
    if (action) await transaction(tx => moveAction(tx, action, action.state, {}, desk.clock.now()))
  }
  database.transaction = async (work, options) => {
    await turn()
    return transaction(work, options)
  }
}

test('a request ends in time, though a question came in at that moment', async () => {
  const made = await asksForLate(desk)
  overtakes(made, 2)
  await timePasses(desk, 1440)
  expect(await stateOf(desk, made)).toBe('expired')
})

test('managers are reminded, though a question came in at that moment', async () => {
  const made = await asksForLate(desk)
  overtakes(made)
  await timePasses(desk, 30)
  expect(desk.slack.store.messagesIn('@diego')).toHaveLength(1)
})

test('an approval counts, though a question came in at that moment', async () => {
  const made = await asksForLate(desk)
  overtakes(made)
  await person('carla').clicks('Aprobar', { in: 'approvals' })
  await person('ana').waitsToSee('canjeado para', 'desk')
  await desk.jobs.idle()
  expect(writesSeen(desk)).toHaveLength(1)
})

test('a manager is asked to press again when it goes on like that, and nothing was done', async () => {
  const made = await asksForLate(desk)
  overtakes(made, 5)
  await person('diego').clicks('Aprobar', { in: 'approvals' })
  await person('diego').waitsToSee('It was not saved and nothing changed. Please press again.', 'approvals')
  expect(await stateOf(desk, made)).toBe('waiting')
  await person('diego').clicks('Aprobar', { in: 'approvals' })
  await person('ana').waitsToSee('canjeado para', 'desk')
})

test('a product is handed over, though its balance was read at that moment', async () => {
  const made = await asksForLate(desk)
  await person('carla').clicks('Aprobar', { in: 'approvals' })
  await person('ana').waitsToSee('940 (leído', 'desk')
  await desk.jobs.idle()
  overtakes(made)
  await person('ana').clicks('Entregado', { in: 'desk' })
  await person('ana').waitsToSee('📦 Entregado por @ana', 'desk')
})

test('the balance is shown, though the product was handed over while it was read', async () => {
  const made = await asksForLate(desk)
  desk.loyalty.faults.add({
    kind: 'slowAfterWrite',
    delayMs: 300,
    route: 'GET contacts/{id}/',
    afterRequests: 1,
  })
  await person('carla').clicks('Aprobar', { in: 'approvals' })
  for (;;) {
    if ((await stateOf(desk, made)) === 'done') break
    await new Promise(setImmediate)
  }
  await forges(person('ben'), 'action.hand-over', made)
  await person('ana').waitsToSee('📦 Entregado por @ben', 'desk')
  await timePasses(desk, 1, 2)
  expect(person('ana').sees('desk')).toContain('940 (leído a las 14:3')
  expect(deskRows(desk)).toHaveLength(1)
})
