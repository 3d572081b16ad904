// The jobs of hand-overs: post one in the desk channel, once, and draw it anew when something in it has changed.
import { z } from 'zod'
import { intoChannel } from '../../actions/alerts.ts'
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { hotelTime } from '../../domain/hotel-day.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { type JobHandler, RetryLater } from '../../jobs/handler.ts'
import type { Message } from '../../slack/blocks.ts'
import type { PostedMessage } from '../../slack/messenger.ts'
import { SlackError } from '../../slack/slack-error.ts'
import { countWaitingBatches } from '../../store/batches.ts'
import {
  beginPost,
  type DuePost,
  endPost,
  findPost,
  lastPosted,
  type PostEnd,
} from '../../store/due-posts.ts'
import { addItems, type HandoverKey, isItemOf, itemsOf } from '../../store/handovers.ts'
import { enqueue } from '../../store/jobs.ts'
import type { Querier, Tx } from '../../store/schema.ts'
import { handoverJobNames } from './ids.ts'
import { findOpen, readThings } from './open-things.ts'
import { handovers, planAfter } from './schedule.ts'
import { handoverMessage } from './view.ts'

const ofHandover = z.object({ hotelId: z.number(), slot: z.string() })
/** So much is no lateness worth a word. */
const lateAfterMs = 10 * 60_000
const retryMs = 60_000
const refusedPauseMs = 15 * 60_000

export function handoverJobs(desk: Desk): Record<string, JobHandler> {
  return {
    [handoverJobNames.post]: { run: (data, { signal }) => post(desk, ofHandover.parse(data), signal) },
    [handoverJobNames.show]: { run: data => show(desk, ofHandover.parse(data)) },
  }
}

/** Has a hand-over that stands drawn anew. */
export function enqueueHandover(tx: Tx, { hotelId, shift: slot }: HandoverKey): Promise<void> {
  const data = { hotelId, slot }
  return enqueue(tx, { name: handoverJobNames.show, key: `handover-show:${hotelId}:${slot}`, data })
}

/** The newest that stands in the desk channel; what it names is kept by its shift. */
export async function newestHandover(db: Querier, hotelId: number, before?: number) {
  const post = await lastPosted(db, { kind: handovers.kind, hotelId }, before)
  return post && { hotelId, shift: post.slot, dueAt: post.dueAt }
}

/** Something has changed that the newest hand-over of this hotel may name; without a subject, what it counts. */
export async function refreshHandover(tx: Tx, hotelId: number, subject?: string): Promise<void> {
  const last = await newestHandover(tx, hotelId)
  if (last && (subject === undefined || (await isItemOf(tx, last, subject)))) await enqueueHandover(tx, last)
}

type JobData = z.infer<typeof ofHandover>

async function post(desk: Desk, data: JobData, signal: AbortSignal): Promise<void> {
  const { db } = desk.database
  const handover = await findPost(db, { kind: handovers.kind, ...data })
  const hotel = hotelOf(desk, data.hotelId)
  if (!handover || !hotel || (handover.state !== 'planned' && handover.state !== 'posting')) return
  const now = desk.clock.now()
  const { dueAt, slot } = handover
  if (now < dueAt) throw new RetryLater(dueAt - now, 'not-due')
  const next = handovers.next(hotel, dueAt)
  // The settings may have changed since it was planned.
  const isWanted = hotel.handover.includes(slot.slice(-5))
  if (!isWanted || (next && now >= next.at)) return end(desk, hotel, handover, { state: 'skipped' })

  const isOurs = await desk.database.transaction(async tx => {
    await addItems(tx, keyOf(handover), await findOpen(tx, hotel, dueAt))
    return beginPost(tx, handover, now)
  })
  // Another replica was first, or has this job now.
  if (signal.aborted || !isOurs) return
  const message = await draw(desk, hotel, { ...handover, begunAt: now }, true)
  // A channel that takes nothing now may be open again before the shift is over; the next one is never held up.
  const pauseMs = Math.min(refusedPauseMs, (next?.at ?? Number.POSITIVE_INFINITY) - now)
  const posted = await deliver(desk, hotel, () => desk.messenger.post(hotel.channels.desk, message))
  if (!posted) throw new RetryLater(pauseMs, 'refused')
  await end(desk, hotel, handover, { state: 'posted', ...posted })
}

async function end(desk: Desk, hotel: DeskHotel, handover: DuePost, how: PostEnd): Promise<void> {
  const isFirst = await desk.database.transaction(async tx => {
    if (!(await endPost(tx, handover, how))) return false
    // The buttons leave the one before.
    const before = how.state === 'posted' && (await newestHandover(tx, hotel.id, handover.dueAt))
    if (before) await enqueueHandover(tx, before)
    await planAfter(tx, hotel, handover.dueAt, desk.clock.now())
    return true
  })
  const { slot: shift } = handover
  if (isFirst) desk.logger.info({ event: 'handover.ended', hotel: hotel.id, shift, state: how.state })
}

/** As it stands now, in place. */
async function show(desk: Desk, data: JobData): Promise<void> {
  const { db } = desk.database
  const handover = await findPost(db, { kind: handovers.kind, ...data })
  const hotel = hotelOf(desk, data.hotelId)
  const { message: at } = handover ?? {}
  if (!handover || !hotel || !at) return
  const isCurrent = (await newestHandover(db, data.hotelId))?.shift === data.slot
  // Without a thing it has no button to lose once it is over, and what it says of its own time stays.
  if (!isCurrent && (await itemsOf(db, keyOf(handover))).length === 0) return
  const message = await draw(desk, hotel, handover, isCurrent)
  const update = async () => {
    await desk.messenger.update(at, message)
    return at
  }
  await deliver(desk, hotel, update, at.channel)
}

async function draw(desk: Desk, hotel: DeskHotel, handover: DuePost, isCurrent: boolean): Promise<Message> {
  const { language } = hotel
  const things = await readThings(desk, hotel, keyOf(handover), language)
  const bulk = isCurrent ? await countWaitingBatches(desk.database.db, hotel.id) : 0
  const { dueAt: at, begunAt = at } = handover
  const lateAt = begunAt - at > lateAfterMs ? begunAt : undefined
  return handoverMessage({ hotel, things, bulk, at, kind: 'shift', isCurrent, lateAt, language })
}

function keyOf({ hotelId, slot }: DuePost): HandoverKey {
  return { hotelId, shift: slot }
}

/** Undefined when Slack does not take it: of a closed channel the admins hear. @throws RetryLater */
async function deliver(
  desk: Desk,
  hotel: DeskHotel,
  send: () => Promise<PostedMessage>,
  channel = hotel.channels.desk,
): Promise<PostedMessage | undefined> {
  try {
    return await intoChannel(desk, hotel, 'desk', send, channel)
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    if (error.code !== 'refused') throw new RetryLater(error.retryAfterMs || retryMs, error.reason)
    const time = hotelTime(hotel, desk.clock.now())
    desk.logger.error({ event: 'handover.refused', hotel: hotel.id, time, reason: error.reason })
    return undefined
  }
}
