// What goes wrong outside during a run: the loyalty API's answers, its tokens, and Slack's Web API.
import { setTimeout as pause } from 'node:timers/promises'
import type { Fault } from '../../src/sandbox/loyalty/faults.ts'
import type { LoyaltySandbox } from '../../src/sandbox/loyalty/server.ts'
import type { Dice } from './dice.ts'
import { createSlackTrouble } from './slack-trouble.ts'
import { latestCommitMs, requestTimeoutMs, type World } from './world.ts'

/** Of every write, and of every kind alike. */
const writeFaultRate = 0.3
const passwordReset = 'POST contacts/loyalty-reset-password/'
const writes = ['POST operations/add-points/', 'POST operations/redeem-points/', passwordReset]

type Strike = Fault extends infer One
  ? One extends Fault
    ? Omit<One, 'route' | 'chance' | 'times'>
    : never
  : never

const writeFaults: readonly Strike[] = [
  { kind: 'cutAtAccept' },
  { kind: 'cutAfterReading' },
  { kind: 'rejected' },
  { kind: 'unauthorised' },
  { kind: 'rateLimited', retryAfter: 1 },
  { kind: 'rateLimited' },
  { kind: 'serverError' },
  { kind: 'redirect' },
  { kind: 'answer', body: { status: 'accepted' } },
  { kind: 'cutAfterWrite' },
  { kind: 'hangAfterWrite' },
  { kind: 'serverErrorAfterWrite' },
  { kind: 'gatewayHtmlAfterWrite' },
  { kind: 'brokenBodyAfterWrite' },
  { kind: 'echoOnlyAfterWrite' },
  { kind: 'slowAfterWrite', delayMs: 300 },
  { kind: 'slowAfterWrite', delayMs: requestTimeoutMs + 500 },
  { kind: 'slow', delayMs: 400 },
  // Written long after the app has given the request up.
  { kind: 'slow', delayMs: requestTimeoutMs + 2000 },
  { kind: 'lateRow', delayMs: 700 },
  { kind: 'lateRow', delayMs: latestCommitMs, lost: 'cut' },
  { kind: 'lateRow', delayMs: latestCommitMs, lost: 'hang' },
]

const readFaults: readonly (Strike & { chance: number })[] = [
  { kind: 'slow', delayMs: 500, chance: 0.04 },
  { kind: 'serverError', chance: 0.02 },
  { kind: 'rateLimited', retryAfter: 1, chance: 0.01 },
  { kind: 'hangAfterWrite', chance: 0.01 },
  { kind: 'cutAfterReading', chance: 0.01 },
]

export interface Trouble {
  lostPosts: ReadonlySet<string>
  /** Ends what is timed; the API's answers stay as unreliable as they are. */
  stop(): void
}

export function makeTrouble({ slack, loyalty }: World, dice: Dice): Trouble {
  let isOver = false
  const repeat = async (leastMs: number, mostMs: number, strike: () => unknown) => {
    while (!isOver) {
      await pause(dice.between(leastMs, mostMs))
      if (!isOver) await strike()
    }
  }
  plantFaults(loyalty)
  void repeat(4000, 12_000, loyalty.expireTokens)
  // Nobody can look anything up in the ledger for a while: what had to be told then cannot be told.
  void repeat(8000, 25_000, async () => {
    loyalty.faults.clear()
    loyalty.faults.add({ route: 'GET operations/', kind: 'serverError', status: 503, times: Infinity })
    plantFaults(loyalty)
    await pause(dice.between(500, 4000))
    loyalty.faults.clear()
    plantFaults(loyalty)
  })
  const slackTrouble = createSlackTrouble(slack, dice.fork('slack'))
  void repeat(400, 2000, slackTrouble.strike)
  return {
    lostPosts: slackTrouble.lostPosts,
    stop() {
      isOver = true
    },
  }
}

function plantFaults({ faults }: LoyaltySandbox): void {
  for (const route of writes) {
    // A bare "yes" is all that a new password is ever answered with: a false one could not be told from a true one.
    const strikes = writeFaults.filter(({ kind }) => kind !== 'answer' || route !== passwordReset)
    const share = writeFaultRate / strikes.length
    // Tried one after the other, so a later one needs a higher chance to be met as often.
    for (const [index, strike] of strikes.entries())
      faults.add({ ...strike, route, times: Infinity, chance: share / (1 - index * share) })
  }
  for (const strike of readFaults) faults.add({ ...strike, route: 'GET *', times: Infinity })
}
