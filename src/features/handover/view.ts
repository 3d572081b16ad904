// A hand-over as a message, and the same for somebody who asks: under Slack's limits however much is open.
import { promiseButtons } from '../../actions/promise-parts.ts'
import { hotelDate, hotelTime } from '../../domain/hotel-day.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { formatDay, type Language } from '../../lib/words.ts'
import { button, buttons, context, type KnownBlock, type Message, section } from '../../slack/blocks.ts'
import { limits } from '../../slack/limits.ts'
import { mention, safe } from '../../slack/text.ts'
import { handoverIds } from './ids.ts'
import type { Group, Thing } from './open-things.ts'
import { handoverWords } from './words.ts'

/** Three groups of so many, a promise in two blocks, with headings and counts: 45 blocks of 50 at most. */
const most: Record<Group, number> = { look: 9, promises: 9, waiting: 9, settled: 8 }
/** In code units; headings and counts take the rest. */
const roomForLines = limits.blocksText - 1500
/** What the buttons beside and below a line say, at most. */
const roomForButtons = 40

export interface HandoverView {
  hotel: DeskHotel
  things: readonly Thing[]
  /** How many bulk requests wait for a manager. */
  bulk: number
  /** A hand-over's own time (epoch ms), or that of the question. */
  at: number
  kind: 'shift' | 'duty'
  /** False once the next shift has begun: no button stays. */
  isCurrent: boolean
  lateAt?: number | undefined
  language: Language
}

export function handoverMessage(view: HandoverView): Message {
  const { hotel, things, bulk, at, kind, isCurrent, lateAt, language } = view
  const say = handoverWords(language)
  const time = hotelTime(hotel, at)
  const place = { time, hotel: safe(hotel.name) }
  const heading =
    kind === 'duty'
      ? say('dutyHeading', place)
      : say('heading', { ...place, day: formatDay(hotelDate(hotel, at), language) })
  const late = lateAt === undefined ? [] : [context(say('late', { time: hotelTime(hotel, lateAt) }))]
  const open = things.filter(({ group }) => group !== 'settled').length + bulk
  const text = say(kind === 'duty' ? 'dutyFallback' : 'fallback', { time, open })
  if (things.length + bulk === 0) return { text, blocks: [section(say('quiet', { heading })), ...late] }
  const shown = chooseShown(view)
  return {
    text,
    blocks: [
      section(heading),
      ...late,
      ...(isCurrent ? [] : [context(say('over'))]),
      ...groupBlocks(view, 'look', shown),
      ...groupBlocks(view, 'promises', shown),
      ...groupBlocks(view, 'waiting', shown),
      ...(bulk > 0 ? [section(say('bulk', { count: bulk }))] : []),
      ...settledBlocks(view, shown),
    ],
  }
}

/** Of each group the first ones, in turn and while there is room: long texts cost no group its place. */
function chooseShown(view: HandoverView): ReadonlySet<Thing> {
  const groups = (['look', 'promises', 'waiting', 'settled'] as const).map(group =>
    view.things.filter(thing => thing.group === group).slice(0, most[group]),
  )
  const inTurn = Array.from({ length: Math.max(...groups.map(({ length }) => length)) }, (_, i) =>
    groups.flatMap(group => group[i] ?? []),
  ).flat()
  let room = roomForLines
  const end = inTurn.findIndex(thing => {
    room -= Math.min(lineOf(view, thing).length, limits.sectionText) + roomForButtons
    return room < 0
  })
  return new Set(end < 0 ? inTurn : inTurn.slice(0, end))
}

function groupBlocks(
  view: HandoverView,
  group: Exclude<Group, 'settled'>,
  shown: ReadonlySet<Thing>,
): KnownBlock[] {
  const say = handoverWords(view.language)
  const things = view.things.filter(thing => thing.group === group)
  if (things.length === 0) return []
  const first = things.filter(thing => shown.has(thing))
  const rest = things.length - first.length
  return [
    section(say(group, { count: things.length })),
    ...first.flatMap(thing => thingBlocks(view, thing)),
    ...(rest > 0 ? [context(say('more', { count: rest }))] : []),
  ]
}

/** What stands in the message about it: with who has it while it is open. */
function lineOf({ hotel, language }: HandoverView, { item, group, line, isOverdue }: Thing): string {
  if (group === 'settled') return line
  const say = handoverWords(language)
  const owner =
    item.takenBy === undefined
      ? []
      : [say('taken', { who: mention(item.takenBy), time: hotelTime(hotel, item.takenAt ?? 0) })]
  return [isOverdue ? `${line} · ${say('overdue')}` : line, ...owner].join('\n')
}

function thingBlocks(view: HandoverView, thing: Thing): KnownBlock[] {
  const { kind, isCurrent, language } = view
  const { item, promise } = thing
  const take = button({
    id: kind === 'duty' ? handoverIds.takeFromDuty : handoverIds.take,
    label: handoverWords(language)('take'),
    value: item.id,
  })
  const isFree = isCurrent && item.takenBy === undefined
  return [
    section(lineOf(view, thing), isFree ? take : undefined),
    ...(promise && isCurrent ? [buttons(promiseButtons(promise, language))] : []),
  ]
}

/** Without buttons, in one block. */
function settledBlocks({ things, language }: HandoverView, shown: ReadonlySet<Thing>): KnownBlock[] {
  const say = handoverWords(language)
  const settled = things.filter(({ group }) => group === 'settled')
  if (settled.length === 0) return []
  const lines = settled.filter(thing => shown.has(thing)).map(({ line }) => line)
  const rest = settled.length - lines.length
  return [section(say('since')), context(...lines, ...(rest > 0 ? [say('more', { count: rest })] : []))]
}
