// What a hand-over names and promises, as rows: of several who take or end the same one, the store lets one.
import { expect, it } from 'vitest'
import type { ContactId } from '../../src/domain/guest.ts'
import type { GuestPromise } from '../../src/domain/promise.ts'
import { appendAudit, verifyAudit } from '../../src/store/audit.ts'
import { beginPost, findPost, planPost } from '../../src/store/due-posts.ts'
import { addItems, deleteShiftsBefore, itemsOf, takeItem } from '../../src/store/handovers.ts'
import {
  deletePromisesEndedBefore,
  endPromise,
  findPromise,
  findPromises,
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

  it('promises that ended long ago are forgotten with their words, those still owed are not', async () => {
    const { db, transaction } = await open()
    await transaction(async tx => {
      for (const id of ['old', 'new', 'owed']) {
        await insertPromise(tx, promise(id))
        await appendAudit(tx, {
          at: 1,
          actor: 'U0ANA',
          event: 'promise.made',
          subject: id,
          detail: {},
          text: `${id} words`,
        })
      }
      await endPromise(tx, 'old', 'kept', 'U0ANA', 4999)
      await endPromise(tx, 'new', 'kept', 'U0ANA', 5000)
    })
    await transaction(tx => deletePromisesEndedBefore(tx, 5000))
    expect((await findPromises(db, ['old', 'new', 'owed'])).map(({ id }) => id).toSorted()).toEqual([
      'new',
      'owed',
    ])
    const texts = await db.selectFrom('audit_texts').select('text').execute()
    expect(texts.map(({ text }) => text).toSorted()).toEqual(['new words', 'owed words'])
    expect(await verifyAudit(db)).toMatchObject({ ok: true, count: 3 })
  })

  it('shifts of long ago are forgotten, digests and the one being posted are not', async () => {
    const { db, transaction } = await open()
    const thing = [{ kind: 'action', subject: 'x' }] as const
    const [old, kept] = ['2026-08-01 23:00', '2026-08-02 07:00']
    await transaction(async tx => {
      for (const shift of [old, '2026-08-01', kept]) await addItems(tx, key(shift), thing)
      await addItems(tx, key(old), [])
      for (const slot of [old, '2026-07-31 23:00', kept])
        await planPost(tx, { kind: 'handover', hotelId: 101, slot }, 1)
      await planPost(tx, { kind: 'digest', hotelId: 101, slot: '2026-08-01' }, 1)
    })
    await beginPost(db, { kind: 'handover', hotelId: 101, slot: '2026-07-31 23:00' })
    await transaction(tx => deleteShiftsBefore(tx, '2026-08-02'))
    const items = await db.selectFrom('handover_items').select('shift').execute()
    expect(items.map(({ shift }) => shift)).toEqual([kept])
    const posts = await db.selectFrom('due_posts').select('slot').orderBy('slot').execute()
    expect(posts.map(({ slot }) => slot)).toEqual(['2026-07-31 23:00', '2026-08-01', kept])
    expect(await findPost(db, { kind: 'handover', hotelId: 101, slot: old })).toBeUndefined()
  })
})
