// A store put back from a backup is held, compared with the ledger, and released by an admin: nothing happens twice.
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { expectCleanHands, startTestApp, type TestApp } from '../support/app.ts'
import { bulkIn, rehearseFile, rehearseText } from '../support/bulk.ts'
import { operator } from '../support/operator.ts'

let desk: TestApp
afterEach(() => desk.stop())

const maria = 'maria.garcia@example.com'

async function grant(points: number, email = maria): Promise<void> {
  const ana = desk.slack.person('ana')
  await ana.types(`/grant ${email} ${points} estancia`)
  await ana.waitsForModal('¿Es el cliente correcto?')
  expect(await ana.submits()).toEqual({ result: 'closed', errors: {} })
}

/** Rows that the desk wrote, by reference. */
function deskRows(): string[] {
  return desk.loyalty.store.operations().flatMap(({ concept }) => /LD-\w{6}$/.exec(concept)?.[0] ?? [])
}

test('what was approved and sent after the backup is found in the ledger and not sent again', async () => {
  desk = await startTestApp({ settings: text => text.replace(/perDay: 2000/, 'perDay: 100000') })
  const ana = desk.slack.person('ana')
  const carla = desk.slack.person('carla')
  const file = join(desk.dataDir, 'backup.db')
  await grant(600)
  await carla.waitsToSee('600 puntos', 'approvals')
  await grant(700, 'john.smith@example.net')
  await carla.waitsToSee('700 puntos', 'approvals')
  await desk.jobs.idle()

  expect(await operator(desk, 'backup', file)).toMatchObject({ code: 0 })

  await carla.clicks('Aprobar', { in: 'approvals' })
  await ana.waitsToSee('700 puntos abonados', 'desk')
  for (let points = 1; points <= 100; points++) await grant(points)
  await desk.jobs.idle()
  const before = deskRows()
  expect(before).toHaveLength(101)
  const younger = desk.slack.person('carla').lastMessage('desk')

  await desk.restart(async () => {
    expect(await operator(desk, 'restore', file)).toMatchObject({ code: 0 })
  })

  const list = await carla.waitsToSee('retenido', 'dm')
  expect(list).toMatch(/✅ LD-\w{6}: ya consta en los movimientos/)
  expect(list).toMatch(/📤 LD-\w{6}: no consta en los movimientos/)

  await ana.types(`/grant ${maria} 5 estancia`)
  await ana.waitsForModal('¿Es el cliente correcto?')
  expect((await ana.submits()).errors).toEqual({
    Cliente: expect.stringContaining('está retenido hasta que un administrador pulse «Continuar»'),
  })
  await ana.closesModal()
  const posts = desk.slack.store.posts
  await carla.clicks('Continuar', { in: 'dm' })
  await carla.waitsToSee('El puesto continúa', 'dm')
  await desk.jobs.idle()

  expect(deskRows().toSorted()).toEqual(before.toSorted())
  expect(new Set(deskRows()).size).toBe(101)
  expect(desk.slack.store.posts).toBe(posts)
  await ana.clickRaw({
    action_id: 'action.hand-over',
    value: 'unknown-since',
    channel: younger.channel,
    ts: younger.ts,
  })
  await ana.waitsToSee('no consta aquí desde la restauración', 'desk')
  expectCleanHands(desk)
}, 120_000)

test('what leaves no row in the ledger is found in the guest, and not sent again', async () => {
  desk = await startTestApp({
    settings: text => text.replace(/^policy:$/m, 'policy:\n  adjust: { enabled: true, approvalAbove: 1000 }'),
  })
  const [ana, carla, diego] = (['ana', 'carla', 'diego'] as const).map(who => desk.slack.person(who))
  if (!ana || !carla || !diego) throw new Error('all three are there')
  const file = join(desk.dataDir, 'backup.db')
  await carla.types(`/adjust ${maria}`)
  await carla.waitsForModal('👤')
  await carla.submits({ points: '2500', note: 'Corrección' })
  desk.clock.advance(1100)
  expect((await carla.submits()).result).toBe('closed')
  await desk.jobs.idle()
  await ana.types('/enrol lola.nueva@example.com')
  await ana.waitsForModal('🆕')
  desk.jobs.hold()
  await ana.submits({ name: 'Lola', surname: 'Nueva Gil', language: 'es', consent: true })

  expect(await operator(desk, 'backup', file)).toMatchObject({ code: 0 })

  desk.jobs.release()
  await diego.clicks('Aprobar', { in: 'approvals' })
  await carla.waitsToSee('Leído después', 'dm')
  await ana.waitsToSee('ya es socio', 'dm')
  await desk.jobs.idle()
  const writes = () =>
    desk.loyalty.requests.filter(({ method, route }) => method !== 'GET' && route !== 'POST login/')
  const before = writes().length
  expect(before).toBe(3)

  await desk.restart(async () => {
    expect(await operator(desk, 'restore', file)).toMatchObject({ code: 0 })
  })
  expect(await carla.waitsToSee('retenido', 'dm')).toMatch(/✅ LD-\w{6}: ya consta/)
  await carla.clicks('Continuar', { in: 'dm' })
  await ana.waitsToSee('ya es socio desde el', 'dm')
  await desk.jobs.idle()
  expect(writes()).toHaveLength(before)
  expect(desk.loyalty.store.contactByEmail('lola.nueva@example.com')?.isMember).toBe(true)
  expectCleanHands(desk)
})

test('what was about to be sent at the backup and left afterwards is found in the ledger, and not sent again', async () => {
  desk = await startTestApp()
  const file = join(desk.dataDir, 'backup.db')
  desk.jobs.hold()
  await grant(300)
  expect(await operator(desk, 'backup', file)).toMatchObject({ code: 0 })
  desk.jobs.release()
  await desk.jobs.idle()
  const before = deskRows()
  expect(before).toHaveLength(1)

  await desk.restart(async () => {
    expect(await operator(desk, 'restore', file)).toMatchObject({ code: 0 })
  })
  const carla = desk.slack.person('carla')
  expect(await carla.waitsToSee('retenido', 'dm')).toContain(`✅ ${before[0]}`)
  await carla.clicks('Continuar', { in: 'dm' })
  await carla.waitsToSee('El puesto continúa', 'dm')
  await desk.jobs.idle()
  expect(deskRows()).toEqual(before)
  expectCleanHands(desk)
})

test('what was about to be sent at the backup and never left waits until an admin lets the desk go on', async () => {
  desk = await startTestApp()
  const file = join(desk.dataDir, 'backup.db')
  desk.jobs.hold()
  await grant(300)
  expect(await operator(desk, 'backup', file)).toMatchObject({ code: 0 })
  await desk.restart(async () => {
    expect(await operator(desk, 'restore', file)).toMatchObject({ code: 0 })
  })
  const carla = desk.slack.person('carla')
  await carla.waitsToSee('retenido', 'dm')
  await desk.jobs.idle()
  expect(deskRows()).toEqual([])
  await carla.clicks('Continuar', { in: 'dm' })
  await desk.slack.person('ana').waitsToSee('300 puntos abonados', 'desk')
  await desk.jobs.idle()
  expect(deskRows()).toHaveLength(1)
  expectCleanHands(desk)
})

test('while it is held nobody decides on a request, nor takes one back; afterwards they can', async () => {
  desk = await startTestApp()
  const file = join(desk.dataDir, 'backup.db')
  const [ana, carla, diego] = (['ana', 'carla', 'diego'] as const).map(who => desk.slack.person(who))
  if (!ana || !carla || !diego) throw new Error('all three are there')
  await grant(600)
  await carla.waitsToSee('600 puntos', 'approvals')
  await desk.jobs.idle()
  expect(await operator(desk, 'backup', file)).toMatchObject({ code: 0 })
  await desk.restart(async () => {
    expect(await operator(desk, 'restore', file)).toMatchObject({ code: 0 })
  })
  await carla.waitsToSee('retenido', 'dm')
  const states = async () =>
    (await desk.app.database.db.selectFrom('actions').select('state').execute()).map(({ state }) => state)

  await diego.clicks('Aprobar', { in: 'approvals' })
  await diego.waitsToSee('is held until an admin presses “Go on”', 'approvals')
  await ana.clicks('Cancelar la petición', { in: 'dm' })
  await ana.waitsToSee('está retenido hasta que un administrador pulse «Continuar»', 'dm')
  expect(await states()).toEqual(['waiting'])

  await carla.clicks('Continuar', { in: 'dm' })
  await carla.waitsToSee('El puesto continúa', 'dm')
  await diego.clicks('Aprobar', { in: 'approvals' })
  await ana.waitsToSee('600 puntos abonados', 'desk')
  await desk.jobs.idle()
  expect(await states()).toEqual(['done'])
  expectCleanHands(desk)
})

test('only an admin lets the desk go on, and only once', async () => {
  desk = await startTestApp()
  const file = join(desk.dataDir, 'backup.db')
  expect(await operator(desk, 'backup', file)).toMatchObject({ code: 0 })
  await desk.restart(async () => {
    expect(await operator(desk, 'restore', file)).toMatchObject({ code: 0 })
  })
  const carla = desk.slack.person('carla')
  await carla.waitsToSee('No había nada pendiente en la copia', 'dm')
  const { channel, ts } = carla.lastMessage('dm')
  const restore = carla
    .lastMessage('dm')
    .blocks.flatMap(block => JSON.stringify(block).match(/"value":"([^"]+)"/)?.[1] ?? [])
  await desk.slack
    .person('ana')
    .clickRaw({ action_id: 'restore.go-on', value: restore[0] ?? '', channel: 'C0DESK', ts })
  await desk.slack.person('ana').waitsToSee('solo los administradores')
  await carla.clicks('Continuar', { in: 'dm' })
  await carla.waitsToSee('El puesto continúa', 'dm')
  await carla.clickRaw({ action_id: 'restore.go-on', value: restore[0] ?? '', channel, ts })
  await carla.waitsToSee('el puesto ya continúa', 'dm')
  expectCleanHands(desk)
})

test('a running app cannot be restored over, and a file that is no store is refused', async () => {
  desk = await startTestApp()
  const file = join(desk.dataDir, 'backup.db')
  expect(await operator(desk, 'backup', file)).toMatchObject({ code: 0 })
  const running = await operator(desk, 'restore', file)
  expect(running.code).toBe(1)
  expect(running.out).toContain('Another process is using the store')
  const wrong = await operator(desk, 'restore', join(desk.dataDir, 'settings.yml'))
  expect(wrong.code).toBe(1)
  expect(wrong.out).toContain('is not a whole store')
})

/** Restores a backup that was taken now, with `between` before the app starts. */
async function restoresNow(between: () => void = () => undefined): Promise<void> {
  const file = join(desk.dataDir, 'backup.db')
  expect(await operator(desk, 'backup', file)).toMatchObject({ code: 0 })
  await desk.restart(async () => {
    expect(await operator(desk, 'restore', file)).toMatchObject({ code: 0 })
    between()
  })
}

const heldCards = (who: string) =>
  desk.slack.store.messagesIn(who).filter(({ text }) => text.includes('retenido'))

test('an admin whom Slack does not reach holds nobody else up, and nobody is told twice', async () => {
  desk = await startTestApp({
    settings: text => text.replace('admins: [U0CARLA]', 'admins: [U0CARLA, U0GONE]'),
  })
  await restoresNow()
  const carla = desk.slack.person('carla')
  await carla.waitsToSee('No había nada pendiente en la copia', 'dm')
  await desk.slack.waitFor(
    () => desk.slack.calls.some(({ args }) => args.channel === 'U0GONE'),
    'the post to who is not there',
  )
  for (let minute = 0; minute < 5; minute++) {
    desk.clock.advance(60_000)
    await carla.types('/desk ayuda')
  }
  expect(heldCards('@carla')).toHaveLength(1)
  await carla.clicks('Continuar', { in: 'dm' })
  await carla.waitsToSee('El puesto continúa', 'dm')
  expectCleanHands(desk)
})

test('an action that the programme refuses to be asked about goes to a person, and the desk can go on', async () => {
  desk = await startTestApp()
  await grant(600)
  await desk.slack.person('carla').waitsToSee('600 puntos', 'approvals')
  await desk.jobs.idle()
  await restoresNow(() => {
    desk.loyalty.faults.add({ route: 'GET operations/', kind: 'rejected', times: 1000 })
  })
  expect(await desk.slack.person('carla').waitsToSee('retenido', 'dm')).toMatch(
    /❓ LD-\w{6}: no se puede saber/,
  )
  expectCleanHands(desk)
})

test('what waited to be posted of a bulk grant is not posted a second time', async () => {
  desk = await startTestApp()
  const ana = desk.slack.person('ana')
  await rehearseFile(ana, 'es', '#11656601;300;Grupo')
  await ana.waitsForModal(bulkIn('es').ready)
  await desk.jobs.idle()
  desk.jobs.hold()
  await ana.submits()
  const file = join(desk.dataDir, 'backup.db')
  expect(await operator(desk, 'backup', file)).toMatchObject({ code: 0 })
  desk.jobs.release()
  await desk.jobs.idle()
  await desk.restart(async () => {
    expect(await operator(desk, 'restore', file)).toMatchObject({ code: 0 })
  })
  const carla = desk.slack.person('carla')
  await carla.waitsToSee('retenido', 'dm')
  // A rehearsal would wait without a word.
  await ana.closesModal()
  const { errors } = await rehearseText(ana, 'es', '#11656603;5;x')
  expect(Object.values(errors).join()).toContain('retenido hasta que un administrador')
  await carla.clicks('Continuar', { in: 'dm' })
  await carla.waitsToSee('El puesto continúa', 'dm')
  await desk.jobs.idle()
  expect(desk.slack.store.messagesIn('approvals')).toHaveLength(1)
  expectCleanHands(desk)
})

test('the card of an earlier restore lets nothing go on, and does not say that it does', async () => {
  desk = await startTestApp()
  const carla = desk.slack.person('carla')
  const file = join(desk.dataDir, 'backup.db')
  expect(await operator(desk, 'backup', file)).toMatchObject({ code: 0 })
  const restores = async () => {
    await desk.restart(async () => {
      expect(await operator(desk, 'restore', file)).toMatchObject({ code: 0 })
    })
    const row = desk.app.database.db.selectFrom('restores').select('id')
    return (await row.executeTakeFirstOrThrow()).id
  }
  const first = await restores()
  await carla.waitsToSee('retenido', 'dm')
  const { channel, ts } = carla.lastMessage('dm')
  expect(await restores()).not.toBe(first)
  await carla.clickRaw({ action_id: 'restore.go-on', value: first, channel, ts })
  await carla.waitsToSee('este mensaje es de una restauración anterior', 'dm')
  expect(carla.sees('dm')).not.toContain('el puesto ya continúa')
  await carla.clicks('Continuar', { in: 'dm' })
  await carla.waitsToSee('El puesto continúa', 'dm')
  expectCleanHands(desk)
})
