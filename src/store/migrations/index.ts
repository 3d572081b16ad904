// The one list of migrations, for both stores, in the order in which they run. One that was released is never
// changed: what is missing goes into the next.
import type { Migration } from 'kysely/migration'
import { up as first } from './0001-first.ts'
import { up as recentGuests } from './0003-recent-guests.ts'
import { up as batches } from './0004-batches.ts'
import { up as digests } from './0005-digests.ts'
import { up as promises } from './0006-promises.ts'
import { up as arrived } from './0011-arrived.ts'

export const migrations: Record<string, Migration> = {
  '0001-first': { up: first },
  '0003-recent-guests': { up: recentGuests },
  '0004-batches': { up: batches },
  '0005-digests': { up: digests },
  '0006-promises': { up: promises },
  '0011-arrived': { up: arrived },
}
