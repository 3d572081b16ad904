// Actions in the store: nothing is stored twice, and of two who change one, the database lets one win.
import { describe, expect, test } from 'vitest'
import type { ActionState } from '../../src/domain/action.ts'
import type { ContactId, OperationId } from '../../src/domain/guest.ts'
import type { Reference } from '../../src/domain/reference.ts'
import { actionsByReference, countActions, relatedActions } from '../../src/store/action-lists.ts'
import {
  type ActionChange,
  findAction,
  findActionByReference,
  findActionBySubmitKey,
  insertAction,
  moveAction,
  totalsOfPerson,
} from '../../src/store/actions.ts'
import type { Database } from '../../src/store/database.ts'
import { isUniqueViolation } from '../../src/store/errors.ts'
import { actionsOfGuest, isGuestBusy, openActionsOfGuest } from '../../src/store/guest-actions.ts'
import { forEachStore } from '../support/database.ts'
import { afternoon, insert, maria, sampleAction } from './sample.ts'

const minute = 60_000

describe('actions', () => {
  forEachStore((_name, open) => {
    async function openWith(...actions: ReturnType<typeof sampleAction>[]): Promise<Database> {
      const database = await open()
      for (const action of actions) expect(await insert(database, action)).toBe(true)
      return database
    }
    const get = async ({ db }: Database, id: string) => (await findAction(db, id)) ?? expect.unreachable()

    test('are found by their references, with what they undo or repeat and what undoes or repeats them', async () => {
      const stranger = 11656603 as ContactId
      const { db } = await openWith(
        sampleAction(1),
        sampleAction(2, { cites: 'action-1', createdAt: afternoon + 2 }),
        sampleAction(3, { cites: 'action-2', createdAt: afternoon + 3 }),
        sampleAction(4, { createdAt: afternoon + 4 }),
        sampleAction(5, { contactId: stranger, cites: 'action-1' }),
      )
      const asked = ['LD-000002', 'LD-999999'] as Reference[]
      const found = await actionsByReference(db, asked)
      expect(found.map(({ id }) => id)).toEqual(['action-2'])
      expect((await relatedActions(db, found)).map(({ id }) => id)).toEqual(['action-1', 'action-3'])
      expect(await actionsByReference(db, [])).toEqual([])
      expect(await relatedActions(db, [])).toEqual([])
    })

    test('are read back as they were stored, with what is known and without what is not', async () => {
      const least = sampleAction(1)
      const { points: _points, ...withoutPoints } = sampleAction(2, { kind: 'reset-password' })
      const full = sampleAction(3, {
        state: 'waiting',
        actingUser: 'U0BEN',
        decidedBy: 'U0CARLA',
        decidedAt: afternoon + minute,
        expiresAt: afternoon + 1440 * minute,
        sendingAt: afternoon + 2 * minute,
        operationId: 9_007_199_254_740_991 as OperationId,
        outcome: { arrived: 330, balance: 'unknown', detail: 'Línea “uno”' },
        cites: 'action-1',
        contactId: 9_007_199_254_740_990 as ContactId,
        input: { text: 'naïve 🎁', list: [1, null] },
      })
      const database = await openWith(least, withoutPoints, full)
      for (const { submitKey, ...action } of [least, withoutPoints, full]) {
        const stored = { ...action, version: 1, updatedAt: action.createdAt }
        expect(await findAction(database.db, action.id)).toEqual(stored)
        expect(await findActionBySubmitKey(database.db, submitKey)).toEqual(stored)
        expect(await findActionByReference(database.db, action.reference)).toEqual(stored)
      }
      expect(await findAction(database.db, 'action-9')).toBeUndefined()
      expect(await findActionBySubmitKey(database.db, 'view-9')).toBeUndefined()
      expect(await findActionByReference(database.db, 'LD-000009' as Reference)).toBeUndefined()
    })

    test('pressed twice are stored once, and the first stays as it was', async () => {
      const database = await openWith(sampleAction(1))
      const again = sampleAction(2, { submitKey: 'view-1', points: 999 })
      expect(await insert(database, again)).toBe(false)
      expect((await findActionBySubmitKey(database.db, 'view-1'))?.points).toBe(300)
      expect(await findAction(database.db, 'action-2')).toBeUndefined()
    })

    test('never share a reference, and the transaction goes on to draw another', async () => {
      const database = await openWith(sampleAction(1))
      const taken = sampleAction(2, { reference: sampleAction(1).reference })
      const results = await database.transaction(async tx => [
        await insertAction(tx, taken),
        await insertAction(tx, { ...taken, reference: 'LD-0000ZZ' as Reference }),
      ])
      expect(results).toEqual([false, true])
      expect((await get(database, 'action-2')).reference).toBe('LD-0000ZZ')
    })

    test('pressed many times at once are stored once', async () => {
      const database = await open()
      const results = await Promise.all(
        Array.from({ length: 8 }, (_, turn) => insert(database, sampleAction(turn, { submitKey: 'one' }))),
      )
      expect(results.filter(Boolean)).toHaveLength(1)
      expect(await countActions(database.db)).toEqual({ requested: 1 })
    })

    test('change only as far as somebody says so', async () => {
      const database = await openWith(sampleAction(1))
      const before = await get(database, 'action-1')
      const move = async (...[to, change, at]: [ActionState, ActionChange, number]) => {
        const read = await get(database, 'action-1')
        return database.transaction(tx => moveAction(tx, read, to, change, at))
      }
      expect(await move('sending', { sendingAt: 1 }, 2)).toEqual({
        ...before,
        state: 'sending',
        version: 2,
        sendingAt: 1,
        updatedAt: 2,
      })
      expect(await move('requested', { sendingAt: null, outcome: { holdUp: 'rate-limited' } }, 3)).toEqual({
        ...before,
        version: 3,
        outcome: { holdUp: 'rate-limited' },
        updatedAt: 3,
      })
      const change = { decidedBy: 'U0CARLA', decidedAt: 4, operationId: 7 as OperationId, allowance: 0 }
      const done = await move('done', change, 5)
      expect(done).toMatchObject({
        ...change,
        state: 'done',
        version: 4,
        outcome: { holdUp: 'rate-limited' },
      })
      expect(done).toEqual(await get(database, 'action-1'))
    })

    test('are not changed by who read an older version, another state or no row at all', async () => {
      const database = await openWith(sampleAction(1, { state: 'waiting' }))
      const read = await get(database, 'action-1')
      const tries = await database.transaction(async tx => [
        await moveAction(tx, { ...read, version: 2 }, 'approved', {}, afternoon),
        await moveAction(tx, { ...read, state: 'requested' }, 'sending', {}, afternoon),
        await moveAction(tx, { ...read, id: 'action-9' }, 'approved', {}, afternoon),
      ])
      expect(tries).toEqual([undefined, undefined, undefined])
      expect(await get(database, 'action-1')).toEqual(read)
    })

    test('decided by two managers in the same moment are decided once', async () => {
      const database = await openWith(sampleAction(1, { state: 'waiting' }))
      const read = await get(database, 'action-1')
      const decide = (decidedBy: string, to: 'approved' | 'declined') =>
        database.transaction(tx => moveAction(tx, read, to, { decidedBy, decidedAt: afternoon }, afternoon))
      const decided = await Promise.all([
        decide('U0CARLA', 'approved'),
        decide('U0DIEGO', 'declined'),
        decide('U0CARLA', 'approved'),
        decide('U0DIEGO', 'approved'),
      ])
      const [winner, ...others] = decided.filter(action => action !== undefined)
      expect(others).toEqual([])
      expect(await get(database, 'action-1')).toEqual(winner)
      expect(winner?.version).toBe(2)
    })

    test('for one guest are sent one after the other, for different guests side by side', async () => {
      const other = 12 as ContactId
      const database = await openWith(sampleAction(1), sampleAction(2), sampleAction(3, { contactId: other }))
      const send = async (id: string) => {
        const read = await get(database, id)
        return database.transaction(tx => moveAction(tx, read, 'sending', {}, afternoon))
      }
      expect((await send('action-1'))?.state).toBe('sending')
      expect(await isGuestBusy(database.db, maria, 'action-2')).toBe(true)
      expect(await isGuestBusy(database.db, maria, 'action-1')).toBe(false)
      expect(await isGuestBusy(database.db, other, 'action-3')).toBe(false)

      await expect(send('action-2')).rejects.toSatisfy(isUniqueViolation)
      expect((await get(database, 'action-2')).state).toBe('requested')
      expect((await send('action-3'))?.state).toBe('sending')

      const first = await get(database, 'action-1')
      await database.transaction(tx => moveAction(tx, first, 'done', {}, afternoon))
      expect(await isGuestBusy(database.db, maria, 'action-2')).toBe(false)
      expect((await send('action-2'))?.state).toBe('sending')
    })

    test('for one guest that start in the same moment: one is sent', async () => {
      const turns = [1, 2, 3, 4, 5]
      const database = await openWith(...turns.map(turn => sampleAction(turn)))
      const sent = await Promise.allSettled(
        turns.map(async turn => {
          const read = await get(database, `action-${turn}`)
          return database.transaction(tx => moveAction(tx, read, 'sending', {}, afternoon))
        }),
      )
      expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      for (const result of sent)
        if (result.status === 'rejected') expect(isUniqueViolation(result.reason)).toBe(true)
      expect(await countActions(database.db)).toEqual({ requested: 4, sending: 1 })
    })

    test('of a guest are listed newest first, by what is asked', async () => {
      const database = await openWith(
        sampleAction(1, { createdAt: afternoon - 60 * minute, state: 'done' }),
        sampleAction(2, { createdAt: afternoon - 30 * minute, kind: 'redeem-product', state: 'waiting' }),
        sampleAction(3, { createdAt: afternoon, state: 'declined' }),
        sampleAction(4, { createdAt: afternoon }),
        sampleAction(5, { contactId: 12 as ContactId }),
      )
      const list = async (options: Parameters<typeof actionsOfGuest>[2]) =>
        (await actionsOfGuest(database.db, maria, options)).map(({ id }) => id)
      const all = ['action-3', 'action-4', 'action-2', 'action-1']
      expect(await list({})).toEqual(all)
      expect(await list({ since: afternoon - 30 * minute })).toEqual(all.slice(0, 3))
      expect(await list({ since: afternoon - 30 * minute + 1 })).toEqual(all.slice(0, 2))
      expect(await list({ kind: 'redeem-product' })).toEqual(['action-2'])
      const open = await openActionsOfGuest(database.db, maria)
      expect(open.map(({ id }) => id)).toEqual(['action-4', 'action-2'])
    })

    test('of a person are added up for a hotel and its day, however many they are', async () => {
      const many = Array.from({ length: 250 }, (_, index) => sampleAction(index + 10, { points: 5 }))
      const database = await openWith(
        sampleAction(1, { points: 100 }),
        sampleAction(2, { hotelDay: '2026-01-01' }),
        sampleAction(3, { requestedBy: 'U0BEN' }),
        sampleAction(4, { hotelId: 102 }),
        ...many,
      )
      const { hotelDay } = sampleAction(1)
      const of = (userId: string, exceptId: string) =>
        totalsOfPerson(database.db, { userId, hotelId: 101, hotelDay, since: 0 }, exceptId)
      expect(await of('U0ANA', 'action-1')).toEqual({ count: 250, points: 1250 })
      expect(await of('U0ANA', '')).toEqual({ count: 251, points: 1350 })
      expect(await of('U0CARLA', '')).toEqual({ count: 0, points: 0 })
    })

    test('are counted by state', async () => {
      const database = await openWith(sampleAction(1), sampleAction(2), sampleAction(3, { state: 'done' }))
      expect(await countActions(database.db)).toEqual({ requested: 2, done: 1 })
    })
  })
})
