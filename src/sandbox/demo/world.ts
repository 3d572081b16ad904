// Everything that the demo runs, in one process and on one clock: both sandboxes, or what is real in their place, and
// the app between them.
import { readConfig } from '../../config.ts'
import { createMovableClock, systemClock } from '../../lib/clock.ts'
import { parseSettings } from '../../store/settings-file.ts'
import { createDryRun, type DryRun } from '../loyalty/dry-run.ts'
import type { SeenRequest } from '../loyalty/request-log.ts'
import { createLoyaltySandbox, type LoyaltySandbox } from '../loyalty/server.ts'
import { createSlackSandbox, type SlackSandbox } from '../slack/server.ts'
import { startOwnDesk } from './own-desk.ts'
import { demoEnvironment, ownSettings, type Plan, portIn } from './plan.ts'
import { createPlayground, type Playground } from './playground.ts'
import { demoSettings, nameHotels, settingsFor } from './settings.ts'

export interface World {
  /** Undefined where the visitor's own workspace takes its place. */
  readonly slack: SlackSandbox | undefined
  /** Undefined where a dry run on the hotel's own API takes its place. */
  readonly loyalty: LoyaltySandbox | undefined
  readonly dryRun: DryRun | undefined
  /** Undefined where something is real: real things keep real time, and cannot begin anew. */
  readonly playground: Playground | undefined
  /** A second call waits for the first. */
  stop(): Promise<void>
}

export interface WorldOptions {
  plan: Plan
  env: Readonly<Record<string, string | undefined>>
  /** Told of every write of a dry run. */
  onWrite: (write: SeenRequest) => void
  /** When a playground begins, epoch milliseconds; default the real time. */
  at?: number
}

const manifest = new URL('../../../manifest.yml', import.meta.url).pathname
/** In place of what a sandbox would give, while only the visitor's own values are checked. */
const anySlack = { botToken: 'xoxb-sandbox', appToken: 'xapp-sandbox', apiUrl: 'http://127.0.0.1/api/' }
const anyLoyalty = { url: 'http://127.0.0.1/', username: 'sandbox', password: 'sandbox' }

/**
 * Starts everything and waits until the app works.
 * @throws ConfigError, SettingsError, SlackError or StoreError with a sentence for the visitor
 */
export async function createWorld({ plan, env, onWrite, at }: WorldOptions): Promise<World> {
  const { isSlackReal, isApiReal } = plan
  const isPlayground = !isSlackReal && !isApiReal
  const checked = { slack: isSlackReal ? undefined : anySlack, loyalty: isApiReal ? undefined : anyLoyalty }
  const { loyalty: api } = readConfig(demoEnvironment(env, checked))
  const settings = settingsFor(plan, isPlayground ? undefined : ownSettings(env))
  const movable = createMovableClock(at)
  const clock = isPlayground ? movable : systemClock

  const closing: (() => Promise<void>)[] = []
  const opened = async <T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> => {
    const part = await opening
    closing.unshift(() => part.close())
    return part
  }
  const stop = async () => {
    for (const close of closing) await close()
  }
  let stopped: Promise<void> | undefined

  try {
    const slackPort = portIn(env, 'DEMO_SLACK_PORT')
    const slack = isSlackReal
      ? undefined
      : await opened(createSlackSandbox({ clock, manifest, port: slackPort }))
    const loyalty = isApiReal
      ? undefined
      : await opened(createLoyaltySandbox({ clock, port: portIn(env, 'DEMO_API_PORT') }))
    const dryRun = isApiReal ? await opened(createDryRun({ clock, target: api.baseUrl, onWrite })) : undefined
    if (loyalty && isSlackReal) nameHotels(loyalty, settings)

    const environment = demoEnvironment(env, {
      slack,
      loyalty: dryRun ? { ...api, url: dryRun.url } : loyalty,
    })
    const logLevel = env.LOG_LEVEL ?? 'warn'
    const startDesk = (text: string) => startOwnDesk(environment, { settings: text, clock, logLevel })
    const timeZone = parseSettings(settings).hotels[0]?.timeZone ?? 'UTC'
    const playground =
      slack && loyalty
        ? await opened(
            createPlayground({
              slack,
              loyalty,
              clock: movable,
              timeZone,
              language: plan.language ?? 'en',
              startDesk: language => startDesk(demoSettings(language)),
            }),
          )
        : undefined
    if (!playground) await opened(startDesk(settings))
    return {
      slack,
      loyalty,
      dryRun,
      playground,
      stop() {
        stopped ??= stop()
        return stopped
      },
    }
  } catch (error) {
    await stop()
    throw error
  }
}
