// What a visitor can do to a demo in which everything is a stand-in: move its clock, and begin anew.
import type { App } from '../../app.ts'
import type { MovableClock } from '../../lib/clock.ts'
import { importSettings } from '../../store/settings.ts'
import { createFaultSwitches, type FaultSwitches } from '../loyalty/fault-switches.ts'
import type { LoyaltySandbox } from '../loyalty/server.ts'
import type { SlackSandbox } from '../slack/server.ts'
import { type ClockMove, jumpOf } from './hotel-clock.ts'
import type { OwnDesk } from './own-desk.ts'
import type { Language } from './plan.ts'
import { demoSettings } from './settings.ts'

export interface Playground {
  readonly slack: SlackSandbox
  readonly loyalty: LoyaltySandbox
  /** Another one after each reset. */
  readonly app: App
  readonly switches: FaultSwitches
  /** Of the hotel. */
  readonly timeZone: string
  /** Epoch milliseconds by the clock that all parts share. */
  now(): number
  /** In which the channels are written. */
  language(): Language
  /** What comes from now on is in that language; what stands there stays as it is. */
  speak(language: Language): Promise<void>
  /** How far that clock is ahead of the real time, milliseconds. */
  movedMs(): number
  /** Jumps once nothing is in the middle of something, or after a short while all the same. */
  move(by: ClockMove): Promise<void>
  /** Back to the seed, to an empty store and to the real time; a second call waits for the first. */
  reset(): Promise<void>
  isResetting(): boolean
  /** Rises with each new beginning. */
  life(): number
  /** Called when a switch, the clock or the language was moved, and when a reset begins or ends; returns the end of listening. */
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

/** How long a jump waits for what runs: a job that is overtaken by its lease would be done by two. */
const patienceMs = 8000

export async function createPlayground(parts: {
  slack: SlackSandbox
  loyalty: LoyaltySandbox
  clock: MovableClock
  timeZone: string
  language: Language
  startDesk: (language: Language) => Promise<OwnDesk>
}): Promise<Playground> {
  const { slack, loyalty, clock, timeZone } = parts
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of [...listeners]) listener()
  }
  const faults = createFaultSwitches(loyalty)
  const switches: FaultSwitches = {
    all: faults.all,
    async set(name, isOn) {
      await faults.set(name, isOn)
      changed()
    },
  }
  let { language } = parts
  let desk = await parts.startDesk(language)
  let moved = 0
  let life = 1
  let resetting: Promise<void> | undefined

  async function beginAnew(): Promise<void> {
    await switches.set('down', false)
    // Cuts what the app waits for, so that it can stop at once.
    loyalty.reset()
    await desk.close()
    clock.advance(-moved)
    moved = 0
    slack.reset()
    loyalty.reset()
    desk = await parts.startDesk(language)
    life += 1
  }

  return {
    slack,
    loyalty,
    switches,
    timeZone,
    get app() {
      return desk.app
    },
    now: clock.now,
    language: () => language,
    async speak(next) {
      await resetting
      if (next === language) return
      const change = { at: clock.now(), actor: 'demo', force: true }
      await desk.app.database.transaction(tx => importSettings(tx, demoSettings(next), change))
      language = next
      changed()
    },
    movedMs: () => moved,
    async move(by) {
      await resetting
      await within(patienceMs, desk.app.queue.idle())
      const jump = jumpOf(by, clock.now(), timeZone)
      clock.advance(jump)
      moved += jump
      changed()
    },
    isResetting: () => resetting !== undefined,
    life: () => life,
    reset() {
      resetting ??= beginAnew().finally(() => {
        resetting = undefined
        changed()
      })
      changed()
      return resetting
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      await resetting?.catch(() => undefined)
      await desk.close()
    },
  }
}

/** Real time: the clock that is about to be moved cannot be asked. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    work,
    new Promise<void>(resolve => {
      timer = setTimeout(resolve, ms)
    }),
  ])
  clearTimeout(timer)
}
