// "I take it": of several who press, one has it, and the others hear who. And `/desk duty`, the same for one who asks.
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { type DeskVerb, forEachHotel, type VerbCall } from '../../actions/desk-verb.ts'
import { lastHandover } from '../../domain/handover-time.ts'
import { hotelDate, hotelTime } from '../../domain/hotel-day.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { isStaff } from '../../domain/staff.ts'
import type { Language } from '../../lib/words.ts'
import { type Message, section } from '../../slack/blocks.ts'
import type { ButtonCall } from '../../slack/calls.ts'
import type { Listeners } from '../../slack/listen.ts'
import { mention } from '../../slack/text.ts'
import { appendAudit } from '../../store/audit.ts'
import { countWaitingBatches } from '../../store/batches.ts'
import { findPost } from '../../store/due-posts.ts'
import { addItems, findItem, type HandoverItem, type HandoverKey, takeItem } from '../../store/handovers.ts'
import { handoverIds } from './ids.ts'
import { findOpen, readThings } from './open-things.ts'
import { enqueueHandover, newestHandover } from './post.ts'
import { handovers } from './schedule.ts'
import { handoverMessage } from './view.ts'
import { handoverWords } from './words.ts'

export function registerHandover(desk: Desk, listen: Listeners): void {
  listen.button(handoverIds.take, async call => {
    const sentence = await take(desk, call)
    if (sentence) await tell(call, sentence)
  })
  listen.button(handoverIds.takeFromDuty, async call => {
    const item = await findItem(desk.database.db, call.value)
    const sentence = await take(desk, call)
    const hotel = item && hotelOf(desk, item.hotelId)
    if (sentence || !hotel) return tell(call, sentence ?? handoverWords(call.who.language)('missing'))
    await call.replace(await drawDuty(desk, hotel, item, call.who.language))
  })
}

export function dutyVerb(desk: Desk): DeskVerb {
  return {
    name: { en: 'duty', es: 'turno' },
    help: handoverWords.catalogue.dutyHelp,
    who: 'everyone',
    run: call => duty(desk, call),
  }
}

const mostHotels = 4

async function duty(desk: Desk, call: VerbCall): Promise<void> {
  const now = desk.clock.now()
  await forEachHotel(call, mostHotels, async hotel => {
    const key = { hotelId: hotel.id, shift: shiftAt(hotel, now) }
    await desk.database.transaction(async tx => addItems(tx, key, await findOpen(tx, hotel, now)))
    await call.answer(await drawDuty(desk, hotel, key, call.who.language))
  })
}

/** What is taken lasts for the shift; where nobody hands over, for the day. */
function shiftAt(hotel: DeskHotel, now: number): string {
  return lastHandover(hotel, now)?.shift ?? hotelDate(hotel, now)
}

async function drawDuty(
  desk: Desk,
  hotel: DeskHotel,
  key: HandoverKey,
  language: Language,
): Promise<Message> {
  const things = await readThings(desk, hotel, key, language)
  const bulk = await countWaitingBatches(desk.database.db, hotel.id)
  return handoverMessage({
    hotel,
    things,
    bulk,
    at: desk.clock.now(),
    kind: 'duty',
    isCurrent: true,
    language,
  })
}

/** @returns why not; undefined when this person has it now */
async function take(desk: Desk, { who, value }: ButtonCall): Promise<string | undefined> {
  const { db } = desk.database
  const say = handoverWords(who.language)
  const item = await findItem(db, value)
  const hotel = item && hotelOf(desk, item.hotelId)
  if (!item || !hotel) return say('missing')
  if (!isStaff(desk.identity.staffIn(who.userId, hotel))) return say('notStaff')
  if (await isShiftOver(desk, hotel, item)) return say('shiftOver')
  const thing = (await readThings(desk, hotel, item, who.language)).find(each => each.item.id === item.id)
  if (!thing) return say('missing')
  if (thing.group === 'settled') {
    await desk.database.transaction(tx => enqueueHandover(tx, item))
    return say('noLongerOpen', { line: thing.line })
  }
  const isFirst = await desk.database.transaction(async tx => {
    const at = desk.clock.now()
    if (!(await takeItem(tx, item.id, who.userId, at))) return false
    await enqueueHandover(tx, item)
    const { hotelId, shift, kind } = item
    await appendAudit(tx, {
      at,
      actor: who.userId,
      event: 'handover.taken',
      subject: item.subject,
      detail: { hotel: hotelId, shift, kind },
    })
    return true
  })
  if (isFirst) return undefined
  const { takenBy = '', takenAt = 0 } = (await findItem(db, value)) ?? item
  return say('alreadyTaken', { who: mention(takenBy), time: hotelTime(hotel, takenAt) })
}

async function isShiftOver(desk: Desk, hotel: DeskHotel, { shift }: HandoverItem): Promise<boolean> {
  const { db } = desk.database
  const own = await findPost(db, { kind: handovers.kind, hotelId: hotel.id, slot: shift })
  const last = await newestHandover(db, hotel.id)
  if (!own) return shift < shiftAt(hotel, desk.clock.now())
  return last !== undefined && last.dueAt > own.dueAt
}

/** The sentences name people, so they are mrkdwn. */
function tell(call: ButtonCall, sentence: string): Promise<void> {
  return call.answer({ text: sentence, blocks: [section(sentence)] })
}
