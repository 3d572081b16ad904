// Faults as a visitor of the demo switches them: a name for each, on or off, in an order in which all can strike.
import type { Fault, PlannedFault } from './faults.ts'
import type { LoyaltySandbox } from './server.ts'

/** The plain ones first; a page shows them in this order. */
export const faultSwitchNames = ['lost-after', 'lost-before', 'late', 'slow', 'limited', 'down'] as const
export type FaultSwitchName = (typeof faultSwitchNames)[number]

export interface FaultSwitch {
  name: FaultSwitchName
  isOn: boolean
  /** Some stay on until they are switched off; the others strike the next write and are off again. */
  lasts: 'until-off' | 'next-write'
}

export interface FaultSwitches {
  all(): FaultSwitch[]
  set(name: FaultSwitchName, isOn: boolean): Promise<void>
}

type Plan = Exclude<FaultSwitchName, 'down'>

/** Earlier ones strike first: what waits for one write comes before what meets every request. */
const plans = [
  ['lost-after', { route: 'writes', kind: 'cutAfterWrite' }],
  ['lost-before', { route: 'writes', kind: 'cutAfterReading' }],
  ['late', { route: 'writes', kind: 'lateRow', delayMs: 8000 }],
  ['limited', { route: '*', kind: 'rateLimited', retryAfter: 3, times: Infinity }],
  ['slow', { route: '*', kind: 'slow', delayMs: 5000, times: Infinity }],
] as const satisfies readonly (readonly [Plan, Fault])[]

/** Or a desk would find the row before anyone could read that it does not know yet. */
const ledgerAway: Fault = { route: 'GET operations/', kind: 'slow', delayMs: 6000 }

/** "Down" closes the sandbox's port; everything else is a planned fault, forgotten when the sandbox is reset. */
export function createFaultSwitches(loyalty: LoyaltySandbox): FaultSwitches {
  const planned = new Map<Plan, PlannedFault>()
  let isDown = false

  const isOn = (name: FaultSwitchName) =>
    name === 'down' ? isDown : (planned.get(name)?.isPending() ?? false)

  function plan(wanted: ReadonlySet<FaultSwitchName>): void {
    for (const fault of planned.values()) fault.remove()
    planned.clear()
    for (const [name, fault] of plans) if (wanted.has(name)) planned.set(name, loyalty.faults.add(fault))
    const lost = planned.get('lost-after')
    if (lost) onceStruck(lost)
  }

  function onceStruck(lost: PlannedFault): void {
    const stop = loyalty.onChange(() => {
      if (lost.isPending()) return
      stop()
      const hasStruck =
        planned.get('lost-after') === lost && loyalty.requests.at(-1)?.fault === 'cutAfterWrite'
      if (hasStruck) loyalty.faults.add(ledgerAway)
    })
  }

  return {
    all: () =>
      faultSwitchNames.map(name => ({
        name,
        isOn: isOn(name),
        lasts: ['down', 'slow', 'limited'].includes(name) ? 'until-off' : 'next-write',
      })),
    async set(name, on) {
      if (name === 'down') {
        isDown = on
        await (on ? loyalty.refuseConnections() : loyalty.acceptConnections())
        return
      }
      const wanted = new Set(faultSwitchNames.filter(other => other !== name && isOn(other)))
      plan(on ? wanted.add(name) : wanted)
    },
  }
}
