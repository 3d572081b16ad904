// request → decide → store + jobs, in one transaction. The same submission twice finds the row of the first.
import { randomBytes, randomUUID } from 'node:crypto'
import { type Action, type ActionKind, cameToNothing } from '../domain/action.ts'
import type { ContactId } from '../domain/guest.ts'
import { hotelDate, hotelDay } from '../domain/hotel-day.ts'
import { type Decision, type GuestFacts, policyOf, type Refusal, type Today } from '../domain/policy.ts'
import { toReference } from '../domain/reference.ts'
import type { DeskHotel } from '../domain/settings.ts'
import type { Staff } from '../domain/staff.ts'
import { findActionBySubmitKey, insertAction } from '../store/actions.ts'
import { takeAllowance, usedAllowance } from '../store/allowances.ts'
import { appendAudit } from '../store/audit.ts'
import { actionsOfGuest } from '../store/guest-actions.ts'
import { enqueue } from '../store/jobs.ts'
import type { Querier, Tx } from '../store/schema.ts'
import { takeTurn } from '../store/transaction.ts'
import { enqueueCard } from './cards.ts'
import type { ActionDefinition, Desk } from './desk.ts'
import { ledgerRowsIn } from './form-row.ts'
import { performJob } from './perform.ts'
import { reviewJobs } from './review.ts'
import { linkUndo } from './undo-link.ts'

/** The commit must leave room for Slack's answer within its 3 seconds. */
const commitWithinMs = 1500
const sameAgainMs = 15 * 60_000
/** A card that says "sending" is posted only when the outcome keeps the desk waiting. */
const patienceMs = 2000

export interface Submission<Input> {
  definition: ActionDefinition<Input>
  input: Input
  staff: Staff
  hotel: DeskHotel
  /** Who stood at a shared desk log-in. */
  actingUser?: string | undefined
  guest: GuestFacts & { contactId: ContactId; label: string; readAt: number; hasStay: boolean }
  /** The action that this one undoes or sends again. */
  cites?: string
  /** The bulk grant that it is a row of; `approvedBy` decided on all of its rows, and its card speaks for them. */
  batch?: { id: string; approvedBy?: string }
  /** One per form: however often it is pressed, it is sent once. */
  key: string
  /** Earlier actions, and rows of the ledger, that the person has seen and wants to repeat all the same. */
  seen: readonly string[] | 'all'
  /** What else is written with the action; throws to have nothing written at all. */
  alongside?(tx: Tx, stored: Action): Promise<void>
}

export type Submitted =
  | { kind: 'stored'; action: Action }
  | { kind: 'repeated'; action: Action }
  | { kind: 'refused'; why: Refusal; field: string | undefined; earlier?: Action }
  | { kind: 'ask-again'; earlier: Action }

/** @throws StoreError: nothing was saved, or (commit-unknown) pressing again finds the row */
export async function submit<Input>(desk: Desk, submission: Submission<Input>): Promise<Submitted> {
  return desk.database.transaction(tx => submitIn(desk, tx, submission), { timeoutMs: commitWithinMs })
}

/** The amount that limits, totals and the ledger are about. */
function pointsOf(change: number | undefined): number | undefined {
  return change === undefined ? undefined : Math.abs(change)
}

async function submitIn<Input>(desk: Desk, tx: Tx, submission: Submission<Input>): Promise<Submitted> {
  const { definition, input, staff, hotel, guest } = submission
  // Two replicas deciding at the same moment would not see each other’s action for this guest, nor the same press.
  await takeTurn(tx, `guest:${guest.contactId}`)
  const before = await findActionBySubmitKey(tx, submission.key)
  if (before) return { kind: 'repeated', action: before }

  if (desk.hold.isHeld()) return { kind: 'refused', why: 'desk-held', field: undefined }
  const now = desk.clock.now()
  const points = pointsOf(definition.changeOf(input))
  const earlier = await findEarlier(tx, submission, points, now)
  if (earlier && definition.oncePerGuest)
    return { kind: 'refused', why: definition.oncePerGuest.why, field: 'guest', earlier }
  if (earlier && submission.seen !== 'all' && !submission.seen.includes(earlier.id))
    return { kind: 'ask-again', earlier }

  const day = hotelDay(hotel, now)
  const key = { userId: staff.userId, kind: definition.kind, hotelId: hotel.id, day }
  const facts = { date: hotelDate(hotel, now), hotelId: hotel.id, policy: hotel.policy }
  const today = async (): Promise<Today> => ({ ...facts, usedToday: await usedAllowance(tx, key) })
  const atFirst = await today()
  let decision = definition.decide(staff, input, guest, atFirst)
  if (decision.kind === 'allowed' && decision.allowance > 0) {
    const cap = policyOf(staff, atFirst)?.grant.perDay ?? 0
    const isTaken = await takeAllowance(tx, key, decision.allowance, cap)
    // Somebody with the same hands took the rest in between: decide again on what is left now.
    if (!isTaken) decision = definition.decide(staff, input, guest, await today())
    if (!isTaken && decision.kind === 'allowed')
      decision = { kind: 'needsApproval', why: 'above-limit-per-day' }
  }
  if (decision.kind === 'refused') return { kind: 'refused', why: decision.why, field: decision.field }
  const approvers = desk.identity.approvers(hotel, [staff.userId, submission.actingUser])
  const isApproved = submission.batch?.approvedBy !== undefined
  if (decision.kind === 'needsApproval' && approvers.length === 0 && !isApproved)
    return { kind: 'refused', why: 'nobody-could-approve', field: undefined }

  const stored = await store(tx, submission, decision, { now, day, points })
  return { kind: 'stored', action: stored }
}

/** An action that this one repeats: the same for the same guest a short while ago, unless nothing came of it. */
async function findEarlier<Input>(
  tx: Tx,
  { definition, input, guest }: Submission<Input>,
  points: number | undefined,
  now: number,
): Promise<Action | undefined> {
  const within = definition.oncePerGuest?.withinMs ?? sameAgainMs
  // What has no points repeats another one by its whole input, unless one per guest is the rule anyway.
  const isSame = (earlier: Action) =>
    points !== undefined || definition.oncePerGuest
      ? earlier.points === points
      : JSON.stringify(earlier.input) === JSON.stringify(input)
  return findSame(tx, guest.contactId, definition.kind, now - within, isSame)
}

/** The same amount for the same guest a short while ago, for whoever looks before asking. @param now epoch ms */
export function findSameJustNow(
  db: Querier,
  contactId: ContactId,
  kind: ActionKind,
  points: number,
  now: number,
): Promise<Action | undefined> {
  return findSame(db, contactId, kind, now - sameAgainMs, earlier => earlier.points === points)
}

async function findSame(
  db: Querier,
  contactId: ContactId,
  kind: ActionKind,
  since: number,
  isSame: (earlier: Action) => boolean,
): Promise<Action | undefined> {
  const recent = await actionsOfGuest(db, contactId, { kind, since })
  return recent.find(
    earlier => isSame(earlier) && !cameToNothing(earlier.state) && earlier.outcome.undoneBy?.state !== 'done',
  )
}

async function store<Input>(
  tx: Tx,
  submission: Submission<Input>,
  decision: Exclude<Decision, { kind: 'refused' }>,
  { now, day, points }: { now: number; day: string; points: number | undefined },
): Promise<Action> {
  const { definition, staff, hotel, guest } = submission
  const isAllowed = decision.kind === 'allowed'
  const despiteRows = submission.seen === 'all' ? [] : ledgerRowsIn(submission.seen)
  const { id: batchId, approvedBy } = submission.batch ?? {}
  const { expiresAfterMinutes, remindAfterMinutes } = hotel.policy.approval
  const draft = (): Action => ({
    id: randomUUID(),
    reference: toReference(randomBytes(6)),
    kind: definition.kind,
    hotelId: hotel.id,
    state: approvedBy !== undefined ? 'approved' : isAllowed ? 'requested' : 'waiting',
    version: 1,
    requestedBy: staff.userId,
    contactId: guest.contactId,
    guestLabel: guest.label,
    input: submission.input,
    hotelDay: day,
    allowance: isAllowed ? decision.allowance : 0,
    outcome: {
      balanceBefore: guest.points,
      readAt: guest.readAt,
      hasStay: guest.hasStay,
      ...(despiteRows.length > 0 && { despiteRows }),
    },
    createdAt: now,
    updatedAt: now,
    ...(submission.actingUser !== undefined && { actingUser: submission.actingUser }),
    ...(submission.cites !== undefined && { cites: submission.cites }),
    ...(points !== undefined && { points }),
    ...(batchId !== undefined && { batchId }),
    ...(approvedBy !== undefined
      ? { decidedBy: approvedBy, decidedAt: now }
      : !isAllowed && { expiresAt: now + expiresAfterMinutes * 60_000 }),
  })
  let action = draft()
  // A reference that exists already is drawn again; 32⁶ of them make a second conflict unlikely.
  for (let draw = 0; !(await insertAction(tx, { ...action, submitKey: submission.key })); draw++) {
    if (draw === 5) throw new Error('no free reference in six draws')
    action = draft()
  }
  if (approvedBy !== undefined) {
    await enqueue(tx, performJob(action.id))
  } else if (isAllowed) {
    await enqueue(tx, performJob(action.id))
    await enqueueCard(tx, action.id, 'desk', now + patienceMs)
  } else {
    await enqueueCard(tx, action.id, 'approvals', now)
    await enqueueCard(tx, action.id, 'requester', now)
    for (const job of reviewJobs(action, remindAfterMinutes)) await enqueue(tx, job)
  }
  const undoes = definition.undoes?.(submission.input)
  if (undoes) await linkUndo(tx, action, undoes, now)
  await submission.alongside?.(tx, action)
  const evidence = definition.evidence?.(submission.input, hotel)
  await appendAudit(tx, {
    at: now,
    actor: staff.userId,
    event: 'action.requested',
    subject: action.id,
    detail: {
      reference: action.reference,
      kind: action.kind,
      hotel: hotel.id,
      contact: guest.contactId,
      to: action.state,
      ...(points !== undefined && { points }),
      ...(decision.kind === 'needsApproval' && { why: decision.why }),
      ...(submission.cites !== undefined && { cites: submission.cites }),
      ...(batchId !== undefined && { batch: batchId }),
      ...(submission.seen !== 'all' && submission.seen.length > 0 && { despite: submission.seen.join(' ') }),
      ...evidence?.detail,
    },
    ...(evidence?.text !== undefined && { text: evidence.text }),
  })
  return action
}
