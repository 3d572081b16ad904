// Everything random in a chaos run comes from one seed. Processes and sockets keep their own timing, so a seed repeats
// the plan of a run, not each of its moments.
import { createHash } from 'node:crypto'
import { createRandom } from '../../src/sandbox/loyalty/random.ts'

export interface Dice {
  /** From 0 up to, not including, 1. */
  random(): number
  chance(probability: number): boolean
  /** A whole number, both ends included. */
  between(least: number, most: number): number
  pick<T>(items: readonly T[]): T
  /** A stream of its own, so that one part's throws do not change another's. */
  fork(name: string): Dice
}

export function createDice(seed: number): Dice {
  const random = createRandom(seed)
  return {
    random,
    chance: probability => random() < probability,
    between: (least, most) => least + Math.floor(random() * (most - least + 1)),
    pick<T>(items: readonly T[]): T {
      const item = items[Math.floor(random() * items.length)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
    fork: name => createDice(createHash('sha256').update(`${seed} ${name}`).digest().readUInt32LE(0)),
  }
}
