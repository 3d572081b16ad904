// The demo as a whole: its world, and the page where it can be seen and clicked.
import { systemClock } from '../../lib/clock.ts'
import { bundlePage } from '../page/bundle.ts'
import { servePage } from '../page/server.ts'
import { slackTopics } from '../page/topics.ts'
import { portIn } from './plan.ts'
import { demoTopics } from './topics.ts'
import { createTour } from './tour.ts'
import { createWorld, type World, type WorldOptions } from './world.ts'

export interface Demo {
  world: World
  /** Where the page is. */
  url: string
  /** What was done so far no longer counts for the tour. */
  beginTour(): Promise<void>
  stop(): Promise<void>
}

/** @throws as `createWorld` does */
export async function openDemo(options: WorldOptions): Promise<Demo> {
  // Both take a second: at the same time. Whether it worked is asked below.
  bundlePage().catch(() => undefined)
  const world = await createWorld(options)
  const { slack, playground } = world
  const tour = playground && createTour(playground)
  const demo = demoTopics(options.plan, world, tour)
  const ofSlack = slack && slackTopics(slack)
  try {
    const page = await servePage({
      findTopic: name => ofSlack?.(name) ?? demo(name),
      now: playground?.now ?? systemClock.now,
      port: portIn(options.env, 'DEMO_PAGE_PORT'),
    })
    return {
      world,
      url: page.url,
      beginTour: async () => tour?.begin(),
      async stop() {
        tour?.stop()
        await page.close()
        await world.stop()
      },
    }
  } catch (error) {
    await world.stop()
    throw error
  }
}
