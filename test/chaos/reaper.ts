// Kills, freezes and restarts at random moments while work is in progress: some by the clock, some just after a write
// reached the API or a card was posted, where a death hurts most.
import { setTimeout as pause } from 'node:timers/promises'
import type { Dice } from './dice.ts'
import type { Fleet } from './fleet.ts'
import type { Replica } from './replica.ts'
import type { Shift } from './shift.ts'
import { until } from './wait.ts'
import type { World } from './world.ts'

export interface ReaperParts {
  world: World
  fleet: Fleet
  shift: Shift
  kills: number
  freezeMs: number
}

/** Resolves after the last blow; on several replicas one is frozen and each is restarted in turn, too. */
export async function reap(parts: ReaperParts, dice: Dice): Promise<void> {
  const { fleet, shift, kills, freezeMs } = parts
  /** Those who are being frozen or restarted in good order. */
  const spared = new Set<Replica>()

  async function kill(): Promise<void> {
    await moment(parts.world, dice)
    const victims = fleet.replicas.filter(replica => !spared.has(replica))
    if (victims.length > 0) dice.pick(victims).kill()
  }

  async function freeze(): Promise<void> {
    const replica = await upOne()
    if (!replica) return
    spared.add(replica)
    await moment(parts.world, dice)
    await replica.freeze(freezeMs)
    spared.delete(replica)
  }

  async function rollingRestart(): Promise<void> {
    for (const replica of fleet.replicas) {
      await until(() => replica.isUp() && !spared.has(replica), freezeMs + 30_000)
      spared.add(replica)
      await replica.restart()
      await replica.ready()
      spared.delete(replica)
    }
  }

  const upOne = () =>
    until(() => fleet.replicas.find(replica => replica.isUp() && !spared.has(replica)), 30_000)

  async function at(share: number, blow: () => Promise<void>): Promise<void> {
    let isFinished = false
    void shift.finished.then(() => {
      isFinished = true
    })
    await until(() => isFinished || shift.progress() >= share, Number.POSITIVE_INFINITY, 20)
    // What is left for the time after the shift comes while lost answers are looked for.
    await pause(isFinished ? dice.between(0, 4000) : dice.between(0, 400))
    await blow()
  }

  const deaths = Array.from({ length: kills }, () => at(dice.between(2, 115) / 100, kill))
  if (fleet.replicas.length > 1) {
    deaths.push(at(dice.between(10, 60) / 100, freeze))
    deaths.push(at(dice.between(20, 80) / 100, rollingRestart))
  }
  await Promise.all(deaths)
}

/** Now, or just after the next write, post or edit; after two seconds in any case. */
async function moment({ slack, loyalty }: World, dice: Dice): Promise<void> {
  const kind = dice.pick(['now', 'write', 'write', 'post', 'edit'])
  if (kind === 'now') return
  const isNext = () => {
    const method = kind === 'post' ? 'chat.postMessage' : 'chat.update'
    return kind === 'write'
      ? loyalty.requests.at(-1)?.method === 'POST' && loyalty.requests.at(-1)?.status === 'open'
      : slack.calls.at(-1)?.method === method
  }
  const come = Promise.withResolvers<void>()
  const look = () => {
    if (isNext()) come.resolve()
  }
  const stops = [slack.onChange(look), loyalty.onChange(look)]
  await Promise.race([come.promise, pause(2000)])
  for (const stop of stops) stop()
  await pause(dice.between(0, 15))
}
