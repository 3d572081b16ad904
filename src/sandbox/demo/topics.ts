// The demo as topics of the page: `demo` for its switches, clock and tour, `api` and `api:<guest's number>` for the
// API's side.
import type { FindTopic, Topic } from '../page/topics.ts'
import { viewDryRun, viewSandbox } from './api-view.ts'
import type { Plan } from './plan.ts'
import { type DemoCommand, type DemoState, demoCommand } from './state.ts'
import type { Tour } from './tour.ts'
import type { World } from './world.ts'

/** @param tour of the world's playground, where it has one */
export function demoTopics(plan: Plan, world: World, tour: Tour | undefined): FindTopic {
  const { slack, loyalty, dryRun, playground } = world

  const read = (): DemoState => ({
    language: plan.language ?? null,
    hasSlack: slack !== undefined,
    isDryRun: dryRun !== undefined,
    playground: playground
      ? {
          timeZone: playground.timeZone,
          language: playground.language(),
          movedMs: playground.movedMs(),
          switches: playground.switches.all(),
          toured: tour?.done() ?? [],
          isResetting: playground.isResetting(),
          life: playground.life(),
        }
      : null,
  })

  async function handle(command: DemoCommand): Promise<void> {
    switch (command.do) {
      case 'switch':
        return playground?.switches.set(command.name, command.isOn)
      case 'move':
        return playground?.move(command.by)
      case 'speak':
        return playground?.speak(command.language)
      case 'reset':
        await playground?.reset()
        return tour?.begin()
      case 'saw ledger':
        return tour?.sawLedger()
    }
  }

  const parts = [playground, tour, loyalty].filter(part => part !== undefined)
  const demo: Topic = {
    read,
    onChange: listener => {
      const stops = parts.map(part => part.onChange(listener))
      return () => {
        for (const stop of stops) stop()
      }
    },
    handle: async command => {
      await handle(demoCommand.parse(command))
      return { ok: true }
    },
  }

  return name => {
    if (name === 'demo') return demo
    const [kind, guest] = name.split(':')
    if (kind !== 'api') return undefined
    if (dryRun) return { read: () => viewDryRun(dryRun), onChange: dryRun.onChange }
    const id = guest === undefined ? undefined : Number(guest)
    return loyalty && { read: () => viewSandbox(loyalty, id), onChange: loyalty.onChange }
  }
}
