// Open forms: what was typed is kept until the form is too old.
import { describe, expect, test } from 'vitest'
import { deleteExpiredForms, type FormRow, findForm, insertForm, updateForm } from '../../src/store/forms.ts'
import { forEachStore } from '../support/database.ts'
import { afternoon } from './sample.ts'

const form = (id: string, more: Partial<FormRow> = {}): FormRow => ({
  id,
  feature: 'grant-points',
  userId: 'U0ANA',
  hotelId: 101,
  data: { typed: { points: '300', text: 'naïve 🎁 "quoted"' }, seen: [], turn: 0 },
  createdAt: afternoon,
  expiresAt: afternoon + 1000,
  ...more,
})

describe('a form', () => {
  forEachStore((_name, open) => {
    test('is found again as it was opened', async () => {
      const { db } = await open()
      await insertForm(db, form('f1'))
      await insertForm(db, form('f2', { userId: 'U0BEN', hotelId: 102, data: null }))
      expect(await findForm(db, 'f1')).toEqual(form('f1'))
      expect(await findForm(db, 'f2')).toEqual(form('f2', { userId: 'U0BEN', hotelId: 102, data: null }))
      expect(await findForm(db, 'f3')).toBeUndefined()
    })

    test('takes what was typed since, and the hotel only when it changed', async () => {
      const { db } = await open()
      await insertForm(db, form('f1'))
      await insertForm(db, form('f2'))
      await updateForm(db, 'f1', { data: { typed: {} } })
      expect(await findForm(db, 'f1')).toEqual(form('f1', { data: { typed: {} } }))
      await updateForm(db, 'f1', { data: {}, hotelId: 102 })
      expect(await findForm(db, 'f1')).toEqual(form('f1', { data: {}, hotelId: 102 }))
      expect(await findForm(db, 'f2')).toEqual(form('f2'))
    })

    test('that was swept away is not brought back by a late change', async () => {
      const { db } = await open()
      await updateForm(db, 'f1', { data: {} })
      expect(await findForm(db, 'f1')).toBeUndefined()
    })

    test('is swept away when it is too old, and no sooner', async () => {
      const { db } = await open()
      await insertForm(db, form('old'))
      await insertForm(db, form('young', { expiresAt: afternoon + 2000 }))
      await deleteExpiredForms(db, afternoon + 1000)
      expect(await findForm(db, 'old')).toBeDefined()
      await deleteExpiredForms(db, afternoon + 1001)
      expect(await findForm(db, 'old')).toBeUndefined()
      expect(await findForm(db, 'young')).toBeDefined()
    })
  })
})
