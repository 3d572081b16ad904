// Questions, answers and reasons on an action, and what is remembered of people.
import { describe, expect, test } from 'vitest'
import { insertNote, type Note, notesOf } from '../../src/store/notes.ts'
import { allPeople, savePerson } from '../../src/store/people.ts'
import { forEachStore } from '../support/database.ts'
import { afternoon, insert, sampleAction } from './sample.ts'

const note = (id: string, more: Partial<Note> = {}): Note => ({
  id,
  actionId: 'action-1',
  kind: 'question',
  author: 'U0CARLA',
  text: '¿Seguro? <!here> 🎁',
  at: afternoon,
  ...more,
})

describe('notes', () => {
  forEachStore((_name, open) => {
    test('are read oldest first, for their own action alone', async () => {
      const database = await open()
      await insert(database, sampleAction(1))
      await insert(database, sampleAction(2))
      const notes = [
        note('n0', { kind: 'answer', author: 'U0ANA', at: afternoon + 1 }),
        note('n1'),
        note('n4', { kind: 'decline-reason', at: afternoon + 2 }),
        note('n3', { at: afternoon + 1 }),
        note('n5', { actionId: 'action-2' }),
      ]
      await database.transaction(async tx => {
        for (const each of notes) await insertNote(tx, each)
      })
      const read = await notesOf(database.db, 'action-1')
      expect(read.map(({ id }) => id)).toEqual(['n1', 'n0', 'n3', 'n4'])
      expect(read[0]).toEqual(note('n1'))
      expect(read[1]).toEqual(notes[0])
      expect(await notesOf(database.db, 'action-9')).toEqual([])
    })

    test('belong to an action that exists', async () => {
      const database = await open()
      await expect(database.transaction(tx => insertNote(tx, note('n1')))).rejects.toThrow()
    })
  })
})

describe('people', () => {
  forEachStore((_name, open) => {
    test('are remembered with their language, the last one known', async () => {
      const { db } = await open()
      expect(await allPeople(db)).toEqual([])
      await savePerson(db, { userId: 'U0ANA', locale: 'en-US', fetchedAt: 1 })
      await savePerson(db, { userId: 'U0BEN', locale: undefined, fetchedAt: 2 })
      await savePerson(db, { userId: 'U0ANA', locale: 'es-ES', fetchedAt: afternoon })
      const people = await allPeople(db)
      expect(people.toSorted((a, b) => a.userId.localeCompare(b.userId))).toEqual([
        { userId: 'U0ANA', locale: 'es-ES', fetchedAt: afternoon },
        { userId: 'U0BEN', locale: undefined, fetchedAt: 2 },
      ])
    })
  })
})
