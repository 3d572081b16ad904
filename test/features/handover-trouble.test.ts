// Hand-overs when something is in the way: restarts, outages, clock changes, a closed channel, a Slack that does not answer.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import type { TestApp } from '../support/app.ts'
import { closeDesk, openDesk } from '../support/counter.ts'
import { anaAsks, reaches } from '../support/mornings.ts'
import { operator } from '../support/operator.ts'
import { handoversIn, handsOver, threeShifts } from '../support/shifts.ts'

let desk: TestApp
afterEach(() => closeDesk(desk))

const afternoon = '2026-11-23T14:00:00Z'
const hourMs = 3_600_000
const person = (name: string) => desk.slack.person(name)
const texts = () => handoversIn(desk).map(({ text }) => text)
const headings = () => texts().map(text => /(?:Relevo de las|Hand-over at) \d\d:\d\d/.exec(text)?.[0])
/** The app is down until this moment. */
const isDownUntil = async (moment: string) => {
  await desk.restart(async () => desk.clock.advance(Date.parse(moment) - desk.clock.now()))
  await desk.jobs.idle()
}
const states = async () => {
  const rows = await desk.app.database.db
    .selectFrom('due_posts')
    .select(['slot', 'state'])
    .where('kind', '=', 'handover')
    .orderBy('due_at')
    .execute()
  return rows.map(({ slot, state }) => `${slot} ${state}`)
}

describe('the desk', () => {
  test('restarts before and after: each hand-over comes once, and who has what stays known', async () => {
    desk = await openDesk('en', threeShifts)
    await anaAsks(desk)
    await desk.restart()
    await reaches(desk, afternoon)
    await person('ana').clicks('I take it', { in: 'desk' })
    await desk.jobs.idle()
    await desk.restart()
    await desk.jobs.idle()
    expect(headings()).toEqual(['Hand-over at 15:00'])
    expect(texts()[0]).toContain('👤 @ana has it, since 15:00')
    await reaches(desk, '2026-11-23T22:00:00Z')
    await reaches(desk, '2026-11-24T06:00:00Z')
    expect(headings()).toEqual(['Hand-over at 15:00', 'Hand-over at 23:00', 'Hand-over at 07:00'])
  })

  test('was down at three: the hand-over comes late and says so', async () => {
    desk = await openDesk('es', threeShifts)
    await isDownUntil('2026-11-23T16:02:00Z')
    expect(headings()).toEqual(['Relevo de las 15:00'])
    expect(texts()[0]).toContain('⏰ Publicado tarde, a las 17:02')
  })

  test('was down for longer than a shift: only the shift that is on gets one', async () => {
    desk = await openDesk('en', threeShifts)
    await isDownUntil('2026-11-24T01:00:00Z')
    expect(headings()).toEqual(['Hand-over at 23:00'])
    expect(texts()[0]).toContain('⏰ Posted late, at 02:00')
    expect(await states()).toEqual([
      '2026-11-23 15:00 skipped',
      '2026-11-23 23:00 posted',
      '2026-11-24 07:00 planned',
    ])
  })

  test('was down for a fortnight: the shifts between are not told one by one', async () => {
    desk = await openDesk('en', threeShifts)
    await isDownUntil('2026-12-07T07:00:00Z')
    expect(headings()).toEqual(['Hand-over at 07:00'])
    expect(await states()).toHaveLength(3)
    await reaches(desk, '2026-12-07T14:00:00Z')
    expect(headings()).toEqual(['Hand-over at 07:00', 'Hand-over at 15:00'])
    expect(texts()[1]).not.toContain('⏰')
  })

  test('is given other times: the next hand-over keeps to them, the old time is dropped', async () => {
    desk = await openDesk('en', threeShifts)
    const text = readFileSync(join(desk.dataDir, 'settings.yml'), 'utf8')
    const file = join(desk.dataDir, 'changed.yml')
    writeFileSync(file, text.replace('["07:00","15:00","23:00"]', '["14:45", "16:00"]'))
    desk.log.length = 0
    expect(await operator(desk, 'settings', 'import', file)).toMatchObject({ code: 0 })
    desk.clock.advance(5000)
    while (!desk.log.some(line => line.includes('"posts.planned"'))) await setImmediate()
    await reaches(desk, '2026-11-23T13:45:01Z')
    await reaches(desk, '2026-11-23T14:30:00Z')
    expect(headings()).toEqual(['Hand-over at 14:45'])
    await reaches(desk, '2026-11-23T23:00:00Z')
    expect(headings()).toEqual(['Hand-over at 14:45', 'Hand-over at 16:00'])
    expect((await states()).join()).not.toContain('15:00')
  })

  test('has no times any more: nothing comes', async () => {
    desk = await openDesk('en')
    await reaches(desk, '2026-11-25T14:00:00Z')
    expect(headings()).toEqual([])
    expect(await states()).toEqual([])
  })

  test('was restored from a backup: what was due before is not posted again', async () => {
    const now = Date.now()
    desk = await openDesk('en', {
      at: new Date(now - 30 * hourMs).toISOString(),
      settings: handsOver('00:00', '06:00', '12:00', '18:00'),
    })
    const file = join(desk.dataDir, 'backup.db')
    expect(await operator(desk, 'backup', file)).toMatchObject({ code: 0 })
    for (let hours = 29; hours >= 0; hours--)
      await reaches(desk, new Date(now - hours * hourMs).toISOString())
    const before = headings()
    expect(before.length).toBeGreaterThanOrEqual(4)
    await desk.restart(async () => {
      expect(await operator(desk, 'restore', file)).toMatchObject({ code: 0 })
    })
    await person('carla').waitsToSee(/Nothing was open in the backup|No había nada pendiente/, 'dm')
    await person('carla').clicks(/Go on|Continuar/, { in: 'dm' })
    await person('carla').waitsToSee(/goes on|continúa/, 'dm')
    await desk.jobs.idle()
    expect(headings()).toEqual(before)
    for (let hours = 1; hours <= 7; hours++) await reaches(desk, new Date(now + hours * hourMs).toISOString())
    expect(headings().length).toBeGreaterThan(before.length)
  })
})

describe('the hotel clock', () => {
  test('skips the time in spring: it comes with the next minute', async () => {
    desk = await openDesk('en', { at: '2026-03-28T20:00:00Z', settings: handsOver('02:30') })
    await reaches(desk, '2026-03-29T00:59:59Z')
    expect(headings()).toEqual([])
    await reaches(desk, '2026-03-29T01:00:01Z')
    expect(headings()).toEqual(['Hand-over at 03:00'])
    await reaches(desk, '2026-03-30T00:30:01Z')
    expect(headings()).toEqual(['Hand-over at 03:00', 'Hand-over at 02:30'])
  })

  test('shows the time twice in autumn: it comes once', async () => {
    desk = await openDesk('en', { at: '2026-10-24T20:00:00Z', settings: handsOver('02:30') })
    await reaches(desk, '2026-10-25T00:30:01Z')
    expect(headings()).toEqual(['Hand-over at 02:30'])
    await reaches(desk, '2026-10-25T01:30:01Z')
    await reaches(desk, '2026-10-25T20:00:00Z')
    expect(headings()).toHaveLength(1)
  })
})

describe('the desk channel', () => {
  test('is archived: the admin hears of it once, /desk duty still answers, and the next one comes', async () => {
    desk = await openDesk('es', threeShifts)
    desk.slack.archiveChannel('desk')
    await reaches(desk, afternoon)
    await reaches(desk, '2026-11-23T22:00:00Z')
    const told = () =>
      person('carla')
        .messages('dm')
        .flatMap(({ text }) => (text.includes('archivado') ? [text] : []))
    expect(told()).toEqual([expect.stringContaining('el canal de recepción')])
    await person('ana').types('/desk turno', 'dm')
    await person('ana').waitsToSee('Pendiente ahora', 'dm')
    desk.slack.unarchiveChannel('desk')
    await reaches(desk, '2026-11-24T06:00:00Z')
    expect(headings()).toEqual(['Relevo de las 07:00'])
    desk.slack.archiveChannel('desk')
    await reaches(desk, '2026-11-24T14:00:00Z')
    expect(told()).toHaveLength(2)
  })

  test('is open again in the same shift: the hand-over comes then, with what is open, and says that it is late', async () => {
    desk = await openDesk('es', threeShifts)
    await anaAsks(desk)
    desk.slack.archiveChannel('desk')
    await reaches(desk, afternoon)
    expect(person('carla').lastMessage('dm').text).toContain('Los relevos esperan mientras dure su turno')
    await reaches(desk, '2026-11-23T14:16:00Z')
    expect(texts()).toEqual([])
    desk.slack.unarchiveChannel('desk')
    await reaches(desk, '2026-11-23T14:32:00Z')
    expect(texts()).toEqual([expect.stringContaining('⏰ Publicado tarde, a las 15:32')])
    expect(texts()[0]).toContain('Esperan a un responsable: 1')
    await reaches(desk, '2026-11-23T22:00:00Z')
    expect(headings()).toEqual(['Relevo de las 15:00', 'Relevo de las 23:00'])
  })

  test('is closed for the whole shift: the next hand-over comes on time', async () => {
    desk = await openDesk('en', threeShifts)
    desk.slack.archiveChannel('desk')
    // The last try would be ten minutes after the change of shift.
    for (const moment of [afternoon, '2026-11-23T21:55:00Z']) await reaches(desk, moment)
    desk.slack.unarchiveChannel('desk')
    await reaches(desk, '2026-11-23T22:00:01Z')
    expect(headings()).toEqual(['Hand-over at 23:00'])
    expect(texts()[0]).not.toContain('⏰')
  })

  test('was given up for another one: a message in the old one that cannot be redrawn is no trouble', async () => {
    desk = await openDesk('en', threeShifts)
    desk.slack.addBotTo('other')
    await reaches(desk, afternoon)
    const file = join(desk.dataDir, 'changed.yml')
    const text = readFileSync(join(desk.dataDir, 'settings.yml'), 'utf8')
    writeFileSync(file, text.replace('desk: C0DESK', 'desk: C0OTHER'))
    desk.log.length = 0
    expect(await operator(desk, 'settings', 'import', file)).toMatchObject({ code: 0 })
    desk.clock.advance(5000)
    while (!desk.log.some(line => line.includes('"posts.planned"'))) await setImmediate()
    desk.slack.archiveChannel('desk')
    await reaches(desk, '2026-11-23T22:00:01Z')
    expect(handoversIn(desk, 'other').map(({ text: shown }) => shown)).toEqual([
      expect.stringContaining('Hand-over at 23:00'),
    ])
    expect(person('carla').messages('dm')).toEqual([])
  })

  test('has lost the app: the admin reads how to invite it', async () => {
    desk = await openDesk('en', threeShifts)
    desk.slack.removeBotFrom('desk')
    await reaches(desk, afternoon)
    expect(person('carla').messages('dm')[0]?.text).toContain('/invite @Loyalty Desk')
  })
})

describe('Slack', () => {
  test('asks to wait: the hand-over comes when the time is up, once', async () => {
    desk = await openDesk('en', threeShifts)
    desk.slack.faults.rateLimit('chat.postMessage', 30)
    await reaches(desk, afternoon)
    expect(headings()).toEqual([])
    await reaches(desk, '2026-11-23T14:00:31Z')
    await reaches(desk, '2026-11-23T20:00:00Z')
    expect(headings()).toEqual(['Hand-over at 15:00'])
  })

  test('is away: it comes when Slack is back, once, and says that it is late', async () => {
    desk = await openDesk('en', { ...threeShifts, transport: 'http' })
    desk.slack.faults.down(true)
    await reaches(desk, afternoon)
    await reaches(desk, '2026-11-23T14:30:00Z')
    desk.slack.faults.down(false)
    await reaches(desk, '2026-11-23T14:45:00Z')
    await reaches(desk, '2026-11-23T20:00:00Z')
    expect(headings()).toEqual(['Hand-over at 15:00'])
    expect(texts()[0]).toContain('⏰ Posted late, at 15:45')
  })
})
