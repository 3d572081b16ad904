// The kinds of thing that happen in a seeded year: a stay with its grant, another grant, a redemption.
import type { Product } from './model.ts'
import { instantOf, shiftDay } from './naive-time.ts'
import { randomCode } from './random.ts'
import type { LoyaltyStore } from './store.ts'

/** Fideltour users behind the rows: the hotels' own system and the guest portal. */
const pmsManager = 3001
const portalManager = 3002
const gold = 2673
const goldBonusPercent = 10

export interface Earned {
  points: number
  bonusPoints: number
}

/** One thing that happened, at its moment in epoch milliseconds. */
export interface Step {
  at: number
  run(): void
}

export const withBonus = (level: number, points: number): Earned => ({
  points,
  bonusPoints: level === gold ? Math.round((points * goldBonusPercent) / 100) : 0,
})

export function grantStep(
  store: LoyaltyStore,
  contact: number,
  concept: string,
  earned: Earned & { expiresAt?: number },
  at: number,
): Step {
  return { at, run: () => void store.addPoints({ contact, concept, ...earned, at, manager: portalManager }) }
}

export function stayStep(
  store: LoyaltyStore,
  contact: number,
  stay: {
    random: () => number
    checkOut: number
    nights: number
    earned: Earned
    today: string
    timeZone: string
  },
): Step {
  const { random, checkOut, nights, earned, today, timeZone } = stay
  const hotel = random() < 0.75 ? 101 : 102
  const roomNumber = String(100 * (1 + Math.floor(random() * 4)) + 1 + Math.floor(random() * 24))
  const localizer = randomCode(random, 6)
  const entrance = shiftDay(today, -checkOut - nights)
  const departure = shiftDay(today, -checkOut)
  const at = instantOf(shiftDay(today, 1 - checkOut), 5, Math.floor(random() * 60), timeZone)
  return {
    at,
    run() {
      const entry = store.addEntry({
        hotel,
        contact,
        localizer,
        entrance,
        departure,
        date: shiftDay(entrance, -30),
        roomNumber,
        status: 1,
        subStatus: 9,
        isCheckinRealized: true,
        isCheckoutRealized: true,
        amount: nights * 95,
        currency: 'EUR',
        bookingType: 1,
        inputChannel: 4,
        externalObjectId: null,
      })
      store.addPoints({
        contact,
        concept: `Estancia ${entrance} / ${departure}, reserva ${localizer}`,
        ...earned,
        levelPoints: earned.points,
        at,
        hotel,
        book: entry.id,
        bookRoomNumber: roomNumber,
        manager: pmsManager,
      })
      const contactNow = store.contact(contact)
      store.changeContact(contact, {
        loyaltyNights: (contactNow?.loyaltyNights ?? 0) + nights,
        loyaltyLastBookingDate: entrance,
        updatedAt: at,
      })
    },
  }
}

export function redemption(store: LoyaltyStore, contact: number, product: Product, at: number): Step {
  return {
    at,
    run() {
      store.redeemPoints({
        contact,
        concept: product.title,
        points: product.points,
        at,
        product: product.id,
        hotel: product.hotels[0] ?? null,
        manager: portalManager,
      })
    },
  }
}

export function spentOnInvoice(store: LoyaltyStore, contact: number, points: number, at: number): Step {
  return {
    at,
    run: () => void store.redeemPoints({ contact, concept: 'Descuento en factura', points, at, hotel: 101 }),
  }
}

/** Points that came for a birthday and ended unused: the balance is the same before and after. */
export function unusedBirthday(store: LoyaltyStore, contact: number, at: number, expiresAt: number): Step[] {
  let lot: number | undefined
  return [
    {
      at,
      run() {
        const grant = { contact, concept: 'Cumpleaños', points: 100, bonusPoints: 0, manager: portalManager }
        lot = store.addPoints({ ...grant, at, expiresAt }).id
      },
    },
    {
      at: expiresAt,
      run() {
        if (lot !== undefined) store.expireLot(lot, expiresAt)
      },
    },
  ]
}
