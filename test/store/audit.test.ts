import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  appendAudit,
  auditOf,
  auditPage,
  eraseAuditText,
  type NewAuditEvent,
  verifyAudit,
} from '../../src/store/audit.ts'
import type { Database } from '../../src/store/database.ts'
import { forEachStore } from '../support/database.ts'

const granted = (subject: string, more: Partial<NewAuditEvent> = {}): NewAuditEvent => ({
  at: 1_900_000_000_000,
  actor: 'U0ANA',
  event: 'action.requested',
  subject,
  detail: { points: 500 },
  ...more,
})

describe('the audit chain', () => {
  forEachStore((_name, open) => {
    const append = (database: Database, ...events: NewAuditEvent[]) =>
      database.transaction(async tx => {
        for (const event of events) await appendAudit(tx, event)
      })

    async function openWithFive(): Promise<Database> {
      const database = await open()
      for (let i = 1; i <= 5; i += 1) await append(database, granted(`a${i}`, { text: `reason ${i}` }))
      return database
    }

    test('holds when nobody touched it, from the first event on', async () => {
      const database = await open()
      expect(await verifyAudit(database.db)).toEqual({ ok: true, count: 0, hash: '0'.repeat(64) })
      await append(database, granted('a1'), granted('a2', { text: 'birthday' }))
      const [, last] = await auditPage(database.db, { fromSeq: 1, limit: 10 })
      expect(await verifyAudit(database.db)).toEqual({ ok: true, count: 2, hash: last?.hash })
    })

    test('can be checked by anyone who has an export, with nothing but SHA-256', async () => {
      const database = await openWithFive()
      let before = '0'.repeat(64)
      for (const entry of await auditPage(database.db, { fromSeq: 1, limit: 10 })) {
        const { seq, at, actor, event, subject, detail, textHash, prevHash, hash } = entry
        const content = [seq, at, actor, event, subject, JSON.stringify(detail), textHash, prevHash]
        expect(createHash('sha256').update(JSON.stringify(content)).digest('hex')).toBe(hash)
        expect(prevHash).toBe(before)
        before = hash
      }
    })

    test('is as long as several pages and still read completely', async () => {
      const database = await open()
      await append(database, ...Array.from({ length: 1_001 }, (_, i) => granted(`a${i}`)))
      expect(await verifyAudit(database.db)).toMatchObject({ ok: true, count: 1_001 })
    })

    test('shows which event was changed afterwards', async () => {
      const { db } = await openWithFive()
      await db.updateTable('audit').set({ detail: '{"points":5}' }).where('seq', '=', 3).execute()
      expect(await verifyAudit(db)).toEqual({ ok: false, seq: 3, why: 'changed' })
    })

    test.each(['at', 'actor', 'event', 'subject', 'text_hash'] as const)(
      'shows a change of "%s"',
      async column => {
        const { db } = await openWithFive()
        await db
          .updateTable('audit')
          .set({ [column]: column === 'at' ? 1 : 'x' })
          .where('seq', '=', 2)
          .execute()
        expect(await verifyAudit(db)).toEqual({ ok: false, seq: 2, why: 'changed' })
      },
    )

    test('shows which event was taken out', async () => {
      const { db } = await openWithFive()
      await db.deleteFrom('audit').where('seq', '=', 4).execute()
      expect(await verifyAudit(db)).toEqual({ ok: false, seq: 4, why: 'missing' })
    })

    test('shows that its end was cut off', async () => {
      const { db } = await openWithFive()
      await db.deleteFrom('audit').where('seq', '>', 3).execute()
      expect(await verifyAudit(db)).toEqual({ ok: false, seq: 4, why: 'missing' })
    })

    test('shows an event whose hash was made to fit after a change', async () => {
      const { db } = await openWithFive()
      const row = await db.selectFrom('audit').selectAll().where('seq', '=', 3).executeTakeFirstOrThrow()
      const content = [3, row.at, 'U0EVE', row.event, row.subject, row.detail, row.text_hash, row.prev_hash]
      const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex')
      await db.updateTable('audit').set({ actor: 'U0EVE', hash }).where('seq', '=', 3).execute()
      expect(await verifyAudit(db)).toEqual({ ok: false, seq: 4, why: 'unlinked' })
    })

    test('shows a last event whose hash was made to fit after a change', async () => {
      const { db } = await openWithFive()
      const row = await db.selectFrom('audit').selectAll().where('seq', '=', 5).executeTakeFirstOrThrow()
      const content = [5, row.at, 'U0EVE', row.event, row.subject, row.detail, row.text_hash, row.prev_hash]
      const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex')
      await db.updateTable('audit').set({ actor: 'U0EVE', hash }).where('seq', '=', 5).execute()
      expect(await verifyAudit(db)).toEqual({ ok: false, seq: 5, why: 'unlinked' })
    })

    test('shows that what a person wrote was changed', async () => {
      const { db } = await openWithFive()
      await db
        .updateTable('audit_texts')
        .set({ text: 'another reason' })
        .where('text', '=', 'reason 2')
        .execute()
      expect(await verifyAudit(db)).toEqual({ ok: false, seq: 2, why: 'text-changed' })
    })

    test('still holds after the words about a guest were erased, which are then gone for good', async () => {
      const database = await openWithFive()
      await append(database, granted('a2', { event: 'action.declined', text: 'not this time' }))
      expect(await database.transaction(tx => eraseAuditText(tx, 'a2'))).toBe(2)
      const events = await auditOf(database.db, 'a2')
      expect(events.map(({ event, text }) => [event, text])).toEqual([
        ['action.requested', null],
        ['action.declined', null],
      ])
      const left = await database.db.selectFrom('audit_texts').select('text').orderBy('text').execute()
      expect(left.map(row => row.text)).toEqual(['reason 1', 'reason 3', 'reason 4', 'reason 5'])
      expect(await verifyAudit(database.db)).toMatchObject({ ok: true, count: 6 })
    })

    test('does not give a short text away through its hash', async () => {
      const database = await open()
      await append(database, granted('a1', { text: 'yes' }), granted('a2', { text: 'yes' }))
      const [first, second] = await auditPage(database.db, { fromSeq: 1, limit: 2 })
      expect(first?.textHash).not.toBe(second?.textHash)
      expect(first?.textHash).not.toBe(createHash('sha256').update('yes').digest('hex'))
    })

    test('has no gap where a transaction failed', async () => {
      const database = await openWithFive()
      const failing = database.transaction(async tx => {
        await appendAudit(tx, granted('never', { text: 'never' }))
        throw new Error('no')
      })
      await expect(failing).rejects.toThrow('no')
      await append(database, granted('a6'))
      expect(await verifyAudit(database.db)).toMatchObject({ ok: true, count: 6 })
      expect(await auditOf(database.db, 'never')).toEqual([])
    })

    test('stays whole when many people act at the same moment', async () => {
      const database = await open()
      await Promise.all(Array.from({ length: 30 }, (_, i) => append(database, granted(`a${i}`))))
      expect(await verifyAudit(database.db)).toMatchObject({ ok: true, count: 30 })
    })

    test('tells everything about one action in order, with the words and the details as they were', async () => {
      const database = await openWithFive()
      const detail = { before: { level: 1 }, after: { level: 2, tags: ['b', 'a'] }, none: null }
      await append(database, granted('a1', { event: 'action.approved', actor: 'U0CARLA', detail }))
      expect(await auditOf(database.db, 'a1')).toMatchObject([
        { seq: 1, event: 'action.requested', text: 'reason 1', detail: { points: 500 } },
        { seq: 6, event: 'action.approved', actor: 'U0CARLA', text: null, detail },
      ])
    })

    test('is exported in pages', async () => {
      const { db } = await openWithFive()
      const page = await auditPage(db, { fromSeq: 2, limit: 3 })
      expect(page.map(event => event.seq)).toEqual([2, 3, 4])
    })

    test('writes equal details in equal ways, whatever order they were given in', async () => {
      const database = await open()
      await append(database, granted('a1', { detail: { b: { y: 1, x: 2 }, a: 1 } }))
      const row = await database.db.selectFrom('audit').select('detail').executeTakeFirst()
      expect(row?.detail).toBe('{"a":1,"b":{"x":2,"y":1}}')
    })
  })
})
