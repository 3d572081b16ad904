// Waits until the app has nothing left to do: no action under way, no job that is due before long.
import { isSettled } from '../../src/domain/action.ts'
import { countActions } from '../../src/store/action-lists.ts'
import type { Database } from '../../src/store/database.ts'
import { until } from './wait.ts'

/** Reminders, expiries and late second looks are further away than this; a retry is nearer. */
const soonMs = 5 * 60_000

/** @returns what is still under way when the time is over, else undefined */
export async function untilQuiet(database: Database, timeoutMs: number): Promise<string | undefined> {
  let left = ''
  const isQuiet = await until(
    async () => {
      left = await leftToDo(database)
      return left === ''
    },
    timeoutMs,
    250,
  )
  return isQuiet ? undefined : left
}

async function leftToDo({ db, clock }: Database): Promise<string> {
  const jobs = await db
    .selectFrom('jobs')
    .select(['name', 'key', 'last_error'])
    .where(eb => eb.or([eb('lease_token', 'is not', null), eb('run_at', '<', clock.now() + soonMs)]))
    .execute()
  const open = Object.entries(await countActions(db)).filter(([state]) => !isSettled(state as never))
  return [
    ...open.map(([state, count]) => `${count} ${state}`),
    ...jobs.slice(0, 10).map(({ key, name, last_error: error }) => `${key ?? name} (${error ?? 'new'})`),
  ].join(', ')
}
