import { describe, expect, test } from 'vitest'
import type { Batch, BatchRow } from '../../src/domain/batch.ts'
import { appendAudit } from '../../src/store/audit.ts'
import { batchCards, saveBatchCard } from '../../src/store/batch-cards.ts'
import { closeRow, forgetKeys, insertRows, nextRows, rowsOf, saveRows } from '../../src/store/batch-rows.ts'
import { findBatch, findBatchByKey, insertBatch, moveBatch, reversalsOf } from '../../src/store/batches.ts'
import { eraseGuestTexts } from '../../src/store/erase.ts'
import { forEachStore } from '../support/database.ts'
import { afternoon, maria } from './sample.ts'

const batch: Batch = {
  id: 'b1',
  kind: 'grant',
  hotelId: 101,
  state: 'waiting',
  version: 1,
  author: 'U0ANA',
  createdAt: afternoon,
  updatedAt: afternoon,
}
const row = (line: number, more: Partial<BatchRow> = {}): BatchRow => ({
  line,
  guestLabel: `guest ${line}`,
  text: '',
  points: 5,
  ...more,
})

describe('a batch', () => {
  forEachStore((_name, open) => {
    test('is stored once for each form, and moved by whoever is first', async () => {
      const { db, transaction } = await open()
      expect(await transaction(tx => insertBatch(tx, batch, 'form:1'))).toBe(true)
      expect(await transaction(tx => insertBatch(tx, { ...batch, id: 'b2' }, 'form:1'))).toBe(false)
      expect(await findBatchByKey(db, 'form:1')).toEqual(batch)
      const change = { decidedBy: 'U0CARLA', decidedAt: afternoon + 1 }
      const approve = () => transaction(tx => moveBatch(tx, batch, 'running', change, afternoon + 1))
      const moved = { ...batch, ...change, state: 'running', version: 2, updatedAt: afternoon + 1 }
      expect(await approve()).toEqual(moved)
      expect(await approve()).toBeUndefined()
      expect(await findBatch(db, 'b1')).toEqual(moved)
      await transaction(tx => insertBatch(tx, { ...batch, id: 'b3', reverses: 'b1' }, 'reverse:b1:0'))
      expect((await reversalsOf(db, 'b1')).map(({ id }) => id)).toEqual(['b3'])
    })

    test('keeps its rows in the order of the file, and offers those without an end', async () => {
      const { db, transaction } = await open()
      await transaction(tx => insertBatch(tx, batch, 'form:1'))
      const rows = Array.from({ length: 250 }, (_, index) => row(index + 1, { guestKey: `#${index + 1}` }))
      await transaction(tx => insertRows(tx, 'b1', rows))
      await transaction(tx => insertRows(tx, 'b1', rows))
      expect(await rowsOf(db, 'b1')).toEqual(rows)
      const facts = { membership: 'member', points: 320, level: 2671, readAt: afternoon } as const
      const known = row(1, { contactId: maria, facts })
      await transaction(tx => saveRows(tx, 'b1', [known, row(2, { problem: 'twice-in-file', about: '1' })]))
      // A process that was frozen in its rehearsal comes late, and changes nothing that was judged.
      await transaction(tx => saveRows(tx, 'b1', [row(1, { problem: 'not-read' }), row(2, { facts })]))
      await closeRow(db, 'b1', 3, { actionId: 'a3' })
      // A row that has an action keeps it, whatever comes later.
      await closeRow(db, 'b1', 3, { problem: 'refused' })
      await transaction(tx => forgetKeys(tx, 'b1'))
      expect(await nextRows(db, 'b1', 2)).toEqual([known, row(4)])
      expect(await nextRows(db, 'b1', Number.MAX_SAFE_INTEGER)).toHaveLength(248)
      const [, second, third] = await rowsOf(db, 'b1')
      expect(second).toEqual(row(2, { problem: 'twice-in-file', about: '1' }))
      expect(third).toEqual(row(3, { actionId: 'a3' }))
    })

    test("loses a guest's texts when they are erased, and remembers where it is shown", async () => {
      const { db, transaction } = await open()
      await transaction(tx => insertBatch(tx, batch, 'form:1'))
      const reason = 'María is not of this group'
      await transaction(async tx => {
        await moveBatch(tx, batch, 'declined', { reason }, afternoon)
        const event = { at: afternoon, actor: 'U0CARLA', event: 'batch.declined', subject: 'b1', detail: {} }
        await appendAudit(tx, { ...event, text: reason })
      })
      const named = row(1, { contactId: maria, guestLabel: 'María G.', text: 'Boda' })
      await transaction(tx => insertRows(tx, 'b1', [named]))
      await transaction(tx => eraseGuestTexts(tx, maria, afternoon, 'desk'))
      expect(await rowsOf(db, 'b1')).toEqual([{ ...named, guestLabel: '#11656629', text: '' }])
      expect((await findBatch(db, 'b1'))?.reason).toBeUndefined()
      expect(await db.selectFrom('audit_texts').selectAll().execute()).toEqual([])
      const card = { place: 'author', channel: 'D1', ts: '1.1', shownAt: afternoon }
      await saveBatchCard(db, 'b1', card)
      await saveBatchCard(db, 'b1', { ...card, shownAt: afternoon + 5 })
      expect(await batchCards(db, 'b1')).toEqual([{ ...card, shownAt: afternoon + 5 }])
    })
  })
})
