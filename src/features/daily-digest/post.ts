// The job `digest.post`: one digest of one hotel about one day, posted once, late rather than never.
import { z } from 'zod'
import { channelReason, intoChannel } from '../../actions/alerts.ts'
import { hotelOf } from '../../actions/desk.ts'
import { planNext } from '../../actions/due-posts.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { RetryLater } from '../../jobs/handler.ts'
import type { ChartedMessage } from '../../slack/blocks.ts'
import {
  beginPost,
  countReply,
  type DuePost,
  endPost,
  findPost,
  noteBegun,
  skippedBefore,
} from '../../store/due-posts.ts'
import { enqueue } from '../../store/jobs.ts'
import { deliverDigest, postWhole } from './deliver.ts'
import type { DigestDesk } from './digest-desk.ts'
import { gatherJob } from './gathering.ts'
import { findLedgers } from './ledgers.ts'
import type { Notes } from './lines.ts'
import { linkTo } from './links.ts'
import { type DigestMessages, digestMessages, type Look } from './message.ts'
import { type LedgerDays, readFigures } from './read.ts'
import { digests } from './schedule.ts'

const ofDigest = z.object({ hotelId: z.number(), slot: z.string() })

const minuteMs = 60_000
/** So much is no lateness worth a word. */
const lateAfterMs = 10 * minuteMs
/** The programme is waited for until this long after the digest was due; then it goes out without. */
const ledgerWithinMs = 120 * minuteMs
/** After an outage of our own the programme gets this long. */
const ledgerAtLeastMs = 10 * minuteMs
const lookAgainMs = 5 * minuteMs

export async function postDigest(desk: DigestDesk, data: unknown, signal: AbortSignal): Promise<void> {
  const { db } = desk.database
  const key = { kind: digests.kind, ...ofDigest.parse(data) }
  const digest = await findPost(db, key)
  const hotel = hotelOf(desk, key.hotelId)
  if (!digest || !hotel || digest.state === 'skipped' || digest.state === 'restored') return
  const now = desk.clock.now()
  if (digest.state === 'posted') return postRest(desk, hotel, digest)
  // The settings have moved it since the job was made.
  if (now < digest.dueAt) throw new RetryLater(digest.dueAt - now, 'not-due')
  const next = digests.next(hotel, digest.dueAt)
  // Over by the next one, or wanted no longer.
  if (!next || now >= next.at) return skip(desk, hotel, digest)
  await noteBegun(db, key, now)
  const begunAt = digest.begunAt ?? now
  const ledgers = await waitForLedger(desk, hotel, digest, begunAt)

  const messages = await draw(desk, hotel, digest, ledgers, {
    lateFor: now - digest.dueAt > lateAfterMs ? digest.dueAt : undefined,
    skipped: await skippedBefore(db, key),
  })
  // Another replica was first, or has this job now.
  if (signal.aborted || !(await beginPost(db, key))) return
  const posted = await deliverDigest(
    desk,
    hotel,
    (look, insteadOf) => messages(look, { insteadOf }).main,
    begunAt,
  )
  await desk.database.transaction(async tx => {
    if (await endPost(tx, key, { state: 'posted', ...posted }))
      await planNext(tx, digests, hotel, digest.dueAt, now)
  })
  desk.logger.info({ event: 'digest.posted', hotel: hotel.id, day: key.slot, channel: posted.channel })
  await postRest(desk, hotel, { ...digest, message: posted }, messages)
}

async function skip(desk: DigestDesk, hotel: DeskHotel, digest: DuePost): Promise<void> {
  await desk.database.transaction(async tx => {
    if (await endPost(tx, digest, { state: 'skipped' }))
      await planNext(tx, digests, hotel, digest.dueAt, desk.clock.now())
  })
  desk.logger.warn({ event: 'digest.skipped', hotel: hotel.id, day: digest.slot })
}

/** Goes on when the ledger's day is there, or cannot be waited for any longer. @throws RetryLater */
async function waitForLedger(
  desk: DigestDesk,
  hotel: DeskHotel,
  digest: DuePost,
  begunAt: number,
): Promise<LedgerDays> {
  const now = desk.clock.now()
  const until = Math.max(digest.dueAt + ledgerWithinMs, begunAt + ledgerAtLeastMs)
  const found = await findLedgers(desk, hotel, digest.slot)
  if (found.ledger || now >= until) return found
  await desk.database.transaction(tx =>
    enqueue(tx, gatherJob(desk, hotel, digest.slot, { since: begunAt, until })),
  )
  throw new RetryLater(Math.min(lookAgainMs, until - now), 'gathering')
}

type Drawn = Awaited<ReturnType<typeof draw>>

/** Read once, drawn for each place. */
async function draw(
  desk: DigestDesk,
  hotel: DeskHotel,
  { slot: day }: Pick<DuePost, 'slot'>,
  ledgers: LedgerDays,
  said: Notes,
) {
  const parts = { db: desk.database.db, now: desk.clock.now(), linkTo: linkTo(desk) }
  const figures = await readFigures(parts, hotel, day, ledgers)
  const { language } = hotel
  return (look: Look, more: Notes = {}): DigestMessages =>
    digestMessages(figures, hotel, { language, look, notes: { ...said, ...more } })
}

/** The thread, and what is told for the chain: each posted once, counted in the row. */
async function postRest(desk: DigestDesk, hotel: DeskHotel, digest: DuePost, drawn?: Drawn): Promise<void> {
  if (!digest.message) return
  const { channel, ts } = digest.message
  const messages = drawn ?? (await draw(desk, hotel, digest, await findLedgers(desk, hotel, digest.slot), {}))
  const { replies, chain } = messages('full')
  const rest: Rest[] = replies.map((reply, i) => ({
    channel,
    threadTs: ts,
    draw: look => messages(look).replies[i] ?? reply,
  }))
  if (chain) rest.push({ channel: hotel.channels.approvals, use: 'approvals', draw: () => chain })
  for (const [i, part] of rest.entries()) {
    if (i < digest.replies) continue
    await postPart(desk, hotel, part)
    await countReply(desk.database.db, digest, i + 1)
  }
}

interface Rest {
  channel: string
  use?: 'approvals'
  threadTs?: string
  draw: (look: Look) => ChartedMessage
}

/** A channel that was closed in between does not hold up the rest. */
async function postPart(
  desk: DigestDesk,
  hotel: DeskHotel,
  { channel, use, threadTs, draw }: Rest,
): Promise<void> {
  const send = () => postWhole(desk, channel, draw, desk.clock.now(), threadTs)
  try {
    await (use ? intoChannel(desk, hotel, use, send) : send())
  } catch (error) {
    if (!channelReason(error)) throw error
  }
}
