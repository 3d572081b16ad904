import { describe, expect, test } from 'vitest'
import { createQueue } from '../../src/jobs/queue.ts'
import { verifyAudit } from '../../src/store/audit.ts'
import { enqueue } from '../../src/store/jobs.ts'
import { forEachStore, onPostgres, quietLogger } from '../support/database.ts'
import { countEffect } from './effect.ts'
import { startStoreProcess } from './process.ts'

const rounds = 4

describe('a process that is killed', () => {
  forEachStore((_name, open, place) => {
    test('loses nothing that it acknowledged, and each job has its effect exactly once', async () => {
      const acknowledged: string[] = []
      for (let round = 0; round < rounds; round += 1) {
        const process = startStoreProcess('write', await place())
        // Killed after a number of lines, in the middle of whatever follows.
        for (let lines = 5 + Math.random() * 60; lines > 0; lines -= 1) await process.line()
        process.kill()
        acknowledged.push(...(await process.ended))
      }
      const database = await open()
      const handlers = { count: countEffect(database) }
      const parts = { database, clock: database.clock, logger: quietLogger, handlers }
      const queue = createQueue({ ...parts, leaseMs: 500, pollMs: 50 })
      queue.start()
      const jobsLeft = async () => (await queue.stats()).waiting + (await queue.stats()).running
      await expect.poll(jobsLeft, { timeout: 15_000 }).toBe(0)
      await queue.stop()
      const forms = (await database.db.selectFrom('forms').select('id').execute()).map(row => row.id)
      const effects = await database.db.selectFrom('allowances').select(['user_id', 'used']).execute()
      expect(acknowledged.length).toBeGreaterThanOrEqual(rounds * 5)
      expect(acknowledged.filter(id => !forms.includes(id))).toEqual([])
      expect(effects.filter(effect => effect.used !== 1)).toEqual([])
      expect(effects.map(effect => effect.user_id).toSorted()).toEqual(forms.toSorted())
      expect(await verifyAudit(database.db)).toMatchObject({ ok: true, count: forms.length })
    })
  })

  onPostgres((_name, open, place) => {
    test('has its job taken over by another replica', async () => {
      const database = await open()
      const working = startStoreProcess('work', await place())
      await working.line()
      // Its effect waits for this row, so it is killed while it holds the job.
      const blocked = Promise.withResolvers<void>()
      const release = Promise.withResolvers<void>()
      const row = { user_id: 'f1', kind: 'effect', hotel_id: 1, day: 'any', used: 0 }
      const blocking = database.transaction(async tx => {
        await tx.insertInto('allowances').values(row).execute()
        blocked.resolve()
        await release.promise
        await tx.deleteFrom('allowances').execute()
      })
      await blocked.promise
      await database.transaction(tx => enqueue(tx, { name: 'count', data: { id: 'f1' } }))
      const holder = async () =>
        (await database.db.selectFrom('jobs').select('lease_token').executeTakeFirst())?.lease_token
      await expect.poll(holder, { timeout: 10_000 }).toEqual(expect.any(String))
      working.kill()
      await working.ended
      release.resolve()
      await blocking
      const handlers = { count: countEffect(database) }
      const queue = createQueue({
        database,
        clock: database.clock,
        logger: quietLogger,
        pollMs: 50,
        leaseMs: 500,
        handlers,
      })
      queue.start()
      const effects = () => database.db.selectFrom('allowances').select(['user_id', 'used']).execute()
      await expect.poll(effects, { timeout: 10_000 }).toEqual([{ user_id: 'f1', used: 1 }])
      await queue.stop()
    })
  })
})
