// The history's blocks: ten rows a page, newest first, with a filter and a way to each row's details.
import { pager, type WindowLook } from '../../actions/guest-window-blocks.ts'
import { fullName, type Operation } from '../../domain/guest.ts'
import { hotelTime } from '../../domain/hotel-day.ts'
import { type Reference, splitConcept } from '../../domain/reference.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { formatNumber, type Language } from '../../lib/words.ts'
import { button, buttons, context, type KnownBlock, section } from '../../slack/blocks.ts'
import { safe } from '../../slack/text.ts'
import { filterIds, historyIds } from './ids.ts'
import { amount, authorLine, reasonLine, relatedLines, rowDay } from './lines.ts'
import type { Ours } from './ours.ts'
import { type Filter, filters, type rowsOn } from './place.ts'
import type { History } from './read.ts'
import { historyWords } from './words.ts'

export const historyLook: WindowLook = {
  feature: 'history',
  words: {
    title: historyWords.catalogue.title,
    reading: historyWords.catalogue.reading,
    back: historyWords.catalogue.newer,
    more: historyWords.catalogue.older,
  },
}

export interface ShownHistory {
  history: History
  /** Of the rows of this kind, those on the page. */
  shown: ReturnType<typeof rowsOn>
  filter: Filter
  ours: ReadonlyMap<Reference, Ours>
  hotel: DeskHotel
  language: Language
}

export function historyBlocks({ history, shown, filter, ours, hotel, language }: ShownHistory): KnownBlock[] {
  const say = historyWords(language)
  const { guest } = history
  const { rows, count, page, pages } = shown
  return [
    section(`👤 *${safe(fullName(guest)) || `#${guest.contactId}`}* · #${guest.contactId}`),
    context([balance(history, hotel, language), say('count', { count })].join(' · ')),
    ...(history.isComplete ? [] : [section(say('incomplete'))]),
    filterButtons(filter, language),
    ...(rows.length === 0 ? [section(say(history.rows.length === 0 ? 'empty' : 'noneOfKind'))] : []),
    ...rows.map(row => rowBlock(row, ours, language)),
    ...pager(historyLook, page, pages, language),
  ]
}

function balance({ guest, readAt }: History, hotel: DeskHotel, language: Language): string {
  const say = historyWords(language)
  const time = hotelTime(hotel, readAt)
  return guest.points === 'unknown'
    ? say('balanceUnknown', { time })
    : say('balance', { points: formatNumber(guest.points, language), time })
}

function filterButtons(filter: Filter, language: Language): KnownBlock {
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
