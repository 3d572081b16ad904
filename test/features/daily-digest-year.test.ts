// A year of mornings at five hotels, with restarts at any moment and replicas whose clocks disagree: one digest for each
// configured day, at the right minute of the hotel's own clock.
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createPlanner } from '../../src/actions/due-posts.ts'
import type { Settings } from '../../src/domain/settings.ts'
import type { DigestDesk } from '../../src/features/daily-digest/digest-desk.ts'
import { digestJobs } from '../../src/features/daily-digest/feature.ts'
import { digests } from '../../src/features/daily-digest/schedule.ts'
import { createQueue, type Queue } from '../../src/jobs/queue.ts'
import type { Clock } from '../../src/lib/clock.ts'
import type { Database } from '../../src/store/database.ts'
import { parseSettings } from '../../src/store/settings-file.ts'
import { type OpenStore, onPostgres, onSqlite, quietLogger } from '../support/database.ts'

/** @param days each hotel's weekdays, in the order below */
function fiveHotels(days: readonly string[]): Settings {
  const rest = (id: number) => `channels: { desk: C${id}, approvals: C${id}, digest: C${id} } }`
  return parseSettings(`
hotels:
  - { id: 1, name: Madrid, timeZone: Europe/Madrid, digest: { at: "02:30", days: ${days[0]} }, ${rest(1)}
  - { id: 2, name: Mexico, timeZone: America/Mexico_City, dayStartsAt: "03:00", digest: { days: ${days[1]} }, ${rest(2)}
  - { id: 3, name: Honolulu, timeZone: Pacific/Honolulu, digest: { at: "07:45", days: ${days[2]} }, ${rest(3)}
  - { id: 4, name: Kathmandu, timeZone: Asia/Kathmandu, digest: { at: "06:30", days: ${days[3]} }, ${rest(4)}
  - { id: 5, name: Lord Howe, timeZone: Australia/Lord_Howe, digest: { at: "02:15", days: ${days[4]} }, ${rest(5)}
`)
}

const minuteMs = 60_000
/** One of so many mornings. */
const restartEvery = 30
const quarterMs = 15 * minuteMs
const start = Date.parse('2026-01-01T20:00:00Z')
const end = Date.parse('2027-01-01T20:00:00Z')

/**
 * The moments at which each hotel's digest is due, by a way of its own: the first quarter of an hour of a local date
 * whose wall clock has reached the time. All zones and times here keep to quarters.
 */
function findDueMoments({ timeZone, digest }: Settings['hotels'][number]): number[] {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const due = new Map<string, number>()
  for (let at = start - 24 * 60 * minuteMs; at <= end; at += quarterMs) {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    const date = `${parts.year}-${parts.month}-${parts.day}`
    const isDay = digest.days.includes((parts.weekday ?? '').toLowerCase())
    if (isDay && `${parts.hour}:${parts.minute}` >= digest.at && !due.has(date)) due.set(date, at)
  }
  return [...due.values()].filter(at => at > start && at <= end)
}

/** Time that stands still until it is moved; each replica sees it a little wrong. */
function createTime(from: number) {
  let base = from
  const checks = new Set<() => void>()
  return {
    now: () => base,
    moveTo(moment: number) {
      base = moment
      for (const check of [...checks]) check()
    },
    seenBy: (wrongByMs: number): Clock => ({
      now: () => base + wrongByMs,
      sleep: (ms, signal) =>
        new Promise((resolve, reject) => {
          const until = base + ms
          const stop = () => {
            checks.delete(check)
            signal?.removeEventListener('abort', aborted)
          }
          const aborted = () => {
            stop()
            reject(signal?.reason)
          }
          const check = () => {
            if (base < until) return
            stop()
            resolve()
          }
          if (signal?.aborted) return aborted()
          signal?.addEventListener('abort', aborted, { once: true })
          checks.add(check)
          check()
        }),
    }),
  }
}

interface Posted {
  channel: string
  at: number
  title: string
}

interface Replica {
  queue: Queue
  /** Held by any replica, or due by this moment. */
  hasOpenJob(by: number): Promise<boolean>
  stop(): Promise<void>
}

async function startReplica(
  open: OpenStore,
  settings: Settings,
  clock: Clock,
  posted: Posted[],
): Promise<Replica> {
  const database: Database = await open({ clock, poolSize: 4 })
  if (database.kind === 'sqlite') await sql`pragma synchronous = off`.execute(database.db)
  const desk: DigestDesk = {
    clock,
    database,
    logger: quietLogger,
    settings: () => settings,
    identity: { admins: () => [], approvers: () => [] },
    loyalty: {
      operations: {
        readStretch: async (_stretch, begin) => ({ value: begin().end(), isComplete: true, calls: 2 }),
        get: async () => expect.unreachable(),
      },
    },
    messenger: {
      async post(channel, message) {
        await setImmediate()
        posted.push({ channel, at: clock.now(), title: message.text })
        return { channel, ts: String(posted.length) }
      },
      permalink: async () => '',
    },
  }
  const queue = createQueue({ database, clock, logger: quietLogger, handlers: digestJobs(desk) })
  await createPlanner(desk, [digests])()
  queue.start()
  return {
    queue,
    async hasOpenJob(by) {
      const open = database.db
        .selectFrom('jobs')
        .select('id')
        .where(eb => eb.or([eb('lease_token', 'is not', null), eb('run_at', '<=', by)]))
      return (await open.executeTakeFirst()) !== undefined
    },
    async stop() {
      await queue.stop()
      await database.close()
    },
  }
}

/** This test kills nobody: it need not wait for the disk at each of its fifty thousand commits. */
async function hurry(open: OpenStore): Promise<void> {
  const database = await open()
  if (database.kind === 'postgres')
    await sql`do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$`.execute(
      database.db,
    )
  await database.close()
}

/**
 * Runs the year.
 * @param days see `fiveHotels`
 * @param wrongBy how much each replica's clock is wrong, ms; less than a minute apart
 */
async function expectOneEach(
  open: OpenStore,
  days: readonly string[],
  wrongBy: readonly number[],
): Promise<void> {
  const settings = fiveHotels(days)
  const dueMoments = new Map(settings.hotels.map(hotel => [hotel.id, findDueMoments(hotel)]))
  await hurry(open)
  const moments = [...new Set([...dueMoments.values()].flat())].sort((a, b) => a - b)
  const time = createTime(start)
  const posted: Posted[] = []
  const boot = (i: number) => startReplica(open, settings, time.seenBy(wrongBy[i] ?? 0), posted)
  const replicas: Replica[] = []
  for (const i of wrongBy.keys()) replicas.push(await boot(i))
  let random = 7
  const roll = (below: number) => {
    random = (random * 48_271) % 2_147_483_647
    return random % below
  }
  const restart = async () => {
    const i = roll(replicas.length)
    await replicas[i]?.stop()
    replicas[i] = await boot(i)
  }
  const fastest = Math.max(...wrongBy)
  const settle = async () => {
    for (;;) {
      await Promise.all(replicas.map(({ queue }) => queue.idle()))
      if (!(await replicas[0]?.hasOpenJob(time.now() + fastest))) return
      // The next poll, which would come within a second: time stands still here.
      for (const { queue } of replicas) queue.wake()
      await setImmediate()
    }
  }
  for (const moment of moments) {
    // Now and then a look just before, when nothing may have come yet.
    if (roll(5) === 0) {
      time.moveTo(moment - 30_000)
      await settle()
    }
    if (roll(restartEvery) === 0) await restart()
    time.moveTo(moment + 25_000)
    // In the very minute, while the digest is being made.
    if (roll(restartEvery) === 0) await restart()
    await settle()
  }
  for (const replica of replicas) await replica.stop()
  for (const hotel of settings.hotels) {
    const own = posted.filter(({ channel }) => channel === hotel.channels.digest)
    const minutes = own.map(({ at }) => new Date(at - (at % minuteMs)).toISOString())
    expect(minutes).toEqual(dueMoments.get(hotel.id)?.map(at => new Date(at).toISOString()))
    expect(own.filter(({ title }) => !title.startsWith(`🌙 ${hotel.name} · `))).toEqual([])
    expect(new Set(own.map(({ title }) => title)).size).toBe(own.length)
    expect(own.filter(({ title }) => title.includes('⏰') || title.includes('⏭️'))).toEqual([])
  }
  expect(posted).toHaveLength([...dueMoments.values()].flat().length)
}

const everyDay = '[mon, tue, wed, thu, fri, sat, sun]'

onSqlite((_name, open) => {
  it('one process that is restarted now and then', async () => {
    const days = [everyDay, '[mon, wed, fri]', '[mon, thu]', '[tue, sat]', '[sun, wed]']
    await expectOneEach(open, days, [0])
  }, 120_000)
})

onPostgres((_name, open) => {
  // Each digest costs three replicas a hundred statements: once a week, and on the Sundays when clocks change.
  it('three replicas that are restarted now and then, with clocks half a minute apart', async () => {
    await expectOneEach(open, ['[sun]', '[fri]', '[mon]', '[sat]', '[sun]'], [-15_000, 0, 20_000])
  }, 300_000)
})
