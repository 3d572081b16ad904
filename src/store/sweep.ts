// Deletes what has had its time.
import type { Clock } from '../lib/clock.ts'
import type { Database } from './database.ts'
import { deleteExpiredForms } from './forms.ts'
import { deleteShiftsBefore } from './handovers.ts'
import { deletePromisesEndedBefore } from './promises.ts'
import { deleteExpiredRecentGuests } from './recent-guests.ts'

/** Promises that have ended, and the shifts that were handed over: long enough for whoever asks what became of it. */
const settledKeptMs = 90 * 24 * 3_600_000

/** Deletes what nobody needs any more. */
export async function sweep(database: Database, clock: Clock): Promise<void> {
  await deleteExpiredForms(database.db, clock.now())
  await deleteExpiredRecentGuests(database.db, clock.now())
  const old = clock.now() - settledKeptMs
  await database.transaction(tx => deletePromisesEndedBefore(tx, old))
  await database.transaction(tx => deleteShiftsBefore(tx, new Date(old).toISOString().slice(0, 10)))
}
