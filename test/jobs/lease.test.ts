import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, test } from 'vitest'
import type { JobContext, JobHandler } from '../../src/jobs/handler.ts'
import { createQueue, type Queue } from '../../src/jobs/queue.ts'
import { createMovableClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { claimDueJobs } from '../../src/store/claimed-jobs.ts'
import { type Database, storeFile } from '../../src/store/database.ts'
import { enqueue, type NewJob } from '../../src/store/jobs.ts'
import { forEachStore, onPostgres, onSqlite, quietLogger } from '../support/database.ts'

const leaseMs = 300

describe('leases of jobs', () => {
  const queues: Queue[] = []
  afterEach(async () => {
    await Promise.all(queues.splice(0).map(queue => queue.stop(0)))
  })
  function work(database: Database, handler: JobHandler, pollMs = 20, logger = quietLogger): Queue {
    const options = { database, clock: database.clock, logger, leaseMs, pollMs }
    const queue = createQueue({ ...options, handlers: { work: handler } })
    queues.push(queue)
    queue.start()
    return queue
  }
  const add = (database: Database, job: Partial<NewJob> = {}) =>
    database.transaction(tx => enqueue(tx, { name: 'work', data: {}, ...job }))
  const rows = (database: Database) => database.db.selectFrom('jobs').selectAll().execute()
  /** What another replica does that thinks this one dead. */
  const takeAway = (database: Database) =>
    database.db
      .updateTable('jobs')
      .set({ lease_token: 'another', lease_until: 2 ** 52 })
      .execute()
  const remember = (database: Database, tx = database.db) =>
    tx.insertInto('people').values({ user_id: crypto.randomUUID(), locale: null, fetched_at: 1 }).execute()
  const effects = async (database: Database) =>
    (await database.db.selectFrom('people').select('user_id').execute()).length

  /** A handler that stops at a door, for tests that do something meanwhile. */
  function createDoor() {
    const entered = Promise.withResolvers<JobContext>()
    const opened = Promise.withResolvers<void>()
    return {
      entered: entered.promise,
      open: () => opened.resolve(),
      async pass(context: JobContext) {
        entered.resolve(context)
        await opened.promise
      },
    }
  }

  onPostgres((_name, open) => {
    test('a job that another replica is just taking is passed by, not waited for and taken again', async () => {
      const database = await open()
      await add(database)
      const wanted = { names: ['work'], limit: 10, leaseMs, running: [] }
      const locked = Promise.withResolvers<void>()
      const free = Promise.withResolvers<void>()
      const other = database.transaction(async tx => {
        await tx.selectFrom('jobs').selectAll().forUpdate().execute()
        locked.resolve()
        await free.promise
      })
      await locked.promise
      const claimed = await claimDueJobs(database, wanted)
      free.resolve()
      await other
      expect(claimed).toEqual([])
      expect(await claimDueJobs(database, wanted)).toHaveLength(1)
    })
  })

  forEachStore((_name, open) => {
    test('a job whose worker died is taken over by another one', async () => {
      const database = await open()
      await add(database)
      await database.db
        .updateTable('jobs')
        .set({ lease_token: 'dead', lease_until: 0, attempts: 1 })
        .execute()
      const taken = Promise.withResolvers<number>()
      const queue = work(database, { run: async (_data, { attempt }) => taken.resolve(attempt) })
      expect(await taken.promise).toBe(2)
      await queue.idle()
      expect(await rows(database)).toEqual([])
    })

    test('a job that its worker still holds is left to it', async () => {
      const database = await open()
      await add(database)
      await takeAway(database)
      let ran = 0
      const queue = work(database, { run: async () => void ran++ })
      await queue.idle()
      queue.wake()
      await queue.idle()
      expect(ran).toBe(0)
    })

    test('a long job keeps its lease for as long as it works', async () => {
      const database = await open()
      const door = createDoor()
      const queue = work(database, { run: (_data, context) => door.pass(context) })
      await add(database)
      const { signal } = await door.entered
      const leaseOf = async () => (await rows(database))[0]?.lease_until ?? 0
      const first = await leaseOf()
      // Twice the lease: without renewal another worker would have it by then.
      await expect.poll(leaseOf, { timeout: 10_000 }).toBeGreaterThanOrEqual(first + 2 * leaseMs)
      expect(signal.aborted).toBe(false)
      door.open()
      await queue.idle()
      expect(await rows(database)).toEqual([])
    })

    test('a worker that lost its job is told so, and what it completes no longer counts', async () => {
      const database = await open()
      const door = createDoor()
      const failure = Promise.withResolvers<unknown>()
      const queue = work(database, {
        async run(_data, context) {
          await door.pass(context)
          await database
            .transaction(async tx => {
              await remember(database, tx)
              await context.completeIn(tx)
            })
            .catch(error => {
              failure.resolve(error)
              throw error
            })
        },
      })
      await add(database)
      const { signal } = await door.entered
      const told = new Promise(resolve => signal.addEventListener('abort', resolve))
      await takeAway(database)
      await told
      door.open()
      expect(await failure.promise).toMatchObject({ name: 'LeaseLost' })
      await queue.idle()
      expect(await effects(database)).toBe(0)
      expect(await rows(database)).toMatchObject([{ lease_token: 'another' }])
    })

    test('a worker that lost its job and just returns does not remove it', async () => {
      const database = await open()
      const door = createDoor()
      const queue = work(database, { run: (_data, context) => door.pass(context) }, 3_600_000)
      await add(database)
      await door.entered
      await takeAway(database)
      door.open()
      await queue.idle()
      expect(await rows(database)).toMatchObject([{ lease_token: 'another' }])
    })

    test('a job that is completed with its effect is not run again, though its handler fails afterwards', async () => {
      const database = await open()
      let ran = 0
      const queue = work(database, {
        async run(_data, { completeIn }) {
          ran += 1
          await database.transaction(async tx => {
            await remember(database, tx)
            await completeIn(tx)
          })
          throw new Error('after the commit')
        },
      })
      await add(database)
      await queue.idle()
      expect(await rows(database)).toEqual([])
      expect({ ran, effects: await effects(database) }).toEqual({ ran: 1, effects: 1 })
    })

    test('a run that follows waits until the one before has returned, even when that has completed', async () => {
      const database = await open()
      const door = createDoor()
      let ran = 0
      const queue = work(database, {
        async run(_data, context) {
          ran += 1
          if (ran > 1) return
          await add(database, { key: 'k' })
          await database.transaction(tx => context.completeIn(tx))
          await door.pass(context)
        },
      })
      await add(database, { key: 'k' })
      await door.entered
      for (let looks = 0; looks < 5; looks += 1) {
        queue.wake()
        await queue.stats()
      }
      expect(ran).toBe(1)
      door.open()
      await queue.idle()
      expect(ran).toBe(2)
      expect(await rows(database)).toEqual([])
    })

    test('a job that is completed with its effect is no matter for the log', async () => {
      const database = await open()
      const lines: string[] = []
      const logger = createLogger('info', { write: line => lines.push(line) })
      const run: JobHandler['run'] = (_data, { completeIn }) =>
        database.transaction(async tx => {
          await remember(database, tx)
          await completeIn(tx)
        })
      const queue = work(database, { run }, 20, logger)
      await add(database)
      await queue.idle()
      expect(await effects(database)).toBe(1)
      expect(lines).toEqual([])
    })

    test('a job whose effect was rolled back is still there', async () => {
      const database = await open()
      const queue = work(database, {
        async run(_data, { completeIn }) {
          await database.transaction(async tx => {
            await remember(database, tx)
            await completeIn(tx)
            throw new Error('rolled back')
          })
        },
      })
      await add(database)
      await queue.idle()
      expect(await effects(database)).toBe(0)
      expect(await rows(database)).toMatchObject([{ attempts: 1, lease_token: null, last_error: 'Error' }])
    })

    test('a job that was added again while its worker died runs for both, also when the second is for later', async () => {
      const clock = createMovableClock()
      const database = await open({ clock })
      const door = createDoor()
      const dying = work(database, { run: (_data, context) => door.pass(context) }, 3_600_000)
      await add(database, { key: 'k', data: { version: 1 } })
      await door.entered
      await add(database, { key: 'k', data: { version: 2 }, runAt: clock.now() + 3_600_000 })
      dying.hold()
      await database.db.updateTable('jobs').set({ lease_token: 'dead', lease_until: 0 }).execute()
      const seen: unknown[] = []
      const next = work(database, { run: async data => void seen.push(data) })
      await next.idle()
      while (seen.length < 1) await next.idle()
      expect(seen).toEqual([{ version: 2 }])
      clock.advance(3_600_000)
      await next.idle()
      expect(seen).toEqual([{ version: 2 }, { version: 2 }])
      door.open()
      await dying.idle()
      expect(await rows(database)).toEqual([])
    })

    test('after a crash in its last attempt a job is given up and not run once more', async () => {
      const database = await open()
      await add(database)
      await database.db
        .updateTable('jobs')
        .set({ lease_token: 'dead', lease_until: 0, attempts: 1 })
        .execute()
      const given = Promise.withResolvers<unknown>()
      let ran = 0
      const queue = work(database, {
        giveUpAfter: 1,
        run: async () => void ran++,
        onGiveUp: async (_data, error) => given.resolve(error),
      })
      expect(await given.promise).toMatchObject({ name: 'Interrupted' })
      await queue.idle()
      expect(ran).toBe(0)
      expect(await rows(database)).toEqual([])
    })
  })

  onSqlite((_name, open, place) => {
    /** Another program on the store's file. */
    async function lockOut(): Promise<DatabaseSync> {
      const here = await place()
      if (!('dataDir' in here)) throw new Error('not SQLite')
      return new DatabaseSync(storeFile(here.dataDir))
    }

    test('the only process of a store takes over at once what was running when it died', async () => {
      const before = await open()
      await add(before)
      await takeAway(before)
      await before.close()
      const after = await open()
      const ran = Promise.withResolvers<void>()
      work(after, { run: async () => ran.resolve() }, 3_600_000)
      await ran.promise
    })

    test('work that is done is not done again because the store is busy for a moment', async () => {
      const database = await open({ busyTimeoutMs: 5 })
      const other = await lockOut()
      const refused = Promise.withResolvers<void>()
      const logger = createLogger('info', {
        write: line => line.includes('job.not-yet-recorded') && refused.resolve(),
      })
      let ran = 0
      const handler = {
        async run() {
          ran += 1
          other.exec('begin immediate')
        },
      }
      const queue = work(database, handler, 20, logger)
      await add(database)
      await refused.promise
      other.exec('rollback')
      await queue.idle()
      other.close()
      expect(ran).toBe(1)
      expect(await rows(database)).toEqual([])
    })

    test('a store that is busy for a moment only delays the jobs', async () => {
      const database = await open({ busyTimeoutMs: 5 })
      const other = await lockOut()
      const refused = Promise.withResolvers<void>()
      const logger = createLogger('info', {
        write: line => line.includes('jobs.not-claimed') && refused.resolve(),
      })
      let ran = 0
      const queue = work(database, { run: async () => void ran++ }, 20, logger)
      queue.hold()
      await add(database)
      other.exec('begin immediate')
      queue.release()
      await refused.promise
      other.exec('rollback')
      await queue.idle()
      other.close()
      expect(ran).toBe(1)
    })

    test('moving the clock does not start a running job a second time', async () => {
      const clock = createMovableClock()
      const database = await open({ clock })
      const door = createDoor()
      let ran = 0
      const queue = work(database, {
        async run(_data, context) {
          ran += 1
          await door.pass(context)
        },
      })
      await add(database)
      const { signal } = await door.entered
      clock.advance(86_400_000)
      for (let looks = 0; looks < 5; looks += 1) {
        queue.wake()
        await database.ping()
      }
      door.open()
      await queue.idle()
      expect({ ran, aborted: signal.aborted }).toEqual({ ran: 1, aborted: false })
      expect(await rows(database)).toEqual([])
    })
  })

  onPostgres((_name, open) => {
    test('several replicas share the work, and each job is done once', async () => {
      const replicas = await Promise.all([open(), open(), open()])
      const [one] = replicas
      if (!one) throw new Error('no replica')
      await one.transaction(async tx => {
        for (let i = 0; i < 60; i += 1) await enqueue(tx, { name: 'work', data: { i } })
      })
      const done: string[][] = replicas.map(() => [])
      const working = replicas.map((database, replica) =>
        work(database, { run: async (_data, { jobId }) => void done[replica]?.push(jobId) }),
      )
      while ((await rows(one)).length > 0) await Promise.all(working.map(queue => queue.idle()))
      const all = done.flat()
      expect(all).toHaveLength(60)
      expect(new Set(all).size).toBe(60)
    })

    test('a commit in one replica wakes the others', async () => {
      const here = await open()
      const there = await open()
      const ran = Promise.withResolvers<void>()
      work(there, { run: async () => ran.resolve() }, 3_600_000)
      await add(here)
      await ran.promise
    })
  })
})
