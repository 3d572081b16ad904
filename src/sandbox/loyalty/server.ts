// The loyalty sandbox: a strict stand-in for the Fideltour / HotelDataHub API over real HTTP, with its own
// ledger. It shares no code with the app's client, so that both cannot share one mistake.
import type { Clock } from '../../lib/clock.ts'
import { systemClock } from '../../lib/clock.ts'
import { contactRoutes } from './contacts.ts'
import { entryRoutes } from './entries.ts'
import { createFaults, type Faults } from './faults.ts'
import { createListener } from './listener.ts'
import { membershipRoutes } from './membership.ts'
import type { Mail } from './model.ts'
import { operationRoutes } from './operations.ts'
import { productRoutes } from './products.ts'
import { createRandom } from './random.ts'
import type { SeenRequest } from './request-log.ts'
import { createRouter } from './router.ts'
import { seed } from './seed.ts'
import { createSession } from './session.ts'
import { createLoyaltyStore, type LoyaltyStore } from './store.ts'

export interface LoyaltySandboxOptions {
  /** Default 0: any free port. */
  port?: number
  /** Default 127.0.0.1. */
  host?: string
  /** Runs token age, timestamps, delays and the seed's "today". */
  clock?: Clock
  /** Default 24 h, as documented for the real API. */
  tokenLifeMs?: number
  /** Zone of the naive timestamps, default Europe/Madrid. */
  timeZone?: string
  /** What a level adds to each grant, percent by level id, may be negative. Default 2673: 10. */
  levelBonusPercent?: Record<number, number>
  /** The real order of operations/ is not known; default newest first. */
  operationsOrder?: 'newestFirst' | 'oldestFirst'
  /** Rolls the dice of faults with a chance; default a fixed seed. */
  random?: () => number
}

export interface LoyaltySandbox {
  /** The API's base, e.g. http://127.0.0.1:4567/api/v1/ */
  readonly url: string
  readonly username: string
  readonly password: string
  readonly store: LoyaltyStore
  /** Mails that would have left, oldest first. */
  readonly mails: readonly Mail[]
  /** Every request seen since the start or the last reset, oldest first. */
  readonly requests: readonly SeenRequest[]
  /** Routes that the server has, e.g. 'GET contacts/{id}/'. */
  readonly routes: readonly string[]
  readonly faults: Faults
  /** Called after each arrival, answer and change of a row; returns the end of listening. */
  onChange(listener: () => void): () => void
  /** Every token given out so far is dead. */
  expireTokens(): void
  /** Closes the port and every connection: new ones are refused until `acceptConnections`. */
  refuseConnections(): Promise<void>
  /** Listens again on the same port. */
  acceptConnections(): Promise<void>
  /** Seeds again at the clock's now; no faults, logs empty, open requests cut, late writes dropped. Tokens stay. */
  reset(): void
  /** Ends open connections too; a second call does nothing. */
  close(): Promise<void>
}

/** Starts the sandbox with its seed and waits until it listens. Rejects when the port is taken. */
export async function createLoyaltySandbox(options: LoyaltySandboxOptions = {}): Promise<LoyaltySandbox> {
  const { clock = systemClock, timeZone = 'Europe/Madrid' } = options
  const username = 'loyalty-desk'
  const password = 'sandbox-password'
  const listeners = new Set<() => void>()
  // Nobody should hear of, or look into, a world that is half seeded.
  let isSeeding = false
  const changed = () => {
    if (isSeeding) return
    for (const listener of [...listeners]) listener()
  }
  const store = createLoyaltyStore({
    clock,
    levelBonusPercent: options.levelBonusPercent ?? { 2673: 10 },
    changed,
  })
  const mails: Mail[] = []
  const session = createSession({ clock, username, password, tokenLifeMs: options.tokenLifeMs ?? 86_400_000 })
  const send = (mail: Mail) => void mails.push(mail)
  const router = createRouter([
    ...session.routes,
    ...contactRoutes(store, timeZone),
    ...membershipRoutes({ store, clock, timeZone, random: createRandom(11), send }),
    ...operationRoutes(store, timeZone, options.operationsOrder ?? 'newestFirst'),
    ...productRoutes(store),
    ...entryRoutes(store, timeZone),
  ])
  const faults = createFaults(router.keys, options.random ?? createRandom(13))
  const beginAgain = () => {
    isSeeding = true
    seed(store, clock.now(), timeZone)
    isSeeding = false
  }
  beginAgain()
  const listener = await createListener({
    host: options.host ?? '127.0.0.1',
    port: options.port ?? 0,
    clock,
    router,
    faults,
    refuse: session.refuse,
    changed,
  })

  return {
    url: listener.url,
    username,
    password,
    store,
    mails,
    requests: listener.requests,
    routes: router.keys,
    faults: { add: faults.add, clear: faults.clear, pending: faults.pending },
    onChange(heard) {
      listeners.add(heard)
      return () => void listeners.delete(heard)
    },
    expireTokens: session.expireAll,
    refuseConnections: listener.stop,
    acceptConnections: listener.start,
    reset() {
      faults.clear()
      listener.forget()
      mails.length = 0
      beginAgain()
      changed()
    },
    close: listener.close,
  }
}
