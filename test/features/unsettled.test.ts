// An answer was lost: found, ruled out, sent again by a person, judged by a person, or come late.
import { afterEach, expect, test } from 'vitest'
import type { Fault } from '../../src/sandbox/loyalty/faults.ts'
import { expectCleanHands, startTestApp, type TestApp } from '../support/app.ts'

let desk: TestApp
afterEach(async () => {
  expectCleanHands(desk)
  await desk.stop()
})

const maria = 'maria.garcia@example.com'
const addPoints = 'POST operations/add-points/'
const windowMs = 3 * 60_000
const hourMs = 3_600_000

async function loseAGrant(fault: Fault): Promise<void> {
  desk = await startTestApp({ env: { HDH_SETTLE_MS: '120000' } })
  desk.loyalty.faults.add(fault)
  const ana = desk.slack.person('ana')
  await ana.types(`/grant ${maria} 300 tres noches`)
  await ana.waitsForModal('¿Es el cliente correcto?')
  expect(await ana.submits()).toEqual({ result: 'closed', errors: {} })
  await ana.waitsToSee('Aún no sabemos si han llegado los 300 puntos', 'desk')
}

/** Points of the rows that the desk wrote for María. */
function deskRows(): number[] {
  return desk.loyalty.store
    .operations()
    .filter(({ concept }) => / · LD-\w{6}$/.test(concept))
    .map(({ points }) => points)
}

test('a grant that was written although the answer was lost is found and counts once', async () => {
  await loseAGrant({ route: addPoints, kind: 'cutAfterWrite' })
  await desk.slack.person('ana').waitsToSee('300 puntos abonados a María G.', 'desk')
  expect(deskRows()).toEqual([300])
})

test('what did not arrive is told to author and managers, and sent again only by a press', async () => {
  await loseAGrant({ route: addPoints, kind: 'cutAfterReading' })
  const ana = desk.slack.person('ana')
  const carla = desk.slack.person('carla')
  desk.clock.advance(windowMs)
  await ana.waitsToSee('No han llegado 300 puntos', 'desk')
  await carla.waitsToSee('No han llegado 300 puntos', 'approvals')
  await ana.waitsToSee('Envíalo de nuevo o déjalo así', 'dm')
  await desk.jobs.idle()
  expect(deskRows()).toEqual([])

  await Promise.all([
    ana.clicks('Enviar de nuevo', { in: 'dm' }),
    carla.clicks('Enviar de nuevo', { in: 'approvals' }),
  ])
  await ana.waitsToSee('300 puntos abonados a María G.', 'desk')
  await ana.waitsToSee(/Enviado de nuevo como LD-\w{6}/, 'dm')
  await desk.jobs.idle()
  expect(deskRows()).toEqual([300])
  expect(ana.messages('dm').flatMap(({ buttons }) => buttons)).not.toContain('Enviar de nuevo')
})

test('left as it is stays so, and a stranger to the request cannot decide', async () => {
  await loseAGrant({ route: addPoints, kind: 'cutAfterReading' })
  const ana = desk.slack.person('ana')
  const ben = desk.slack.person('ben')
  desk.clock.advance(windowMs)
  await ana.waitsToSee('No han llegado 300 puntos', 'dm')
  const { id } = await onlyAction()
  await ben.clickRaw({ action_id: 'unsettled.leave', value: id, channel: 'C0DESK', ts: '1.1' })
  await ben.waitsToSee('only the person who asked, or a manager', 'desk')
  await ana.clicks('Dejarlo así', { in: 'dm' })
  await ana.waitsToSee('Se queda así, por @ana', 'dm')
  await ana.clickRaw({ action_id: 'unsettled.send-again', value: id, channel: 'C0DESK', ts: '1.1' })
  await ana.waitsToSee('@ana lo dejó así', 'desk')
  await desk.jobs.idle()
  expect(deskRows()).toEqual([])
})

test('a row that comes late makes it done, and the second one can be undone', async () => {
  await loseAGrant({ route: addPoints, kind: 'lateRow', delayMs: 30 * 60_000 })
  const ana = desk.slack.person('ana')
  const carla = desk.slack.person('carla')
  desk.clock.advance(windowMs)
  await ana.waitsToSee('No han llegado 300 puntos', 'dm')
  await ana.clicks('Enviar de nuevo', { in: 'dm' })
  await ana.waitsToSee('300 puntos abonados a María G.', 'desk')
  await desk.jobs.idle()
  expect(deskRows()).toEqual([300])

  desk.clock.advance(31 * 60_000)
  desk.clock.advance(hourMs)
  await ana.waitsToSee('el cliente puede tenerlo dos veces', 'dm')
  await carla.waitsToSee('Un responsable puede anular el segundo', 'approvals')
  expect(deskRows()).toEqual([300, 300])

  await carla.clicks('Anular el segundo', { in: 'approvals' })
  await carla.waitsToSee(/LD-\w{6} anulado \(330 puntos\) para María G\./, 'desk')
  await carla.waitsToSee(/Anulado como LD-\w{6}/, 'approvals')
  await desk.jobs.idle()
  expect(deskRows()).toEqual([300, 300, -330])
})

test('a history that cannot be read to the end is put before a manager', async () => {
  await loseAGrant({ route: addPoints, kind: 'cutAfterReading' })
  desk.loyalty.faults.add({
    route: 'GET operations/',
    kind: 'filtersIgnored',
    times: Number.POSITIVE_INFINITY,
  })
  const ana = desk.slack.person('ana')
  const carla = desk.slack.person('carla')
  desk.clock.advance(windowMs)
  await carla.waitsToSee('No podemos saber si han llegado 300 puntos', 'approvals')
  await ana.waitsToSee('No podemos saber si han llegado 300 puntos', 'dm')
  await ana.clicks('Ver los movimientos', { in: 'dm' })
  await ana.waitsToSee('solo lo deciden los responsables', 'dm')

  await carla.clicks('Ver los movimientos', { in: 'approvals' })
  const form = await carla.waitsForModal('¿Ha llegado?')
  expect(form.text).toContain('Puede que no sean todos los movimientos: antes de decidir que no está')
  expect(await carla.submits()).toMatchObject({ result: 'errors' })
  expect(await carla.submits({ '¿Ha llegado?': 'No, no está' })).toMatchObject({ result: 'closed' })
  await ana.waitsToSee('No han llegado 300 puntos', 'dm')
  await desk.jobs.idle()
  expect(deskRows()).toEqual([])
})

test('a manager who finds it in the ledger makes it done', async () => {
  await loseAGrant({ route: addPoints, kind: 'cutAfterReading' })
  desk.loyalty.faults.add({
    route: 'GET operations/',
    kind: 'filtersIgnored',
    times: Number.POSITIVE_INFINITY,
  })
  const carla = desk.slack.person('carla')
  desk.clock.advance(windowMs)
  await carla.waitsToSee('No podemos saber', 'approvals')
  await carla.clicks('Ver los movimientos', { in: 'approvals' })
  await carla.waitsForModal('¿Ha llegado?')
  expect(await carla.submits({ '¿Ha llegado?': 'Sí, está' })).toMatchObject({ result: 'closed' })
  await carla.waitsToSee('300 puntos abonados', 'desk')
  expect(desk.loyalty.requests.filter(({ route }) => route === addPoints)).toHaveLength(1)
})

test('the row that is looked for stands first, however much has come since', async () => {
  await loseAGrant({ route: addPoints, kind: 'cutAfterReading' })
  desk.loyalty.faults.add({ route: 'GET operations/', kind: 'filtersIgnored', times: 12 })
  const carla = desk.slack.person('carla')
  desk.clock.advance(windowMs)
  await carla.waitsToSee('No podemos saber', 'approvals')
  desk.loyalty.faults.clear()
  const { id, reference } = await onlyAction()
  const row = { contact: 11656629, bonusPoints: 0 }
  desk.loyalty.store.addPoints({ ...row, concept: `Estancia · ${reference}`, points: 300 })
  for (let n = 0; n < 12; n++) {
    desk.clock.advance(60_000)
    desk.loyalty.store.addPoints({ ...row, concept: `Bar ${n} & «más»`, points: 1 })
  }
  await carla.clickRaw({ action_id: 'unsettled.look', value: id, channel: 'C0APPR', ts: '1.1' })
  const { text } = await carla.waitsForModal('¿Ha llegado?')
  expect(text).toContain(`Estancia · ${reference}`)
  expect(text.indexOf('Estancia')).toBeLessThan(text.indexOf('Bar 11'))
  expect(text).toContain('Bar 3 & «más»')
  expect(text).not.toContain('Bar 2')
  expect(text).not.toContain('Puede que no sean todos')
})

test('while the programme is away nobody is asked; it is looked up when it is back', async () => {
  await loseAGrant({ route: addPoints, kind: 'lateRow', delayMs: 1000, lost: 'cut' })
  desk.loyalty.faults.add({ route: 'GET operations/', kind: 'serverError', times: Number.POSITIVE_INFINITY })
  const ana = desk.slack.person('ana')
  desk.clock.advance(10 * 60_000)
  await asked('GET operations/', 4)
  expect(ana.sees('dm')).not.toContain('No podemos saber')
  desk.loyalty.faults.clear()
  desk.clock.advance(60_000)
  await ana.waitsToSee('300 puntos abonados a María G.', 'desk')
  expect(deskRows()).toEqual([300])
})

async function onlyAction(): Promise<{ id: string; reference: string }> {
  return desk.app.database.db.selectFrom('actions').select(['id', 'reference']).executeTakeFirstOrThrow()
}

/** Waits until the desk has asked the loyalty programme that often. */
function asked(route: string, times: number): Promise<void> {
  const isReached = () => desk.loyalty.requests.filter(request => request.route === route).length >= times
  return new Promise(resolve => {
    const look = () => {
      if (!isReached()) return
      stop()
      resolve()
    }
    const stop = desk.loyalty.onChange(look)
    look()
  })
}
