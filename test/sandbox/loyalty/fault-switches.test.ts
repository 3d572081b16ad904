import { describe, expect, it } from 'vitest'
import {
  createFaultSwitches,
  type FaultSwitchName,
  faultSwitchNames,
} from '../../../src/sandbox/loyalty/fault-switches.ts'
import { type Caller, callSandbox, maria, until } from './caller.ts'

async function open() {
  const caller = await callSandbox()
  const switches = createFaultSwitches(caller.sandbox)
  const on = () => switches.all().flatMap(({ name, isOn }) => (isOn ? [name] : []))
  return { caller, switches, on }
}

/** Resolves once somebody waits by the sandbox's clock: then it can be moved. */
function sleeping({ clock }: Caller): Promise<void> {
  return new Promise(begun => {
    const { sleep } = clock
    clock.sleep = (ms, signal) => {
      const slept = sleep(ms, signal)
      clock.sleep = sleep
      begun()
      return slept
    }
  })
}

const grant = { contact: maria, concept: 'Stay · LD-7F3K2Q', points: 100, point_type: 0 }
const addPoints = ({ post }: Caller) => post('operations/add-points/', grant)
const balance = ({ sandbox }: Caller) => sandbox.store.contact(maria)?.points

it('has everything off at first', async () => {
  const { switches, on } = await open()
  expect(switches.all().map(({ name }) => name)).toEqual(faultSwitchNames)
  expect(on()).toEqual([])
})

describe('what strikes the next write', () => {
  it.each([
    ['lost-after', 1350],
    ['lost-before', 1240],
    ['late', 1240],
  ] as const)('%s loses one answer, leaves the balance at %i and is off again', async (name, after) => {
    const { caller, switches, on } = await open()
    await switches.set(name, true)
    expect((await caller.get('contacts/')).status).toBe(200)
    expect(on()).toEqual([name])
    await expect(addPoints(caller)).rejects.toThrow()
    expect(balance(caller)).toBe(after)
    expect(on()).toEqual([])
    expect((await addPoints(caller)).status).toBe(201)
  })

  it('leaves the ledger slow after a lost answer, once', async () => {
    const { caller, switches } = await open()
    await switches.set('lost-after', true)
    await caller.get('operations/')
    await expect(addPoints(caller)).rejects.toThrow()
    const asleep = sleeping(caller)
    const looking = caller.get('operations/')
    await asleep
    caller.clock.advance(6000)
    expect((await looking).status).toBe(200)
    await caller.get('operations/')
    expect(caller.sandbox.requests.at(-1)).not.toHaveProperty('fault')
  })

  it('writes the late row some seconds later', async () => {
    const { caller, switches } = await open()
    await switches.set('late', true)
    await expect(addPoints(caller)).rejects.toThrow()
    caller.clock.advance(8000)
    await until(caller.sandbox, () => balance(caller) === 1350)
  })
})

describe('what lasts until it is switched off', () => {
  it('answers 429 to everything', async () => {
    const { caller, switches, on } = await open()
    await switches.set('limited', true)
    for (const answer of [await caller.get('contacts/'), await addPoints(caller)])
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '3'])
    expect(on()).toEqual(['limited'])
    await switches.set('limited', false)
    expect((await caller.get('contacts/')).status).toBe(200)
  })

  it('is slow with everything', async () => {
    const { caller, switches } = await open()
    await switches.set('slow', true)
    const asleep = sleeping(caller)
    const asking = caller.get('contacts/')
    await asleep
    caller.clock.advance(5000)
    expect((await asking).status).toBe(200)
  })

  it('is down, and back on the same address', async () => {
    const { caller, switches, on } = await open()
    await switches.set('down', true)
    await expect(caller.get('contacts/')).rejects.toThrow()
    expect(on()).toEqual(['down'])
    await switches.set('down', false)
    expect((await caller.get('contacts/')).status).toBe(200)
  })
})

it('lets a lost answer strike although everything is limited as well', async () => {
  const { caller, switches, on } = await open()
  await switches.set('limited', true)
  await switches.set('lost-after', true)
  await expect(addPoints(caller)).rejects.toThrow()
  expect((await caller.get('contacts/')).status).toBe(429)
  expect(on()).toEqual(['limited'])
})

it.each<FaultSwitchName>(['lost-after', 'lost-before', 'late', 'limited', 'slow'])(
  '%s is off after a reset, and nothing of it is left',
  async name => {
    const { caller, switches, on } = await open()
    await switches.set(name, true)
    caller.sandbox.reset()
    expect(on()).toEqual([])
    expect((await addPoints(caller)).status).toBe(201)
    expect(caller.sandbox.faults.pending()).toBe(0)
  },
)
