// The job `batch.show`: posts and updates a batch's cards, tells about its end once, and uploads its files once.
import { type Desk, hotelOf, languageFor } from '../../actions/desk.ts'
import { type Batch, resultsOf } from '../../domain/batch.ts'
import { hotelDate } from '../../domain/hotel-day.ts'
import { RetryLater } from '../../jobs/handler.ts'
import { growingPause } from '../../jobs/pause.ts'
import type { Language } from '../../lib/words.ts'
import type { Message } from '../../slack/blocks.ts'
import { SlackError } from '../../slack/messenger.ts'
import { actionsOfBatch } from '../../store/actions.ts'
import {
  type BatchCard,
  batchCards,
  findBatch,
  reversalsOf,
  rowsOf,
  saveBatchCard,
} from '../../store/batches.ts'
import { approvalsCard, authorCard, type ShownBatch, toldMessage } from './card.ts'
import { type BatchPlace, enqueueShow } from './parts.ts'
import { rehearsalTable, resultTable } from './table.ts'
import { bulkWords } from './words.ts'

const slackPauses = { firstMs: 2000, longestMs: 60_000 }
/** The card that a file or thread hangs on is about to stand. */
const cardPauseMs = 250

export async function showBatch(desk: Desk, batchId: string, place: BatchPlace): Promise<void> {
  const { db } = desk.database
  const batch = await findBatch(db, batchId)
  const hotel = batch && hotelOf(desk, batch.hotelId)
  if (!batch || !hotel) return
  const [rows, actions, cards, reversals] = await Promise.all([
    rowsOf(db, batchId),
    actionsOfBatch(db, batchId),
    batchCards(db, batchId),
    reversalsOf(db, batchId),
  ])
  const standing = cards.find(card => card.place === place)
  const isCard = place === 'author' || place === 'approvals'
  if (standing && !isCard) return
  const by = reversals.find(({ state }) => !['declined', 'expired', 'cancelled'].includes(state))
  const shown = (language: Language): ShownBatch => ({
    batch,
    results: resultsOf(rows, actions),
    hotel,
    language,
    by,
  })
  const to = { desk, batch, shown, cards }
  try {
    const at = place.startsWith('file:') ? await shareFile(to, place) : await post(to, place, standing)
    if (!at) return
    await saveBatchCard(db, batchId, { place, ...at, shownAt: desk.clock.now() })
    // The file goes where the card stands: only the answer to the post knows the direct messages' channel.
    if (place === 'author' && !standing && batch.kind === 'grant' && !batch.problem)
      await desk.database.transaction(tx => enqueueShow(tx, batchId, ['file:rehearsal'], desk.clock.now()))
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    if (error.code === 'refused') {
      desk.logger.error({ event: 'batch.not-shown', batch: batchId, place, reason: error.reason })
      return
    }
    const pause = growingPause(desk.clock.now() - batch.updatedAt, slackPauses)
    throw new RetryLater(error.retryAfterMs || pause, error.reason)
  }
}

interface To {
  desk: Desk
  batch: Batch
  shown: (language: Language) => ShownBatch
  cards: readonly BatchCard[]
}

async function post(
  { desk, batch, shown }: To,
  place: BatchPlace,
  standing: BatchCard | undefined,
): Promise<{ channel: string; ts: string } | undefined> {
  const personal = (userId: string) => shown(languageFor(desk, userId, batch.hotelId))
  const drawn = ((): { channel: string; message: Message } | undefined => {
    switch (place) {
      case 'author':
        return { channel: batch.author, message: authorCard(personal(batch.author)) }
      case 'approvals': {
        const { hotel } = shown('en')
        return { channel: hotel.channels.approvals, message: approvalsCard(shown(hotel.language)) }
      }
      case 'told:author':
        return { channel: batch.author, message: toldMessage(personal(batch.author)) }
      case 'told:approver':
        return batch.decidedBy
          ? { channel: batch.decidedBy, message: toldMessage(personal(batch.decidedBy)) }
          : undefined
      default:
        return undefined
    }
  })()
  if (!drawn) return undefined
  if (!standing) return desk.messenger.post(drawn.channel, drawn.message)
  try {
    await desk.messenger.update(standing, drawn.message)
    return { channel: standing.channel, ts: standing.ts }
  } catch (error) {
    // Somebody deleted the message: it is shown again where it belongs.
    if (!(error instanceof SlackError) || error.reason !== 'message_not_found') throw error
    return desk.messenger.post(drawn.channel, drawn.message)
  }
}

/** An upload whose answer was lost may come twice, as a post may; the file says the same both times. */
async function shareFile(
  { desk, batch, shown, cards }: To,
  place: BatchPlace,
): Promise<{ channel: string; ts: string } | undefined> {
  const isThread = place === 'file:thread'
  const card = cards.find(each => each.place === (isThread ? 'approvals' : 'author'))
  if (!card) throw new RetryLater(cardPauseMs, 'the card comes first')
  const { hotel } = shown('en')
  const language = isThread ? hotel.language : languageFor(desk, batch.author, batch.hotelId)
  const say = bulkWords(language)
  const { results } = shown(language)
  const isRehearsal = place === 'file:rehearsal'
  const day = hotelDate(hotel, desk.clock.now())
  const title = `${say(isRehearsal ? 'rehearsalFile' : 'resultFile')} ${day}`
  const id = await desk.messenger.shareFile(
    { channel: card.channel, ...(isThread && { threadTs: card.ts }) },
    {
      name: `${title.toLowerCase().replaceAll(' ', '-')}.csv`,
      title,
      content: isRehearsal
        ? rehearsalTable(results, language, desk.settings())
        : resultTable(results, language),
      comment: say(isRehearsal ? 'rehearsalComment' : 'resultComment'),
    },
  )
  return { channel: card.channel, ts: id }
}
