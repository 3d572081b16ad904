// What is deleted by itself, and when: all of it by the one sweep that the app does every hour.
import { expect, test } from 'vitest'
import type { ContactId } from '../../src/domain/guest.ts'
import { createMovableClock } from '../../src/lib/clock.ts'
import { insertForm } from '../../src/store/forms.ts'
import { addItems } from '../../src/store/handovers.ts'
import { endPromise, insertPromise } from '../../src/store/promises.ts'
import { saveRecentGuest } from '../../src/store/recent-guests.ts'
import { sweep } from '../../src/store/sweep.ts'
import { forEachStore } from '../support/database.ts'
import { afternoon } from './sample.ts'

const dayMs = 24 * 3_600_000
const guest = { hotelId: 101, contactId: 11_656_629 as ContactId }

forEachStore((_name, open) => {
  test('forms and recent guests go when their time is over; what has ended, after ninety days', async () => {
    const database = await open()
    const { db, transaction } = database
    const expiresAt = afternoon + dayMs
    await insertForm(db, {
      id: 'f',
      feature: 'grant-points',
      userId: 'U0ANA',
      hotelId: 101,
      data: null,
      createdAt: afternoon,
      expiresAt,
    })
    await saveRecentGuest(db, { ...guest, label: 'María G.', shownAt: afternoon, expiresAt })
    await transaction(async tx => {
      for (const id of ['kept', 'open'])
        await insertPromise(tx, {
          ...guest,
          id,
          guestLabel: 'María G.',
          text: 'masaje',
          dueDay: '2026-11-25',
          state: 'open',
          madeBy: 'U0ANA',
          createdAt: afternoon,
        })
      await endPromise(tx, 'kept', 'kept', 'U0ANA', afternoon)
      const shift = `${new Date(afternoon).toISOString().slice(0, 10)} 15:00`
      await addItems(tx, { hotelId: 101, shift }, [{ kind: 'promise', subject: 'open' }])
    })
    const left = async () => {
      const tables = ['forms', 'recent_guests', 'promises', 'handover_items'] as const
      const counts = await Promise.all(
        tables.map(table => db.selectFrom(table).select(db.fn.countAll().as('count')).executeTakeFirst()),
      )
      return counts.map(row => Number(row?.count))
    }
    const after = async (ms: number) => {
      await sweep(database, createMovableClock(afternoon + ms))
      return left()
    }
    expect(await after(dayMs - 60_000)).toEqual([1, 1, 2, 1])
    expect(await after(dayMs + 1)).toEqual([0, 0, 2, 1])
    expect(await after(89 * dayMs)).toEqual([0, 0, 2, 1])
    // Nothing that is still open is ever swept away.
    expect(await after(92 * dayMs)).toEqual([0, 0, 1, 0])
  })
})
