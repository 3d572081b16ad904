// Builds the whole world: hotels, levels, guests, products, stays and a year of ledger. The same day always
// gives the same world; all dates are relative to that day.
import { dayOf } from './naive-time.ts'
import { seedGuests } from './seed-guests.ts'
import { seedHistory } from './seed-history.ts'
import { seedProducts } from './seed-products.ts'
import { seedStays } from './seed-stays.ts'
import type { LoyaltyStore } from './store.ts'

/** Empties the store first. `now` is epoch milliseconds; today is its day in `timeZone`. */
export function seed(store: LoyaltyStore, now: number, timeZone: string): void {
  const today = dayOf(now, timeZone)
  store.clear()
  store.addHotel({ id: 101, name: 'Hotel Miramar', timeZone: 'Europe/Madrid' })
  store.addHotel({ id: 102, name: 'Hotel Atlántico', timeZone: 'Atlantic/Canary' })
  store.addLevel({ id: 2671, name: 'Classic' })
  store.addLevel({ id: 2672, name: 'Silver' })
  store.addLevel({ id: 2673, name: 'Gold' })
  seedProducts(store, today)
  seedGuests(store, today, timeZone)
  seedHistory(store, today, timeZone)
  seedStays(store, today)
}
