// digest DATE [--hotel ID]: a day's digest as text, for one hotel or all of them.
import { askedDay, askFigures, plainDigest } from '../features/daily-digest/ask.ts'
import { systemClock } from '../lib/clock.ts'
import { createLogger } from '../lib/logger.ts'
import { createLoyaltyClient } from '../loyalty/client.ts'
import { readSettings } from '../store/settings.ts'
import { UsageError, type Verb, withStore } from './verb.ts'

/** False when the programme did not answer: then what the desk itself knows is printed. */
export const printDigest: Verb = async (words, { print, config: readConfig }) => {
  const config = readConfig()
  const at = words.indexOf('--hotel')
  const wanted = at < 0 ? undefined : Number(words[at + 1])
  const date = words.filter((_, i) => at < 0 || (i !== at && i !== at + 1)).join(' ')
  const loyalty = createLoyaltyClient({
    ...config.loyalty,
    clock: systemClock,
    logger: createLogger('silent'),
  })
  try {
    return await withStore(config, 'read', async ({ db }) => {
      const settings = (await readSettings(db))?.settings
      if (!settings) throw new UsageError('There are no settings yet: npm run desk -- settings import FILE')
      const hotels = settings.hotels.filter(({ id }) => wanted === undefined || id === wanted)
      if (hotels.length === 0)
        throw new UsageError(
          `Choose a hotel: ${settings.hotels.map(({ id, name }) => `${id} (${name})`).join(', ')}`,
        )
      const now = systemClock.now()
      let isWhole = true
      for (const hotel of hotels) {
        const day = askedDay(date, hotel, now)
        if (day === undefined)
          throw new UsageError('Name a day that has begun: npm run desk -- digest 2026-11-22 [--hotel 101]')
        const figures = await askFigures({ db, loyalty, settings, now }, hotel, day)
        for (const line of plainDigest(figures, hotel, hotel.language)) print(line)
        isWhole &&= figures.ledger?.isComplete === true
      }
      return isWhole
    })
  } finally {
    await loyalty.close()
  }
}
