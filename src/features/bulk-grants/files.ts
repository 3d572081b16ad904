// A batch's files, uploaded once: the whole rehearsal, and what came of each line, for its author and in the thread of
// the approvals card.
import { languageFor } from '../../actions/desk.ts'
import { hotelDate } from '../../domain/hotel-day.ts'
import { RetryLater } from '../../jobs/handler.ts'
import { growingPause } from '../../jobs/pause.ts'
import type { BatchPlace } from './parts.ts'
import type { ToShow } from './summary.ts'
import { rehearsalTable, resultTable } from './table.ts'
import { bulkWords } from './words.ts'

export type FilePlace = Extract<BatchPlace, `file:${string}`>

export function isFilePlace(place: BatchPlace): place is FilePlace {
  return place.startsWith('file:')
}

/** The card that a file hangs on is about to stand, or cannot: its channel is gone. */
const cardPauses = { firstMs: 250, longestMs: 30_000 }
const cardWithinMs = 10 * 60_000

/**
 * An upload whose answer was lost may come twice, as a post may; the file says the same both times.
 * @returns undefined when there is no card to hang it on
 */
export async function shareFile(
  { desk, batch, in: shownIn, cards }: ToShow,
  place: FilePlace,
): Promise<{ channel: string; ts: string } | undefined> {
  const isThread = place === 'file:thread'
  const card = cards.find(each => each.place === (isThread ? 'approvals' : 'author'))
  if (!card) {
    const waited = desk.clock.now() - batch.updatedAt
    if (waited < cardWithinMs) throw new RetryLater(growingPause(waited, cardPauses), 'the card comes first')
    desk.logger.error({ event: 'batch.file-not-shown', batch: batch.id, place })
    return undefined
  }
  const { hotel, results } = shownIn('en')
  const language = isThread ? hotel.language : languageFor(desk, batch.author, batch.hotelId)
  const say = bulkWords(language)
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
