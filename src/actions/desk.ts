// What every feature is given: the app's parts, typed by what is needed of them. Built once by the composition root.
import type { Action } from '../domain/action.ts'
import type { FindGuest } from '../domain/guest.ts'
import type { GuestKey } from '../domain/guest-key.ts'
import { type DeskHotel, hotelById, type Settings } from '../domain/settings.ts'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import type { Language } from '../lib/words.ts'
import type { LoyaltyClient } from '../loyalty/client.ts'
import type { ProductList } from '../loyalty/product-cache.ts'
import type { Identity } from '../slack/identity.ts'
import type { Messenger } from '../slack/messenger.ts'
import type { Database } from '../store/database.ts'
import type { Tx } from '../store/schema.ts'
import type { ActionDefinition, Bound } from './definition.ts'
import type { Hold } from './hold.ts'

export interface Desk {
  clock: Clock
  logger: Logger
  database: Database
  loyalty: LoyaltyClient
  findGuest: (key: GuestKey, hotelId: number, today: string) => Promise<FindGuest>
  /** From memory, refreshed behind the answer; empty until the API has answered once. */
  products: ProductList
  settings: () => Settings | undefined
  identity: Identity
  messenger: Messenger
  hold: Hold
  languageOf: (userId: string) => Language | undefined
  /** The definition of an action's kind, with the row's input; undefined when this version cannot read it. */
  bind: (action: Action) => Bound | undefined
  /**
   * Has what names this action besides its cards drawn anew, in the transaction of its change. Without an action: what
   * counts the bulk requests of the hotel.
   */
  refreshLists: (tx: Tx, hotelId: number, actionId?: string) => Promise<void>
}

export type { ActionDefinition }

/** The hotel of an action; undefined when the settings no longer have it. */
export function hotelOf(desk: Pick<Desk, 'settings'>, hotelId: number): DeskHotel | undefined {
  const settings = desk.settings()
  return settings && hotelById(settings, hotelId)
}

/** A person's language, else the hotel's, else the desk's. */
export function languageFor(
  desk: Pick<Desk, 'settings' | 'languageOf'>,
  userId: string,
  hotelId: number,
): Language {
  return desk.languageOf(userId) ?? hotelOf(desk, hotelId)?.language ?? desk.settings()?.language ?? 'en'
}
