// A lost answer, and what its buttons say where the desk no longer knows the action, or the ledger tells little.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { agents, closeDesk, ledger, managers, maria, openDesk } from '../support/counter.ts'
import { asks, timePasses } from '../support/requests.ts'

const minuteMs = 60_000
const addPoints = 'POST operations/add-points/'
const env = { HDH_SETTLE_MS: '120000' }

let desk: TestApp
afterEach(() => closeDesk(desk))

/** A store from before the action: its buttons still stand in Slack. */
const forgets = async (id: string) => {
  const { db } = desk.app.database
  await db.deleteFrom('cards').where('action_id', '=', id).execute()
  await db.deleteFrom('actions').where('id', '=', id).execute()
}

describe.each(agents)('$name reads $language', ({ name, language }) => {
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const me = () => desk.slack.person(name)
  const loses = async () => {
    desk = await openDesk(language, { env })
    desk.loyalty.faults.add({ kind: 'cutAfterReading', route: addPoints })
    const made = await asks(desk, name, `/grant ${maria.email} 300`)
    await timePasses(desk, 3, 6)
    await me().waitsToSee(say('No han llegado 300 puntos', 'did not arrive'), 'dm')
    return made
  }

  test.each([
    ['Enviar de nuevo', 'Send again'],
    ['Dejarlo así', 'Leave it'],
  ])('“%s” for something that the desk no longer knows says so and does nothing', async (es, en) => {
    const { id } = await loses()
    await forgets(id)
    await me().clicks(say(es, en), { in: 'dm' })
    await me().waitsToSee(
      say(
        'No se ha hecho nada: esto ya no consta aquí. Búscalo en los movimientos del cliente.',
        'Nothing was done: the desk does not know this any more. Look in the guest’s ledger.',
      ),
      'dm',
    )
    expect(ledger(desk, maria.id)).toEqual([])
  })

  test('points that had been declared lost, came late and are undone give the allowance back once', async () => {
    desk = await openDesk(language, { env })
    desk.loyalty.faults.add({ kind: 'lateRow', route: addPoints, delayMs: 30 * minuteMs })
    await asks(desk, name, `/grant ${maria.email} 300`)
    const used = () => desk.app.database.db.selectFrom('allowances').select('used').execute()
    expect(await used()).toEqual([{ used: 300 }])
    await timePasses(desk, 3, 6)
    expect(await used()).toEqual([{ used: 0 }])
    await timePasses(desk, 31)
    await timePasses(desk, 60)
    await me().clicks(say('Anular', 'Undo'), { in: 'dm' })
    await me().waitsToSee(say('Anulado como', 'Undone as'), 'dm')
    await desk.jobs.idle()
    expect(ledger(desk, maria.id).map(({ points }) => points)).toEqual([300, -330])
    expect(await used()).toEqual([{ used: 0 }])
  })
})

describe.each(managers)('$name reads $language', ({ name, language }) => {
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const me = () => desk.slack.person(name)
  const look = say('Ver los movimientos', 'Look at the ledger')
  const question = say('¿Ha llegado?', 'Did it arrive?')
  const cannotTell = async () => {
    desk = await openDesk(language, { env })
    desk.loyalty.faults.add({ kind: 'cutAfterReading', route: addPoints })
    const made = await asks(desk, 'ana', `/grant ${maria.email} 300`)
    desk.loyalty.faults.add({
      kind: 'filtersIgnored',
      route: 'GET operations/',
      times: Number.POSITIVE_INFINITY,
    })
    await timePasses(desk, 3, 6)
    desk.loyalty.faults.clear()
    return made
  }
  const notKnown = say('esto ya no consta aquí', 'the desk does not know this any more')

  test('what the desk no longer knows cannot be looked at, and that is said', async () => {
    const { id } = await cannotTell()
    await forgets(id)
    await me().clicks(look, { in: 'approvals' })
    await me().waitsToSee(notKnown, 'approvals')
  })

  test('nor judged, though the form stands open', async () => {
    const { id } = await cannotTell()
    await me().clicks(look, { in: 'approvals' })
    await me().waitsForModal(question)
    await forgets(id)
    await me().submits({ [question]: say('No, no está', 'No, it is not there') })
    expect(me().modal()?.text).toContain(notKnown)
  })

  test('a row without a date, and one that would be markup, are shown as far as they can be', async () => {
    await cannotTell()
    const row = {
      id: 9,
      contact: maria.id,
      points: 5,
      concept: `${'&'.repeat(158)} <!channel> *bold*`,
      timestamp: null,
    }
    desk.loyalty.faults.add({
      kind: 'answer',
      route: 'GET operations/',
      body: { count: 1, next: null, previous: null, results: [row] },
    })
    await me().clicks(look, { in: 'approvals' })
    const { text } = await me().waitsForModal(question)
    expect(text).toContain(say('fecha desconocida', 'date not known'))
    expect(text).toContain(`${'&'.repeat(158)} …`)
  })
})
