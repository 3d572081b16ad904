// What the ten people want to have done, each thing told apart from all others by its guest and amount.
import type { Dice } from './dice.ts'
import { type Guest, grantLimit, type World } from './world.ts'

export type Told =
  /** The form closed, or a sentence said that it had been sent. */
  | { kind: 'accepted'; reference: string | undefined }
  /** The person gave up after this sentence. */
  | { kind: 'gave-up'; sentence: string }
  | { kind: 'nothing' }

export interface Intention {
  number: number
  kind: 'grant-points' | 'redeem-product' | 'reset-password'
  guest: Guest
  /** Unsigned; undefined for a new password. */
  points: number | undefined
  command: string
  /** Title of the product. */
  product: string | undefined
  /** Who wanted it, once somebody has taken it up. */
  who: string | undefined
  told: Told
}

export function planIntentions(world: World, dice: Dice, count: number): Intention[] {
  const forgetful = [...world.forgetful]
  const gifts = dice.fork('gifts')
  const pairs = world.guests.flatMap(guest => world.products.map(product => ({ guest, product })))
  shuffle(pairs, gifts)
  return Array.from({ length: count }, (_, number) => {
    const common = { number, who: undefined, told: { kind: 'nothing' } as const, product: undefined }
    const share = dice.random()
    const pair = share < 0.22 ? pairs.pop() : undefined
    if (pair) {
      const { guest, product } = pair
      const command = `/redeem ${guest.email} ${product.title}`
      const { title, price } = product
      return { ...common, kind: 'redeem-product', guest, points: price, command, product: title }
    }
    const forgetter = share < 0.28 ? forgetful.pop() : undefined
    if (forgetter) {
      const command = `/reset-password ${forgetter.email}`
      return { ...common, kind: 'reset-password', guest: forgetter, points: undefined, command }
    }
    const guest = dice.pick(world.guests)
    const isLarge = share > 0.8
    const points = (isLarge ? grantLimit + 1000 : 2000) + number
    return { ...common, kind: 'grant-points', guest, points, command: `/grant ${guest.email} ${points} stay` }
  })
}

function shuffle<T>(items: T[], dice: Dice): void {
  const order = new Map(items.map(item => [item, dice.random()]))
  items.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
}
