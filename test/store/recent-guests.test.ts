// Guests shown a short while ago: one row for each and hotel, newest first, gone when their time is over.
import { describe, expect, test } from 'vitest'
import type { ContactId } from '../../src/domain/guest.ts'
import {
  deleteExpiredRecentGuests,
  type RecentGuest,
  recentGuests,
  saveRecentGuest,
} from '../../src/store/recent-guests.ts'
import { forEachStore } from '../support/database.ts'
import { afternoon } from './sample.ts'

const guest = (id: number, more: Partial<RecentGuest> = {}): RecentGuest => ({
  hotelId: 101,
  contactId: id as ContactId,
  label: `Guest ${id}`,
  shownAt: afternoon + id,
  expiresAt: afternoon + 1000,
  ...more,
})

describe('recent guests', () => {
  forEachStore((_name, open) => {
    test('are those of one hotel, newest first, and no more than asked for', async () => {
      const { db } = await open()
      for (const id of [1, 3, 2]) await saveRecentGuest(db, guest(id))
      await saveRecentGuest(db, guest(9, { hotelId: 102 }))
      expect(await recentGuests(db, 101, afternoon, 2)).toEqual([guest(3), guest(2)])
    })

    test('shown again they stand in front, once, by their present name', async () => {
      const { db } = await open()
      for (const id of [1, 2]) await saveRecentGuest(db, guest(id))
      const again = guest(1, { label: 'María G.', shownAt: afternoon + 50, expiresAt: afternoon + 2000 })
      await saveRecentGuest(db, again)
      expect(await recentGuests(db, 101, afternoon, 20)).toEqual([again, guest(2)])
    })

    test('are gone when their time is over, swept or not', async () => {
      const { db } = await open()
      await saveRecentGuest(db, guest(1))
      await saveRecentGuest(db, guest(2, { expiresAt: afternoon + 2000 }))
      expect(await recentGuests(db, 101, afternoon + 1000, 20)).toEqual([
        guest(2, { expiresAt: afternoon + 2000 }),
      ])
      await deleteExpiredRecentGuests(db, afternoon + 1000)
      const rows = await db.selectFrom('recent_guests').select('contact_id').execute()
      expect(rows).toEqual([{ contact_id: 2 }])
    })
  })
})
