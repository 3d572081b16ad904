// A hotel's day out of the actions: by kind and person, decided, open, a page at a time.
import { expect, it } from 'vitest'
import type { ActionState } from '../../src/domain/action.ts'
import type { Batch } from '../../src/domain/batch.ts'
import type { OperationId } from '../../src/domain/guest.ts'
import type { NewAction } from '../../src/store/actions.ts'
import { insertBatch, moveBatch } from '../../src/store/batches.ts'
import {
  decisionsIn,
  doneByKind,
  doneByPerson,
  eachDone,
  firstSentAt,
  hotelsOf,
  openActions,
} from '../../src/store/day-figures.ts'
import { forEachStore } from '../support/database.ts'
import { afternoon, insert, sampleAction } from './sample.ts'

const span = { hotelId: 101, from: afternoon, until: afternoon + 1000 }
const sent = (turn: number, sendingAt: number, more: Partial<NewAction> = {}) =>
  sampleAction(turn, { state: 'done' as ActionState, sendingAt, ...more })

forEachStore((_name, open) => {
  it('counts what was done within the day, by kind and by who stood at the desk', async () => {
    const database = await open()
    for (const action of [
      sent(1, afternoon, { outcome: { arrived: 330 } }),
      sent(2, afternoon + 999, { points: 50, requestedBy: 'U0DESK', actingUser: 'U0BEN' }),
      sent(3, afternoon + 5, {
        kind: 'redeem-product',
        points: 80,
        requestedBy: 'U0BEN',
        outcome: { arrived: -80 },
      }),
      sent(4, afternoon + 6, { kind: 'reset-password', points: 0 }),
      sent(5, afternoon - 1),
      sent(6, afternoon + 1000),
      sent(7, afternoon, { hotelId: 102 }),
      sent(8, afternoon, { state: 'failed' }),
    ])
      await insert(database, action)
    const { db } = database
    const byKind = (await doneByKind(db, span)).toSorted((a, b) => (a.kind < b.kind ? -1 : 1))
    expect(byKind).toEqual([
      // 330 of the first arrived; of the second the programme did not say.
      { kind: 'grant-points', count: 2, points: 380, bonus: 30 },
      { kind: 'redeem-product', count: 1, points: 80, bonus: 0 },
      { kind: 'reset-password', count: 1, points: 0, bonus: 0 },
    ])
    const ben = (await doneByPerson(db, span)).filter(({ userId }) => userId === 'U0BEN')
    expect(ben).toHaveLength(2)
    expect(ben).toContainEqual({ userId: 'U0BEN', kind: 'grant-points', count: 1, points: 50, bonus: 0 })
    expect(await firstSentAt(db, 101)).toBe(afternoon - 1)
    expect(await firstSentAt(db, 999)).toBeUndefined()
    expect(await hotelsOf(db, ['LD-000007', 'LD-000001', 'LD-999999'])).toEqual(
      new Map([
        ['LD-000001', 101],
        ['LD-000007', 102],
      ]),
    )
    expect(await hotelsOf(db, [])).toEqual(new Map())
  })

  it('gives each action that was done once, over several pages and in one moment', async () => {
    const database = await open()
    for (let turn = 1; turn <= 1100; turn++)
      await insert(database, sent(turn, afternoon + (turn % 3), { operationId: turn as OperationId }))
    const seen: string[] = []
    for await (const { reference } of eachDone(database.db, span)) seen.push(reference)
    expect(seen).toHaveLength(1100)
    expect(new Set(seen).size).toBe(1100)
  })

  it('gives the median of decisions, and what is open, oldest first', async () => {
    const database = await open()
    for (const [i, minutes] of [4, 1, 30].entries())
      await insert(
        database,
        sampleAction(i + 1, {
          state: i === 0 ? 'declined' : 'done',
          createdAt: afternoon - minutes * 60_000,
          decidedBy: 'U0CARLA',
          decidedAt: afternoon,
        }),
      )
    for (let turn = 10; turn < 15; turn++)
      await insert(database, sampleAction(turn, { state: 'waiting', createdAt: afternoon + 20 - turn }))
    await insert(database, sampleAction(20, { state: 'waiting', hotelId: 102 }))
    const { db } = database
    expect(await decisionsIn(db, span)).toEqual({ count: 3, declined: 1, medianMs: 4 * 60_000 })
    expect(await decisionsIn(db, { ...span, hotelId: 102 })).toEqual({
      count: 0,
      declined: 0,
      medianMs: undefined,
    })
    const waiting = await openActions(db, 101, ['waiting'], 2)
    expect(waiting.count).toBe(5)
    expect(waiting.first.map(({ reference }) => reference)).toEqual(['LD-000014', 'LD-000013'])
  })

  it('counts a bulk grant as one decision, however many lines it has', async () => {
    const database = await open()
    const { db, transaction } = database
    const decided = { decidedBy: 'U0CARLA', decidedAt: afternoon }
    for (let turn = 1; turn <= 3; turn++)
      await insert(database, sampleAction(turn, { state: 'done', batchId: 'b1', ...decided }))
    await insert(database, sampleAction(4, { state: 'declined', ...decided }))
    for (const [id, hotelId] of [
      ['b1', 101],
      ['b2', 102],
    ] as const)
      await transaction(async tx => {
        const batch: Batch = {
          id,
          kind: 'grant',
          hotelId,
          state: 'waiting',
          version: 1,
          author: 'U0ANA',
          createdAt: afternoon - 600_000,
          updatedAt: afternoon,
        }
        await insertBatch(tx, batch, id)
        await moveBatch(tx, batch, 'running', decided, afternoon)
      })
    expect(await decisionsIn(db, span)).toEqual({ count: 2, declined: 1, medianMs: 0 })
  })
})
