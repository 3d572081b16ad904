// The product list in memory: as old as five minutes it is answered at once and read again behind the answer.
import type { Product } from '../domain/guest.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { LoyaltyClient } from './client.ts'
import { LoyaltyError } from './errors.ts'

const freshMs = 5 * 60_000

/**
 * Empty until the API has answered once; a failed refresh keeps the last list. With `withinMs` the first answer is
 * not waited for any longer: Slack's clock runs.
 */
export function createProductCache(
  client: { products: Pick<LoyaltyClient['products'], 'readAll'> },
  clock: Clock,
  logger: Logger,
): (withinMs?: number) => Promise<readonly Product[]> {
  let known: { products: readonly Product[]; at: number } | undefined
  let reading: Promise<readonly Product[]> | undefined

  const read = async (): Promise<readonly Product[]> => {
    try {
      const { rows } = await client.products.readAll()
      known = { products: rows, at: clock.now() }
    } catch (error) {
      if (!(error instanceof LoyaltyError)) throw error
      logger.warn({ event: 'products.unread', reason: error.message })
    } finally {
      reading = undefined
    }
    return known?.products ?? []
  }
  const refresh = () => {
    reading ??= read()
    return reading
  }

  const nothingAfter = (ms: number) => clock.sleep(ms).then((): readonly Product[] => [])

  return async withinMs => {
    if (!known) return withinMs === undefined ? refresh() : Promise.race([refresh(), nothingAfter(withinMs)])
    if (clock.now() - known.at > freshMs) void refresh()
    return known.products
  }
}
