// What an approver weighs beside the request: the guest's last actions, the requester's day, warnings.
import type { Action } from '../domain/action.ts'
import { hotelDate } from '../domain/hotel-day.ts'
import { formatDay, formatNumber, type Language } from '../lib/words.ts'
import { context, fields, type KnownBlock } from '../slack/blocks.ts'
import { type Shown, stateWord } from './card-parts.ts'
import { actionWords } from './words.ts'

/** What an approver weighs: what the desk itself did for this guest, and what this person asked for today. */
export interface Background {
  guestActions: readonly { action: Action; change: number | undefined }[]
  requesterToday: { count: number; points: number }
  /** How often this person acted for this guest in the last 30 days. */
  samePair: number
}

export function backgroundBlocks({ action, hotel, language }: Shown, background: Background): KnownBlock[] {
  const say = actionWords(language)
  const { count, points } = background.requesterToday
  const last = background.guestActions.map(other => lastLine(other, hotel, language))
  const warnings = [
    ...(action.outcome.hasStay || action.kind === 'undo' || action.points === undefined
      ? []
      : [say('warnNoStay')]),
    ...(action.outcome.despiteRows ?? []).map(id => say('warnDoubled', { id: String(id) })),
    ...(background.samePair > 2 ? [say('warnSamePair', { count: background.samePair })] : []),
  ]
  return [
    fields([
      [say('lastActions'), last.length > 0 ? last.join('\n') : say('noLastActions')],
      [say('totalsToday'), say('totals', { count, points: formatNumber(points, language) })],
    ]),
    ...warnings.map(warning => context(`⚠️ ${warning}`)),
  ]
}

function lastLine(
  { action, change = 0 }: Background['guestActions'][number],
  hotel: Shown['hotel'],
  language: Language,
): string {
  const what =
    change === 0 ? action.reference : `${change > 0 ? '+' : '−'}${formatNumber(Math.abs(change), language)}`
  const when = formatDay(hotelDate(hotel, action.createdAt), language)
  return `${what} · ${stateWord(action.state, language)} · ${when}`
}
