// A hand-over as a message, and the same for somebody who asks: under Slack's limits however much is open.
import { promiseButtons } from '../../actions/promise-parts.ts'
import { hotelDate, hotelTime } from '../../domain/hotel-day.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { formatDay, type Language } from '../../lib/words.ts'
import { button, buttons, context, type KnownBlock, type Message, section } from '../../slack/blocks.ts'
import { mention, safe } from '../../slack/text.ts'
import { handoverIds } from './ids.ts'
import type { Group, Thing } from './open-things.ts'
import { handoverWords } from './words.ts'

/** Three groups of so many, a promise in two blocks, with headings and counts: 45 blocks of 50 at most. */
const mostInGroup = 9
const mostSettled = 8

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
  return {
    text,
    blocks: [
      section(heading),
      ...late,
      ...(isCurrent ? [] : [context(say('over'))]),
      ...groupBlocks(view, 'look'),
      ...groupBlocks(view, 'promises'),
      ...groupBlocks(view, 'waiting'),
      ...(bulk > 0 ? [section(say('bulk', { count: bulk }))] : []),
      ...settledBlocks(view),
    ],
  }
}

function groupBlocks(view: HandoverView, group: Exclude<Group, 'settled'>): KnownBlock[] {
  const say = handoverWords(view.language)
  const things = view.things.filter(thing => thing.group === group)
  if (things.length === 0) return []
  const rest = things.length - mostInGroup
  return [
    section(say(group, { count: things.length })),
    ...things.slice(0, mostInGroup).flatMap(thing => thingBlocks(view, thing)),
    ...(rest > 0 ? [context(say('more', { count: rest }))] : []),
  ]
}

function thingBlocks({ hotel, kind, isCurrent, language }: HandoverView, thing: Thing): KnownBlock[] {
  const say = handoverWords(language)
  const { item, promise, isOverdue } = thing
  const owner =
    item.takenBy === undefined
      ? []
      : [say('taken', { who: mention(item.takenBy), time: hotelTime(hotel, item.takenAt ?? 0) })]
  const line = [isOverdue ? `${thing.line} · ${say('overdue')}` : thing.line, ...owner].join('\n')
  const take = button({
    id: kind === 'duty' ? handoverIds.takeFromDuty : handoverIds.take,
    label: say('take'),
    value: item.id,
  })
  const isFree = isCurrent && item.takenBy === undefined
  return [
    section(line, isFree ? take : undefined),
    ...(promise && isCurrent ? [buttons(promiseButtons(promise, language))] : []),
  ]
}

/** Without buttons, in one block. */
function settledBlocks({ things, language }: HandoverView): KnownBlock[] {
  const say = handoverWords(language)
  const lines = things.filter(({ group }) => group === 'settled').map(({ line }) => line)
  if (lines.length === 0) return []
  const rest = lines.length - mostSettled
  return [
    section(say('since')),
    context(...lines.slice(0, mostSettled), ...(rest > 0 ? [say('more', { count: rest })] : [])),
  ]
}
