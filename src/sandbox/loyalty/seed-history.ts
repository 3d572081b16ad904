// A year of stays and ledger rows: the hotel's own system grants points after each check-out, guests redeem,
// birthday points end unused. Everything goes through the ledger itself, so balances and rows agree.
import type { Product } from './model.ts'
import { instantOf, shiftDay } from './naive-time.ts'
import { createRandom } from './random.ts'
import { guestRows } from './seed-guests.ts'
import {
  grantStep,
  redemption,
  type Step,
  spentOnInvoice,
  stayStep,
  unusedBirthday,
  withBonus,
} from './seed-steps.ts'
import type { LoyaltyStore } from './store.ts'

export function seedHistory(store: LoyaltyStore, today: string, timeZone: string): void {
  const steps = guestRows.flatMap(([id, , , , , , level, points, stays]) =>
    level === null ? [] : guestHistory(store, { id, level, points, stays }, today, timeZone),
  )
  for (const step of steps.toSorted((a, b) => a.at - b.at)) step.run()
}

function guestHistory(
  store: LoyaltyStore,
  guest: { id: number; level: number; points: number; stays: number },
  today: string,
  timeZone: string,
): Step[] {
  const random = createRandom(guest.id)
  const pick = (below: number) => Math.floor(random() * below)
  const instant = (daysAgo: number, hours: number) =>
    instantOf(shiftDay(today, -daysAgo), hours, pick(60), timeZone)
  const affordable = store
    .products()
    .filter(
      product =>
        product.isVisible &&
        product.points <= 900 &&
        product.startDate < shiftDay(today, -365) &&
        today <= product.endDate &&
        product.levels.includes(guest.level),
    )
  // Who never redeems is the one whose birthday points can end whole.
  const neverRedeems = guest.id % 3 === 1
  const steps: Step[] = []
  let balance = 0

  for (let stay = 0; stay < guest.stays; stay++) {
    // Stays lie in separate stretches of the year; the last one ends at least two weeks ago.
    const stretch = 330 / guest.stays
    const nights = 1 + pick(4)
    const checkOut = Math.round(350 - (stay + 1) * stretch + pick(stretch / 2)) + 4
    const earned = withBonus(guest.level, nights * (50 + 10 * pick(4)))
    steps.push(stayStep(store, guest.id, { random, checkOut, nights, earned, today, timeZone }))
    balance += earned.points + earned.bonusPoints

    if (pick(3) > 0) {
      const thanks = withBonus(guest.level, 20)
      steps.push(grantStep(store, guest.id, 'Encuesta de satisfacción', thanks, instant(checkOut - 2, 9)))
      balance += thanks.points + thanks.bonusPoints
    }
    const product: Product | undefined = affordable[pick(affordable.length)]
    if (!neverRedeems && product && product.points <= balance && pick(3) > 0) {
      steps.push(redemption(store, guest.id, product, instant(checkOut - 2, 12)))
      balance -= product.points
    }
  }

  if (guest.id % 4 === 0) {
    const promotion = { points: 50, bonusPoints: 0, expiresAt: instant(-40, 23) }
    steps.push(grantStep(store, guest.id, 'Promoción de otoño', promotion, instant(20, 10)))
    balance += promotion.points
  }

  // Whatever is missing was brought over from the programme before this one; whatever is too much was spent.
  const missing = guest.points - balance
  if (missing > 0) {
    const carried = { points: missing, bonusPoints: 0 }
    steps.push(grantStep(store, guest.id, 'Saldo del programa anterior', carried, instant(364, 9)))
  } else if (missing < 0) {
    steps.push(spentOnInvoice(store, guest.id, -missing, instant(1, 11)))
  }
  if (neverRedeems) steps.push(...unusedBirthday(store, guest.id, instant(200, 8), instant(110, 8)))
  return steps
}
