// /desk doctor: tries every part that the desk needs, for admins; only the asker sees what came of it.
import type { Desk } from '../../actions/desk.ts'
import { type DeskVerb, forEachHotel } from '../../actions/desk-verb.ts'
import { patiently } from '../../actions/patience.ts'
import { type Message, section } from '../../slack/blocks.ts'
import { safe } from '../../slack/text.ts'
import { type Check, channelChecks, examine, type Finding, partChecks } from './checks.ts'
import { doctorWords } from './words.ts'

/** A command's answer lives for five messages: that it takes a while, the parts, two hotels, and which are left out. */
const mostHotels = 2

export function doctorVerb(desk: Desk): DeskVerb {
  return {
    name: { en: 'doctor', es: 'revisión' },
    help: doctorWords.catalogue.verbHelp,
    who: 'admins',
    async run(call) {
      const { language } = call.who
      const say = doctorWords(language)
      const store: Check = {
        name: say('storeName'),
        mend: say('mendStore'),
        run: async () => {
          await desk.database.ping()
          return desk.database.kind
        },
      }
      const parts = Promise.all([store, ...partChecks(desk, language)].map(examine))
      await call.answer(toMessage(say('heading'), await patiently(desk, call, say('stillTrying'), parts)))
      await forEachHotel(call, mostHotels, async hotel => {
        const channels = await Promise.all(channelChecks(desk, hotel, language).map(examine))
        await call.answer(toMessage(`🩺 ${safe(hotel.name)}`, channels))
      })
    },
  }
}

function toMessage(heading: string, findings: readonly Finding[]): Message {
  const lines = findings.map(({ isWell, name, fact, mend }) =>
    isWell ? `✅ ${safe(name)}: ${safe(fact)}` : `❌ ${safe(name)}: ${safe(fact)}. ${mend}`,
  )
  const text = [`*${heading}*`, ...lines].join('\n')
  return { text, blocks: [section(text)] }
}
