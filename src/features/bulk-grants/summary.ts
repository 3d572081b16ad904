// What every card of a batch, and the rehearsal's modal, says of it: figures, who, what to look at, a few lines.
import { stateWord } from '../../actions/card-parts.ts'
import type { Desk } from '../../actions/desk.ts'
import { type Batch, figuresOf, type RowResult } from '../../domain/batch.ts'
import { hotelTime } from '../../domain/hotel-day.ts'
import { maskText } from '../../domain/masking.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { formatNumber, type Language } from '../../lib/words.ts'
import { context, fields, type KnownBlock, section } from '../../slack/blocks.ts'
import { cut, mention, safe } from '../../slack/text.ts'
import type { BatchCard } from '../../store/batch-cards.ts'
import { batchEmoji, problemSentence } from './problems.ts'
import { bulkWords } from './words.ts'

export interface ShownBatch {
  batch: Batch
  results: readonly RowResult[]
  hotel: DeskHotel
  /** The channel's, or the reader's. */
  language: Language
  /** Somebody has asked for its reversal, which is not over. */
  isBeingReversed: boolean
}

/** A batch as one place is to show it. */
export interface ToShow {
  desk: Desk
  batch: Batch
  cards: readonly BatchCard[]
  in: (language: Language) => ShownBatch
}

/** The rest is in the file: a card stays short enough to read. */
const mostListed = 10

export function batchHeadline({ batch, results, language }: ShownBatch): string {
  const { ready, points } = figuresOf(results)
  const say = bulkWords(language)
  const values = { count: ready, points: formatNumber(points, language) }
  const words = batch.kind === 'grant' ? say('headline', values) : say('headlineReverse', values)
  return `${batchEmoji(batch.state)} ${words}`
}

export function summaryBlocks(shown: ShownBatch): KnownBlock[] {
  const { batch, results, language, hotel } = shown
  const say = bulkWords(language)
  const figures = figuresOf(results)
  const number = (value: number) => formatNumber(value, language)
  const hasRun = batch.state === 'running' || batch.state === 'finished'
  const pairs: [string, string][] = hasRun
    ? [
        [
          say('progress'),
          say('progressOf', {
            done: number(figures.done),
            count: number(figures.ready),
            points: number(figures.pointsDone),
          }),
        ],
        [say('unknown'), say('lines', { count: figures.unknown })],
        [say('failed'), say('lines', { count: figures.failed })],
      ]
    : [[say('ready'), say('linesAndPoints', { count: figures.ready, points: number(figures.points) })]]
  pairs.push([say('leftOut'), say('lines', { count: figures.leftOut })])
  if (figures.needsApproval > 0)
    pairs.push([say('aboveLimit'), say('lines', { count: figures.needsApproval })])
  pairs.push([say('askedBy'), authorOf(batch, language)])
  const at = (time: number | undefined) => hotelTime(hotel, time ?? batch.updatedAt)
  return [
    section(`*${batchHeadline(shown)}*`),
    fields(pairs),
    ...decision(shown, at(batch.decidedAt)),
    ...(results.some(isHeldUp) ? [context(say('heldUp'))] : []),
    ...listed(say('openRows'), openLines(shown), language),
    ...(hasRun ? [] : listed(say('sampleRows'), sampleLines(shown), language)),
  ]
}

function isHeldUp({ action }: RowResult): boolean {
  return action?.state === 'approved' && action.outcome.holdUp !== undefined
}

function authorOf({ author, actingUser }: Batch, language: Language): string {
  if (actingUser === undefined) return mention(author)
  return bulkWords(language)('byAt', { who: mention(actingUser), desk: mention(author) })
}

function decision({ batch, language }: ShownBatch, time: string): KnownBlock[] {
  if (!batch.decidedBy) return []
  const say = bulkWords(language)
  const who = mention(batch.decidedBy)
  if (batch.state !== 'declined') return [context(say('approvedBy', { who, time }))]
  return [context(say('declinedBy', { who, time, reason: safe(maskText(batch.reason ?? '')) }))]
}

function listed(title: string, all: readonly string[], language: Language): KnownBlock[] {
  if (all.length === 0) return []
  const shown = all.slice(0, mostListed)
  const more = all.length - shown.length
  const last = more > 0 ? [bulkWords(language)('more', { count: more })] : []
  return [section([`*${title}*`, ...shown, ...last].join('\n'))]
}

/** What somebody has to look at: left out, not known yet, not done. */
function openLines({ results, language }: ShownBatch): string[] {
  const say = bulkWords(language)
  return results.flatMap(({ row, action }) => {
    const why = row.problem
      ? problemSentence(row, language)
      : action && !['done', 'approved', 'sending', 'requested'].includes(action.state)
        ? `${action.reference} · ${stateWord(action.state, language)}`
        : undefined
    if (why === undefined) return []
    const guest = safe(cut(row.guestLabel, 80))
    return [`• ${[say('line', { line: row.line }), guest, why].filter(Boolean).join(' · ')}`]
  })
}

function sampleLines({ batch, results, language }: ShownBatch): string[] {
  const say = bulkWords(language)
  const number = (value: number) => formatNumber(value, language)
  return results
    .filter(({ row }) => row.contactId !== undefined && !row.problem)
    .slice(0, mostListed)
    .map(({ row }) => {
      const { guestLabel, points = 0, facts, text } = row
      const guest = safe(cut(guestLabel, 80))
      if (batch.kind === 'reverse') return `• ${guest} · −${number(points)} · ${row.about ?? ''}`
      const before = facts?.points
      const change =
        typeof before === 'number' ? `${number(before)} → ${number(before + points)}` : say('balanceUnknown')
      const reason = safe(cut(maskText(text), 60))
      const mark = facts?.needsApproval ? ' ⚠️' : ''
      return `• ${[guest, `+${number(points)}${mark}`, change, reason].filter(Boolean).join(' · ')}`
    })
}
