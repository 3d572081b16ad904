// The operator's tool beside a running app: what it prints, and its exit code.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parse } from 'yaml'
import { startTestApp, type TestApp } from '../support/app.ts'
import { operator } from '../support/operator.ts'

let desk: TestApp
beforeEach(async () => {
  desk = await startTestApp()
})
afterEach(() => desk.stop())

test('the doctor finds every part well, and names the mend for what is not', async () => {
  const well = await operator(desk, 'doctor')
  expect(well.out).not.toContain('FAILS')
  expect(well.out).toContain('ok     Hotel Miramar: approvals channel C0APPR: #miramar-approvals')
  expect(well.code).toBe(0)

  desk.slack.removeBotFrom('approvals')
  desk.env.HDH_PASSWORD = 'wrong'
  const ill = await operator(desk, 'doctor')
  expect(ill.out).toContain(
    'FAILS  loyalty API login: Unauthorised. Check HDH_BASE_URL, HDH_USERNAME and HDH_PASSWORD.',
  )
  expect(ill.out).toMatch(/FAILS {2}Hotel Miramar: approvals channel C0APPR: .*invite the app/)
  expect(ill.out).not.toContain('wrong')
  expect(ill.code).toBe(1)
})

test('settings are shown and imported while the app runs, and a wrong file changes nothing', async () => {
  const shown = await operator(desk, 'settings', 'show')
  expect(shown.out).toContain('# version 1, from file')
  expect(shown.out).toContain('Hotel Miramar')

  const changed = join(desk.dataDir, 'changed.yml')
  writeFileSync(changed, shown.out.replace('Hotel Miramar', 'Hotel Mirador'))
  expect(await operator(desk, 'settings', 'import', changed)).toMatchObject({ code: 0 })
  desk.clock.advance(5000)
  const ana = desk.slack.person('ana')
  await desk.slack.waitFor(() => desk.slack.connections() > 0, 'the app to be connected')
  await ana.types('/grant maria.garcia@example.com 10 prueba')
  await ana.waitsForModal('María')
  await ana.submits()
  await ana.waitsToSee('Hotel Mirador', 'desk')

  writeFileSync(changed, 'hotels: []\n')
  const wrong = await operator(desk, 'settings', 'import', changed)
  expect(wrong).toMatchObject({ code: 1, out: expect.stringContaining('hotels:') })
  expect((await operator(desk, 'settings', 'import', 'nowhere.yml')).out).toContain('cannot be read')
})

test('the audit trail is verified and exported, one event a line', async () => {
  const verified = await operator(desk, 'audit', 'verify')
  expect(verified.out).toMatch(/^The audit trail is whole: 1 events, fingerprint [0-9a-f]{64}/)
  const exported = await operator(desk, 'audit', 'export')
  expect(JSON.parse(exported.out)).toMatchObject({ seq: 1, event: 'settings.imported' })

  const { db } = desk.app.database
  await db.updateTable('audit').set({ actor: 'U0ELENA' }).execute()
  expect(await operator(desk, 'audit', 'verify')).toMatchObject({
    code: 1,
    out: expect.stringContaining('broken at event 1'),
  })
})

test('what staff wrote about a guest is erased, and the audit trail stays whole', async () => {
  const ana = desk.slack.person('ana')
  await ana.types('/grant maria.garcia@example.com 600 le encanta el jazz')
  await ana.waitsForModal('María')
  await ana.submits({ note: 'cumple el martes' })
  const carla = desk.slack.person('carla')
  await carla.waitsToSee('600 puntos', 'approvals')
  await carla.clicks('Rechazar', { in: 'approvals' })
  await carla.waitsForModal()
  await carla.submits({ text: 'ya tiene bastantes' })
  await ana.waitsToSee('ya tiene bastantes', 'dm')
  await desk.jobs.idle()
  const reference = /LD-\w{6}/.exec(ana.sees('dm'))?.[0] ?? ''
  const before = await operator(desk, 'audit', 'show', reference.toLowerCase())
  expect(before.out).toContain('ya tiene bastantes')

  expect(await operator(desk, 'erase', '#11656629')).toMatchObject({
    code: 0,
    out: expect.stringContaining('out of 1 actions'),
  })
  const after = await operator(desk, 'audit', 'show', reference)
  expect(after.out).toContain('action.declined')
  expect(after.out).not.toContain('bastantes')
  const { db } = desk.app.database
  const rows = JSON.stringify([
    await db.selectFrom('actions').selectAll().execute(),
    await db.selectFrom('action_notes').selectAll().execute(),
    await db.selectFrom('audit_texts').selectAll().execute(),
    await db.selectFrom('forms').selectAll().execute(),
    await db.selectFrom('recent_guests').selectAll().execute(),
  ])
  for (const text of ['jazz', 'martes', 'bastantes', 'María', '@example']) expect(rows).not.toContain(text)
  expect((await operator(desk, 'audit', 'verify')).code).toBe(0)
  expect((await operator(desk, 'erase', 'maria')).code).toBe(1)
})

test('the manifest comes in its HTTP form, in both languages, and asks for https', async () => {
  const { out } = await operator(desk, 'manifest', '--http', 'https://desk.example.com', '--language', 'es')
  const manifest = parse(out)
  expect(manifest.settings).toMatchObject({
    socket_mode_enabled: false,
    interactivity: { request_url: 'https://desk.example.com/slack/events' },
  })
  for (const { url, description } of manifest.features.slash_commands) {
    expect(url).toBe('https://desk.example.com/slack/events')
    expect(description).toMatch(/cliente|puesto|puntos/)
  }
  expect(await operator(desk, 'manifest', '--http', 'http://desk.example.com')).toMatchObject({
    code: 1,
    out: expect.stringContaining('https'),
  })
})

test('an unknown verb lists the ones there are', async () => {
  const { code, out } = await operator(desk, 'dance')
  expect(code).toBe(2)
  for (const verb of ['doctor', 'settings import FILE', 'audit verify', 'backup FILE', 'restore FILE'])
    expect(out).toContain(verb)
})
