// The history as a modal: ten rows a page, newest first, with a filter and a way to each row's details.
import { chooseBlocks } from '../../actions/choose-guest.ts'
import { fullName, type Operation } from '../../domain/guest.ts'
import { hotelTime } from '../../domain/hotel-day.ts'
import { type Reference, splitConcept } from '../../domain/reference.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { formatNumber, type Language } from '../../lib/words.ts'
import {
  button,
  buttons,
  context,
  type KnownBlock,
  type ModalView,
  modal,
  safe,
  section,
} from '../../slack/blocks.ts'
import { filterIds, historyIds } from './ids.ts'
import { amount, authorLine, reasonLine, relatedLines, rowDay } from './lines.ts'
import type { Ours } from './ours.ts'
import { filters, type Place, placeToText, rowsOn } from './place.ts'
import type { History } from './read.ts'
import { historyWords } from './words.ts'

export interface ShownHistory {
  history: History
  place: Place
  ours: ReadonlyMap<Reference, Ours>
  hotel: DeskHotel
  language: Language
}

export function historyView({ history, place, ours, hotel, language }: ShownHistory): ModalView {
  const say = historyWords(language)
  const { rows, count, page, pages } = rowsOn(history.rows, place)
  const shown = { ...place, page }
  return frame(shown, language, [
    section(`👤 *${safe(fullName(history.guest)) || `#${history.guest.contactId}`}* · #${place.contactId}`),
    context([balance(history, hotel, language), say('count', { count })].join(' · ')),
    ...(history.isComplete ? [] : [section(say('incomplete'))]),
    filterButtons(shown, language),
    ...(rows.length === 0 ? [section(say(history.rows.length === 0 ? 'empty' : 'noneOfKind'))] : []),
    ...rows.map(row => rowBlock(row, ours, language)),
    ...(pages > 1 ? pager(page, pages, language) : []),
  ])
}

/** The history could not be read just now: a press tries again. */
export function unreadView(place: Place, sentence: string, language: Language): ModalView {
  const say = historyWords(language)
  return frame(place, language, [
    section(`⚠️ ${sentence}`),
    buttons([button({ id: historyIds.again, label: say('again') })]),
  ])
}

export function readingView(place: Place, language: Language): ModalView {
  return frame(place, language, [section(historyWords(language)('reading'))])
}

/** Several guests match: which one? */
export function chooseView(
  guests: readonly { contactId: number; label: string }[],
  hotel: DeskHotel,
  language: Language,
): ModalView {
  const say = historyWords(language)
  return modal({
    callbackId: 'history.which',
    title: say('title'),
    close: say('close'),
    metadata: String(hotel.id),
    blocks: chooseBlocks(guests, historyIds.choose, language),
  })
}

function frame(place: Place, language: Language, blocks: KnownBlock[]): ModalView {
  const say = historyWords(language)
  return modal({
    callbackId: 'history.list',
    title: say('title'),
    close: say('close'),
    metadata: placeToText(place),
    blocks,
  })
}

function balance({ guest, readAt }: History, hotel: DeskHotel, language: Language): string {
  const say = historyWords(language)
  const time = hotelTime(hotel, readAt)
  return guest.points === 'unknown'
    ? say('balanceUnknown', { time })
    : say('balance', { points: formatNumber(guest.points, language), time })
}

function filterButtons({ filter }: Place, language: Language): KnownBlock {
  const say = historyWords(language)
  return buttons(
    filters.map(each =>
      button({
        id: filterIds[each],
        label: say(each),
        ...(each === filter && { style: 'primary' as const }),
      }),
    ),
  )
}

function rowBlock(row: Operation, ours: ShownHistory['ours'], language: Language): KnownBlock {
  const say = historyWords(language)
  const { reference } = splitConcept(row.concept)
  const own = reference && ours.get(reference)
  const hasExpired = row.expiredPoints !== 'unknown' && row.expiredPoints > 0
  const lines = [
    `${sign(row.points)} *${amount(row, language)}* · ${rowDay(row, language)} · ${reasonLine(row, own, language)}`,
    ...(hasExpired
      ? [say('someExpired', { points: formatNumber(Number(row.expiredPoints), language) })]
      : []),
    ...(own ? [authorLine(own, language), ...relatedLines(own, language)] : []),
  ]
  return section(
    lines.join('\n'),
    button({ id: historyIds.details, label: say('details'), value: String(row.id) }),
  )
}

function sign(points: Operation['points']): string {
  if (points === 'unknown') return '❔'
  return points < 0 ? '➖' : '➕'
}

function pager(page: number, pages: number, language: Language): KnownBlock[] {
  const say = historyWords(language)
  return [
    context(say('page', { page: page + 1, pages })),
    buttons([
      ...(page > 0 ? [button({ id: historyIds.newer, label: say('newer') })] : []),
      ...(page < pages - 1 ? [button({ id: historyIds.older, label: say('older') })] : []),
    ]),
  ]
}
