import { afterEach, describe, expect, test } from 'vitest'
import { RetryLater } from '../../src/jobs/handler.ts'
import { createQueue, type Queue, type QueueOptions } from '../../src/jobs/queue.ts'
import { createMovableClock, type MovableClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import type { Database } from '../../src/store/database.ts'
import { enqueue, type NewJob } from '../../src/store/jobs.ts'
import { forEachStore, quietLogger } from '../support/database.ts'

/** Too long for any test: what starts a job within it is the commit, never the polling. */
const noPolling = { pollMs: 3_600_000 }

describe('jobs', () => {
  const queues: Queue[] = []
  afterEach(async () => {
    await Promise.all(queues.splice(0).map(queue => queue.stop(0)))
  })

  forEachStore((_name, open) => {
    async function openWithClock(): Promise<{ database: Database; clock: MovableClock }> {
      const clock = createMovableClock(Date.UTC(2026, 10, 22, 8))
      return { database: await open({ clock }), clock }
    }
    function work(
      database: Database,
      options: Partial<QueueOptions> & Pick<QueueOptions, 'handlers'>,
    ): Queue {
      const queue = createQueue({ database, clock: database.clock, logger: quietLogger, ...options })
      queues.push(queue)
      queue.start()
      return queue
    }
    const add = (database: Database, job: NewJob) => database.transaction(tx => enqueue(tx, job))
    const rows = (database: Database) => database.db.selectFrom('jobs').selectAll().execute()

    test('a job starts as soon as its transaction has committed, without waiting for the next look', async () => {
      const { database } = await openWithClock()
      const seen = Promise.withResolvers<unknown>()
      const queue = work(database, {
        ...noPolling,
        handlers: { greet: { run: async data => seen.resolve(data) } },
      })
      await queue.idle()
      await add(database, { name: 'greet', data: { room: 204 } })
      expect(await seen.promise).toEqual({ room: 204 })
      await queue.idle()
      expect(await rows(database)).toEqual([])
    })

    test('a job of a transaction that failed never runs', async () => {
      const { database } = await openWithClock()
      let ran = 0
      const queue = work(database, { handlers: { greet: { run: async () => void ran++ } } })
      const failing = database.transaction(async tx => {
        await enqueue(tx, { name: 'greet', data: {} })
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      await queue.idle()
      expect(await rows(database)).toEqual([])
      expect(ran).toBe(0)
    })

    test('a job that is added while another one works is run too', async () => {
      const { database } = await openWithClock()
      const order: string[] = []
      const queue = work(database, {
        ...noPolling,
        handlers: {
          first: {
            async run() {
              order.push('first')
              await add(database, { name: 'second', data: {} })
            },
          },
          second: { run: async () => void order.push('second') },
        },
      })
      await add(database, { name: 'first', data: {} })
      await queue.idle()
      expect(order).toEqual(['first', 'second'])
    })

    test('a job for later runs when its time has come and not before', async () => {
      const { database, clock } = await openWithClock()
      let ran = 0
      const queue = work(database, { ...noPolling, handlers: { remind: { run: async () => void ran++ } } })
      await add(database, { name: 'remind', data: {}, runAt: clock.now() + 30 * 60_000 })
      await queue.idle()
      clock.advance(29 * 60_000)
      await queue.idle()
      expect(ran).toBe(0)
      clock.advance(60_000)
      await queue.idle()
      expect(ran).toBe(1)
    })

    test('the sleeping queue is woken by the job whose time comes, by itself', async () => {
      const { database, clock } = await openWithClock()
      const ran = Promise.withResolvers<void>()
      const queue = work(database, { ...noPolling, handlers: { remind: { run: async () => ran.resolve() } } })
      await add(database, { name: 'remind', data: {}, runAt: clock.now() + 60_000 })
      await queue.idle()
      clock.advance(60_000)
      await ran.promise
    })

    test('jobs of one key become one, with the newest data, at the earliest time', async () => {
      const { database, clock } = await openWithClock()
      const seen: unknown[] = []
      const queue = work(database, { handlers: { card: { run: async data => void seen.push(data) } } })
      const card = (version: number, runAt: number) =>
        add(database, { name: 'card', key: 'card:1', data: { version }, runAt })
      await card(1, clock.now() + 60_000)
      await card(2, clock.now() + 30_000)
      await card(3, clock.now() + 90_000)
      clock.advance(30_000)
      await queue.idle()
      expect(seen).toEqual([{ version: 3 }])
      expect(await rows(database)).toEqual([])
    })

    test('a key that is added again while its job runs is run once more, never at the same time', async () => {
      const { database } = await openWithClock()
      const seen: unknown[] = []
      let atOnce = 0
      const started = Promise.withResolvers<void>()
      const goOn = Promise.withResolvers<void>()
      const twice = Promise.withResolvers<void>()
      const queue = work(database, {
        ...noPolling,
        handlers: {
          card: {
            async run(data) {
              atOnce += 1
              expect(atOnce).toBe(1)
              seen.push(data)
              started.resolve()
              if (seen.length === 2) twice.resolve()
              await goOn.promise
              atOnce -= 1
            },
          },
        },
      })
      await add(database, { name: 'card', key: 'card:1', data: { version: 1 } })
      await started.promise
      await add(database, { name: 'card', key: 'card:1', data: { version: 2 } })
      await add(database, { name: 'card', key: 'card:1', data: { version: 3 } })
      goOn.resolve()
      await twice.promise
      await queue.idle()
      expect(seen).toEqual([{ version: 1 }, { version: 3 }])
      expect(await rows(database)).toEqual([])
    })

    test('a job that asks for itself again later is not run again at once', async () => {
      const { database, clock } = await openWithClock()
      let ran = 0
      const queue = work(database, {
        handlers: {
          digest: {
            async run(_data, { completeIn }) {
              ran += 1
              await database.transaction(async tx => {
                await enqueue(tx, {
                  name: 'digest',
                  key: 'digest',
                  data: {},
                  runAt: clock.now() + 86_400_000,
                })
                await completeIn(tx)
              })
            },
          },
        },
      })
      await add(database, { name: 'digest', key: 'digest', data: {} })
      await queue.idle()
      expect(ran).toBe(1)
      clock.advance(86_400_000)
      await queue.idle()
      expect(ran).toBe(2)
    })

    test('a failed job is tried again, after longer and longer pauses, until it works', async () => {
      const { database, clock } = await openWithClock()
      const attempts: number[] = []
      const queue = work(database, {
        retryDelayMs: attempt => 600_000 * 2 ** attempt,
        handlers: {
          send: {
            async run(_data, { attempt }) {
              attempts.push(attempt)
              if (attempt < 3) throw new Error('Slack is down')
            },
          },
        },
      })
      await add(database, { name: 'send', data: {} })
      await queue.idle()
      expect(attempts).toEqual([1])
      clock.advance(1_100_000)
      await queue.idle()
      expect(attempts).toEqual([1])
      clock.advance(100_000)
      await queue.idle()
      expect(attempts).toEqual([1, 2])
      clock.advance(2_400_000)
      await queue.idle()
      expect(attempts).toEqual([1, 2, 3])
      expect(await rows(database)).toEqual([])
    })

    test('a job that is added again after failures starts afresh', async () => {
      const { database } = await openWithClock()
      const attempts: number[] = []
      const queue = work(database, {
        retryDelayMs: () => 600_000,
        handlers: {
          card: {
            async run(_data, { attempt }) {
              attempts.push(attempt)
              throw new Error('Slack is down')
            },
          },
        },
      })
      await add(database, { name: 'card', key: 'card:1', data: {} })
      await queue.idle()
      await add(database, { name: 'card', key: 'card:1', data: {} })
      await queue.idle()
      expect(attempts).toEqual([1, 1])
    })

    test('a job that fails while it is added again is not made to wait for the pause', async () => {
      const { database } = await openWithClock()
      let ran = 0
      const queue = work(database, {
        retryDelayMs: () => 600_000,
        handlers: {
          card: {
            async run() {
              ran += 1
              if (ran > 1) return
              await add(database, { name: 'card', key: 'card:1', data: {} })
              throw new Error('Slack is down')
            },
          },
        },
      })
      await add(database, { name: 'card', key: 'card:1', data: {} })
      await queue.idle()
      expect(ran).toBe(2)
      expect(await rows(database)).toEqual([])
    })

    test('"again after a pause" is honoured and is not counted as an attempt', async () => {
      const { database, clock } = await openWithClock()
      const attempts: number[] = []
      const queue = work(database, {
        handlers: {
          look: {
            giveUpAfter: 1,
            async run(_data, { attempt }) {
              attempts.push(attempt)
              if (attempts.length < 4) throw new RetryLater(600_000.5, 'not-there-yet')
            },
          },
        },
      })
      await add(database, { name: 'look', data: {} })
      for (let looks = 1; looks < 4; looks += 1) {
        await queue.idle()
        expect(attempts).toHaveLength(looks)
        clock.advance(500_000)
        await queue.idle()
        expect(attempts).toHaveLength(looks)
        clock.advance(100_001)
      }
      await queue.idle()
      expect(attempts).toEqual([1, 1, 1, 1])
    })

    test('a pause that is no whole number of milliseconds is honoured too', async () => {
      const { database, clock } = await openWithClock()
      let ran = 0
      const handlers = {
        look: {
          async run() {
            ran += 1
            if (ran === 1) throw new RetryLater(600_000.5, 'not-there-yet')
          },
        },
      }
      const queue = work(database, { handlers })
      await add(database, { name: 'look', data: {}, runAt: clock.now() - 0.5 })
      await queue.idle()
      expect(ran).toBe(1)
      clock.advance(600_001)
      await queue.idle()
      expect(ran).toBe(2)
    })

    test('after its last attempt a job is given up once, with the last error', async () => {
      const { database, clock } = await openWithClock()
      const given: unknown[] = []
      let ran = 0
      const queue = work(database, {
        retryDelayMs: () => 1_000,
        handlers: {
          send: {
            giveUpAfter: 2,
            async run() {
              ran += 1
              throw new Error(`attempt ${ran}`)
            },
            onGiveUp: async (data, error) => void given.push(data, String(error)),
          },
        },
      })
      await add(database, { name: 'send', data: { action: 'a1' } })
      await queue.idle()
      clock.advance(1_000)
      await queue.idle()
      expect(given).toEqual([{ action: 'a1' }, 'Error: attempt 2'])
      expect(await rows(database)).toEqual([])
    })

    test('giving up is repeated until it worked', async () => {
      const { database, clock } = await openWithClock()
      let ran = 0
      let givenUp = 0
      const queue = work(database, {
        retryDelayMs: () => 1_000,
        handlers: {
          send: {
            giveUpAfter: 1,
            async run() {
              ran += 1
              throw new Error('no')
            },
            async onGiveUp() {
              givenUp += 1
              if (givenUp === 1) throw new Error('busy')
            },
          },
        },
      })
      await add(database, { name: 'send', data: {} })
      await queue.idle()
      expect(await rows(database)).toHaveLength(1)
      clock.advance(1_000)
      await queue.idle()
      expect({ ran, givenUp }).toEqual({ ran: 1, givenUp: 2 })
      expect(await rows(database)).toEqual([])
    })

    test('a failure is logged with the job, its id and a code, but with nothing that a person typed', async () => {
      const { database } = await openWithClock()
      const lines: string[] = []
      const logger = createLogger('info', { write: line => lines.push(line) })
      const queue = work(database, {
        logger,
        handlers: {
          send: {
            async run() {
              throw Object.assign(new Error('no room for lena@example.com'), { code: 'E_ROOM' })
            },
          },
        },
      })
      await add(database, { name: 'send', data: { email: 'lena@example.com' } })
      await queue.idle()
      const [row] = await rows(database)
      const line = lines.find(text => text.includes('job.failed')) ?? '{}'
      expect(JSON.parse(line)).toMatchObject({ job: 'send', id: row?.id, attempt: 1, code: 'E_ROOM' })
      expect(row?.last_error).toBe('E_ROOM')
      expect(lines.join('')).not.toContain('lena')
    })

    test('no more jobs run at a time than there are places, and none is forgotten', async () => {
      const { database } = await openWithClock()
      const everyPlaceTaken = Promise.withResolvers<void>()
      const allDone = Promise.withResolvers<void>()
      let atOnce = 0
      let most = 0
      let ran = 0
      const run = async () => {
        most = Math.max(most, ++atOnce)
        if (atOnce === 4) everyPlaceTaken.resolve()
        await everyPlaceTaken.promise
        await database.ping()
        atOnce -= 1
        ran += 1
        if (ran === 40) allDone.resolve()
      }
      const queue = work(database, {
        ...noPolling,
        concurrency: 4,
        handlers: {
          quick: { run },
          slow: { run },
        },
      })
      queue.hold()
      await database.transaction(async tx => {
        for (let i = 0; i < 20; i += 1) {
          await enqueue(tx, { name: 'quick', data: {} })
          await enqueue(tx, { name: 'slow', data: {} })
        }
      })
      queue.release()
      await allDone.promise
      expect({ ran, most }).toEqual({ ran: 40, most: 4 })
    })

    test('a queue that is held leaves jobs waiting until it is released', async () => {
      const { database } = await openWithClock()
      let ran = 0
      const queue = work(database, { ...noPolling, handlers: { greet: { run: async () => void ran++ } } })
      await queue.idle()
      queue.hold()
      await add(database, { name: 'greet', data: {} })
      await queue.idle()
      expect(ran).toBe(0)
      expect(await queue.stats()).toMatchObject({ waiting: 1, running: 0 })
      queue.release()
      await queue.idle()
      expect(ran).toBe(1)
    })

    test('says how many jobs wait and run, and since when the oldest is due', async () => {
      const { database, clock } = await openWithClock()
      const started = Promise.withResolvers<void>()
      const goOn = Promise.withResolvers<void>()
      const queue = work(database, {
        ...noPolling,
        handlers: {
          slow: {
            async run() {
              started.resolve()
              await goOn.promise
            },
          },
        },
      })
      await add(database, { name: 'slow', data: {} })
      await started.promise
      const due = clock.now() - 5_000
      await add(database, { name: 'unknown-here', data: {}, runAt: due })
      await add(database, { name: 'unknown-here', data: {}, runAt: clock.now() + 60_000 })
      expect(await queue.stats()).toEqual({ waiting: 2, running: 1, oldestDueAt: due })
      goOn.resolve()
    })

    test('stopping waits for the job that runs, and starts no other', async () => {
      const { database } = await openWithClock()
      const started = Promise.withResolvers<void>()
      const goOn = Promise.withResolvers<void>()
      let ended = 0
      let wasInterrupted = false
      const queue = work(database, {
        handlers: {
          slow: {
            async run(_data, { signal }) {
              started.resolve()
              await goOn.promise
              wasInterrupted = signal.aborted
              ended += 1
            },
          },
        },
      })
      await add(database, { name: 'slow', data: {} })
      await started.promise
      const stopping = queue.stop()
      await add(database, { name: 'slow', data: {} })
      goOn.resolve()
      await stopping
      expect(ended).toBe(1)
      expect(wasInterrupted).toBe(false)
      expect(await queue.stats()).toMatchObject({ waiting: 1, running: 0 })
    })

    test('stopping interrupts a job that takes too long and leaves it for the next start', async () => {
      const { database } = await openWithClock()
      const started = Promise.withResolvers<void>()
      let interrupted = 0
      const first = work(database, {
        handlers: {
          slow: {
            run: (_data, { signal }) =>
              new Promise((_resolve, reject) => {
                signal.addEventListener('abort', () => {
                  interrupted += 1
                  reject(signal.reason)
                })
                started.resolve()
              }),
          },
        },
      })
      await add(database, { name: 'slow', data: {} })
      await started.promise
      await first.stop(0)
      expect(interrupted).toBe(1)
      let ran = 0
      const second = work(database, { ...noPolling, handlers: { slow: { run: async () => void ran++ } } })
      await second.idle()
      expect(ran).toBe(1)
    })

    test('a job whose handler hears nothing is given back when the app stops', async () => {
      const { database } = await openWithClock()
      const started = Promise.withResolvers<void>()
      const first = work(database, {
        handlers: {
          deaf: {
            async run() {
              started.resolve()
              await new Promise(() => {})
            },
          },
        },
      })
      await add(database, { name: 'deaf', data: {} })
      await started.promise
      await first.stop(0)
      expect(await first.stats()).toMatchObject({ waiting: 1, running: 0 })
    })

    test('a job can only be added to a transaction that will wake its worker', async () => {
      const { database } = await openWithClock()
      const elsewhere = database.db.transaction().execute(tx => enqueue(tx, { name: 'greet', data: {} }))
      await expect(elsewhere).rejects.toThrow('database.transaction')
    })

    test('a stopped queue hears of no more jobs', async () => {
      const { database } = await openWithClock()
      let ran = 0
      const queue = work(database, { handlers: { greet: { run: async () => void ran++ } } })
      await queue.idle()
      await queue.stop()
      await add(database, { name: 'greet', data: {} })
      queue.wake()
      queue.start()
      await queue.idle()
      expect(ran).toBe(0)
      expect(await rows(database)).toHaveLength(1)
    })

    test('the queue insists on the clock of its database', async () => {
      const { database } = await openWithClock()
      const options = { database, clock: createMovableClock(), logger: quietLogger, handlers: {} }
      expect(() => createQueue(options)).toThrow('same clock')
    })
  })
})
