// Two copies of the desk on one PostgreSQL store, and moments in which both have looked but neither has written yet.
import pg from 'pg'
import { type App, createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { expectCleanHands, startTestApp, type TestApp, type TestAppOptions } from './app.ts'
import { known } from './counter.ts'
import { quietLogger, type StorePlace } from './database.ts'

/** `other` is the same hotel as the second copy serves it: the same people, the same programme. */
type RunWithTwo = (desk: TestApp, other: TestApp) => Promise<void>

/** Runs a test with two copies, and ends it as every test of the whole app ends. */
export async function withTwoDesks(
  place: () => Promise<StorePlace>,
  options: Omit<TestAppOptions, 'databaseUrl'>,
  run: RunWithTwo,
): Promise<void> {
  const desk = await startTestApp({ ...options, databaseUrl: await urlOf(place) })
  let second: App | undefined
  try {
    await known(desk, 'U0ANA', 'U0BEN')
    second = await createApp(readConfig(desk.env), { clock: desk.clock, logger: quietLogger })
    await second.start()
    await run(desk, Object.create(desk, { app: { value: second } }))
    expectCleanHands(desk)
  } finally {
    await second?.stop()
    await desk.stop()
  }
}

/** Starts all of this while nothing can be written to the table, and lets go once each waits for that. */
export async function inOneMoment<T>(
  place: () => Promise<StorePlace>,
  table: string,
  starts: readonly (() => Promise<T>)[],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: await urlOf(place) })
  await client.connect()
  try {
    await client.query(`begin; lock table ${table} in exclusive mode`)
    const started = starts.map(start => start())
    for (;;) {
      const { rows } = await client.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      )
      if (rows.length >= starts.length) break
    }
    await client.query('commit')
    return await Promise.all(started)
  } finally {
    await client.end()
  }
}

async function urlOf(place: () => Promise<StorePlace>): Promise<string> {
  const where = await place()
  if (!('url' in where)) throw new Error('this store is a server')
  return where.url
}
