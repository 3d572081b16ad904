// Everything that the demo runs, in one process and on one clock: both sandboxes, or what is real in their place, and
// the app between them on a store of its own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, createApp } from '../../app.ts'
import { readConfig } from '../../config.ts'
import { createMovableClock, type MovableClock, systemClock } from '../../lib/clock.ts'
import { createLogger } from '../../lib/logger.ts'
import { createDryRun, type DryRun } from '../loyalty/dry-run.ts'
import type { SeenRequest } from '../loyalty/request-log.ts'
import { createLoyaltySandbox, type LoyaltySandbox } from '../loyalty/server.ts'
import { type Page, servePage } from '../page/server.ts'
import { slackTopics } from '../page/topics.ts'
import { createSlackSandbox, type SlackSandbox } from '../slack/server.ts'
import { demoEnvironment, ownSettings, type Plan } from './plan.ts'
import { nameHotels, settingsFor } from './settings.ts'

export interface World {
  /** Undefined where the visitor's own workspace takes its place. */
  readonly slack: SlackSandbox | undefined
  /** Undefined where a dry run on the hotel's own API takes its place. */
  readonly loyalty: LoyaltySandbox | undefined
  readonly dryRun: DryRun | undefined
  /** Where people click; undefined where Slack is the visitor's own. */
  readonly page: Page | undefined
  readonly app: App
  /** A second call waits for the first. */
  stop(): Promise<void>
}

export interface WorldOptions {
  plan: Plan
  env: Readonly<Record<string, string | undefined>>
  /** Told of every write of a dry run. */
  onWrite: (write: SeenRequest) => void
}

const manifest = new URL('../../../manifest.yml', import.meta.url).pathname
/** In place of what a sandbox would give, while only the visitor's own values are checked. */
const anySlack = { botToken: 'xoxb-sandbox', appToken: 'xapp-sandbox', apiUrl: 'http://127.0.0.1/api/' }
const anyLoyalty = { url: 'http://127.0.0.1/', username: 'sandbox', password: 'sandbox' }

/**
 * Starts everything and waits until the app works.
 * @throws ConfigError, SettingsError, SlackError or StoreError with a sentence for the visitor
 */
export async function createWorld({ plan, env, onWrite }: WorldOptions): Promise<World> {
  const needed = {
    slack: plan.isSlackReal ? undefined : anySlack,
    loyalty: plan.isApiReal ? undefined : anyLoyalty,
  }
  const { loyalty: api } = readConfig(demoEnvironment(env, needed))
  const settings = settingsFor(plan, plan.isSlackReal || plan.isApiReal ? ownSettings(env) : undefined)
  // What is real keeps real time.
  const clock: MovableClock | undefined =
    plan.isSlackReal || plan.isApiReal ? undefined : createMovableClock()
  const given = { clock: clock ?? systemClock }

  const closing: (() => Promise<void>)[] = []
  const opened = async <T extends { close(): Promise<void> }>(opening: Promise<T>): Promise<T> => {
    const part = await opening
    closing.unshift(() => part.close())
    return part
  }
  let stopped: Promise<void> | undefined
  const stop = async () => {
    for (const close of closing) await close()
  }

  try {
    const slack = plan.isSlackReal
      ? undefined
      : await opened(createSlackSandbox({ ...given, manifest, port: Number(env.DEMO_SLACK_PORT ?? 0) }))
    const loyalty = plan.isApiReal
      ? undefined
      : await opened(createLoyaltySandbox({ ...given, port: Number(env.DEMO_API_PORT ?? 0) }))
    const dryRun = plan.isApiReal
      ? await opened(createDryRun({ ...given, target: api.baseUrl, onWrite }))
      : undefined
    if (loyalty && plan.isSlackReal) nameHotels(loyalty, settings)

    const dataDir = mkdtempSync(join(tmpdir(), 'loyalty-desk-demo-'))
    closing.unshift(async () => rmSync(dataDir, { recursive: true, force: true }))
    const settingsFile = join(dataDir, 'settings.yml')
    writeFileSync(settingsFile, settings)
    const config = readConfig({
      ...demoEnvironment(env, { slack, loyalty: dryRun ? { ...api, url: dryRun.url } : loyalty }),
      DATA_DIR: dataDir,
      DESK_SETTINGS: settingsFile,
    })
    const app = await createApp(config, { ...given, logger: createLogger(env.LOG_LEVEL ?? 'warn') })
    closing.unshift(() => app.stop())
    const serving =
      slack &&
      servePage({
        findTopic: slackTopics(slack),
        now: given.clock.now,
        port: Number(env.DEMO_PAGE_PORT ?? 0),
      })
    const [page] = await Promise.all([serving && opened(serving), app.start()])
    return {
      slack,
      loyalty,
      dryRun,
      page,
      app,
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
