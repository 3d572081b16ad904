// One change of an action's state: conditional update, audit event, the jobs that tell about it, in one transaction.
import {
  type Action,
  type ActionEvent,
  cameToNothing,
  lookedAfterStates,
  nextState,
  type Outcome,
} from '../domain/action.ts'
import { undoEndsAt } from '../domain/undo.ts'
import { moveAction } from '../store/actions.ts'
import { allowanceKey, giveBackAllowance } from '../store/allowances.ts'
import { appendAudit } from '../store/audit.ts'
import { cardsOf } from '../store/cards.ts'
import { enqueue, type NewJob } from '../store/jobs.ts'
import { insertNote, type NoteKind } from '../store/notes.ts'
import type { Tx } from '../store/schema.ts'
import { batchJob, quietPlaces } from './batch-link.ts'
import { enqueueCard, enqueueUpdate, type Place, undoEndJob } from './cards.ts'
import { type Desk, hotelOf } from './desk.ts'
import { linkEnd, linkUndo, undoLinkState } from './undo-link.ts'

export interface Move {
  event: ActionEvent
  /** A Slack user id, or `desk` for what the app does by itself. */
  actor: string
  outcome?: Partial<Outcome>
  /** Free text that a person gave; kept erasable in the audit trail and shown on the card. */
  note?: { id: string; kind: NoteKind; text: string }
  /** Cards to post besides those that already stand; `afterMs` holds one back for something newer. */
  show?: readonly { place: Place; afterMs?: number }[]
  /** Holds the cards that already stand back as well: something newer is about to follow. */
  restAfterMs?: number
  /** Work that the change brings, committed with it. */
  jobs?: readonly NewJob[]
}

/**
 * Writes the change if the action still stands as it was read; undefined when somebody else was first or the change
 * is illegal: then nothing is written.
 */
export function move(desk: Desk, action: Action, change: Move): Promise<Action | undefined> {
  return desk.database.transaction(tx => moveIn(desk, tx, action, change))
}

/** As `move`, inside a transaction of the caller, as its last statements. */
export async function moveIn(desk: Desk, tx: Tx, action: Action, change: Move): Promise<Action | undefined> {
  const { event, actor } = change
  const to = nextState(action, event.name)
  if (to === undefined) return undefined
  const at = desk.clock.now()
  const givesBack = cameToNothing(to) && action.allowance > 0
  const moved = await moveAction(
    tx,
    action,
    to,
    {
      outcome: { ...action.outcome, ...outcomeOf(event, at), ...change.outcome },
      ...((event.name === 'approved' || event.name === 'declined') && { decidedBy: actor, decidedAt: at }),
      ...(event.name === 'sending' && { sendingAt: at }),
      ...(event.name === 'taken-back' && { sendingAt: null }),
      ...('operationId' in event && event.operationId !== undefined && { operationId: event.operationId }),
      ...(givesBack && { allowance: 0 }),
    },
    at,
  )
  if (!moved) return undefined
  if (givesBack) {
    await giveBackAllowance(tx, allowanceKey(action), action.allowance)
  }
  const undoes = moved.kind === 'undo' ? desk.bind(moved)?.undoes : undefined
  if (undoes) await linkUndo(tx, moved, undoes, at)
  await linkEnd(tx, moved, at)
  if (change.note) await insertNote(tx, { ...change.note, actionId: action.id, author: actor, at })
  await showEverywhere(desk, tx, moved, change)
  const undo = hotelOf(desk, moved.hotelId)?.policy.undo
  const hasOwnCards = moved.batchId === undefined
  const undoUntil = event.name === 'done' && undo && hasOwnCards ? undoEndsAt(moved, undo) : undefined
  if (undoUntil !== undefined) await enqueue(tx, undoEndJob(moved.id, undoUntil))
  if (wasLookedAfter(action)) await desk.refreshLists(tx, moved.hotelId, moved.id)
  for (const job of change.jobs ?? []) await enqueue(tx, job)
  if (moved.batchId !== undefined && event.name !== 'sending') await enqueue(tx, batchJob(moved.batchId))
  await appendAudit(tx, {
    at,
    actor,
    event: `action.${event.name}`,
    subject: action.id,
    detail: {
      reference: action.reference,
      from: action.state,
      to,
      ...detailOf(event),
      ...(action.cites !== undefined && { cites: action.cites }),
    },
    ...(change.note && { text: change.note.text }),
  })
  return moved
}

type Annotation = Omit<Move, 'event'> & { event: string }

/** A change that leaves the state as it is: an answer to a question, a balance read later, a product handed over. */
export function annotate(desk: Desk, action: Action, change: Annotation): Promise<Action | undefined> {
  return desk.database.transaction(tx => annotateIn(desk, tx, action, change))
}

/** As `annotate`, inside a transaction of the caller, as its last statements. */
export async function annotateIn(
  desk: Desk,
  tx: Tx,
  action: Action,
  change: Annotation,
): Promise<Action | undefined> {
  const at = desk.clock.now()
  const outcome = { ...action.outcome, ...change.outcome }
  const noted = await moveAction(tx, action, action.state, { outcome }, at)
  if (!noted) return undefined
  // An undo that is left as it is, is over: it may be asked for anew.
  const undoes = undoLinkState(noted) === undoLinkState(action) ? undefined : desk.bind(noted)?.undoes
  if (undoes) await linkUndo(tx, noted, undoes, at)
  if (change.note) await insertNote(tx, { ...change.note, actionId: action.id, author: change.actor, at })
  await showEverywhere(desk, tx, noted, change)
  if (wasLookedAfter(action)) await desk.refreshLists(tx, noted.hotelId, noted.id)
  if (noted.batchId !== undefined) await enqueue(tx, batchJob(noted.batchId))
  await appendAudit(tx, {
    at,
    actor: change.actor,
    event: change.event,
    subject: action.id,
    detail: { reference: action.reference },
    ...(change.note && { text: change.note.text }),
  })
  return noted
}

/** Somebody had to see to it, so a list may name it; most actions never come to that, and cost no question here. */
function wasLookedAfter({ state, decidedBy, batchId }: Action): boolean {
  return lookedAfterStates.includes(state) || (decidedBy !== undefined && batchId === undefined)
}

async function showEverywhere(
  desk: Desk,
  tx: Tx,
  action: Action,
  { show = [], restAfterMs = 0 }: Pick<Move, 'show' | 'restAfterMs'>,
) {
  const now = desk.clock.now()
  const standing = new Set((await cardsOf(tx, action.id)).map(({ place }) => place))
  const isQuiet = action.batchId !== undefined && standing.size === 0
  const wanted = isQuiet ? show.filter(({ place }) => quietPlaces(action).includes(place)) : show
  const delays = new Map<string, number>(wanted.map(({ place, afterMs }) => [place, afterMs ?? 0]))
  for (const place of standing) if (!delays.has(place)) delays.set(place, restAfterMs)
  for (const [place, afterMs] of delays)
    await (standing.has(place) ? enqueueUpdate : enqueueCard)(tx, action.id, place, now + afterMs)
}

function outcomeOf(event: ActionEvent, at: number): Partial<Outcome> {
  switch (event.name) {
    case 'failed':
      return { failure: event.failure, ...(event.detail !== undefined && { detail: event.detail }) }
    case 'done':
      return {
        doneAt: at,
        ...(event.arrived !== undefined && { arrived: event.arrived }),
        ...(event.bonusUnread && { bonusUnread: true }),
      }
    default:
      return {}
  }
}

function detailOf(event: ActionEvent): Record<string, string | number> {
  switch (event.name) {
    case 'failed':
      return { failure: event.failure }
    case 'done':
      return event.operationId === undefined ? {} : { operation: event.operationId }
    default:
      return {}
  }
}
