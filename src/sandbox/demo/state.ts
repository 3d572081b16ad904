// What the page knows of the demo around Slack, and what it may ask for: the topic `demo`.
import { z } from 'zod'
import { type FaultSwitch, faultSwitchNames } from '../loyalty/fault-switches.ts'
import { clockMoves } from './hotel-clock.ts'
import type { Language } from './plan.ts'
import type { TourStep } from './tour-steps.ts'

export interface DemoState {
  /** Null where the visitor's browser says it. */
  language: Language | null
  /** False where the visitor's own workspace takes its place: then there is nothing to draw. */
  hasSlack: boolean
  /** The API is the hotel's own, and nothing is written to it. */
  isDryRun: boolean
  /** Null where something is real. */
  playground: {
    timeZone: string
    /** In which the channels are written. */
    language: Language
    /** How far the clock is ahead of the real time, milliseconds. */
    movedMs: number
    switches: FaultSwitch[]
    toured: readonly TourStep[]
    isResetting: boolean
    /** Rises with each new beginning. */
    life: number
  } | null
}

export const demoCommand = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('switch'), name: z.enum(faultSwitchNames), isOn: z.boolean() }),
  z.strictObject({ do: z.literal('move'), by: z.enum(clockMoves) }),
  z.strictObject({ do: z.literal('speak'), language: z.enum(['en', 'es']) }),
  z.strictObject({ do: z.literal('reset') }),
  z.strictObject({ do: z.literal('saw ledger') }),
])

export type DemoCommand = z.infer<typeof demoCommand>
