// One operation in full, in a modal over the list.
import { headline } from '../../actions/card-parts.ts'
import type { Bound } from '../../actions/definition.ts'
import { undoIds } from '../../actions/ids.ts'
import { actionWords } from '../../actions/words.ts'
import type { Operation, Product } from '../../domain/guest.ts'
import { hotelDate, hotelTime } from '../../domain/hotel-day.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { undoOffer } from '../../domain/undo.ts'
import { formatDay, formatNumber, type Language } from '../../lib/words.ts'
import {
  button,
  buttons,
  fields,
  type KnownBlock,
  type ModalView,
  modal,
  section,
} from '../../slack/blocks.ts'
import { safe } from '../../slack/text.ts'
import { authorLine, reasonLine, relatedLines, rowDay, signedNumber } from './lines.ts'
import type { Ours } from './ours.ts'
import { historyWords } from './words.ts'

export interface Own {
  ours: Ours
  bound: Bound | undefined
  /** There is room for one more window over this one: Slack stacks three. */
  mayOpen: boolean
}

export interface ShownOperation {
  row: Operation
  /** The action behind it, and how it reads; undefined: not the desk's. */
  own: Own | undefined
  products: readonly Product[]
  /** Whose wall clock the programme prints; and the hotel of the row, where it names one. */
  hotel: DeskHotel
  rowHotel: DeskHotel | undefined
  now: number
  language: Language
}

export function detailsView(shown: ShownOperation): ModalView {
  const { row, own, language } = shown
  return frame(language, [
    section(reasonLine(row, own?.ours, language)),
    fields(facts(shown)),
    ...(own ? ownBlocks(own, shown) : []),
  ])
}

export function noticeDetails(sentence: string, language: Language): ModalView {
  return frame(language, [section(sentence)])
}

function frame(language: Language, blocks: KnownBlock[]): ModalView {
  const say = historyWords(language)
  return modal({ callbackId: 'history.row', title: say('detailsTitle'), close: say('close'), blocks })
}

function facts(shown: ShownOperation): (readonly [string, string])[] {
  const { row, language, products, rowHotel } = shown
  const say = historyWords(language)
  const number = (value: number | 'unknown') =>
    value === 'unknown' ? say('unknown') : formatNumber(value, language)
  const time = row.at === 'unknown' ? '' : `, ${row.at.slice(11, 16)}`
  const isLot = row.points !== 'unknown' && row.points > 0
  const expiry = expiryDay(shown)
  const product = products.find(({ id }) => id === row.productId)
  const where = [
    ...(row.hotelId === undefined ? [] : [safe(rowHotel?.name ?? `#${row.hotelId}`)]),
    ...(row.room ? [say('room', { room: safe(row.room) })] : []),
  ]
  return [
    [say('date'), `${rowDay(row, language)}${time}`],
    [say('points'), row.points === 'unknown' ? say('unknown') : signedNumber(row.points, language)],
    ...(isLot
      ? ([
          [
            say('bonus'),
            row.bonusPoints === 'unknown' ? say('unknown') : signedNumber(row.bonusPoints, language),
          ],
          [say('consumed'), number(row.consumedPoints)],
          [say('remaining'), number(row.remainingPoints)],
          [say('expiredPoints'), number(row.expiredPoints)],
        ] as const)
      : []),
    ...(expiry ? ([[say('expiresOn'), formatDay(expiry, language)]] as const) : []),
    ...(row.productId === undefined
      ? []
      : ([[say('product'), product ? safe(product.title) : `#${row.productId}`]] as const)),
    ...(where.length > 0 ? ([[say('where'), where.join(' · ')]] as const) : []),
    ...(row.code ? ([[say('code'), safe(row.code)]] as const) : []),
  ]
}

/** Only where something is left to expire, and ahead: the programme fills the date in for rows that never do. */
function expiryDay({ row, hotel, now }: ShownOperation): string | undefined {
  if (row.expiresAt === 'unknown' || row.remainingPoints === 'unknown' || row.remainingPoints <= 0)
    return undefined
  const clock = `${hotelDate(hotel, now)}T${hotelTime(hotel, now)}`
  return row.expiresAt.slice(0, 16) > clock ? row.expiresAt.slice(0, 10) : undefined
}

function ownBlocks({ ours, bound, mayOpen }: Own, { now, language }: ShownOperation): KnownBlock[] {
  const { action, hotel, isOwnHotel } = ours
  const mayCorrect = hotel && isOwnHotel && undoOffer(action, hotel.policy.undo, now) !== 'none'
  const label = actionWords(language)('correct')
  const title = bound && hotel && isOwnHotel ? [`*${headline({ action, bound, hotel, language })}*`] : []
  return [
    { type: 'divider' },
    section([...title, authorLine(ours, language), ...relatedLines(ours, language)].join('\n')),
    ...(mayCorrect && mayOpen ? [buttons([button({ id: undoIds.correct, label, value: action.id })])] : []),
  ]
}
