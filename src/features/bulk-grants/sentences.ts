// What a press on a batch's card is answered with.
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { refusalSentence } from '../../actions/refusal-sentence.ts'
import type { Batch } from '../../domain/batch.ts'
import { hotelTime } from '../../domain/hotel-day.ts'
import type { Language } from '../../lib/words.ts'
import { mention } from '../../slack/text.ts'
import type { BatchRefusal, BatchReviewed } from './change.ts'
import { batchState } from './problems.ts'
import { bulkWords } from './words.ts'

/** Undefined when it was done: the card itself says so. */
export function reviewedSentence(
  desk: Desk,
  reviewed: BatchReviewed,
  language: Language,
): string | undefined {
  switch (reviewed.kind) {
    case 'done':
      return undefined
    case 'not-known':
      return bulkWords(language)('gone')
    case 'already':
      return alreadySentence(desk, reviewed.batch, language)
    case 'refused':
      return refusal(reviewed.why, reviewed.batch, language)
  }
}

function alreadySentence(desk: Desk, batch: Batch, language: Language): string {
  const say = bulkWords(language)
  const state = batchState(batch.state, language)
  const hotel = hotelOf(desk, batch.hotelId)
  if (!batch.decidedBy || !hotel) return say('already', { state })
  const time = hotelTime(hotel, batch.decidedAt ?? batch.updatedAt)
  const decided = { state, time, who: mention(batch.decidedBy) }
  return batch.state === 'declined' ? say('alreadyDeclined', decided) : say('alreadyApproved', decided)
}

function refusal(why: BatchRefusal, batch: Batch, language: Language): string {
  const say = bulkWords(language)
  switch (why) {
    case 'own-request':
      return say('ownRequest')
    case 'not-a-manager':
      return say('notManager')
    case 'shared-login':
      return say('sharedLogin')
    case 'not-the-author':
      return say('notYours', { who: mention(batch.author) })
    case 'not-allowed':
      return say('notAllowed')
    case 'before-restore':
      return say('beforeRestore')
    case 'nothing-ready':
      return say('nothingReady')
    case 'nothing-to-reverse':
      return say('nothingToReverse')
    case 'reversal-off':
      return say('reversalOff')
    case 'desk-held':
    case 'nobody-could-approve':
      return refusalSentence(why, language)
  }
}
