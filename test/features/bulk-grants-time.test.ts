// What time does to a batch that waits: its end, and who hears of a decision.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { askFor, bulkIn, rehearseFile } from '../support/bulk.ts'
import { actionsOf, agents, closeDesk, known, openDesk } from '../support/counter.ts'
import { liveButtons, timePasses } from '../support/requests.ts'

const file = '#11656601;300;Grupo\n#11656603;200;Grupo\n'

let desk: TestApp
afterEach(() => closeDesk(desk))

describe.each(agents)('a batch of $name in $language', ({ name, language }) => {
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const open = async (options = {}) => {
    desk = await openDesk(language, options)
    await known(desk, 'U0CARLA', 'U0DIEGO')
    return desk.slack.person(name)
  }

  test('expires a day after it was asked for, however long ago it was rehearsed, and its author hears it', async () => {
    const person = await open()
    await rehearseFile(person, language, file)
    await person.waitsForModal(bulkIn(language).ready)
    await desk.jobs.idle()
    await timePasses(desk, 60)
    await person.clicks(bulkIn(language).ask, { in: 'dm' })
    await desk.jobs.idle()
    await timePasses(desk, 1439, 4)
    expect(liveButtons(desk)).toContain(say('Aprobar', 'Approve'))
    await timePasses(desk, 1)
    expect(liveButtons(desk)).toEqual([])
    expect(desk.slack.person('carla').sees('approvals')).toContain(say('caducado', 'expired'))
    expect(person.lastMessage('dm').text).toContain(
      say('nadie lo ha decidido a tiempo', 'nobody decided in time'),
    )
    expect(await actionsOf(desk)).toEqual([])
  })

  test('is declined, and its author is told anew: an edited card would tell nobody', async () => {
    const person = await open()
    await askFor(desk, person, language, file)
    const diego = desk.slack.person('diego')
    await diego.clicks(say('Rechazar', 'Decline'), { in: 'approvals' })
    await diego.waitsForModal()
    await diego.submits({ 'Why? The author reads it.': 'Wrong group' })
    await desk.jobs.idle()
    expect(person.lastMessage('dm').text).toContain(say('rechazado', 'declined'))
    expect(person.lastMessage('dm').text).toContain('Wrong group')
  })
})

describe('half an hour after it was asked for', () => {
  const waits = async () => {
    desk = await openDesk('es')
    await known(desk, 'U0CARLA', 'U0DIEGO')
    await askFor(desk, desk.slack.person('ana'), 'es', file)
    await timePasses(desk, 29)
    expect(desk.slack.store.messagesIn('@diego')).toEqual([])
    await timePasses(desk, 1)
    return { carla: desk.slack.person('carla'), diego: desk.slack.person('diego') }
  }

  test('every manager who could decide is reminded in their language, and the buttons work there', async () => {
    const { carla, diego } = await waits()
    expect(carla.lastMessage('dm').text).toContain('Abono en lote: 2 líneas, 500 puntos')
    expect(diego.lastMessage('dm').text).toContain('Bulk grant: 2 lines, 500 points')
    await timePasses(desk, 120, 4)
    expect(desk.slack.store.messagesIn('@diego')).toHaveLength(1)
    await diego.clicks('Approve', { in: 'dm' })
    await carla.waitsToSee('terminado', 'approvals')
    await desk.jobs.idle()
    expect(carla.sees('dm')).toContain('Aprobado por @diego')
    expect(carla.messages('dm')[0]?.buttons).toEqual(['Anular el lote'])
    expect(await actionsOf(desk)).toHaveLength(2)
  })

  test('a reminder loses its buttons when somebody decides elsewhere', async () => {
    const { carla, diego } = await waits()
    await carla.clicks('Rechazar', { in: 'approvals' })
    await carla.waitsForModal()
    await carla.submits({ '¿Por qué? Lo leerá quien lo pidió.': 'No' })
    await desk.jobs.idle()
    expect(diego.lastMessage('dm').text).toContain('Declined by @carla')
    expect(liveButtons(desk)).toEqual([])
  })

  test('nobody is reminded of what was decided on, and its author never is', async () => {
    desk = await openDesk('es')
    await known(desk, 'U0CARLA', 'U0DIEGO')
    const carla = desk.slack.person('carla')
    await askFor(desk, carla, 'es', file)
    const before = carla.messages('dm').length
    await timePasses(desk, 30)
    expect(carla.messages('dm')).toHaveLength(before)
    expect(desk.slack.store.messagesIn('@diego')).toHaveLength(1)
    await carla.clicks('Retirar la petición', { in: 'dm' })
    await askFor(desk, carla, 'es', file)
    await desk.slack.person('diego').clicks('Aprobar', { in: 'approvals' })
    await desk.jobs.idle()
    const told = desk.slack.store.messagesIn('@diego').length
    await timePasses(desk, 60)
    expect(desk.slack.store.messagesIn('@diego')).toHaveLength(told)
  })
})

test('a reversal that nobody decides on expires, and can be asked for anew', async () => {
  desk = await openDesk('es')
  await known(desk, 'U0CARLA', 'U0DIEGO')
  const carla = desk.slack.person('carla')
  await askFor(desk, desk.slack.person('ana'), 'es', file)
  await carla.clicks('Aprobar', { in: 'approvals' })
  await desk.jobs.idle()
  await carla.clicks('Anular el lote', { in: 'approvals' })
  await desk.jobs.idle()
  const grants = desk.app.database.db.selectFrom('batches').select('id').where('kind', '=', 'grant')
  const { id } = await grants.executeTakeFirstOrThrow()
  const { ts } = carla.lastMessage('approvals')
  await carla.clickRaw({ action_id: 'bulk-grants.reverse', channel: 'C0APPR', ts, value: id })
  await carla.waitsToSee('No se ha hecho nada más. Estado: espera a un responsable.', 'approvals')
  expect(
    desk.slack.store
      .messagesIn('@carla')
      .map(({ text }) => text)
      .join(),
  ).toContain('Anulación')
  await timePasses(desk, 1440)
  expect(carla.lastMessage('dm').text).toContain('nadie lo ha decidido a tiempo')
  expect(liveButtons(desk)).toContain('Anular el lote')
})
