// Where an action is shown in Slack, and which version of it.
import { describe, expect, test } from 'vitest'
import { type CardRow, cardsOf, findCard, saveCard } from '../../src/store/cards.ts'
import { forEachStore } from '../support/database.ts'
import { insert, sampleAction } from './sample.ts'

const desk: CardRow = {
  actionId: 'action-1',
  place: 'desk',
  channel: 'C0DESK',
  ts: undefined,
  shownVersion: 1,
}

describe('a card', () => {
  forEachStore((_name, open) => {
    const openWithActions = async () => {
      const database = await open()
      await insert(database, sampleAction(1))
      await insert(database, sampleAction(2))
      return database
    }

    test('is not known before it was posted', async () => {
      const { db } = await openWithActions()
      expect(await findCard(db, 'action-1', 'desk')).toBeUndefined()
      expect(await cardsOf(db, 'action-1')).toEqual([])
    })

    test('stands in one place once: what it shows is replaced', async () => {
      const { db } = await openWithActions()
      await saveCard(db, desk)
      expect(await findCard(db, 'action-1', 'desk')).toEqual(desk)
      const moved = { ...desk, channel: 'D0ANA', ts: '1700000000.000100', shownVersion: 3 }
      await saveCard(db, moved)
      expect(await cardsOf(db, 'action-1')).toEqual([moved])
    })

    test('stands in several places, for each action its own', async () => {
      const { db } = await openWithActions()
      const approvals = { ...desk, place: 'approvals', channel: 'C0APPR', ts: '2.000100' }
      const other = { ...desk, actionId: 'action-2', ts: '3.000100' }
      for (const card of [desk, approvals, other]) await saveCard(db, card)
      const places = await cardsOf(db, 'action-1')
      expect(places.toSorted((a, b) => a.place.localeCompare(b.place))).toEqual([approvals, desk])
      expect(await cardsOf(db, 'action-2')).toEqual([other])
    })

    test('of no action is not kept', async () => {
      const { db } = await openWithActions()
      await expect(saveCard(db, { ...desk, actionId: 'action-9' })).rejects.toThrow()
    })

    test('saved twice in the same moment stands once', async () => {
      const { db } = await openWithActions()
      await Promise.all([1, 2, 3, 4].map(shownVersion => saveCard(db, { ...desk, shownVersion })))
      expect(await cardsOf(db, 'action-1')).toHaveLength(1)
    })
  })
})
