// A batch's cards as pure views: the author's, the one in the approvals channel, and what is told once at the end.
import { type Batch, canBeTakenBack, figuresOf } from '../../domain/batch.ts'
import { hotelDate, hotelTime } from '../../domain/hotel-day.ts'
import { maskText } from '../../domain/masking.ts'
import { formatDay, type Language } from '../../lib/words.ts'
import { button, buttons, context, type KnownBlock, type Message, section } from '../../slack/blocks.ts'
import { mention, safe } from '../../slack/text.ts'
import { bulkIds } from './parts.ts'
import { batchEmoji, batchState, fileSentence } from './problems.ts'
import { batchHeadline, type ShownBatch, summaryBlocks } from './summary.ts'
import { bulkWords } from './words.ts'

/** In the author's direct messages, from the end of the rehearsal on. */
export function authorCard(shown: ShownBatch): Message {
  const { batch, results, language } = shown
  const say = bulkWords(language)
  if (batch.problem) {
    const text = `${batchEmoji(batch.state)} ${fileSentence(batch.problem, language)}`
    return { text, blocks: [section(text)] }
  }
  const { ready } = figuresOf(results)
  const isRehearsed = batch.state === 'rehearsed'
  const ask = button({ id: bulkIds.ask, label: say('askSubmit'), value: batch.id, style: 'primary' })
  const discard = button({
    id: bulkIds.discard,
    label: say(isRehearsed ? 'discard' : 'withdraw'),
    value: batch.id,
  })
  return {
    text: batchHeadline(shown),
    blocks: [
      ...summaryBlocks(shown),
      ...(isRehearsed && ready === 0 ? [context(say('nothingReady'))] : []),
      signature(shown),
      ...(isRehearsed ? [buttons(ready > 0 ? [ask, discard] : [discard])] : []),
      ...(batch.state === 'waiting' ? [expiry(shown), buttons([discard])] : []),
    ],
  }
}

/** What a manager decides on, and then the progress, and the way back. */
export function approvalsCard(shown: ShownBatch): Message {
  const { batch, results, hotel, language, isBeingReversed } = shown
  const say = bulkWords(language)
  const canReverse =
    batch.kind === 'grant' &&
    batch.state === 'finished' &&
    !isBeingReversed &&
    hotel.policy.undo.after !== 'never' &&
    results.some(canBeTakenBack)
  return {
    text: batchHeadline(shown),
    blocks: [
      ...summaryBlocks(shown),
      signature(shown),
      ...(batch.state === 'waiting'
        ? [
            expiry(shown),
            buttons([
              button({ id: bulkIds.approve, label: say('approve'), value: batch.id, style: 'primary' }),
              button({ id: bulkIds.decline, label: say('decline'), value: batch.id, style: 'danger' }),
            ]),
          ]
        : []),
      ...(canReverse ? [buttons([reverseButton(batch, language)])] : []),
    ],
  }
}

function reverseButton({ id }: Batch, language: Language) {
  const say = bulkWords(language)
  return button({
    id: bulkIds.reverse,
    label: say('reverse'),
    value: id,
    confirm: {
      title: say('reverseTitle'),
      text: say('reverseText'),
      yes: say('reverseConfirmYes'),
      no: say('reverseConfirmNo'),
    },
  })
}

/** An edited card tells nobody that it is over. */
export function toldMessage(shown: ShownBatch): Message {
  const text = toldSentence(shown)
  return { text, blocks: [section(text)] }
}

function toldSentence(shown: ShownBatch): string {
  const { batch, results, language } = shown
  const say = bulkWords(language)
  const headline = batchHeadline(shown)
  switch (batch.state) {
    case 'declined': {
      const reason = safe(maskText(batch.reason ?? ''))
      return say('toldDeclined', { headline, who: mention(batch.decidedBy ?? ''), reason })
    }
    case 'expired':
      return say('toldExpired', { headline })
    default: {
      const { done, ready } = figuresOf(results)
      return say('told', { headline, done, count: ready })
    }
  }
}

function signature({ batch, hotel, language }: ShownBatch): KnownBlock {
  return context(
    [safe(hotel.name), hotelTime(hotel, batch.createdAt), batchState(batch.state, language)].join(' · '),
  )
}

function expiry({ batch, hotel, language }: ShownBatch): KnownBlock {
  const at = batch.expiresAt ?? batch.createdAt
  const day = formatDay(hotelDate(hotel, at), language)
  return context(bulkWords(language)('expiresAt', { day, time: hotelTime(hotel, at) }))
}
