// What a chaos run is asked for on the command line.
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'

export type StoreKind = 'sqlite' | 'postgres'

export interface ChaosOptions {
  seed: number
  runs: number
  actions: number
  kills: number
  /** How long one of the replicas stands still, ms. */
  freezeMs: number
  stores: readonly StoreKind[]
  /** Keep the logs of a clean run, too. */
  keepsLogs: boolean
}

export const usage = `npm run chaos -- [--short] [--seed N] [--actions N] [--kills N] [--runs N] [--store sqlite|postgres|both] [--logs]
  --short    60 actions, 4 kills, a freeze of 5 s instead of 500, 20 and 30 s
  --runs     so many runs, each with the next seed
  --logs     keeps the app's logs also when nothing was found`

/** @throws Error with a sentence when an argument cannot be read */
export function readOptions(args: readonly string[]): ChaosOptions {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const { values } = parseArgs({
    args: [...args],
    options: { short: flag, logs: flag, seed: text, actions: text, kills: text, runs: text, store: text },
  })
  const { short = false, store = 'both' } = values
  if (store !== 'sqlite' && store !== 'postgres' && store !== 'both')
    throw new Error(`--store takes sqlite, postgres or both, not "${store}"`)
  return {
    seed: count('seed', values.seed, randomInt(1, 1_000_000_000)),
    runs: count('runs', values.runs, 1),
    actions: count('actions', values.actions, short ? 60 : 500),
    kills: count('kills', values.kills, short ? 4 : 20),
    freezeMs: short ? 5000 : 30_000,
    keepsLogs: values.logs === true,
    stores: store === 'both' ? ['sqlite', 'postgres'] : [store],
  }
}

function count(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} takes a whole number, not "${text}"`)
  return Number(text)
}
