// The ten people at work: each takes the next thing to be done, one form at a time, until nothing is left.
import { setTimeout as pause } from 'node:timers/promises'
import type { SlackSandbox } from '../../src/sandbox/slack/server.ts'
import type { Approvals } from './approvals.ts'
import { carryOut } from './clerk.ts'
import type { Dice } from './dice.ts'
import type { Intention } from './intentions.ts'
import { staffNames } from './world.ts'

export interface Shift {
  /** From 0 to 1. */
  progress(): number
  /** Resolves when everybody has been told about everything that they wanted. */
  finished: Promise<void>
  stop(): Promise<void>
}

export function startShift(
  parts: { slack: SlackSandbox; approvals: Approvals; intentions: readonly Intention[] },
  dice: Dice,
): Shift {
  const { slack, approvals, intentions } = parts
  const left = [...intentions]
  const finished = Promise.withResolvers<void>()
  let done = 0
  let isOver = intentions.length === 0
  if (isOver) finished.resolve()

  async function work(name: string): Promise<void> {
    const person = slack.person(name)
    const own = dice.fork(name)
    while (!isOver) {
      const errand = approvals.takeErrand(name)
      const intention = errand ? undefined : left.shift()
      if (errand) await errand()
      else if (intention) {
        intention.who = person.id
        await carryOut(person, intention, own)
        done += 1
        if (done === intentions.length) finished.resolve()
      }
      await pause(own.between(50, 300))
    }
  }

  const all = Promise.all(staffNames.map(work))
  return {
    progress: () => done / Math.max(1, intentions.length),
    finished: Promise.race([finished.promise, all.then(() => undefined)]),
    async stop() {
      isOver = true
      await all
    },
  }
}
