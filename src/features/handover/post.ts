// The jobs of hand-overs: post one in the desk channel, once, and draw it anew when something in it has changed.
import { z } from 'zod'
import { alertChannel, channelIsWell, channelReason } from '../../actions/alerts.ts'
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { nextHandover } from '../../domain/handover-time.ts'
import { hotelTime } from '../../domain/hotel-day.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { type JobHandler, RetryLater } from '../../jobs/handler.ts'
import type { Message } from '../../slack/blocks.ts'
import { SlackError } from '../../slack/messenger.ts'
import {
  addItems,
  beginHandover,
  endHandover,
  findHandover,
  type Handover,
  type HandoverKey,
  isItemOf,
  lastPosted,
} from '../../store/handovers.ts'
import { enqueue } from '../../store/jobs.ts'
import type { Tx } from '../../store/schema.ts'
import { handoverJobNames } from './ids.ts'
import { findOpen, readThings } from './open-things.ts'
import { planAfter } from './schedule.ts'
import { handoverMessage } from './view.ts'

const ofHandover = z.object({ hotelId: z.number(), shift: z.string() })
/** So much is no lateness worth a word. */
const lateAfterMs = 10 * 60_000
const retryMs = 60_000

export function handoverJobs(desk: Desk): Record<string, JobHandler> {
  return {
    [handoverJobNames.post]: { run: (data, { signal }) => post(desk, ofHandover.parse(data), signal) },
    [handoverJobNames.show]: { run: data => show(desk, ofHandover.parse(data)) },
  }
}

/** Has a hand-over that stands drawn anew. */
export function enqueueHandover(tx: Tx, { hotelId, shift }: HandoverKey): Promise<void> {
  const data = { hotelId, shift }
  return enqueue(tx, { name: handoverJobNames.show, key: `handover-show:${hotelId}:${shift}`, data })
}

/** Something has changed that the newest hand-over of this hotel may name. */
export async function refreshHandover(tx: Tx, hotelId: number, subject: string): Promise<void> {
  const last = await lastPosted(tx, hotelId)
  if (last && (await isItemOf(tx, last, subject))) await enqueueHandover(tx, last)
}

async function post(desk: Desk, key: HandoverKey, signal: AbortSignal): Promise<void> {
  const { db } = desk.database
  const handover = await findHandover(db, key)
  const hotel = hotelOf(desk, key.hotelId)
  if (!handover || !hotel || (handover.state !== 'planned' && handover.state !== 'posting')) return
  const now = desk.clock.now()
  const { dueAt } = handover
  if (now < dueAt) throw new RetryLater(dueAt - now, 'not-due')
  // The settings may have changed since it was planned.
  if (!hotel.handover.includes(key.shift.slice(-5))) return end(desk, hotel, handover, { state: 'dropped' })
  const next = nextHandover(hotel, dueAt)
  if (next && now >= next.at) return end(desk, hotel, handover, { state: 'skipped' })

  const lateAt = now - dueAt > lateAfterMs ? now : undefined
  const isOurs = await desk.database.transaction(async tx => {
    await addItems(tx, key, await findOpen(tx, hotel, dueAt))
    return beginHandover(tx, key, lateAt)
  })
  // Another replica was first, or has this job now.
  if (signal.aborted || !isOurs) return
  const message = await draw(desk, hotel, { ...handover, lateAt }, true)
  const posted = await deliver(desk, hotel, () => desk.messenger.post(hotel.channels.desk, message))
  if (posted) await channelIsWell(desk, hotel.channels.desk)
  await end(desk, hotel, handover, posted ? { state: 'posted', ...posted } : { state: 'skipped' })
}

async function end(
  desk: Desk,
  hotel: DeskHotel,
  handover: Handover,
  how: Parameters<typeof endHandover>[2],
): Promise<void> {
  const isFirst = await desk.database.transaction(async tx => {
    if (!(await endHandover(tx, handover, how))) return false
    // The buttons leave the one before.
    const before = how.state === 'posted' && (await lastPosted(tx, hotel.id, handover.dueAt))
    if (before) await enqueueHandover(tx, before)
    await planAfter(tx, hotel, handover.dueAt, desk.clock.now())
    return true
  })
  const { shift } = handover
  if (isFirst) desk.logger.info({ event: 'handover.ended', hotel: hotel.id, shift, state: how.state })
}

/** As it stands now, in place. */
async function show(desk: Desk, key: HandoverKey): Promise<void> {
  const handover = await findHandover(desk.database.db, key)
  const hotel = hotelOf(desk, key.hotelId)
  const { message: at } = handover ?? {}
  if (!handover || !hotel || !at) return
  const isCurrent = (await lastPosted(desk.database.db, key.hotelId))?.shift === key.shift
  const message = await draw(desk, hotel, handover, isCurrent)
  await deliver(desk, hotel, () => desk.messenger.update(at, message))
}

async function draw(
  desk: Desk,
  hotel: DeskHotel,
  handover: Pick<Handover, 'hotelId' | 'shift' | 'dueAt' | 'lateAt'>,
  isCurrent: boolean,
): Promise<Message> {
  const { language } = hotel
  const things = await readThings(desk, hotel, handover, language)
  const { dueAt: at, lateAt } = handover
  return handoverMessage({ hotel, things, at, kind: 'shift', isCurrent, lateAt, language })
}

/** Undefined when Slack does not take it: the admins hear of it. @throws RetryLater */
async function deliver<T>(desk: Desk, hotel: DeskHotel, send: () => Promise<T>): Promise<T | undefined> {
  try {
    return await send()
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    if (error.code !== 'refused') throw new RetryLater(error.retryAfterMs || retryMs, error.reason)
    const reason = channelReason(error)
    if (reason) await alertChannel(desk, hotel, 'desk', reason)
    const time = hotelTime(hotel, desk.clock.now())
    desk.logger.error({ event: 'handover.refused', hotel: hotel.id, time, reason: error.reason })
    return undefined
  }
}
