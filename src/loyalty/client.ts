// The loyalty API as the desk uses it. The only place that knows its words is this folder.
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import { createContactReaders } from './contact-wire.ts'
import { type Contacts, createContacts } from './contacts.ts'
import { createEntries, type Entries } from './entries.ts'
import { createOperations, type Operations } from './operations.ts'
import { createProducts, type Products } from './products.ts'
import { createRequester } from './request.ts'
import { completeSettings, type LoyaltySettingsChanges } from './settings.ts'
import { createTransport } from './transport.ts'

export interface LoyaltyClientOptions {
  /** `https://app.hoteldatahub.io/api/v1/` (documented); every path is below it. */
  baseUrl: string
  /** Issued to the API user. */
  username: string
  password: string
  /** One request's time limit, from its turn to the last byte of the answer. */
  timeoutMs: number
  clock: Clock
  logger: Logger
  settings?: LoyaltySettingsChanges
  /**
   * Requests in flight at most, the others wait in order. Default 20: a hundred look-ups at once are five rounds,
   * and an API without published limits still sees no more than a busy booking engine.
   */
  maxConcurrency?: number
}

/** Every method throws `LoyaltyError` and nothing else. */
export interface LoyaltyClient {
  contacts: Contacts
  operations: Operations
  products: Products
  entries: Entries
  /** Logs in now; the other calls do so when needed. @throws LoyaltyError `Unauthorised` for refused credentials */
  login(): Promise<void>
  /** Waits for requests in flight; later calls fail as `Unavailable`, `not-sent`, retryable. */
  close(): Promise<void>
}

export function createLoyaltyClient(options: LoyaltyClientOptions): LoyaltyClient {
  const settings = completeSettings(options.settings)
  const transport = createTransport({
    baseUrl: options.baseUrl,
    timeoutMs: options.timeoutMs,
    maxBodyBytes: settings.maxBodyBytes,
    maxConcurrency: options.maxConcurrency ?? 20,
  })
  const { username, password, clock, logger } = options
  const { send, logIn } = createRequester({ transport, username, password, settings, clock, logger })
  const readers = createContactReaders(settings)
  return {
    contacts: createContacts(send, settings, readers),
    operations: createOperations(send, settings),
    products: createProducts(send, settings),
    entries: createEntries(send, settings, readers),
    login: logIn,
    close: () => transport.close(),
  }
}
