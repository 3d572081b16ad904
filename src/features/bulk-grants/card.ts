// A batch's cards as pure views: the author's, the one in the approvals channel, and what is told once at the end.
import { stateWord } from '../../actions/card-parts.ts'
import { type Batch, figuresOf, type RowResult } from '../../domain/batch.ts'
import { hotelDate, hotelTime } from '../../domain/hotel-day.ts'
import { maskText } from '../../domain/masking.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { formatDay, formatNumber, type Language } from '../../lib/words.ts'
import {
  button,
  buttons,
  context,
  cut,
  fields,
  type KnownBlock,
  type Message,
  mention,
  safe,
  section,
} from '../../slack/blocks.ts'
import { bulkIds } from './parts.ts'
import { batchEmoji, batchState, fileSentence, problemSentence } from './problems.ts'
import { bulkWords } from './words.ts'

export interface ShownBatch {
  batch: Batch
  results: readonly RowResult[]
  hotel: DeskHotel
  /** The channel's, or the reader's. */
  language: Language
  /** The reversal that somebody has asked for, when one stands. */
  by: Batch | undefined
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
  const { batch, results, language, by } = shown
  const say = bulkWords(language)
  const { done } = figuresOf(results)
  const canReverse = batch.kind === 'grant' && batch.state === 'finished' && done > 0 && !by
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
  const { done, ready } = figuresOf(shown.results)
  const text = bulkWords(shown.language)('told', { headline: batchHeadline(shown), done, count: ready })
  return { text, blocks: [section(text)] }
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
    ...listed(say('openRows'), openLines(shown), language),
    ...(hasRun ? [] : listed(say('sampleRows'), sampleLines(shown), language, 0)),
  ]
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

/** Lines as a list, the rest counted. @param most how many of them; the rest of a mere sample is not counted */
function listed(title: string, lines: readonly string[], language: Language, rest?: number): KnownBlock[] {
  if (lines.length === 0) return []
  const shown = lines.slice(0, mostListed)
  const more = rest ?? lines.length - shown.length
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
