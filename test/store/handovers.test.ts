// Hand-overs and promises as rows: of several who plan, post, take or end the same one, the store lets one.
import { expect, it } from 'vitest'
import type { ContactId } from '../../src/domain/guest.ts'
import type { GuestPromise } from '../../src/domain/promise.ts'
import {
  addItems,
  beginHandover,
  endDueHandovers,
  endHandover,
  findHandover,
  itemsOf,
  lastPosted,
  planHandover,
  takeItem,
} from '../../src/store/handovers.ts'
import {
  endPromise,
  findPromise,
  insertPromise,
  openPromisesOfGuest,
  promisesDue,
} from '../../src/store/promises.ts'
import { forEachStore } from '../support/database.ts'

const key = (shift: string, hotelId = 101) => ({ hotelId, shift })
const maria = 11_656_629 as ContactId
const promise = (id: string, changes: Partial<GuestPromise> = {}): GuestPromise => ({
  id,
  hotelId: 101,
  contactId: maria,
  guestLabel: 'María G.',
  text: 'masaje',
  dueDay: '2026-11-25',
  state: 'open',
  madeBy: 'U0ANA',
  createdAt: 1000,
  ...changes,
})

forEachStore((_name, open) => {
  it('is planned once for a hotel and shift', async () => {
    const { db, transaction } = await open()
    const plan = (hotelId = 101) =>
      transaction(tx => planHandover(tx, key('2026-11-23 15:00', hotelId), 1000))
    const planned = await Promise.all([plan(), plan(), plan(), plan(102)])
    expect(planned.slice(0, 3).filter(Boolean)).toHaveLength(1)
    expect(planned[3]).toBe(true)
    expect(await findHandover(db, key('2026-11-23 15:00'))).toMatchObject({ state: 'planned', dueAt: 1000 })
  })

  it('ends once, and the newest that was posted is known', async () => {
    const { db, transaction } = await open()
    for (const [shift, at] of [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ] as const)
      await transaction(tx => planHandover(tx, key(shift), at))
    expect(await beginHandover(db, key('a'), undefined)).toBe(true)
    const ends = await Promise.all(
      ['1.1', '2.2', '3.3'].map(ts => endHandover(db, key('a'), { state: 'posted', channel: 'C1', ts })),
    )
    expect(ends.filter(Boolean)).toHaveLength(1)
    expect(await endHandover(db, key('a'), { state: 'skipped' })).toBe(false)
    await endHandover(db, key('b'), { state: 'posted', channel: 'C1', ts: '9.9' })
    expect((await lastPosted(db, 101))?.shift).toBe('b')
    expect((await lastPosted(db, 101, 2))?.shift).toBe('a')
    expect(await lastPosted(db, 102)).toBeUndefined()
  })

  it('that was due before a restore is over, a later one is not', async () => {
    const { db, transaction } = await open()
    for (const [shift, at] of [
      ['a', 1000],
      ['b', 3000],
    ] as const)
      await transaction(tx => planHandover(tx, key(shift), at))
    await transaction(tx => endDueHandovers(tx, 2000))
    expect((await findHandover(db, key('a')))?.state).toBe('restored')
    expect((await findHandover(db, key('b')))?.state).toBe('planned')
  })

  it('names each thing once, and each is taken once', async () => {
    const { db, transaction } = await open()
    const things = [
      { kind: 'action', subject: 'x' },
      { kind: 'promise', subject: 'y' },
    ] as const
    await Promise.all([0, 1].map(() => transaction(tx => addItems(tx, key('a'), things))))
    const items = await itemsOf(db, key('a'))
    expect(items.map(({ subject }) => subject).toSorted()).toEqual(['x', 'y'])
    const id = items[0]?.id ?? ''
    const taken = await Promise.all(
      ['U0ANA', 'U0BEN', 'U0CARLA'].map(who => transaction(tx => takeItem(tx, id, who, 5))),
    )
    const [owner] = taken.flatMap(item => item?.takenBy ?? [])
    expect(taken.filter(Boolean)).toHaveLength(1)
    const after = (await itemsOf(db, key('a'))).find(item => item.id === id)
    expect([after?.takenBy, after?.takenAt]).toEqual([owner, 5])
  })

  it('a promise is kept, cancelled or expired once, whoever is first', async () => {
    const { db, transaction } = await open()
    expect(await transaction(tx => insertPromise(tx, promise('p')))).toBe(true)
    expect(await transaction(tx => insertPromise(tx, promise('p', { text: 'other' })))).toBe(false)
    const ends = await Promise.all(
      (['kept', 'cancelled', 'expired'] as const).map(to =>
        transaction(tx => endPromise(tx, 'p', to, `U-${to}`, 7)),
      ),
    )
    const [first] = ends.filter(Boolean)
    expect(ends.filter(Boolean)).toHaveLength(1)
    expect((await findPromise(db, 'p'))?.promise).toEqual(first)
    expect(first?.text).toBe('masaje')
    expect(await openPromisesOfGuest(db, maria)).toEqual([])
  })

  it('promises come with the next due first, those of other hotels and later days apart', async () => {
    const { db, transaction } = await open()
    await transaction(async tx => {
      await insertPromise(tx, promise('late', { dueDay: '2026-11-27' }))
      await insertPromise(tx, promise('soon'))
      await insertPromise(tx, promise('sooner', { dueDay: '2026-11-24' }))
      await insertPromise(tx, promise('elsewhere', { hotelId: 102 }))
    })
    const ids = (promises: GuestPromise[]) => promises.map(({ id }) => id)
    expect(ids(await promisesDue(db, 101, '2026-11-25'))).toEqual(['sooner', 'soon'])
    expect(ids(await openPromisesOfGuest(db, maria))).toEqual(['sooner', 'elsewhere', 'soon', 'late'])
  })
})
