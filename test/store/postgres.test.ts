import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { sql } from 'kysely'
import { afterEach, describe, expect, test } from 'vitest'
import { createQueue } from '../../src/jobs/queue.ts'
import { findAction } from '../../src/store/actions.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { StoreError } from '../../src/store/errors.ts'
import { enqueue } from '../../src/store/jobs.ts'
import type { Querier } from '../../src/store/schema.ts'
import { onPostgres, quietLogger } from '../support/database.ts'

describe('the store on a server', () => {
  const lines: Line[] = []
  afterEach(() => {
    for (const line of lines.splice(0)) line.close()
  })

  onPostgres((_name, open, place) => {
    const add = (db: Querier, id: string) =>
      db.insertInto('people').values({ user_id: id, locale: null, fetched_at: 1 }).execute()
    const idsIn = async ({ db }: Database) =>
      (await db.selectFrom('people').select('user_id').execute()).map(row => row.user_id)
    const errorOf = (work: Promise<unknown>): Promise<StoreError> =>
      work.then(
        () => new StoreError('full', 'it worked'),
        error => error,
      )
    const urlOf = async () => {
      const here = await place()
      if (!('url' in here)) throw new Error('not PostgreSQL')
      return here.url
    }
    /** The store as the app sees it over a line that the test can cut. */
    async function openOverLine(): Promise<{ database: Database; line: Line }> {
      const line = await createLine(await urlOf())
      lines.push(line)
      return { database: await open({ url: line.url, poolSize: 2 }), line }
    }

    test('can be started by several replicas at the same moment, the first time too', async () => {
      const replicas = await Promise.all([open(), open(), open()])
      for (const [index, { db }] of replicas.entries()) await add(db, `replica ${index}`)
      const [one] = replicas
      expect(one && (await idsIn(one)).length).toBe(3)
    })

    test('is "unavailable" when no server answers at its address', async () => {
      const line = await createLine(await urlOf())
      line.close()
      const opening = openDatabase({ url: line.url, logger: quietLogger })
      expect(await errorOf(opening)).toMatchObject({ name: 'StoreError', code: 'unavailable' })
    })

    test('is "unavailable" when the line breaks inside a transaction, which saves nothing, and works again after', async () => {
      const { database, line } = await openOverLine()
      const breaking = database.transaction(async tx => {
        await add(tx, 'ana')
        line.cut()
        await add(tx, 'ben')
      })
      expect(await errorOf(breaking)).toMatchObject({ name: 'StoreError', code: 'unavailable' })
      await database.transaction(tx => add(tx, 'carla'))
      expect(await idsIn(database)).toEqual(['carla'])
    })

    test('does not pretend to know the outcome when the line breaks while saving', async () => {
      const { database, line } = await openOverLine()
      line.cutAt('commit', 'before')
      const unsent = database.transaction(tx => add(tx, 'never arrived'))
      expect(await errorOf(unsent)).toMatchObject({ name: 'StoreError', code: 'commit-unknown' })
      line.cutAt('commit', 'after')
      const unanswered = database.transaction(tx => add(tx, 'answer lost'))
      expect(await errorOf(unanswered)).toMatchObject({ name: 'StoreError', code: 'commit-unknown' })
      await expect.poll(() => idsIn(database)).toEqual(['answer lost'])
    })

    test('goes on when another version changes a table, after one press that was told to try again', async () => {
      const database = await open({ poolSize: 1 })
      const look = () => findAction(database.db, 'nobody')
      await look()
      const newer = await open()
      await sql`alter table actions add column of_the_next_version text`.execute(newer.db)
      expect(await errorOf(look())).toMatchObject({ name: 'StoreError', code: 'busy' })
      expect(await look()).toBeUndefined()
      await database.transaction(tx => add(tx, 'ana'))
      expect(await idsIn(database)).toEqual(['ana'])
    })

    test('saves nothing when an error inside a transaction was swallowed', async () => {
      const database = await open()
      for (const enqueues of [false, true]) {
        const swallowing = database.transaction(async tx => {
          await add(tx, 'ana')
          if (enqueues) await enqueue(tx, { name: 'greet', data: {} })
          await sql`select nonsense`.execute(tx).catch(() => {})
        })
        await expect(swallowing).rejects.toThrow('nonsense')
      }
      expect(await idsIn(database)).toEqual([])
    })

    test('saves nothing when a statement failed that nobody waited for, and says which', async () => {
      const database = await open({ poolSize: 1 })
      await sql`alter table jobs rename to lost`.execute(database.db)
      const lonely = database.transaction(async tx => {
        await add(tx, 'ana')
        await enqueue(tx, { name: 'greet', data: {} })
      })
      await expect(lonely).rejects.toThrow('relation "jobs" does not exist')
      const followed = database.transaction(async tx => {
        await enqueue(tx, { name: 'greet', data: {} })
        await add(tx, 'ben')
      })
      await expect(followed).rejects.toThrow('relation "jobs" does not exist')
      await sql`alter table lost rename to jobs`.execute(database.db)
      await database.transaction(tx => add(tx, 'carla'))
      expect(await idsIn(database)).toEqual(['carla'])
    })

    test('is given up in time when the server falls silent in the middle', async () => {
      const { database, line } = await openOverLine()
      const silent = database.transaction(
        async tx => {
          await add(tx, 'ana')
          line.fallSilent()
          await add(tx, 'ben')
        },
        { timeoutMs: 100 },
      )
      expect(await errorOf(silent)).toMatchObject({ name: 'StoreError', code: 'busy' })
      line.cut()
      expect(await idsIn(database)).toEqual([])
    })

    test('does not know the outcome when the server falls silent while saving', async () => {
      const { database, line } = await openOverLine()
      line.cutAt('commit', 'never')
      const silent = database.transaction(tx => add(tx, 'ana'), { timeoutMs: 100 })
      expect(await errorOf(silent)).toMatchObject({ name: 'StoreError', code: 'commit-unknown' })
    })

    test('ends a statement on the server too when its time is over', async () => {
      const database = await open()
      const slow = database.transaction(tx => sql`select pg_sleep(30)`.execute(tx), { timeoutMs: 150 })
      expect(await errorOf(slow)).toMatchObject({ name: 'StoreError', code: 'busy' })
      const sleeping = async () =>
        (
          await sql`select 1 from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'
                    and datname = current_database()`.execute(database.db)
        ).rows.length
      await expect.poll(sleeping, { timeout: 10_000 }).toBe(0)
    })

    test('throws out a process that stands still inside a transaction, so that the others can go on', async () => {
      const [frozen, other] = await Promise.all([open(), open()])
      const inside = Promise.withResolvers<void>()
      const thawed = Promise.withResolvers<void>()
      const standing = frozen.transaction(async tx => {
        await add(tx, 'ana')
        inside.resolve()
        await thawed.promise
        await add(tx, 'ben')
      })
      await inside.promise
      // Waits for the row of the one that stands still.
      await other.transaction(tx => add(tx, 'ana'), { timeoutMs: 8000 })
      thawed.resolve()
      expect(await errorOf(standing)).toMatchObject({ name: 'StoreError', code: 'unavailable' })
      expect(await idsIn(other)).toEqual(['ana'])
    })

    test('survives the end of its idle connections', async () => {
      const database = await open()
      await Promise.all([1, 2, 3].map(() => database.ping()))
      const other = await open()
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid()`.execute(other.db)
      await expect.poll(() => database.ping().then(() => 'answers', String)).toBe('answers')
    })

    test('hears of jobs of other replicas again after its listening connection broke', async () => {
      const here = await open()
      const there = await open()
      const ran: unknown[] = []
      const queue = createQueue({
        database: there,
        clock: there.clock,
        logger: quietLogger,
        pollMs: 3_600_000,
        handlers: { greet: { run: async data => void ran.push(data) } },
      })
      queue.start()
      const listeners = async () =>
        (
          await sql<{ pid: number }>`select pid from pg_stat_activity
            where query like 'listen %' and datname = current_database()`.execute(here.db)
        ).rows.map(row => row.pid)
      await expect.poll(listeners).toHaveLength(1)
      const [first] = await listeners()
      await sql`select pg_terminate_backend(${first}::int)`.execute(here.db)
      await expect
        .poll(async () => (await listeners()).filter(pid => pid !== first), { timeout: 10_000 })
        .toHaveLength(1)
      await here.transaction(tx => enqueue(tx, { name: 'greet', data: { n: 1 } }))
      await expect.poll(() => ran, { timeout: 10_000 }).toEqual([{ n: 1 }])
      await queue.stop()
    })
  })
})

/** A TCP line to the server that can be cut or fall silent, also at the moment when a word passes. */
interface Line {
  url: string
  /** Once, when `word` is sent to the server: cuts before it arrives, after it arrived, or never answers again. */
  cutAt(word: string, moment: 'before' | 'after' | 'never'): void
  cut(): void
  fallSilent(): void
  close(): void
}

async function createLine(target: string): Promise<Line> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let trap: { word: string; moment: 'before' | 'after' | 'never' } | undefined
  const cut = () => {
    for (const socket of [...sockets]) socket.destroy()
  }
  const fallSilent = () => {
    for (const socket of sockets) socket.removeAllListeners('data').resume()
  }
  const server = createServer(app => {
    const database = connect(Number(port), hostname)
    for (const socket of [app, database]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        app.destroy()
        database.destroy()
      })
    }
    database.on('data', data => app.write(data))
    app.on('data', data => {
      const sprung = trap && data.includes(trap.word) ? trap : undefined
      if (!sprung) return database.write(data)
      trap = undefined
      if (sprung.moment === 'never') return fallSilent()
      if (sprung.moment === 'before') return cut()
      database.removeAllListeners('data')
      // The server's answer is the proof that it has committed.
      database.once('data', cut)
      return database.write(data)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(target)
  // Always an object for a TCP server that listens.
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    cutAt(word, moment) {
      trap = { word, moment }
    },
    cut,
    fallSilent,
    close() {
      cut()
      server.close()
    },
  }
}
