// doctor: tries every part that the desk needs, one line each, with the mend for what fails.
import { type Check, channelChecks, examine, partChecks } from '../features/doctor/checks.ts'
import { doctorWords } from '../features/doctor/words.ts'
import { systemClock } from '../lib/clock.ts'
import { createLogger } from '../lib/logger.ts'
import { createLoyaltyClient } from '../loyalty/client.ts'
import { createMessenger } from '../slack/messenger.ts'
import { readSettings, type StoredSettings } from '../store/settings.ts'
import { type Verb, withStore } from './verb.ts'

const language = 'en'

export const doctor: Verb = async (_words, { print, config: readConfig }) => {
  const config = readConfig()
  const logger = createLogger('silent')
  const messenger = createMessenger({ token: config.slack.botToken, apiUrl: config.slack.apiUrl, logger })
  const loyalty = createLoyaltyClient({ ...config.loyalty, clock: systemClock, logger })
  const say = doctorWords(language)
  const found: { settings?: StoredSettings | undefined } = {}
  const store: Check = {
    name: say('storeName'),
    mend: say('mendStore'),
    run: async () => {
      found.settings = await withStore(config, 'read', ({ db }) => readSettings(db))
      return config.store.url ? 'PostgreSQL' : `embedded, in ${config.store.dataDir}`
    },
  }
  const settings: Check = {
    name: 'settings',
    mend: 'npm run desk -- settings import FILE',
    run: async () => {
      if (!found.settings) throw new Error('none yet')
      return `version ${found.settings.version}, ${found.settings.settings.hotels.length} hotel(s)`
    },
  }
  let isWell = true
  const report = async (checks: readonly Check[]) => {
    for (const check of checks) {
      const { name, fact, mend, ...finding } = await examine(check)
      print(finding.isWell ? `ok     ${name}: ${fact}` : `FAILS  ${name}: ${fact}. ${mend}`)
      isWell &&= finding.isWell
    }
  }
  try {
    await report([store, settings, ...partChecks({ messenger, loyalty }, language)])
    for (const hotel of found.settings?.settings.hotels ?? [])
      await report(channelChecks({ messenger }, hotel, language))
    return isWell
  } finally {
    await loyalty.close()
  }
}
