// Digests and hand-overs as rows: of several who plan, post or skip the same one, the store lets one.
import { expect, it } from 'vitest'
import { claimAlert, clearAlerts } from '../../src/store/alerts.ts'
import {
  beginPost,
  countReply,
  dropPlanned,
  endDuePosts,
  endPost,
  findPost,
  firstOpen,
  lastPosted,
  noteBegun,
  planPost,
  skippedBefore,
} from '../../src/store/due-posts.ts'
import { findLedgerDay, saveLedgerDay } from '../../src/store/ledger-days.ts'
import { forEachStore } from '../support/database.ts'

const key = (slot: string, hotelId = 101) => ({ kind: 'digest' as const, hotelId, slot })
const digestsOf = (hotelId: number) => ({ kind: 'digest' as const, hotelId })

forEachStore((_name, open) => {
  it('is planned once for a hotel and day, and moved while it waits', async () => {
    const { db, transaction } = await open()
    const plan = (dueAt: number) => transaction(tx => planPost(tx, key('2026-11-23'), dueAt))
    expect(await Promise.all([plan(1000), plan(1000), plan(1000)])).toEqual([true, true, true])
    expect(await plan(2000)).toBe(true)
    expect(await findPost(db, key('2026-11-23'))).toMatchObject({ state: 'planned', dueAt: 2000 })
    expect(await endPost(db, key('2026-11-23'), { state: 'posted', channel: 'C1', ts: '1.1' })).toBe(true)
    expect(await plan(3000)).toBe(false)
    expect(await findPost(db, key('2026-11-23'))).toMatchObject({
      dueAt: 2000,
      message: { channel: 'C1', ts: '1.1' },
    })
  })

  it('ends once: who comes second hears so', async () => {
    const { db, transaction } = await open()
    await transaction(tx => planPost(tx, key('2026-11-23'), 1000))
    await noteBegun(db, key('2026-11-23'), 1500)
    await noteBegun(db, key('2026-11-23'), 9999)
    expect(await beginPost(db, key('2026-11-23'))).toBe(true)
    const ends = await Promise.all(
      ['C1', 'C2', 'C3'].map(channel =>
        endPost(db, key('2026-11-23'), { state: 'posted', channel, ts: '1' }),
      ),
    )
    expect(ends.filter(Boolean)).toHaveLength(1)
    expect(await beginPost(db, key('2026-11-23'))).toBe(false)
    expect(await endPost(db, key('2026-11-23'), { state: 'skipped' })).toBe(false)
    await countReply(db, key('2026-11-23'), 2)
    expect(await findPost(db, key('2026-11-23'))).toMatchObject({
      state: 'posted',
      replies: 2,
      begunAt: 1500,
    })
  })

  it('finds the oldest that waits at one hotel, and drops what is planned for later', async () => {
    const { db, transaction } = await open()
    await transaction(async tx => {
      await planPost(tx, key('2026-11-22'), 2000)
      await planPost(tx, key('2026-11-21'), 1000)
      await planPost(tx, key('2026-11-23'), 3000)
      await planPost(tx, key('2026-11-20', 102), 500)
    })
    expect(await firstOpen(db, digestsOf(101))).toMatchObject({ slot: '2026-11-21', dueAt: 1000 })
    expect(await firstOpen(db, { kind: 'handover', hotelId: 101 })).toBeUndefined()
    await transaction(tx => dropPlanned(tx, digestsOf(101), '', 2500))
    expect(await findPost(db, key('2026-11-23'))).toBeUndefined()
    expect(await findPost(db, key('2026-11-22'))).toBeDefined()
  })

  it('knows the newest that was posted, before a moment or at all', async () => {
    const { db, transaction } = await open()
    const days = ['2026-11-21', '2026-11-22', '2026-11-23']
    await transaction(async tx => {
      for (const [i, day] of days.entries()) await planPost(tx, key(day), i + 1)
    })
    for (const day of days.slice(0, 2))
      await endPost(db, key(day), { state: 'posted', channel: 'C1', ts: '1' })
    expect((await lastPosted(db, digestsOf(101)))?.slot).toBe('2026-11-22')
    expect((await lastPosted(db, digestsOf(101), 2))?.slot).toBe('2026-11-21')
    expect(await lastPosted(db, digestsOf(102))).toBeUndefined()
    expect(await lastPosted(db, { kind: 'handover', hotelId: 101 })).toBeUndefined()
  })

  it('names the days that were left out since the last digest', async () => {
    const { db, transaction } = await open()
    const days = ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21', '2026-11-22']
    await transaction(async tx => {
      for (const [i, day] of days.entries()) await planPost(tx, key(day), i)
      await planPost(tx, key('2026-11-21', 102), 1)
    })
    for (const day of ['2026-11-18', '2026-11-20', '2026-11-21'])
      await endPost(db, key(day), { state: 'skipped' })
    expect(await skippedBefore(db, key('2026-11-22'))).toEqual(['2026-11-18', '2026-11-20', '2026-11-21'])
    await endPost(db, key('2026-11-19'), { state: 'posted', channel: 'C1', ts: '1' })
    expect(await skippedBefore(db, key('2026-11-22'))).toEqual(['2026-11-20', '2026-11-21'])
    expect(await skippedBefore(db, key('2026-11-22', 102))).toEqual([])
  })

  it('counts what was due before a restore as done, and nothing later', async () => {
    const { db, transaction } = await open()
    await transaction(async tx => {
      await planPost(tx, key('2026-11-22'), 1000)
      await planPost(tx, key('2026-11-23'), 2001)
      await endDuePosts(tx, 2000)
    })
    expect(await findPost(db, key('2026-11-22'))).toMatchObject({ state: 'restored' })
    expect(await findPost(db, key('2026-11-23'))).toMatchObject({ state: 'planned' })
    expect(await beginPost(db, key('2026-11-22'))).toBe(false)
  })

  it('keeps what the ledger had on a day, for the bounds that it was read for', async () => {
    const { db, transaction } = await open()
    const of = { hotelId: 101, day: '2026-11-22', from: 1, until: 2 }
    await transaction(tx => saveLedgerDay(tx, of, { count: 1 }, 10))
    await transaction(tx => saveLedgerDay(tx, of, { count: 2 }, 20))
    expect(await findLedgerDay(db, of)).toEqual({ count: 2 })
    expect(await findLedgerDay(db, { ...of, until: 3 })).toBeUndefined()
    expect(await findLedgerDay(db, { ...of, hotelId: 0 })).toBeUndefined()
  })

  it('lets one tell the admins, again after a while or once it was well', async () => {
    const { db, transaction } = await open()
    const claim = (name: string, at: number, since: number) =>
      transaction(tx => claimAlert(tx, name, at, since))
    const first = await Promise.all([claim('channel:C1:gone', 100, 0), claim('channel:C1:gone', 100, 0)])
    expect(first.filter(Boolean)).toHaveLength(1)
    expect(await claim('channel:C1:gone', 200, 100)).toBe(false)
    expect(await claim('channel:C1:gone', 300, 101)).toBe(true)
    expect(await claim('channel:C10:gone', 300, 0)).toBe(true)
    await clearAlerts(db, ['channel:C1:gone', 'channel:C1:closed'])
    expect(await claim('channel:C1:gone', 400, 0)).toBe(true)
    expect(await claim('channel:C10:gone', 400, 0)).toBe(false)
  })
})
