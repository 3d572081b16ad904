// Who may decide on a batch, what a second press hears, and how a whole batch is taken back.
import { afterEach, describe, expect, test } from 'vitest'
import { insertRestore, lastRestore, releaseRestore } from '../../src/store/restores.ts'
import type { TestApp } from '../support/app.ts'
import { askFor, bulkIn, lastFile, rehearseFile } from '../support/bulk.ts'
import { actionsOf, agents, closeDesk, known, ledger, openDesk } from '../support/counter.ts'

const file = '#11656601;300;Grupo\n#11656603;200;Grupo\n'

let desk: TestApp
afterEach(() => closeDesk(desk))

describe.each(agents)('a batch of $name in $language', ({ name, language }) => {
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const approve = say('Aprobar', 'Approve')
  const open = async (options = {}) => {
    desk = await openDesk(language, options)
    await known(desk, 'U0CARLA', 'U0DIEGO')
    return desk.slack.person(name)
  }

  test('is decided by a manager alone, once; the second one hears by whom', async () => {
    const person = await open()
    await askFor(desk, person, language, file)
    const [carla, diego] = [desk.slack.person('carla'), desk.slack.person('diego')]
    const card = carla.lastMessage('approvals')
    const [{ id } = { id: '' }] = await desk.app.database.db.selectFrom('batches').select('id').execute()
    await person.clickRaw({ action_id: 'bulk-grants.approve', channel: 'C0APPR', ts: card.ts, value: id })
    await desk.slack.waitFor(
      () =>
        desk.slack.calls.some(
          ({ method, args }) =>
            method === 'response_url' &&
            String(args.text).includes(say('solo un responsable', 'only a manager')),
        ),
      'the refusal',
    )
    expect(await actionsOf(desk)).toEqual([])
    await carla.clicks(approve, { in: 'approvals' })
    await carla.waitsToSee(say('terminado', 'finished'), 'approvals')
    await desk.jobs.idle()
    await diego.clickRaw({ action_id: 'bulk-grants.approve', channel: 'C0APPR', ts: card.ts, value: id })
    await diego.waitsToSee('it is finished since 14:32, by @carla')
    expect(await actionsOf(desk)).toHaveLength(2)
  })

  test('is declined with a reason, and its author hears it', async () => {
    const person = await open()
    await askFor(desk, person, language, file)
    const diego = desk.slack.person('diego')
    await diego.clicks(say('Rechazar', 'Decline'), { in: 'approvals' })
    await diego.waitsForModal()
    await diego.submits({ 'Why? The author reads it.': 'Wrong group' })
    await person.waitsToSee(/Wrong group/, 'dm')
    await desk.jobs.idle()
    expect(await actionsOf(desk)).toEqual([])
    expect(diego.lastMessage('approvals').buttons).toEqual([])
  })

  test('can be withdrawn by its author, and expires by itself', async () => {
    const person = await open()
    await askFor(desk, person, language, file)
    await person.clicks(say('Retirar la petición', 'Withdraw the request'), { in: 'dm' })
    await desk.slack.person('carla').waitsToSee(say('retirado', 'withdrawn'), 'approvals')
    await askFor(desk, person, language, file)
    await desk.clock.advance(24 * 3_600_000)
    await desk.slack.person('carla').waitsToSee(say('caducado', 'expired'), 'approvals')
    await desk.jobs.idle()
    expect(await actionsOf(desk)).toEqual([])
  })

  test('leaves out what was granted between the rehearsal and the approval', async () => {
    const person = await open()
    await askFor(desk, person, language, file)
    await person.types('/grant #11656601 300 x')
    await person.waitsForModal(/👤/)
    await person.submits()
    await desk.jobs.idle()
    await desk.slack.person('carla').clicks(approve, { in: 'approvals' })
    await desk.slack.person('carla').waitsToSee(say('terminado', 'finished'), 'approvals')
    await desk.jobs.idle()
    expect(ledger(desk, 11656601)).toHaveLength(1)
    expect(lastFile(desk, /result/)[1]).toMatch(say('hace unos minutos como LD-', 'minutes ago as LD-'))
  })

  test('shows a lost answer until it is settled, and its figures follow', async () => {
    const person = await open()
    await askFor(desk, person, language, file)
    desk.loyalty.faults.add({ route: 'POST operations/add-points/', kind: 'cutAfterWrite' })
    await desk.slack.person('carla').clicks(approve, { in: 'approvals' })
    await desk.jobs.idle()
    for (let turn = 0; turn < 5; turn++) {
      await desk.clock.advance(1000)
      await desk.jobs.idle()
    }
    await desk.slack.person('carla').waitsToSee(say('2 de 2 · 500', '2 of 2 · 500'), 'approvals')
    expect([...ledger(desk, 11656601), ...ledger(desk, 11656603)]).toHaveLength(2)
  })

  test('is taken back as a whole when another manager approves, and cannot be twice', async () => {
    const person = await open()
    await askFor(desk, person, language, file)
    const [carla, diego] = [desk.slack.person('carla'), desk.slack.person('diego')]
    await carla.clicks(approve, { in: 'approvals' })
    await carla.waitsToSee(say('terminado', 'finished'), 'approvals')
    await desk.jobs.idle()
    const reverse = say('Anular el lote', 'Reverse the batch')
    await carla.clicks(reverse, { in: 'approvals' })
    await carla.waitsToSee('otro responsable tiene que aprobar', 'approvals')
    await desk.jobs.idle()
    expect(carla.messages('approvals').flatMap(({ buttons }) => buttons)).not.toContain(reverse)
    await carla.clicks(approve, { in: 'approvals' })
    await carla.waitsToSee('lo has pedido tú', 'approvals')
    await diego.clicks(approve, { in: 'approvals' })
    await diego.waitsToSee(
      say('Anulación de un abono en lote: 2', 'Reversal of a bulk grant: 2'),
      'approvals',
    )
    await desk.jobs.idle()
    // John's level added a tenth, which is taken back as well.
    expect(ledger(desk, 11656601).map(({ points }) => points)).toEqual([300, -300])
    expect(ledger(desk, 11656603).map(({ points }) => points)).toEqual([200, -220])
    expect(lastFile(desk, /result/)).toHaveLength(3)
    const undone = (await actionsOf(desk)).filter(({ kind }) => kind === 'undo')
    expect(undone.map(({ state }) => state)).toEqual(['done', 'done'])
  })
})

test('a manager does not decide on their own batch', async () => {
  desk = await openDesk('es')
  await known(desk, 'U0CARLA', 'U0DIEGO')
  const carla = desk.slack.person('carla')
  await askFor(desk, carla, 'es', file)
  await carla.clicks('Aprobar', { in: 'approvals' })
  await carla.waitsToSee('lo has pedido tú', 'approvals')
  expect(await actionsOf(desk)).toEqual([])
})

test('a policy that refuses above the limits leaves such lines out', async () => {
  desk = await openDesk('en', {
    settings: (text: string) => text.replace('perDay: 2000, above: approval', 'perDay: 2000, above: refused'),
  })
  const ben = desk.slack.person('ben')
  await rehearseFile(ben, 'en', '#11656601;501;x\n#11656602;500;x\n')
  const { text } = await ben.waitsForModal(bulkIn('en').ready)
  expect(text).toContain('above what its author may grant')
  expect(text).toContain('Bulk grant: 1 line, 500 points')
})

test('sends four lines at a time, so that a single grant goes beside them', async () => {
  desk = await openDesk('en')
  await known(desk, 'U0CARLA', 'U0DIEGO')
  const ben = desk.slack.person('ben')
  const lines = Array.from({ length: 9 }, (_, index) => `#${11656601 + index};5;x`).join('\n')
  await askFor(desk, ben, 'en', lines)
  const write = 'POST operations/add-points/'
  const asked = (count: number) =>
    new Promise<void>(resolve => {
      const look = () => {
        if (desk.loyalty.requests.filter(({ route }) => route === write).length < count) return
        stop()
        resolve()
      }
      const stop = desk.loyalty.onChange(look)
      look()
    })
  desk.loyalty.faults.add({ route: write, kind: 'slow', delayMs: 2000, times: 5 })
  await desk.slack.person('diego').clicks('Approve', { in: 'approvals' })
  await asked(4)
  await ben.types('/grant #11656629 300 three nights')
  await ben.waitsForModal(/👤/)
  await ben.submits()
  await asked(5)
  const sending = (await actionsOf(desk)).filter(({ state }) => state === 'sending')
  expect(sending.filter(({ batch_id: batch }) => batch === null)).toHaveLength(1)
  expect(sending).toHaveLength(5)
  await desk.clock.advance(2000)
  await ben.waitsToSee('Done: 9 of 9', 'dm')
  await desk.jobs.idle()
  expect(ledger(desk, 11656629)).toHaveLength(1)
})

test('one from before a restore can no longer be approved: its lines may have been sent since the backup', async () => {
  desk = await openDesk('es')
  await known(desk, 'U0CARLA', 'U0DIEGO')
  await askFor(desk, desk.slack.person('ana'), 'es', file)
  await desk.clock.advance(1000)
  const at = desk.clock.now()
  await desk.app.database.transaction(tx => insertRestore(tx, at - 500, at))
  const restore = await lastRestore(desk.app.database.db)
  await desk.app.database.transaction(tx => releaseRestore(tx, restore?.id ?? '', at, 'U0CARLA'))
  await desk.restart()
  await desk.slack.waitFor(() => desk.slack.connections() > 0, 'the app')
  const carla = desk.slack.person('carla')
  await carla.clicks('Aprobar', { in: 'approvals' })
  await carla.waitsToSee('el puesto se ha restaurado de una copia desde entonces', 'approvals')
  expect(await actionsOf(desk)).toEqual([])
})

test('two managers who approve in the same instant have one effect', async () => {
  desk = await openDesk('en')
  await known(desk, 'U0CARLA', 'U0DIEGO')
  await askFor(desk, desk.slack.person('ben'), 'en', file)
  const [carla, diego] = [desk.slack.person('carla'), desk.slack.person('diego')]
  await Promise.all([
    carla.clicks('Approve', { in: 'approvals' }),
    diego.clicks('Approve', { in: 'approvals' }),
  ])
  await carla.waitsToSee('finished', 'approvals')
  await desk.jobs.idle()
  expect([...ledger(desk, 11656601), ...ledger(desk, 11656603)]).toHaveLength(2)
  const { db } = desk.app.database
  const approvals = await db
    .selectFrom('audit')
    .select('actor')
    .where('event', '=', 'batch.approved')
    .execute()
  expect(approvals).toHaveLength(1)
})
