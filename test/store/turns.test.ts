import { describe, expect, test } from 'vitest'
import { takeTurn } from '../../src/store/transaction.ts'
import { forEachStore } from '../support/database.ts'

describe('what must be decided by one at a time', () => {
  forEachStore((_name, open) => {
    test('is: whoever comes second sees what the first one wrote', async () => {
      const { db, transaction } = await open()
      const takeIfFree = (userId: string) =>
        transaction(async tx => {
          await takeTurn(tx, 'guest:1')
          const taken = await tx.selectFrom('people').select('user_id').execute()
          if (taken.length > 0) return
          const row = { user_id: userId, locale: null, fetched_at: 1 }
          await tx.insertInto('people').values(row).execute()
        })
      await Promise.all(['ana', 'ben', 'carla', 'diego', 'elena'].map(takeIfFree))
      expect(await db.selectFrom('people').select('user_id').execute()).toHaveLength(1)
    })
  })
})
