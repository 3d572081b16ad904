// Twelve products: some hidden, ended or not yet started, some for one level or one hotel only.
import type { Product } from './model.ts'
import { shiftDay } from './naive-time.ts'
import type { LoyaltyStore } from './store.ts'

const everyHotel = [101, 102]
const everyLevel = [2671, 2672, 2673]

/** Dates are days from today. Category numbers are unpublished; these are made up. */
const products: readonly (Partial<Product> & {
  title: string
  points: number
  code: string
  from?: number
  until?: number
})[] = [
  { title: 'Late check-out', points: 300, code: 'LATE14', category: 1, featured: true },
  { title: 'Botella de cava', points: 450, code: 'CAVA', featured: true },
  { title: 'Masaje 30 min', points: 1200, code: 'SPA30', category: 3, notifyAlertEmails: true },
  { title: 'Desayuno en la habitación', points: 150, code: 'DESAYUNO' },
  { title: 'Upgrade a habitación superior', points: 900, code: 'UPGRADE', category: 1 },
  { title: 'Cena para dos', points: 2000, code: 'CENA2', hotels: [101], notifyAlertEmails: true },
  { title: 'Acceso al lounge', points: 600, code: 'LOUNGE', levels: [2673] },
  { title: 'Excursión en barco', points: 2500, code: 'BARCO', category: 4, hotels: [102] },
  { title: 'Noche gratis', points: 5000, code: 'NOCHE', category: 1 },
  { title: 'Cesta de Navidad', points: 700, code: 'CESTA', from: -300, until: -30 },
  { title: 'Parking 24 h', points: 200, code: 'PARKING', isVisible: false },
  { title: 'Circuito termal', points: 800, code: 'TERMAL', category: 3, from: 20, until: 200 },
]

export function seedProducts(store: LoyaltyStore, today: string): void {
  for (const { from = -400, until = 300, ...given } of products) {
    store.addProduct({
      category: 2,
      image: `https://images.example.com/${given.code.toLowerCase()}.jpg`,
      featured: false,
      startDate: shiftDay(today, from),
      endDate: shiftDay(today, until),
      isVisible: true,
      promocode: null,
      notifyAlertEmails: false,
      hotels: everyHotel,
      levels: everyLevel,
      ...given,
    })
  }
}
