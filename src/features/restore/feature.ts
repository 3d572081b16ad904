// After a restore an admin sees what was open and lets the desk go on.
import { type Compared, compareWithLedger } from '../../actions/compare.ts'
import { type Desk, languageFor } from '../../actions/desk.ts'
import { hotelDate, hotelTime } from '../../domain/hotel-day.ts'
import { growingPause } from '../../jobs/pause.ts'
import { formatDay } from '../../lib/words.ts'
import { LoyaltyError } from '../../loyalty/errors.ts'
import { button, buttons, type Message, section } from '../../slack/blocks.ts'
import type { ButtonCall } from '../../slack/calls.ts'
import type { Listeners } from '../../slack/listen.ts'
import { toMessage } from '../../slack/notice.ts'
import { SlackError } from '../../slack/slack-error.ts'
import { mention } from '../../slack/text.ts'
import { StoreError } from '../../store/errors.ts'
import { restoreWords } from './words.ts'

const goOn = 'restore.go-on'
const pauses = { firstMs: 2000, longestMs: 60_000 }
const mostListed = 30

export function registerRestore(desk: Desk, listen: Listeners): void {
  listen.button(goOn, call => release(desk, call))
}

/** While the store is held: compares, then asks the admins; tries again until both worked or `signal` is aborted. */
export async function askToGoOn(desk: Desk, signal: AbortSignal): Promise<void> {
  const since = desk.clock.now()
  let compared: Compared[] | undefined
  const told = new Set<string>()
  while (!signal.aborted && desk.hold.isHeld()) {
    try {
      compared ??= await compareWithLedger(desk)
      for (const admin of adminsOf(desk)) {
        if (told.has(admin)) continue
        await tell(desk, compared, admin)
        told.add(admin)
      }
      desk.logger.warn({ event: 'restore.held', open: compared.length })
      return
    } catch (error) {
      if (![LoyaltyError, SlackError, StoreError].some(expected => error instanceof expected)) throw error
      desk.logger.warn({ event: 'restore.not-compared', reason: String(error) })
      await desk.clock.sleep(growingPause(desk.clock.now() - since, pauses), signal).catch(() => undefined)
    }
  }
}

/** One whom Slack does not reach keeps nobody else waiting. */
async function tell(desk: Desk, compared: readonly Compared[], admin: string): Promise<void> {
  try {
    await desk.messenger.post(admin, heldCard(desk, compared, admin))
  } catch (error) {
    if (!(error instanceof SlackError) || error.code !== 'refused') throw error
    desk.logger.error({ event: 'restore.not-told', admin, reason: error.reason })
  }
}

function adminsOf(desk: Desk): string[] {
  return [...new Set(desk.settings()?.hotels.flatMap(hotel => desk.identity.admins(hotel)))]
}

function heldCard(desk: Desk, compared: readonly Compared[], admin: string): Message {
  const hotel = desk.settings()?.hotels[0]
  const language = languageFor(desk, admin, hotel?.id ?? 0)
  const say = restoreWords(language)
  const backupAt = desk.hold.restore()?.backupAt ?? desk.clock.now()
  const when = hotel ? `${formatDay(hotelDate(hotel, backupAt), language)} ${hotelTime(hotel, backupAt)}` : ''
  const lines = compared
    .slice(0, mostListed)
    .map(({ action, verdict }) => say(verdict, { reference: action.reference }))
  const rest = compared.length - lines.length
  const list = [...lines, ...(rest > 0 ? [say('more', { count: rest })] : [])].join('\n')
  const title = say('title', { when })
  return {
    text: title,
    blocks: [
      section(`*${title}*`),
      section(say('explain')),
      section(list || say('nothingOpen')),
      buttons([
        button({ id: goOn, label: say('goOn'), value: desk.hold.restore()?.id ?? '', style: 'primary' }),
      ]),
    ],
  }
}

async function release(desk: Desk, call: ButtonCall): Promise<void> {
  const { who } = call
  const say = restoreWords(who.language)
  const isAdmin = who.hotels.some(hotel => desk.identity.staffIn(who.userId, hotel).isAdmin)
  if (!isAdmin) return call.answer(say('notAdmin'))
  const now = desk.clock.now()
  const isFirst = call.value === desk.hold.restore()?.id && (await desk.hold.release(who.userId, now))
  if (!isFirst) return call.answer(say(desk.hold.isHeld() ? 'earlier' : 'already'))
  const hotel = who.hotels[0]
  const sentence = say('released', { who: mention(who.userId), time: hotel ? hotelTime(hotel, now) : '' })
  await call.replace({ ...toMessage(sentence), blocks: [section(sentence)] })
}
