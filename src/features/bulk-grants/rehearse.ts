// The job `batch.rehearse`: reads the file, then finds each row's guest, a few at a time and by reads only; what it
// has found is kept, so that it goes on where it stopped. Nothing is written to the loyalty programme.
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { findSameJustNow } from '../../actions/submit.ts'
import { type Batch, type BatchRow, maxBatchBytes, type RowFacts } from '../../domain/batch.ts'
import type { FindGuest, Guest } from '../../domain/guest.ts'
import { hotelDate, hotelDay } from '../../domain/hotel-day.ts'
import { maskGuest } from '../../domain/masking.ts'
import { toPoints } from '../../domain/points.ts'
import { decideGrant } from '../../domain/policy.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { type JobContext, RetryLater } from '../../jobs/handler.ts'
import { growingPause } from '../../jobs/pause.ts'
import { LoyaltyError } from '../../loyalty/errors.ts'
import { SlackError } from '../../slack/slack-error.ts'
import { usedAllowance } from '../../store/allowances.ts'
import { appendAudit } from '../../store/audit.ts'
import { forgetKeys, insertRows, rowsOf, saveRows } from '../../store/batch-rows.ts'
import { findBatch, moveBatch } from '../../store/batches.ts'
import { enqueue } from '../../store/jobs.ts'
import { enqueueShow, expiryJob, hotelPauseMs } from './parts.ts'
import { createProgress, type Progress } from './progress.ts'
import { keyOf, type ReadRows, readBytes } from './read-file.ts'

const pauses = { firstMs: 1000, longestMs: 30_000 }
/** A programme that does not answer for so long leaves the rest of the rows out. */
const giveUpAfterMs = 10 * 60_000
/** Rows looked up at a time: single look-ups go on beside them. */
const together = 4

export async function rehearse(desk: Desk, batchId: string, context: JobContext): Promise<void> {
  const found = await findBatch(desk.database.db, batchId)
  const hotel = found && hotelOf(desk, found.hotelId)
  if (found?.state !== 'reading' && found?.state !== 'rehearsing') return
  if (!hotel) throw new RetryLater(hotelPauseMs, 'its hotel is not in the settings')
  const progress = createProgress(desk, found, found.createdAt + giveUpAfterMs)
  const batch = found.state === 'reading' ? await read(desk, found) : found
  if (batch?.state === 'rehearsing') await findGuests(desk, hotel, batch, progress, context)
  const now = await findBatch(desk.database.db, batchId)
  if (now) await progress.finish(now)
}

async function read(desk: Desk, batch: Batch): Promise<Batch | undefined> {
  const result = await readAttached(desk, batch)
  return desk.database.transaction(async tx => {
    const at = desk.clock.now()
    if (result.ok) await insertRows(tx, batch.id, result.rows)
    else await enqueueShow(tx, batch.id, ['author'], at)
    const change = result.ok ? {} : { problem: result.problem }
    return moveBatch(tx, batch, result.ok ? 'rehearsing' : 'unreadable', change, at)
  })
}

async function readAttached(desk: Desk, { fileId = '', createdAt }: Batch): Promise<ReadRows> {
  try {
    const { bytes } = await desk.messenger.readFile(fileId, maxBatchBytes)
    if (!bytes || bytes.length > maxBatchBytes) return { ok: false, problem: 'too-large' }
    return readBytes(bytes)
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    if (error.code === 'refused') return { ok: false, problem: 'gone' }
    throw new RetryLater(
      error.retryAfterMs || growingPause(desk.clock.now() - createdAt, pauses),
      error.reason,
    )
  }
}

async function findGuests(
  desk: Desk,
  hotel: DeskHotel,
  batch: Batch,
  progress: Progress,
  { signal }: JobContext,
): Promise<void> {
  const rows = await rowsOf(desk.database.db, batch.id)
  const judge = await createJudge(desk, hotel, batch, rows)
  const open = rows.filter(row => row.guestKey !== undefined && row.problem === undefined && !row.facts)
  let isAway = false
  for (let from = 0; from < open.length; from += together) {
    signal.throwIfAborted()
    const some = open.slice(from, from + together)
    const done = rows.length - open.length + from
    const looks: Promise<Look>[] = isAway ? [] : some.map(row => lookUp(desk, hotel, batch, row))
    const guests = await Promise.all(looks).catch(async error => {
      if (error instanceof RetryLater) await progress.stall(done, rows.length)
      throw error
    })
    // The rest is not asked for any more: each look would wait as long.
    isAway ||= guests.includes('away')
    const judged: BatchRow[] = []
    for (const [index, row] of some.entries()) judged.push(await judge(row, guests[index] ?? 'away'))
    await desk.database.transaction(tx => saveRows(tx, batch.id, judged))
    await progress.show(done + some.length, rows.length)
  }
  await desk.database.transaction(async tx => {
    const at = desk.clock.now()
    const expiresAt = at + hotel.policy.approval.expiresAfterMinutes * 60_000
    if (!(await moveBatch(tx, batch, 'rehearsed', { expiresAt }, at))) return
    await forgetKeys(tx, batch.id)
    await enqueueShow(tx, batch.id, ['author'], at)
    await enqueue(tx, expiryJob(batch.id, expiresAt))
    await appendAudit(tx, {
      at,
      actor: batch.author,
      event: 'batch.rehearsed',
      subject: batch.id,
      detail: { hotel: hotel.id, rows: rows.length },
    })
  })
}

/** `unread`: the programme refuses to answer for this one. `away`: it has not answered for too long. */
type Look = FindGuest | 'unread' | 'away'

async function lookUp(desk: Desk, hotel: DeskHotel, batch: Batch, row: BatchRow): Promise<Look> {
  const key = keyOf(row.guestKey ?? '')
  if (!key) return { kind: 'none' }
  try {
    return await desk.findGuest(key, hotel.id, hotelDate(hotel, desk.clock.now()))
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error
    if (!error.isRetryable) return 'unread'
    const waited = desk.clock.now() - batch.createdAt
    if (waited >= giveUpAfterMs) return 'away'
    throw new RetryLater(error.retryAfterMs || growingPause(waited, pauses), error.code)
  }
}

/** Decides on one row after the other, in the order of the file. */
async function createJudge(desk: Desk, hotel: DeskHotel, batch: Batch, rows: readonly BatchRow[]) {
  const { db } = desk.database
  const now = desk.clock.now()
  const staff = desk.identity.staffIn(batch.author, hotel)
  const key = {
    userId: batch.author,
    kind: 'grant-points',
    hotelId: hotel.id,
    day: hotelDay(hotel, now),
  } as const
  let usedToday = await usedAllowance(db, key)
  const lineOf = new Map<number, number>()
  for (const row of rows) if (row.facts && !row.problem) accept(row)

  function accept(row: BatchRow): void {
    if (row.contactId !== undefined) lineOf.set(row.contactId, row.line)
    if (!row.facts?.needsApproval) usedToday += row.points ?? 0
  }

  return async (row: BatchRow, found: Look): Promise<BatchRow> => {
    // What was typed goes as soon as the guest was looked for.
    const { guestKey: _typed, ...bare } = row
    if (found === 'unread' || found === 'away') return { ...bare, problem: 'not-read' }
    if (found.kind !== 'one')
      return { ...bare, problem: found.kind === 'none' ? 'no-guest' : 'several-guests' }
    const { guest } = found
    const facts = factsOf(guest, now)
    const named: BatchRow = { ...bare, contactId: guest.contactId, guestLabel: maskGuest(guest), facts }
    const before = lineOf.get(guest.contactId)
    if (before !== undefined) return { ...named, problem: 'twice-in-file', about: String(before) }
    const points = toPoints(row.points ?? 0)
    if (points === undefined) return { ...named, problem: 'points-empty' }
    const same = await findSameJustNow(db, guest.contactId, 'grant-points', points, desk.clock.now())
    if (same) return { ...named, problem: 'granted-just-now', about: same.reference }
    const decision = decideGrant(staff, points, facts, {
      date: hotelDate(hotel, now),
      hotelId: hotel.id,
      policy: hotel.policy,
      usedToday,
    })
    if (decision.kind === 'refused') {
      const isLimit = decision.why === 'above-limit'
      const problem = isLimit ? 'above-limit' : decision.why === 'not-a-member' ? 'not-a-member' : 'refused'
      return { ...named, problem }
    }
    const accepted: BatchRow =
      decision.kind === 'needsApproval' ? { ...named, facts: { ...facts, needsApproval: true } } : named
    accept(accepted)
    return accepted
  }
}

function factsOf(guest: Guest, readAt: number): RowFacts {
  return {
    membership: guest.membership.kind,
    points: guest.points,
    level: guest.level,
    readAt,
    ...(guest.language !== undefined && { language: guest.language }),
  }
}
