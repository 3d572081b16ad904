// Digests when something is in the way: restarts, outages, a programme or a Slack that does not answer, closed channels.

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { closeDesk, openDesk } from '../support/counter.ts'
import { anaAsks, anaGrants, digestsIn, reaches } from '../support/mornings.ts'
import { operator } from '../support/operator.ts'

let desk: TestApp
afterEach(() => closeDesk(desk))

const tuesday = '2026-11-24T07:00:00Z'
const hourMs = 3_600_000
const person = (name: string) => desk.slack.person(name)
/** The app is down until this moment. */
const isDownUntil = (moment: string) =>
  desk.restart(async () => desk.clock.advance(Date.parse(moment) - desk.clock.now()))

describe('the desk itself', () => {
  test('restarts at night: the digest comes once, on time', async () => {
    desk = await openDesk('en')
    await anaGrants(desk)
    await isDownUntil('2026-11-24T02:00:00Z')
    await reaches(desk, tuesday)
    await desk.restart()
    await reaches(desk, '2026-11-24T20:00:00Z')
    expect(digestsIn(desk)).toEqual([expect.stringContaining('Monday, 23 November 2026')])
    expect(digestsIn(desk)[0]).not.toContain('⏰')
  })

  test('was down at eight: the digest comes late and says so', async () => {
    desk = await openDesk('es')
    await anaGrants(desk)
    await isDownUntil('2026-11-24T11:30:00Z')
    await desk.jobs.idle()
    expect(digestsIn(desk)).toEqual([
      expect.stringContaining('⏰ Este resumen llega tarde: tocaba el 24 nov 2026 a las 08:00.'),
    ])
  })

  test('was down for three mornings: the old ones are left out and named in the next', async () => {
    desk = await openDesk('en')
    await anaGrants(desk)
    await isDownUntil('2026-11-26T12:00:00Z')
    await desk.jobs.idle()
    expect(digestsIn(desk)).toHaveLength(1)
    expect(digestsIn(desk)[0]).toContain('Wednesday, 25 November 2026')
    expect(digestsIn(desk)[0]).toContain('⏭️ No digest was sent for 23 Nov 2026, 24 Nov 2026.')
    await reaches(desk, '2026-11-27T07:00:00Z')
    expect(digestsIn(desk)[1]).toContain('Thursday, 26 November 2026')
    expect(digestsIn(desk)[1]).not.toContain('⏭️')
  })

  test('was down at eight, and comes back with settings that want no digest: none comes', async () => {
    desk = await openDesk('en')
    await anaGrants(desk)
    await desk.restart(async () => {
      const file = join(desk.dataDir, 'settings.yml')
      const text = readFileSync(file, 'utf8')
      writeFileSync(file, text.replace('Europe/Madrid', 'Europe/Madrid\n    digest: { days: [] }'))
      desk.clock.advance(Date.parse('2026-11-24T11:30:00Z') - desk.clock.now())
    })
    await desk.jobs.idle()
    await reaches(desk, '2026-11-26T12:00:00Z')
    expect(digestsIn(desk)).toEqual([])
    const posts = await desk.app.database.db.selectFrom('due_posts').select(['slot', 'state']).execute()
    expect(posts).toEqual([{ slot: '2026-11-23', state: 'skipped' }])
  })

  test('died just before the post: whoever takes the job over posts it', async () => {
    desk = await openDesk('en')
    await desk.app.database.db.updateTable('due_posts').set({ state: 'posting' }).execute()
    await reaches(desk, tuesday)
    await desk.restart()
    await reaches(desk, '2026-11-24T12:00:00Z')
    expect(digestsIn(desk)).toHaveLength(1)
  })

  test('is given another time: the next digest keeps to it, and none comes twice', async () => {
    desk = await openDesk('en')
    const file = join(desk.dataDir, 'changed.yml')
    const text = readFileSync(join(desk.dataDir, 'settings.yml'), 'utf8')
    const at = async (time: string) => {
      writeFileSync(file, text.replace('Europe/Madrid', `Europe/Madrid\n    digest: { at: "${time}" }`))
      expect(await operator(desk, 'settings', 'import', file)).toMatchObject({ code: 0 })
      desk.clock.advance(5000)
      while (!desk.log.some(line => line.includes('"posts.planned"'))) await setImmediate()
    }
    desk.log.length = 0
    await at('09:30')
    await reaches(desk, '2026-11-24T08:29:59Z')
    expect(digestsIn(desk)).toEqual([])
    await reaches(desk, '2026-11-24T08:30:01Z')
    expect(digestsIn(desk)).toHaveLength(1)
    expect(digestsIn(desk)[0]).not.toContain('⏰')
    desk.log.length = 0
    await at('11:00')
    await reaches(desk, '2026-11-24T20:00:00Z')
    expect(digestsIn(desk)).toHaveLength(1)
    await reaches(desk, '2026-11-25T09:59:59Z')
    expect(digestsIn(desk)).toHaveLength(1)
    await reaches(desk, '2026-11-25T10:00:01Z')
    expect(digestsIn(desk)).toHaveLength(2)
  })

  test('is given a time that is over today: the digest comes at once rather than never', async () => {
    desk = await openDesk('en', { at: '2026-11-23T13:32:00Z' })
    await anaGrants(desk)
    await reaches(desk, '2026-11-24T06:30:00Z')
    const file = join(desk.dataDir, 'changed.yml')
    const text = readFileSync(join(desk.dataDir, 'settings.yml'), 'utf8')
    writeFileSync(file, text.replace('Europe/Madrid', 'Europe/Madrid\n    digest: { at: "07:00" }'))
    desk.log.length = 0
    expect(await operator(desk, 'settings', 'import', file)).toMatchObject({ code: 0 })
    desk.clock.advance(5000)
    while (!desk.log.some(line => line.includes('"posts.planned"'))) await setImmediate()
    await desk.jobs.idle()
    expect(digestsIn(desk)).toEqual([expect.stringContaining('Monday, 23 November 2026')])
    await reaches(desk, '2026-11-25T06:00:00Z')
    expect(digestsIn(desk)).toHaveLength(2)
  })

  test('was restored from a backup: what was due before is not posted again', async () => {
    const now = Date.now()
    desk = await openDesk('en', { at: new Date(now - 30 * hourMs).toISOString() })
    const file = join(desk.dataDir, 'backup.db')
    expect(await operator(desk, 'backup', file)).toMatchObject({ code: 0 })
    await reaches(desk, new Date(now).toISOString())
    const before = digestsIn(desk)
    expect(before.length).toBeGreaterThan(0)
    await desk.restart(async () => {
      expect(await operator(desk, 'restore', file)).toMatchObject({ code: 0 })
    })
    await person('carla').waitsToSee(/Nothing was open in the backup|No había nada pendiente/, 'dm')
    await person('carla').clicks(/Go on|Continuar/, { in: 'dm' })
    await person('carla').waitsToSee(/goes on|continúa/, 'dm')
    await desk.jobs.idle()
    expect(digestsIn(desk)).toEqual(before)
    await reaches(desk, new Date(now + 25 * hourMs).toISOString())
    expect(digestsIn(desk)).toHaveLength(before.length + 1)
  })
})

describe('the loyalty programme', () => {
  const isDown = (times = Number.POSITIVE_INFINITY) =>
    desk.loyalty.faults.add({ route: 'GET operations/', kind: 'serverError', times })

  test('is away at eight and back at half past: the digest waits for it', async () => {
    desk = await openDesk('en')
    await anaGrants(desk)
    isDown()
    await reaches(desk, tuesday)
    await reaches(desk, '2026-11-24T07:20:00Z')
    expect(digestsIn(desk)).toEqual([])
    desk.loyalty.faults.clear()
    await reaches(desk, '2026-11-24T07:30:00Z')
    expect(digestsIn(desk)).toHaveLength(1)
    expect(digestsIn(desk)[0]).toContain('⏰ This digest comes late: it was due on 24 Nov 2026 at 08:00.')
    expect(digestsIn(desk)[0]).not.toContain('did not answer')
  })

  test('is away until ten: the digest tells what the desk knows, and says what is missing', async () => {
    desk = await openDesk('es')
    await anaGrants(desk)
    isDown()
    await reaches(desk, tuesday)
    await reaches(desk, '2026-11-24T08:59:00Z')
    expect(digestsIn(desk)).toEqual([])
    await reaches(desk, '2026-11-24T09:00:01Z')
    const [text = ''] = digestsIn(desk)
    expect(text).toContain('➕ 330 puntos abonados, 1 vez')
    expect(text).toContain(
      '⚠️ El programa de puntos no ha respondido, así que faltan los movimientos ajenos al puesto.',
    )
    desk.loyalty.faults.clear()
    await reaches(desk, '2026-11-24T12:00:00Z')
    expect(digestsIn(desk)).toHaveLength(1)
  })
})

describe('the digest channel', () => {
  test('is archived: the approvals channel has the digest, the admin hears of it once, and of the mend', async () => {
    desk = await openDesk('es')
    await anaGrants(desk)
    desk.slack.archiveChannel('digest')
    await reaches(desk, tuesday)
    expect(digestsIn(desk, 'approvals')).toEqual([
      expect.stringMatching(/🔧 Se publica aquí porque el canal de resumen .* no admite mensajes/),
    ])
    const told = () =>
      person('carla')
        .messages('dm')
        .filter(({ text }) => text.includes('archivado'))
    expect(told()).toHaveLength(1)
    expect(told()[0]?.text).toContain('Desarchívalo o indica otro canal en los ajustes.')
    expect(person('diego').messages('dm')).toEqual([])
    await reaches(desk, '2026-11-25T07:00:00Z')
    expect(told()).toHaveLength(1)
    expect(digestsIn(desk, 'approvals')).toHaveLength(2)

    desk.slack.unarchiveChannel('digest')
    await reaches(desk, '2026-11-26T07:00:00Z')
    expect(digestsIn(desk)).toHaveLength(1)
    desk.slack.archiveChannel('digest')
    await reaches(desk, '2026-11-27T07:00:00Z')
    expect(told()).toHaveLength(2)
  })

  test('has lost the app: the same, with the way to invite it', async () => {
    desk = await openDesk('en')
    desk.slack.removeBotFrom('digest')
    await reaches(desk, tuesday)
    expect(digestsIn(desk, 'approvals')).toHaveLength(1)
    const [told] = person('carla').messages('dm')
    expect(told?.text).toContain('/invite @Loyalty Desk')
  })

  test('is closed and so is the approvals channel: it comes as soon as one of them is open', async () => {
    desk = await openDesk('en')
    for (const channel of ['digest', 'approvals']) desk.slack.archiveChannel(channel)
    await reaches(desk, tuesday)
    expect(person('carla').messages('dm')).toHaveLength(2)
    desk.slack.unarchiveChannel('digest')
    await reaches(desk, '2026-11-24T07:20:00Z')
    expect(digestsIn(desk)).toHaveLength(1)
    expect(digestsIn(desk)[0]).toContain('⏰')
  })

  test('the approvals channel is archived: its admin hears of it when a request has no card', async () => {
    desk = await openDesk('es')
    desk.slack.archiveChannel('approvals')
    await anaAsks(desk)
    await anaGrants(desk, 901)
    const told = () =>
      person('carla')
        .messages('dm')
        .filter(({ text }) => text.includes('archivado'))
    expect(told()).toHaveLength(1)
    expect(told()[0]?.text).toContain('el canal de aprobaciones')
    // A card that finds its way ends the trouble: the next one is told again.
    desk.slack.unarchiveChannel('approvals')
    await anaGrants(desk, 902)
    desk.slack.archiveChannel('approvals')
    await anaGrants(desk, 903)
    expect(told()).toHaveLength(2)
  })
})

describe('Slack', () => {
  test('asks to wait: the digest comes when the time is up, once', async () => {
    desk = await openDesk('en')
    desk.slack.faults.rateLimit('chat.postMessage', 30)
    await reaches(desk, tuesday)
    expect(digestsIn(desk)).toEqual([])
    await reaches(desk, '2026-11-24T07:00:31Z')
    await reaches(desk, '2026-11-24T12:00:00Z')
    expect(digestsIn(desk)).toHaveLength(1)
  })

  test('is away: the digest comes when it is back, once', async () => {
    desk = await openDesk('en', { transport: 'http' })
    desk.slack.faults.down(true)
    await reaches(desk, tuesday)
    await reaches(desk, '2026-11-24T07:05:00Z')
    desk.slack.faults.down(false)
    await reaches(desk, '2026-11-24T07:15:00Z')
    await reaches(desk, '2026-11-24T12:00:00Z')
    expect(digestsIn(desk)).toHaveLength(1)
  })

  test('loses the answer to the post: the digest stands there, rather twice than never', async () => {
    desk = await openDesk('en')
    desk.slack.faults.loseAnswer('chat.postMessage')
    await reaches(desk, tuesday)
    await reaches(desk, '2026-11-24T07:05:00Z')
    await reaches(desk, '2026-11-24T12:00:00Z')
    expect(digestsIn(desk)).toHaveLength(2)
    expect(new Set(digestsIn(desk)).size).toBe(1)
  })

  test('does not take charts and tables: the same in words', async () => {
    desk = await openDesk('en')
    await anaGrants(desk)
    desk.slack.faults.fail('chat.postMessage', 'invalid_blocks')
    await reaches(desk, tuesday)
    const [text = ''] = digestsIn(desk)
    expect(text).toContain('@ana: 330 granted, 0 redeemed, 1 action')
    expect(text).toContain('Granted: Tue 17 0')
    expect(text).not.toContain('Person |')
  })
})
