// The digest as messages, pure: the main one below Slack's limits for any size of hotel, the rest for its thread.
import type { DeskHotel } from '../../domain/settings.ts'
import type { Language } from '../../lib/words.ts'
import { button, type ChartedMessage, context, section } from '../../slack/blocks.ts'
import { barChart, table } from '../../slack/charts.ts'
import { limits } from '../../slack/limits.ts'
import { cut } from '../../slack/text.ts'
import { type DigestFigures, isQuiet, type OpenItems, type PersonTotal } from './figures.ts'
import { digestIds } from './ids.ts'
import { createLines, type Lines, type Notes } from './lines.ts'
import { digestLines } from './text.ts'

export interface DigestMessages {
  main: ChartedMessage
  /** For the thread below it. */
  replies: readonly ChartedMessage[]
  /** For the approvals channel: rows that name no hotel. */
  chain: ChartedMessage | undefined
}

/** `plain`: without chart and table, for a Slack that does not take them. */
export type Look = 'full' | 'plain'

const mostPeople = 20
const mostProducts = 10
const peoplePerReply = 50
const productsPerReply = 20

export function digestMessages(
  figures: DigestFigures,
  hotel: DeskHotel,
  { language, notes = {}, look }: { language: Language; notes?: Notes; look: Look },
): DigestMessages {
  const lines = createLines(hotel, language)
  const chain = lines.chain(figures.day, figures.chain).map(text => ({ text, blocks: [section(text)] }))[0]
  if (isQuiet(figures)) {
    const text = digestLines(figures, lines, notes).join('\n')
    return { main: { text, blocks: [section(text)] }, replies: [], chain }
  }
  const text = cut(digestLines(figures, lines, notes).join('\n'), limits.messageText)
  return {
    main: { text, blocks: mainBlocks(figures, lines, notes, look) },
    replies: overflow(figures, lines, look),
    chain,
  }
}

function mainBlocks(
  figures: DigestFigures,
  lines: Lines,
  notes: Notes,
  look: Look,
): ChartedMessage['blocks'] {
  const { people, products } = figures
  const said = lines.notes(notes, figures.isRunning)
  const decisions = lines.decisions(figures)
  const ledger = lines.ledger(figures.ledger)
  return [
    section(`*${lines.heading(figures.day)}*`),
    ...(said.length > 0 ? [context(said.join('\n'))] : []),
    section(lines.totals(figures).join('\n')),
    context(lines.comparison(figures).join('\n')),
    ...chartBlocks(figures, lines, look),
    ...peopleBlocks(people.slice(0, mostPeople), lines, look),
    ...(people.length > mostPeople
      ? [context(lines.say('peopleInThread', { count: people.length - mostPeople }))]
      : []),
    ...(products.length > 0
      ? listed([lines.say('products'), ...products.slice(0, mostProducts).map(lines.product)])
      : []),
    ...(products.length > mostProducts
      ? [context(lines.say('productsInThread', { count: products.length - mostProducts }))]
      : []),
    ...(decisions.length > 0 ? [section(decisions.join('\n'))] : []),
    ...openBlocks('waiting', figures.waiting, lines),
    ...lines.bulk(figures).map(line => section(line)),
    ...openBlocks('unsettled', figures.unsettled, lines),
    ...(ledger.length > 0 ? [section(ledger.join('\n'))] : []),
    ...lines.fingerprint(figures).map(line => context(line)),
  ]
}

function chartBlocks(figures: DigestFigures, lines: Lines, look: Look): ChartedMessage['blocks'] {
  const chart = lines.chart(figures)
  const isEmpty = chart.series.every(({ values }) => values.every(value => value === 0))
  if (isEmpty) return []
  const twin = context(lines.chartTwin(chart).join('\n'))
  return look === 'full' ? [barChart(chart), twin] : [twin]
}

function peopleBlocks(people: readonly PersonTotal[], lines: Lines, look: Look): ChartedMessage['blocks'] {
  if (people.length === 0) return []
  const { say } = lines
  if (look === 'plain') return listed([say('people'), ...people.map(lines.person)])
  return [section(say('people')), table(lines.personTable(people))]
}

function openBlocks(key: 'waiting' | 'unsettled', items: OpenItems, lines: Lines): ChartedMessage['blocks'] {
  if (items.count === 0) return []
  const label = lines.say('openCard')
  return [
    section(lines.openHeading(key, items)),
    ...items.first.map(item =>
      section(
        lines.openLine(item),
        item.link === undefined ? undefined : button({ id: digestIds.openCard, label, url: item.link }),
      ),
    ),
    ...lines.rest(items.count, items.first.length).map(line => context(line)),
  ]
}

function overflow({ people, products }: DigestFigures, lines: Lines, look: Look): ChartedMessage[] {
  const ofPeople = chunks(people.slice(mostPeople), peoplePerReply).map(some => ({
    text: cut([lines.say('people'), ...some.map(lines.person)].join('\n'), limits.messageText),
    blocks: peopleBlocks(some, lines, look),
  }))
  const ofProducts = chunks(products.slice(mostProducts), productsPerReply).map(some => {
    const list = [lines.say('products'), ...some.map(lines.product)]
    return { text: cut(list.join('\n'), limits.messageText), blocks: listed(list) }
  })
  return [...ofPeople, ...ofProducts]
}

/** As few sections as hold all lines: none of them is cut. */
function listed(list: readonly string[]): ChartedMessage['blocks'] {
  const texts: string[] = []
  for (const line of list) {
    const longer = [...texts.slice(-1), line].join('\n')
    if (texts.length > 0 && longer.length <= limits.sectionText) texts[texts.length - 1] = longer
    else texts.push(line)
  }
  return texts.map(text => section(text))
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))
}
