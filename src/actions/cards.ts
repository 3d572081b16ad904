// Cards as jobs: each shows an action in one place, is posted once, and is updated in place by its recorded ts.
import type { Action } from '../domain/action.ts'
import { undoEndsAt } from '../domain/undo.ts'
import { RetryLater } from '../jobs/handler.ts'
import { growingPause } from '../jobs/pause.ts'
import { SlackError } from '../slack/slack-error.ts'
import { findAction } from '../store/actions.ts'
import { type CardRow, cardsOf, expectCard, findCard, saveCard } from '../store/cards.ts'
import { enqueue, type NewJob } from '../store/jobs.ts'
import { notesOf } from '../store/notes.ts'
import type { Tx } from '../store/schema.ts'
import { intoChannel } from './alerts.ts'
import { type Desk, hotelOf } from './desk.ts'
import { type Drawn, drawCard } from './draw-card.ts'

/**
 * Where an action is shown: the two channels; the requester's direct messages while it waits, with the outcome, and
 * anew (an edit notifies nobody) when a lost answer was settled, judged, or its row came late; a question to the
 * requester; a reminder to one approver; a question or answer in the approvals card's thread.
 */
export type Place =
  | 'approvals'
  | 'desk'
  | 'requester'
  | 'outcome'
  | 'settled'
  | 'judged'
  | 'late'
  | `ask:${string}`
  | `remind:${string}`
  | `thread:${string}`

/** Where the receipt stands with its author's *Undo*. */
const authorsCopies = ['desk', 'outcome', 'settled', 'judged', 'late']

const slackPauses = { firstMs: 2000, longestMs: 60_000 }

/** Shows an action where it may not be shown yet. */
export async function enqueueCard(tx: Tx, actionId: string, place: string, runAt: number): Promise<void> {
  await expectCard(tx, actionId, place)
  await enqueueUpdate(tx, actionId, place, runAt)
}

/** Shows a change on one of the action's cards (`cardsOf`). */
export async function enqueueUpdate(tx: Tx, actionId: string, place: string, runAt: number): Promise<void> {
  await enqueue(tx, {
    name: 'card.show',
    key: `card:${actionId}:${place}`,
    data: { actionId, place },
    runAt,
  })
}

/** The job `card.show`: renders the row as it stands now, so that a card can be late but never wrong. */
export async function showCard(desk: Desk, actionId: string, place: string, isAnew = false): Promise<void> {
  let shown = await showOnce(desk, actionId, place, isAnew)
  // A process that was frozen before its update may undo what another one has shown meanwhile: it looks again.
  while (shown !== undefined && (await findAction(desk.database.db, actionId))?.version !== shown)
    shown = await showOnce(desk, actionId, place)
}

/** The author's *Undo* leaves the cards at this time: no change of the row does that. */
export function undoEndJob(actionId: string, runAt: number): NewJob {
  return { name: 'card.undo-end', key: `undo-end:${actionId}`, data: { actionId }, runAt }
}

/** The job `card.undo-end`. */
export async function endUndo(desk: Desk, actionId: string): Promise<void> {
  const action = await findAction(desk.database.db, actionId)
  const hotel = action && hotelOf(desk, action.hotelId)
  if (!action || !hotel) return
  const left = (undoEndsAt(action, hotel.policy.undo) ?? 0) - desk.clock.now()
  if (left > 0) throw new RetryLater(left, 'the settings give more time now')
  for (const { place, ts } of await cardsOf(desk.database.db, actionId))
    if (ts && authorsCopies.includes(place)) await showCard(desk, actionId, place, true)
}

/** @returns the version that the card shows now; undefined when there was nothing to do */
async function showOnce(
  desk: Desk,
  actionId: string,
  place: string,
  isAnew = false,
): Promise<number | undefined> {
  const { db } = desk.database
  const action = await findAction(db, actionId)
  if (!action) return undefined
  const [card, notes] = await Promise.all([findCard(db, actionId, place), notesOf(db, actionId)])
  if (card?.ts && ((card.shownVersion >= action.version && !isAnew) || isFixed(place))) return undefined
  const drawn = await drawCard(desk, action, place, notes)
  if (!drawn) return undefined
  const posted = await deliver(desk, action, card, drawn)
  if (!posted) return undefined
  await saveCard(db, { actionId, place, ...posted, shownVersion: action.version })
  desk.logger.info({ event: card?.ts ? 'card.updated' : 'card.posted', reference: action.reference, place })
  return action.version
}

/** A reply in a thread says the same for ever. */
function isFixed(place: string): boolean {
  return place.startsWith('thread:')
}

async function deliver(
  desk: Desk,
  action: Action,
  card: CardRow | undefined,
  { channel, message, threadTs }: Drawn,
): Promise<{ channel: string; ts: string } | undefined> {
  const hotel = hotelOf(desk, action.hotelId)
  const use = (['approvals', 'desk'] as const).find(
    each => hotel?.channels[each] === (card?.ts ? card.channel : channel),
  )
  const send = async () => {
    if (!card?.ts) return desk.messenger.post(channel, message, threadTs)
    const at = { channel: card.channel, ts: card.ts }
    await desk.messenger.update(at, message)
    return at
  }
  try {
    return await (hotel && use ? intoChannel(desk, hotel, use, send) : send())
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    if (error.code !== 'refused') {
      const pause = growingPause(desk.clock.now() - action.updatedAt, slackPauses)
      throw new RetryLater(error.retryAfterMs || pause, error.reason)
    }
    // Somebody deleted the message: the action is shown again where it belongs.
    if (card?.ts && error.reason === 'message_not_found')
      return desk.messenger.post(channel, message, threadTs)
    desk.logger.error({ event: 'card.refused', reference: action.reference, channel, reason: error.reason })
    return undefined
  }
}
