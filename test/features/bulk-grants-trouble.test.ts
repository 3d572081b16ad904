// A batch when the programme or Slack does not answer: nobody is left without a word, and nothing is done twice.
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { askFor, bulkIn, lastFile, rehearseFile } from '../support/bulk.ts'
import { actionsOf, agents, calls, closeDesk, known, ledger, openDesk } from '../support/counter.ts'
import { timePasses } from '../support/requests.ts'

const file = '#11656601;300;Grupo\n#11656603;200;Grupo\n'
const read = 'GET contacts/{id}/'

let desk: TestApp
afterEach(() => closeDesk(desk))

describe.each(agents)('the programme is away while $name rehearses in $language', ({ name, language }) => {
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const lines = Array.from({ length: 40 }, (_, index) => `#${11656601 + index};5;x`).join('\n')
  const rehearsing = async () => {
    desk = await openDesk(language)
    desk.loyalty.faults.add({
      route: read,
      kind: 'serverError',
      status: 503,
      afterRequests: 8,
      times: 10_000,
    })
    const person = desk.slack.person(name)
    await rehearseFile(person, language, lines)
    await desk.jobs.idle()
    return person
  }

  test('the open form says so, and the rehearsal goes on where it stopped once it is back', async () => {
    const person = await rehearsing()
    await person.waitsForModal(say('El programa no responde', 'The programme does not answer'))
    expect(person.modal()?.text).toContain(say('8 de 40', '8 of 40'))
    await timePasses(desk, 3, 6)
    desk.loyalty.faults.clear()
    const before = calls(desk).length
    await timePasses(desk, 1, 2)
    await person.waitsForModal(bulkIn(language).ready)
    // Not the eight again that it had found.
    expect(calls(desk).length - before).toBeLessThan(40)
    expect(await actionsOf(desk)).toEqual([])
  })

  test('for ten minutes: the rest is left out at once, its author hears it, and nothing typed is kept', async () => {
    const person = await rehearsing()
    await timePasses(desk, 9, 9)
    expect(person.sees('dm')).not.toContain(bulkIn(language).ask)
    const before = calls(desk).length
    await timePasses(desk, 2, 4)
    await person.waitsForModal(bulkIn(language).ready)
    expect(person.modal()?.text).toContain(
      say('el programa no ha respondido para este cliente', 'the programme did not answer for this guest'),
    )
    // Not one more look for each of the lines that are left.
    expect(calls(desk).length - before).toBeLessThan(30)
    const rows = await desk.app.database.db.selectFrom('batch_rows').selectAll().execute()
    expect(rows.filter(({ problem }) => problem === 'not-read')).toHaveLength(32)
    expect(rows.filter(({ guest_key: key }) => key !== null)).toEqual([])
    expect(lastFile(desk, /comprobaci|rehearsal/)).toHaveLength(41)
  })
})

test('an approvals channel that is gone: the admin hears it, and a manager decides on the reminder', async () => {
  desk = await openDesk('es')
  await known(desk, 'U0CARLA', 'U0DIEGO')
  desk.slack.archiveChannel('approvals')
  await askFor(desk, desk.slack.person('ana'), 'es', file)
  expect(desk.slack.person('carla').sees('dm')).toContain('archivado')
  await timePasses(desk, 30)
  await desk.slack.person('diego').clicks('Approve', { in: 'dm' })
  await desk.slack.person('diego').waitsToSee('finished', 'dm')
  // The result file has no thread to go to, and is not waited for without end.
  await timePasses(desk, 20, 10)
  const jobs = await desk.app.database.db.selectFrom('jobs').select('key').execute()
  expect(jobs.filter(({ key }) => key?.startsWith('batch-show'))).toEqual([])
  expect([...ledger(desk, 11656601), ...ledger(desk, 11656603)]).toHaveLength(2)
})

test.each([
  ['es', 'ana', 'El programa no responde'],
  ['en', 'ben', 'The programme does not answer'],
] as const)(
  'while the programme takes nothing the card says so, in %s, and each line is granted once it does',
  async (language, name, sentence) => {
    desk = await openDesk(language)
    await known(desk, 'U0CARLA', 'U0DIEGO')
    await askFor(desk, desk.slack.person(name), language, file)
    const write = 'POST operations/add-points/'
    desk.loyalty.faults.add({ route: write, kind: 'rateLimited', retryAfter: 60, times: 4 })
    const carla = desk.slack.person('carla')
    await carla.clicks(language === 'es' ? 'Aprobar' : 'Approve', { in: 'approvals' })
    await desk.jobs.idle()
    await timePasses(desk, 0.2)
    expect(carla.lastMessage('approvals').text).toContain(sentence)
    await timePasses(desk, 4, 8)
    expect(carla.sees('approvals')).toContain(language === 'es' ? 'terminado' : 'finished')
    expect(carla.sees('approvals')).not.toContain(sentence)
    expect([...ledger(desk, 11656601), ...ledger(desk, 11656603)]).toHaveLength(2)
  },
)

test('one guest whom the programme cannot read holds a reversal up for ten minutes at most, and it can be asked for anew', async () => {
  desk = await openDesk('es')
  await known(desk, 'U0CARLA', 'U0DIEGO')
  const [carla, diego] = [desk.slack.person('carla'), desk.slack.person('diego')]
  const reverses = async () => {
    await carla.clicks('Anular el lote', { in: 'approvals' })
    await desk.jobs.idle()
    await diego.clicks('Aprobar', { in: 'approvals' })
    await desk.jobs.idle()
  }
  await askFor(desk, desk.slack.person('ana'), 'es', file)
  await carla.clicks('Aprobar', { in: 'approvals' })
  await desk.jobs.idle()
  const away = desk.loyalty.faults.add({ route: read, kind: 'serverError', times: 10_000 })
  await reverses()
  await timePasses(desk, 9, 9)
  expect(carla.lastMessage('approvals').text).toContain('en curso')
  await timePasses(desk, 3, 6)
  expect(carla.sees('approvals')).toContain('el programa no ha respondido para este cliente')
  expect(ledger(desk, 11656601)).toHaveLength(1)
  away.remove()
  await timePasses(desk, 1)
  await reverses()
  await timePasses(desk, 1)
  expect(ledger(desk, 11656601).map(({ points }) => points)).toEqual([300, -300])
  expect(ledger(desk, 11656603).map(({ points }) => points)).toEqual([200, -220])
  expect(carla.messages('approvals').flatMap(({ buttons }) => buttons)).toEqual([])
})
