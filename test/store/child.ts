// The second process of the store's tests. Its handler is not idempotent on purpose: what happens twice shows.
import { randomUUID } from 'node:crypto'
import { createQueue } from '../../src/jobs/queue.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { appendAudit } from '../../src/store/audit.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { enqueue } from '../../src/store/jobs.ts'
import { countEffect } from './effect.ts'

const [task, place] = process.argv.slice(2)
const logger = createLogger('silent')

process.stdin.resume().on('end', () => process.exit())

function say(line: string): Promise<void> {
  return new Promise(resolve => process.stdout.write(`${line}\n`, () => resolve()))
}

async function writeForEver(database: Database): Promise<never> {
  for (;;) {
    const id = randomUUID()
    await database.transaction(async tx => {
      const form = {
        feature: 'kill',
        user_id: 'U0ANA',
        hotel_id: 1,
        data: '{}',
        created_at: 1,
        expires_at: 1,
      }
      await tx
        .insertInto('forms')
        .values({ id, ...form })
        .execute()
      await enqueue(tx, { name: 'count', data: { id } })
      await appendAudit(tx, { at: 1, actor: 'U0ANA', event: 'form.saved', subject: id, detail: {} })
    })
    await say(id)
  }
}

try {
  const database = await openDatabase({ ...JSON.parse(place ?? '{}'), logger })
  if (task === 'write' || task === 'work') {
    const leaseMs = 500
    const handlers = { count: countEffect(database) }
    createQueue({ database, clock: systemClock, logger, leaseMs, pollMs: 50, handlers }).start()
  }
  if (task === 'write') await writeForEver(database)
  await say('open')
} catch (error) {
  await say(String(error instanceof Error && 'code' in error ? `${error.code}: ${error.message}` : error))
  process.exit(1)
}
