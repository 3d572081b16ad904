// The product list in memory: as old as five minutes it is answered at once and read again behind the answer.
import type { Product } from '../domain/guest.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { LoyaltyClient } from './client.ts'
import { LoyaltyError } from './errors.ts'

const freshMs = 5 * 60_000
/** A path that is not there is asked for no more often: it would cost every guest card a request. */
const missingMs = 60_000

export interface ProductList {
  /**
   * Empty until the API has answered once; a failed refresh keeps the last list. With `withinMs` the first answer is
   * not waited for any longer: Slack's clock runs.
   */
  (withinMs?: number): Promise<readonly Product[]>
  /** How the list came about; all unknown before the first answer. */
  state(): ProductListState
}

export interface ProductListState {
  /** Epoch ms. */
  readAt: number | undefined
  /** Every product that the API counts is in the list. */
  isComplete: boolean
  /** Why the last reading failed, if it did. */
  trouble: LoyaltyError | undefined
}

export function createProductCache(
  client: { products: Pick<LoyaltyClient['products'], 'readAll'> },
  clock: Clock,
  logger: Logger,
): ProductList {
  let known: { products: readonly Product[]; at: number; isComplete: boolean } | undefined
  let failed: { trouble: LoyaltyError; at: number } | undefined
  let reading: Promise<readonly Product[]> | undefined

  const read = async (): Promise<readonly Product[]> => {
    try {
      const { rows, isComplete } = await client.products.readAll()
      known = { products: rows, at: clock.now(), isComplete }
      failed = undefined
    } catch (error) {
      if (!(error instanceof LoyaltyError)) throw error
      logger.warn({ event: 'products.unread', reason: error.message })
      failed = { trouble: error, at: clock.now() }
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

  const isMissing = () => failed?.trouble.code === 'NotFound' && clock.now() - failed.at < missingMs

  const list = async (withinMs?: number): Promise<readonly Product[]> => {
    if (isMissing()) return known?.products ?? []
    if (!known) return withinMs === undefined ? refresh() : Promise.race([refresh(), nothingAfter(withinMs)])
    if (clock.now() - known.at > freshMs) void refresh()
    return known.products
  }
  return Object.assign(list, {
    state: () => ({
      readAt: known?.at,
      isComplete: known?.isComplete ?? true,
      trouble: failed?.trouble,
    }),
  })
}
