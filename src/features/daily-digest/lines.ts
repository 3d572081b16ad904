// The digest as lines of text, in one language: what the blocks say, and what stands in for them.
import { hotelDate, hotelTime } from '../../domain/hotel-day.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { formatDay, formatLongDay, formatNumber, formatWeekday, type Language } from '../../lib/words.ts'
import { cut, mention, safe } from '../../slack/text.ts'
import type { DigestFigures, OpenItem, OpenItems, PersonTotal, PointsOfDay, ProductTotal } from './figures.ts'
import type { LedgerDay } from './gather.ts'
import { kindLines } from './kind-lines.ts'
import { digestWords } from './words.ts'

/** What is to be said about this copy of a digest besides its figures. */
export interface Notes {
  /** When it was due, where it comes late; epoch ms. */
  lateFor?: number | undefined
  /** Days whose digests were left out. */
  skipped?: readonly string[]
  /** The digest channel that did not take it. */
  insteadOf?: string | undefined
  isTest?: boolean
}

const longestTitle = 80
const mostSkipped = 7

export type Lines = ReturnType<typeof createLines>

export function createLines(hotel: DeskHotel, language: Language) {
  const say = digestWords(language)
  const number = (value: number) => formatNumber(value, language)
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${number(Math.abs(value))}`
  const momentOf = (at: number) => ({
    day: formatDay(hotelDate(hotel, at), language),
    time: hotelTime(hotel, at),
  })

  const points = ({ granted, redeemed }: PointsOfDay) => ({
    granted: number(granted),
    redeemed: number(redeemed),
  })
  const openLine = ({ reference, points: wanted, createdAt }: OpenItem): string => {
    const since = { reference, ...momentOf(createdAt) }
    return wanted === undefined
      ? say('openLine', since)
      : say('openLineWithPoints', { ...since, points: number(wanted) })
  }
  const openHeading = (key: 'waiting' | 'unsettled', { count }: OpenItems) => say(key, { count })
  const rest = (all: number, shown: number): string[] =>
    all > shown ? [say('andMore', { count: all - shown })] : []

  return {
    say,
    heading: (day: string) => say('heading', { hotel: safe(hotel.name), day: formatLongDay(day, language) }),
    quiet: (day: string) => say('quiet', { hotel: safe(hotel.name), day: formatLongDay(day, language) }),
    openLine,
    openHeading,
    rest,

    notes({ lateFor, skipped = [], insteadOf, isTest }: Notes, isRunning: boolean): string[] {
      const lines: string[] = []
      if (isTest) lines.push(say('onlyYou'))
      if (isRunning) lines.push(say('running'))
      if (lateFor !== undefined) {
        const { day: due, time } = momentOf(lateFor)
        lines.push(say('late', { due, time }))
      }
      if (skipped.length > 0) {
        const days = skipped.slice(0, mostSkipped).map(day => formatDay(day, language))
        lines.push(say('skipped', { days: [...days, ...rest(skipped.length, days.length)].join(', ') }))
      }
      if (insteadOf !== undefined) lines.push(say('elsewhere', { channel: `<#${insteadOf}>` }))
      return lines
    },

    totals({ kinds, undone }: DigestFigures): string[] {
      if (kinds.length === 0) return [say('nothingDone')]
      const pairs = undone.first.map(pair => say('undonePair', { ...pair }))
      const list = [...pairs, ...rest(undone.count, pairs.length)].join(', ')
      return [...kindLines(kinds, language), ...(list ? [list] : [])]
    },

    comparison({ dayBefore, mean }: DigestFigures): string[] {
      const lines = [
        ...(dayBefore ? [say('dayBefore', points(dayBefore))] : []),
        ...(mean ? [say('mean', { weeks: mean.weeks, ...points(mean) })] : []),
      ]
      return lines.length > 0 ? lines : [say('noComparison')]
    },

    chart({ week }: DigestFigures) {
      return {
        title: say('chartHeading'),
        categories: week.map(({ day }) => formatWeekday(day, language)),
        series: [
          { name: say('chartGranted'), values: week.map(({ granted }) => granted) },
          { name: say('chartRedeemed'), values: week.map(({ redeemed }) => redeemed) },
        ],
      }
    },

    /** What the chart shows, for those who do not see it. */
    chartTwin({ categories, series, title }: { title: string } & Pick<ChartTexts, 'categories' | 'series'>) {
      const lines = series.map(({ name, values }) => {
        const shown = values.map((value, i) => `${categories[i] ?? ''} ${number(value)}`)
        return say('chartTwin', { name, values: shown.join(' · ') })
      })
      return [title, ...lines]
    },

    person({ userId, granted, redeemed, undone, adjusted, count }: PersonTotal): string {
      const values = { granted: number(granted), redeemed: number(redeemed), count }
      return [
        say('personLine', { who: mention(userId), ...values }),
        ...(undone > 0 ? [say('personUndid', { undone: number(undone) })] : []),
        ...(adjusted > 0 ? [say('personAdjustedTimes', { count: adjusted })] : []),
      ].join(', ')
    },

    /** What hardly ever happens has a column only on the days when it does. */
    personTable(people: readonly PersonTotal[]) {
      const columns = [
        { title: say('personGranted'), of: (person: PersonTotal) => person.granted },
        { title: say('personRedeemed'), of: (person: PersonTotal) => person.redeemed },
        { title: say('personUndone'), of: (person: PersonTotal) => person.undone, isRare: true },
        { title: say('personAdjusted'), of: (person: PersonTotal) => person.adjusted, isRare: true },
        { title: say('personCount'), of: (person: PersonTotal) => person.count },
      ].filter(({ isRare, of }) => !isRare || people.some(person => of(person) > 0))
      return [
        [{ text: say('person') }, ...columns.map(({ title }) => ({ text: title }))],
        ...people.map(person => [
          { userId: person.userId },
          ...columns.map(({ of }) => ({ text: number(of(person)) })),
        ]),
      ]
    },

    product: ({ title, count, points: taken }: ProductTotal): string =>
      say('productLine', {
        count: number(count),
        product: safe(cut(title, longestTitle)),
        points: number(taken),
      }),

    decisions({ decisions: { count, declined, medianMs } }: DigestFigures): string[] {
      if (count === 0 || medianMs === undefined) return []
      const minutes = Math.max(1, Math.round(medianMs / 60_000))
      const time =
        minutes < 60
          ? say('minutes', { count: minutes })
          : say('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
      return [say('decisions', { count, declined, time })]
    },

    open: (key: 'waiting' | 'unsettled', items: OpenItems): string[] =>
      items.count === 0
        ? []
        : [openHeading(key, items), ...items.first.map(openLine), ...rest(items.count, items.first.length)],

    bulk: ({ bulkWaiting: count }: DigestFigures): string[] =>
      count > 0 ? [say('bulkWaiting', { count })] : [],

    ledger(ledger: LedgerDay | undefined): string[] {
      if (!ledger) return [say('noLedger')]
      const { foreign, missing, isComplete } = ledger
      const rows = foreign.first.map(({ id, points: own, at }) => {
        const time = at.slice(11, 16)
        return say('foreignRow', { id: String(id), points: own === undefined ? '?' : signed(own), time })
      })
      const list = [...rows, ...rest(foreign.count, rows.length)].join(', ')
      const { count, granted, redeemed } = foreign
      const named = [...missing.first, ...rest(missing.count, missing.first.length)].join(', ')
      return [
        ...(count > 0 ? [say('foreign', { count, ...points({ day: '', granted, redeemed }) }), list] : []),
        ...(missing.count > 0 ? [say('missing', { count: missing.count, references: named })] : []),
        ...(isComplete ? [] : [say('incomplete')]),
      ]
    },

    /** Rows that name no hotel; nothing where there are none. */
    chain(day: string, chain: LedgerDay | undefined): string[] {
      if (!chain || chain.foreign.count === 0) return []
      const { count, granted, redeemed } = chain.foreign
      const of = formatLongDay(day, language)
      return [say('chain', { day: of, count, ...points({ day, granted, redeemed }) })]
    },

    fingerprint: ({ fingerprint }: DigestFigures): string[] =>
      fingerprint
        ? [say('fingerprint', { seq: String(fingerprint.seq), hash: fingerprint.hash.slice(0, 16) })]
        : [],
  }
}

interface ChartTexts {
  categories: readonly string[]
  series: readonly { name: string; values: readonly number[] }[]
}
