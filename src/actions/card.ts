// The cards of an action, as pure views of its row: receipt, request for approval, the requester's own, a question.
import { hotelDate, hotelTime } from '../domain/hotel-day.ts'
import { maskText } from '../domain/masking.ts'
import { isTakenBack, type UndoOffer } from '../domain/undo.ts'
import { formatDay, formatNumber, type Language } from '../lib/words.ts'
import { button, buttons, context, fields, type KnownBlock, type Message, section } from '../slack/blocks.ts'
import { limits } from '../slack/limits.ts'
import { cutMarkup, mention, safe } from '../slack/text.ts'
import type { Note } from '../store/notes.ts'
import { type Background, backgroundBlocks } from './card-background.ts'
import {
  decision,
  explanation,
  headline,
  headlineBlock,
  type Shown,
  signature,
  stateWord,
} from './card-parts.ts'
import type { Detail } from './definition.ts'
import { actionIds, undoIds } from './ids.ts'
import { openEnd } from './open-end.ts'
import { actionWords } from './words.ts'

/** What happened, for the desk channel and the requester; only the requester's copy has what is left to decide. */
export function receiptCard(
  shown: Shown,
  {
    notes = [],
    canDecide = false,
    offer = 'none',
  }: { notes?: readonly Note[]; canDecide?: boolean; offer?: UndoOffer } = {},
): Message {
  const { action, bound, language, hotel } = shown
  const say = actionWords(language)
  const pairs: Detail[] = [...bound.details(language), ...balanceDetails(shown)]
  const { handedOverBy, handedOverAt, undoneBy } = action.outcome
  const canHandOver =
    action.kind === 'redeem-product' &&
    action.state === 'done' &&
    handedOverBy === undefined &&
    !isTakenBack(undoneBy)
  const presses = [
    ...(canHandOver
      ? [button({ id: actionIds.handOver, label: say('handOver'), value: action.id, style: 'primary' })]
      : []),
    ...undoButtons(shown, offer),
  ]
  return {
    text: headline(shown),
    blocks: [
      headlineBlock(shown),
      ...explanation(shown),
      ...(pairs.length > 0 ? [fields(pairs)] : []),
      ...noteBlocks(notes, language),
      ...decision(shown),
      ...openEnd(shown, canDecide),
      signature(shown),
      ...(presses.length > 0 ? [buttons(presses)] : []),
      ...(handedOverBy === undefined
        ? []
        : [
            context(
              `📦 ${say('handedOver', { who: mention(handedOverBy), time: hotelTime(hotel, handedOverAt ?? 0) })}`,
            ),
          ]),
    ],
  }
}

function undoButtons({ action, language }: Shown, offer: UndoOffer): ReturnType<typeof button>[] {
  const say = actionWords(language)
  switch (offer) {
    case 'none':
      return []
    case 'correct':
      return [button({ id: undoIds.correct, label: say('correct'), value: action.id })]
    case 'undo': {
      const confirm = {
        title: say('undoTitle'),
        text: say(action.kind === 'redeem-product' ? 'undoRedemption' : 'undoGrant'),
        yes: say('undo'),
        no: say('undoKeep'),
      }
      return [button({ id: undoIds.own, label: say('undo'), value: action.id, confirm })]
    }
  }
}

/** What a manager decides on; without buttons once it is decided. */
export function approvalCard(shown: Shown, notes: readonly Note[], background: Background): Message {
  const { action, bound, language } = shown
  const say = actionWords(language)
  const isWaiting = action.state === 'waiting'
  const pairs: Detail[] = [
    ...bound.details(language),
    ...(isWaiting ? balanceChange(shown) : balanceDetails(shown)),
    [say('requestedBy'), mention(action.actingUser ?? action.requestedBy)],
  ]
  return {
    text: headline(shown),
    blocks: [
      headlineBlock(shown),
      ...explanation(shown),
      fields(pairs),
      ...(isWaiting ? backgroundBlocks(shown, background) : []),
      ...noteBlocks(notes, language),
      ...decision(shown),
      ...openEnd(shown, true),
      signature(shown),
      ...(isWaiting
        ? [
            expiry(shown),
            buttons([
              button({ id: actionIds.approve, label: say('approve'), value: action.id, style: 'primary' }),
              button({ id: actionIds.decline, label: say('decline'), value: action.id, style: 'danger' }),
              button({ id: actionIds.ask, label: say('ask'), value: action.id }),
            ]),
          ]
        : []),
    ],
  }
}

/** The requester's own copy while the request waits, with the way to take it back. */
export function requesterCard(shown: Shown, notes: readonly Note[]): Message {
  const { action, language } = shown
  const say = actionWords(language)
  const isWaiting = action.state === 'waiting'
  return {
    text: headline(shown),
    blocks: [
      headlineBlock(shown),
      ...(isWaiting ? [section(say('yourRequest'))] : explanation(shown)),
      ...noteBlocks(notes, language),
      ...decision(shown),
      signature(shown),
      ...(isWaiting
        ? [expiry(shown), buttons([button({ id: actionIds.cancel, label: say('cancel'), value: action.id })])]
        : []),
    ],
  }
}

export function questionCard(shown: Shown, note: Note, isAnswered: boolean): Message {
  const { action, language } = shown
  const say = actionWords(language)
  const title = say('questionTitle', { reference: action.reference })
  const canAnswer = action.state === 'waiting' && !isAnswered
  return {
    text: title,
    blocks: [
      section(`*${title}*\n${headline(shown)}`),
      section(noteLine(note, language)),
      signature(shown),
      canAnswer
        ? buttons([
            button({ id: actionIds.answer, label: say('answer'), value: action.id, style: 'primary' }),
          ])
        : context(isAnswered ? say('answered') : stateWord(action.state, language)),
    ],
  }
}

export function threadNote(note: Note, language: Language): Message {
  const text = noteLine(note, language)
  return { text: cutMarkup(text, limits.messageText), blocks: [section(text)] }
}

/** Six of them leave room for the rest of a card. */
const longestNote = limits.blocksText / 10

function noteBlocks(notes: readonly Note[], language: Language): KnownBlock[] {
  // The last ones: a long talk belongs in the thread, and so does a text that is mostly signs to be escaped.
  return notes.slice(-6).map(note => section(cutMarkup(noteLine(note, language), longestNote)))
}

function noteLine(note: Note, language: Language): string {
  const say = actionWords(language)
  const values = { who: mention(note.author), text: safe(maskText(note.text)) }
  switch (note.kind) {
    case 'question':
      return `💬 ${say('question', values)}`
    case 'answer':
      return `💬 ${say('reply', values)}`
    case 'decline-reason':
      return say('declineReason', { text: values.text })
  }
}

function expiry({ action, hotel, language }: Shown): KnownBlock {
  const at = action.expiresAt ?? action.createdAt
  const day = formatDay(hotelDate(hotel, at), language)
  return context(actionWords(language)('expiresAt', { day, time: hotelTime(hotel, at) }))
}

function balanceDetails({ action, language, hotel }: Shown): Detail[] {
  const say = actionWords(language)
  const { balance, arrived, readAt = action.updatedAt } = action.outcome
  if (action.state !== 'done' || action.points === undefined) return []
  const details: Detail[] = []
  if (arrived !== undefined && Math.abs(arrived) !== action.points)
    details.push([say('arrived'), say('pointsCount', { points: formatNumber(arrived, language) })])
  const points = typeof balance === 'number' ? formatNumber(balance, language) : undefined
  const time = hotelTime(hotel, readAt)
  details.push([say('balanceNow'), points ? say('balanceRead', { points, time }) : say('balanceUnread')])
  return details
}

function balanceChange({ action, bound, language }: Shown): Detail[] {
  const { balanceBefore } = action.outcome
  if (bound.change === undefined || typeof balanceBefore !== 'number') return []
  const numbers = [balanceBefore, balanceBefore + bound.change].map(points => formatNumber(points, language))
  return [[actionWords(language)('balanceChange'), numbers.join(' → ')]]
}
