// The real app on a clock that jumps to the morning: how long its digest takes, and how much memory beyond idle.
import { randomUUID } from 'node:crypto'
import { createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import type { ContactId } from '../../src/domain/guest.ts'
import type { Reference } from '../../src/domain/reference.ts'
import { createMovableClock } from '../../src/lib/clock.ts'
import { insertAction } from '../../src/store/actions.ts'
import { ownEvery, ownReference } from './fake-ledger.ts'

export interface DigestRun {
  tookMs: number
  idleMb: number
  peakMb: number
}

const { BENCH_DAY = '', BENCH_ROWS = '0' } = process.env
const noon = Date.parse(`${BENCH_DAY}T12:00:00Z`)
const clock = createMovableClock(noon)
const app = await createApp(readConfig(process.env), { clock })
await app.start()
await writeOwnRows(Math.ceil(Number(BENCH_ROWS) / ownEvery))
await app.queue.idle()

const idleMb = await settledMb()
let peakMb = idleMb
const sampling = setInterval(() => {
  peakMb = Math.max(peakMb, residentMb())
}, 5)
const began = performance.now()
clock.advance(Date.parse(`${BENCH_DAY}T07:00:00Z`) + 24 * 3_600_000 - clock.now())
await app.queue.idle()
const tookMs = performance.now() - began
clearInterval(sampling)
const posted = await app.database.db
  .selectFrom('due_posts')
  .select('ts')
  .where('state', '=', 'posted')
  .execute()
if (posted.length !== 1) throw new Error(`${posted.length} digests were posted`)
process.send?.({ tookMs, idleMb, peakMb: Math.max(peakMb, residentMb()) } satisfies DigestRun)
await app.stop()
process.exit(0)

/** What the desk itself did on the day, by fifty people. */
async function writeOwnRows(count: number): Promise<void> {
  for (let first = 0; first < count; first += 1000)
    await app.database.transaction(async tx => {
      for (let i = first; i < Math.min(count, first + 1000); i++)
        await insertAction(tx, {
          id: randomUUID(),
          reference: ownReference(i) as Reference,
          submitKey: `bench-${i}`,
          kind: 'grant-points',
          hotelId: 101,
          state: 'done',
          requestedBy: `U0STAFF${i % 50}`,
          contactId: (1_000_000 + i) as ContactId,
          guestLabel: 'Clara F. · g•••@example.com',
          points: 120,
          input: { points: 120 },
          hotelDay: BENCH_DAY,
          allowance: 0,
          outcome: {},
          createdAt: noon + i,
          sendingAt: noon + i,
        })
    })
}

function residentMb(): number {
  return process.memoryUsage.rss() / 2 ** 20
}

async function settledMb(): Promise<number> {
  for (let i = 0; i < 4; i++) {
    globalThis.gc?.()
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  return residentMb()
}
