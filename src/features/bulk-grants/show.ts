// The job `batch.show`: posts and updates a batch's cards, and tells about its end once.
import { intoChannel } from '../../actions/alerts.ts'
import { type Desk, hotelOf, languageFor } from '../../actions/desk.ts'
import { isUnderWay, resultsOf } from '../../domain/batch.ts'
import { RetryLater } from '../../jobs/handler.ts'
import { growingPause } from '../../jobs/pause.ts'
import type { Message } from '../../slack/blocks.ts'
import { SlackError } from '../../slack/slack-error.ts'
import { actionsOfBatch } from '../../store/action-lists.ts'
import { type BatchCard, batchCards, saveBatchCard } from '../../store/batch-cards.ts'
import { rowsOf } from '../../store/batch-rows.ts'
import { findBatch, reversalsOf } from '../../store/batches.ts'
import { approvalsCard, authorCard, toldMessage } from './card.ts'
import { isFilePlace, shareFile } from './files.ts'
import { type BatchPlace, enqueueShow, isCardPlace } from './parts.ts'
import type { ToShow } from './summary.ts'

const slackPauses = { firstMs: 2000, longestMs: 60_000 }

export async function showBatch(desk: Desk, batchId: string, place: BatchPlace): Promise<void> {
  let shown = await showOnce(desk, batchId, place)
  // A process that was frozen before its update may undo what another one has shown meanwhile: it looks again.
  while (shown !== undefined && (await findBatch(desk.database.db, batchId))?.version !== shown)
    shown = await showOnce(desk, batchId, place)
}

/** @returns the version that the card shows now; undefined when nothing was to be done */
async function showOnce(desk: Desk, batchId: string, place: BatchPlace): Promise<number | undefined> {
  const { db } = desk.database
  const batch = await findBatch(db, batchId)
  const hotel = batch && hotelOf(desk, batch.hotelId)
  if (!batch || !hotel) return undefined
  const cards = await batchCards(db, batchId)
  const standing = cards.find(card => card.place === place)
  if (standing && !isCardPlace(place)) return undefined
  const [rows, actions, reversals] = await Promise.all([
    rowsOf(db, batchId),
    actionsOfBatch(db, batchId),
    reversalsOf(db, batchId),
  ])
  const results = resultsOf(rows, actions)
  const isBeingReversed = reversals.some(isUnderWay)
  const toShow: ToShow = {
    desk,
    batch,
    cards,
    in: language => ({ batch, results, hotel, language, isBeingReversed }),
  }
  const at = await deliver(toShow, place, standing)
  if (!at) return undefined
  const shownAt = desk.clock.now()
  await desk.database.transaction(async tx => {
    await saveBatchCard(tx, batchId, { place, ...at, shownAt })
    // The file goes where the card stands: only the answer to the post knows the direct messages' channel.
    if (place === 'author' && !standing && batch.kind === 'grant' && !batch.problem)
      await enqueueShow(tx, batchId, ['file:rehearsal'], shownAt)
  })
  return isCardPlace(place) ? batch.version : undefined
}

async function deliver(
  toShow: ToShow,
  place: BatchPlace,
  standing: BatchCard | undefined,
): Promise<{ channel: string; ts: string } | undefined> {
  const { desk, batch } = toShow
  const hotel = hotelOf(desk, batch.hotelId)
  const send = () => (isFilePlace(place) ? shareFile(toShow, place) : post(toShow, place, standing))
  try {
    return await (hotel && place === 'approvals'
      ? intoChannel(desk, hotel, place, send, standing?.channel)
      : send())
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    if (error.code !== 'refused') {
      const pause = growingPause(desk.clock.now() - batch.updatedAt, slackPauses)
      throw new RetryLater(error.retryAfterMs || pause, error.reason)
    }
    desk.logger.error({ event: 'batch.not-shown', batch: batch.id, place, reason: error.reason })
    return undefined
  }
}

async function post(
  toShow: ToShow,
  place: BatchPlace,
  standing: BatchCard | undefined,
): Promise<{ channel: string; ts: string } | undefined> {
  const { desk } = toShow
  const drawn = draw(toShow, place, standing !== undefined)
  if (!drawn) return undefined
  if (!standing) return desk.messenger.post(drawn.channel, drawn.message)
  const at = { channel: standing.channel, ts: standing.ts }
  try {
    await desk.messenger.update(at, drawn.message)
    return at
  } catch (error) {
    // Somebody deleted the message: it is shown again where it belongs.
    if (!(error instanceof SlackError) || error.reason !== 'message_not_found') throw error
    return desk.messenger.post(drawn.channel, drawn.message)
  }
}

function draw(
  { desk, batch, in: shownIn }: ToShow,
  place: BatchPlace,
  isStanding: boolean,
): { channel: string; message: Message } | undefined {
  const personal = (userId: string) => shownIn(languageFor(desk, userId, batch.hotelId))
  switch (place) {
    case 'author':
      return { channel: batch.author, message: authorCard(personal(batch.author)) }
    case 'approvals': {
      const { hotel } = shownIn('en')
      return { channel: hotel.channels.approvals, message: approvalsCard(shownIn(hotel.language)) }
    }
    case 'told:author':
      return { channel: batch.author, message: toldMessage(personal(batch.author)) }
    case 'told:approver': {
      const { decidedBy } = batch
      return decidedBy ? { channel: decidedBy, message: toldMessage(personal(decidedBy)) } : undefined
    }
    default: {
      const [kind, userId = ''] = place.split(':')
      // Decided on before anybody was reminded.
      if (kind !== 'remind' || (!isStanding && batch.state !== 'waiting')) return undefined
      return { channel: userId, message: approvalsCard(personal(userId)) }
    }
  }
}
