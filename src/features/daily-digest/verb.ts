// /desk digest [test] [date]: any day's digest to whoever asks; as a test by direct message, as the channel would get it.
import type { Desk } from '../../actions/desk.ts'
import { type DeskVerb, forEachHotel, type VerbCall } from '../../actions/desk-verb.ts'
import { patiently } from '../../actions/patience.ts'
import { maskText } from '../../domain/masking.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { cut, safe } from '../../slack/text.ts'
import { askedDay, askFigures } from './ask.ts'
import { postBest } from './deliver.ts'
import { linkTo } from './links.ts'
import { type DigestMessages, digestMessages, type Look } from './message.ts'
import { digestWords } from './words.ts'

/** A command's answer lives for five messages: one says that it is being read. */
const mostHotels = 2
const mostReplies = 1

export function digestVerb(desk: Desk): DeskVerb {
  return {
    name: { en: 'digest', es: 'resumen' },
    follows: digestWords.catalogue.verbFollows,
    help: digestWords.catalogue.verbHelp,
    who: 'everyone',
    async run(call) {
      const [, test, date = ''] = /^(?:(test|prueba)(?:\s+|$))?(.*)$/is.exec(call.text) ?? []
      await forEachHotel(call, mostHotels, hotel => show(desk, call, hotel, date, test !== undefined))
    },
  }
}

async function show(
  desk: Desk,
  call: VerbCall,
  hotel: DeskHotel,
  date: string,
  isTest: boolean,
): Promise<void> {
  const { language, userId } = call.who
  const say = digestWords(language)
  const day = askedDay(date, hotel, desk.clock.now())
  if (day === undefined) return call.answer(say('unreadDate', { typed: safe(cut(maskText(date), 50)) }))
  const settings = desk.settings()
  if (!settings) throw new Error('the listener lets nobody in without settings')
  const now = desk.clock.now()
  const parts = { db: desk.database.db, loyalty: desk.loyalty, settings, now, linkTo: linkTo(desk) }
  const figures = await patiently(desk, call, say('stillReading'), askFigures(parts, hotel, day))
  const draw = (look: Look): DigestMessages =>
    digestMessages(
      figures,
      hotel,
      isTest ? { language: hotel.language, look, notes: { isTest } } : { language, look },
    )
  if (isTest) {
    await sendTest(desk, userId, draw)
    return call.answer(say('testSent'))
  }
  // Without chart and table: what an answer to a command takes of them is not documented.
  const { main, replies } = draw('plain')
  for (const message of [main, ...replies.slice(0, mostReplies)]) await call.answer(message)
}

async function sendTest(desk: Desk, userId: string, draw: (look: Look) => DigestMessages): Promise<void> {
  const main = await postBest(desk, userId, look => draw(look).main)
  const { replies } = draw('full')
  for (const [i, reply] of replies.entries())
    await postBest(desk, main.channel, look => draw(look).replies[i] ?? reply, main.ts)
}
