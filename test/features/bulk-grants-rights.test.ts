// Who may decide on a batch, what a second press hears, and how a whole batch is taken back.
import { readFileSync, writeFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { insertRestore, lastRestore, releaseRestore } from '../../src/store/restores.ts'
import type { TestApp } from '../support/app.ts'
import { askFor, bulkIn, lastFile, rehearseFile } from '../support/bulk.ts'
import { actionsOf, agents, closeDesk, known, ledger, openDesk, twoHotels } from '../support/counter.ts'
import { timePasses } from '../support/requests.ts'

const file = '#11656601;300;Grupo\n#11656603;200;Grupo\n'

/** A second hotel, whose approvals channel is the one that the sandbox has. */
const playaDecides = (text: string) =>
  twoHotels(text).replace('approvals: C0APPR,', 'approvals: C0APPR1,').replace('C0APPR2', 'C0APPR')

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
    await diego.waitsToSee('@carla already approved it at 14:32. State: finished')
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
  // To say no to it is always possible.
  await carla.clicks('Rechazar', { in: 'approvals' })
  await carla.waitsForModal()
  expect((await carla.submits({ '¿Por qué? Lo leerá quien lo pidió.': 'Repetido' })).result).toBe('closed')
  await carla.waitsToSee('rechazado, no ha cambiado nada', 'approvals')
})

describe.each(agents)('with a second hotel, $name in $language', ({ name, language }) => {
  const say = (es: string, en: string) => (language === 'es' ? es : en)
  const words = bulkIn(language)
  const chooses = async (settings = playaDecides) => {
    desk = await openDesk(language, { settings })
    await known(desk, 'U0CARLA', 'U0DIEGO')
    const person = desk.slack.person(name)
    await person.types(words.command, `@${name}`)
    await person.waitsForModal(words.file)
    return person
  }

  test('chooses the hotel whose managers decide and whose card shows it', async () => {
    const person = await chooses()
    await person.submits({ Hotel: 'Hotel Playa', [words.text]: '#11656601;300;x' })
    await person.waitsForModal(words.ready)
    await person.submits()
    await desk.jobs.idle()
    expect(desk.slack.store.messagesIn('approvals')).toHaveLength(1)
    expect(desk.slack.person('carla').sees('approvals')).toContain('Hotel Playa')
    const batches = await desk.app.database.db.selectFrom('batches').select('hotel_id').execute()
    expect(batches).toEqual([{ hotel_id: 102 }])
  })

  test('finds the hotel of the last form preselected', async () => {
    const person = await chooses()
    await person.closesModal()
    await person.types('/grant', 'digest')
    await person.waitsForModal()
    await person.closesModal()
    await person.types(words.command, `@${name}`)
    await person.waitsForModal(words.file)
    await person.submits({ [words.text]: '#11656601;300;x' })
    await person.waitsForModal(words.ready)
    const batches = await desk.app.database.db.selectFrom('batches').select('hotel_id').execute()
    expect(batches).toEqual([{ hotel_id: 102 }])
  })

  test('says who is at the desk where the hotel chosen shares this log-in', async () => {
    const { id } = { ana: { id: 'U0ANA' }, ben: { id: 'U0BEN' } }[name]
    const own = `    staff: { agents: [], managers: [U0CARLA, U0DIEGO], admins: [U0CARLA], shared: [${id}] }\n`
    const person = await chooses(text => twoHotels(text).replace(/^staff:/m, `${own}staff:`))
    const playa = { Hotel: 'Hotel Playa', [words.text]: '#11656601;300;x' }
    const who = say('¿Quién está en el puesto?', 'Who is at the desk?')
    expect((await person.submits(playa)).errors).toEqual({
      [who]: say(
        'Elige quién está en el puesto: un compañero de este hotel.',
        'Choose who is at the desk: a colleague of this hotel.',
      ),
    })
    expect((await person.submits({ [who]: 'U0DIEGO' })).result).toBe('updated')
    await person.waitsForModal(words.ready)
    const batches = await desk.app.database.db.selectFrom('batches').select('acting_user').execute()
    expect(batches).toEqual([{ acting_user: 'U0DIEGO' }])
  })
})

describe('a shared log-in', () => {
  const opens = async () => {
    desk = await openDesk('es')
    await known(desk, 'U0CARLA', 'U0DIEGO', 'U0DESK')
    const counter = desk.slack.person('desk')
    await counter.types('/desk lote')
    const { text } = await counter.waitsForModal(/Archivo CSV|CSV file/)
    return { counter, isSpanish: text.includes('Archivo CSV') }
  }

  test('says who is at the desk; both stand on the card, and neither decides', async () => {
    const { counter, isSpanish } = await opens()
    const [who, lines] = isSpanish
      ? ['¿Quién está en el puesto?', 'O pega las líneas aquí']
      : ['Who is at the desk?', 'Or paste the lines here']
    const missing = await counter.submits({ [lines]: '#11656601;300;x' })
    expect(Object.keys(missing.errors)).toEqual([who])
    const itself = await counter.submits({ [who]: 'U0DESK' })
    expect(Object.keys(itself.errors)).toEqual([who])
    await counter.submits({ [who]: 'U0CARLA' })
    await counter.waitsForModal(/Listas|Ready/)
    await counter.submits()
    await desk.jobs.idle()
    const carla = desk.slack.person('carla')
    expect(carla.sees('approvals')).toContain('@carla en el puesto compartido @desk')
    await carla.clicks('Aprobar', { in: 'approvals' })
    await carla.waitsToSee('lo has pedido tú', 'approvals')
    expect(await actionsOf(desk)).toEqual([])
    await desk.slack.person('diego').clicks('Aprobar', { in: 'approvals' })
    await carla.waitsToSee('terminado', 'approvals')
    await desk.jobs.idle()
    expect(await actionsOf(desk)).toMatchObject([{ requested_by: 'U0DESK', acting_user: 'U0CARLA' }])
  })
})

describe('in a hotel where nothing is taken back later', () => {
  const never = (text: string) =>
    text.replace(/^policy:$/m, 'policy:\n  undo: { authorMinutes: 10, after: never }')
  const finishes = async (settings: (text: string) => string = text => text) => {
    desk = await openDesk('es', { settings })
    await known(desk, 'U0CARLA', 'U0DIEGO')
    const carla = desk.slack.person('carla')
    await askFor(desk, desk.slack.person('ana'), 'es', file)
    await carla.clicks('Aprobar', { in: 'approvals' })
    await carla.waitsToSee('terminado', 'approvals')
    await desk.jobs.idle()
    return carla
  }

  test('a batch offers no reversal, and none can be asked for', async () => {
    const carla = await finishes(never)
    expect(carla.messages('approvals').flatMap(({ buttons }) => buttons)).toEqual([])
    const { id } = await desk.app.database.db.selectFrom('batches').select('id').executeTakeFirstOrThrow()
    const { ts } = carla.lastMessage('approvals')
    await carla.clickRaw({ action_id: 'bulk-grants.reverse', channel: 'C0APPR', ts, value: id })
    await carla.waitsToSee('en este hotel no se retira después lo que ya está hecho', 'approvals')
    expect(await desk.app.database.db.selectFrom('batches').select('kind').execute()).toEqual([
      { kind: 'grant' },
    ])
  })

  test('a reversal that was asked for before can no longer be approved', async () => {
    const carla = await finishes()
    await carla.clicks('Anular el lote', { in: 'approvals' })
    await desk.jobs.idle()
    const settingsFile = desk.config.settingsFile ?? ''
    await desk.restart(async () => writeFileSync(settingsFile, never(readFileSync(settingsFile, 'utf8'))))
    await desk.slack.waitFor(() => desk.slack.connections() > 0, 'the app')
    const diego = desk.slack.person('diego')
    await diego.clicks('Aprobar', { in: 'approvals' })
    await diego.waitsToSee('by its settings this hotel takes nothing back later', 'approvals')
    expect(ledger(desk, 11656601).map(({ points }) => points)).toEqual([300])
  })
})

test('an approved batch goes on once its hotel is in the settings again', async () => {
  desk = await openDesk('es', { settings: playaDecides })
  await known(desk, 'U0CARLA', 'U0DIEGO')
  const ana = desk.slack.person('ana')
  await ana.types('/desk lote', 'digest')
  await ana.waitsForModal('Archivo CSV')
  await ana.submits({ 'O pega las líneas aquí': file })
  await ana.waitsForModal(/Listas/)
  await ana.submits()
  await desk.jobs.idle()
  desk.jobs.hold()
  await desk.slack.person('carla').clicks('Aprobar', { in: 'approvals' })
  const settingsFile = desk.config.settingsFile ?? ''
  const settings = readFileSync(settingsFile, 'utf8')
  await desk.restart(async () => writeFileSync(settingsFile, settings.replace('- id: 102', '- id: 103')))
  await desk.jobs.idle()
  expect(await actionsOf(desk)).toEqual([])
  await desk.restart(async () => writeFileSync(settingsFile, settings))
  await timePasses(desk, 1)
  expect((await actionsOf(desk)).map(({ state }) => state)).toEqual(['done', 'done'])
})

test('an author who no longer works at the hotel asks for nothing', async () => {
  desk = await openDesk('en', { settings: twoHotels })
  await known(desk, 'U0CARLA', 'U0DIEGO')
  const ben = desk.slack.person('ben')
  await rehearseFile(ben, 'en', file)
  await ben.waitsForModal(bulkIn('en').ready)
  const settingsFile = desk.config.settingsFile ?? ''
  const settings = readFileSync(settingsFile, 'utf8')
  const elsewhere = settings.replace(
    '  - id: 102',
    '    staff: { agents: [U0ANA], managers: [U0CARLA, U0DIEGO], admins: [U0CARLA], shared: [] }\n  - id: 102',
  )
  await desk.restart(async () => writeFileSync(settingsFile, elsewhere))
  await desk.slack.waitFor(() => desk.slack.connections() > 0, 'the app')
  await ben.submits()
  await ben.waitsForModal('granting points is for the agents and managers of the hotel')
  expect(desk.slack.store.messagesIn('approvals')).toEqual([])
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
