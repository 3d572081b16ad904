// The modal that the author may still have open while the rehearsal runs: how far it is, and then what it found.
import { type Desk, hotelOf, languageFor } from '../../actions/desk.ts'
import { type Batch, resultsOf } from '../../domain/batch.ts'
import { hotelTime } from '../../domain/hotel-day.ts'
import type { ModalView } from '../../slack/blocks.ts'
import { noticeView } from '../../slack/notice.ts'
import { SlackError } from '../../slack/slack-error.ts'
import { rowsOf } from '../../store/batch-rows.ts'
import { rehearsedView } from './modal.ts'
import { fileSentence } from './problems.ts'
import { bulkWords } from './words.ts'

export type Progress = ReturnType<typeof createProgress>

const everyMs = 2000

/** @param until epoch ms: so long a programme that does not answer is tried again */
export function createProgress(desk: Desk, batch: Batch, until: number) {
  const language = languageFor(desk, batch.author, batch.hotelId)
  const say = bulkWords(language)
  let shownAt = Number.NEGATIVE_INFINITY
  let isClosed = batch.viewId === undefined

  /** A closed modal, or Slack in trouble, stops nothing: the same comes as a direct message. */
  const draw = async (view: ModalView): Promise<void> => {
    if (isClosed || batch.viewId === undefined) return
    shownAt = desk.clock.now()
    try {
      await desk.messenger.updateView(batch.viewId, view)
    } catch (error) {
      if (!(error instanceof SlackError)) throw error
      isClosed = error.reason === 'not_found'
    }
  }

  return {
    async show(done: number, count: number): Promise<void> {
      if (desk.clock.now() - shownAt >= everyMs)
        await draw(noticeView(say('rehearsing', { done, count }), language))
    },
    /** Shown at once: nothing else would say why the figures stand still. */
    async stall(done: number, count: number): Promise<void> {
      const hotel = hotelOf(desk, batch.hotelId)
      const time = hotel ? hotelTime(hotel, until) : ''
      await draw(noticeView(say('stalled', { done, count, time }), language))
    },
    async finish(now: Batch): Promise<void> {
      if (now.problem) return draw(noticeView(fileSentence(now.problem, language), language))
      const hotel = hotelOf(desk, now.hotelId)
      if (now.state !== 'rehearsed' || !hotel) return
      const results = resultsOf(await rowsOf(desk.database.db, now.id), [])
      await draw(rehearsedView({ batch: now, results, hotel, language, isBeingReversed: false }))
    },
  }
}
