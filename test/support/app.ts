// The real app between both sandboxes, over real sockets, on a clock that can be moved.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type App, createApp } from '../../src/app.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { createMovableClock, type MovableClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { createLoyaltySandbox, type LoyaltySandbox } from '../../src/sandbox/loyalty/server.ts'
import { createSlackSandbox, type SlackSandbox } from '../../src/sandbox/slack/server.ts'

export const transports = ['socket', 'http'] as const
export type Transport = (typeof transports)[number]

export interface TestAppOptions {
  transport?: Transport
  /** Replaces texts in the settings file. */
  settings?: (text: string) => string
  env?: Record<string, string>
  databaseUrl?: string
  /** Where the test's day begins; default a Monday at 14:32 in Madrid. */
  at?: string
}

export interface TestApp {
  app: App
  slack: SlackSandbox
  loyalty: LoyaltySandbox
  clock: MovableClock
  jobs: App['queue']
  log: string[]
  config: Config
  /** What the app was configured from, for other processes on the same store. */
  env: Record<string, string>
  dataDir: string
  /** Stops this app, runs `between`, and starts another one on the same store. */
  restart(between?: () => Promise<void>): Promise<void>
  stop(): Promise<void>
}

const settingsFile = new URL('../../src/sandbox/demo-settings.yml', import.meta.url)

export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const clock = createMovableClock(Date.parse(options.at ?? '2026-11-23T13:32:00Z'))
  const [slack, loyalty] = await Promise.all([
    createSlackSandbox({ manifest: new URL('../../manifest.yml', import.meta.url).pathname, clock }),
    createLoyaltySandbox({ clock }),
  ])
  const dataDir = mkdtempSync(join(tmpdir(), 'desk-app-'))
  const settings = join(dataDir, 'settings.yml')
  const text = readFileSync(settingsFile, 'utf8')
  writeFileSync(settings, options.settings ? options.settings(text) : text)
  const transport = options.transport ?? 'socket'
  const env: Record<string, string> = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_API_URL: slack.apiUrl,
    ...(transport === 'socket'
      ? { SLACK_APP_TOKEN: slack.appToken }
      : { SLACK_SIGNING_SECRET: slack.signingSecret }),
    HOST: '127.0.0.1',
    PORT: '0',
    HDH_BASE_URL: loyalty.url,
    HDH_USERNAME: loyalty.username,
    HDH_PASSWORD: loyalty.password,
    HDH_TIMEOUT_MS: '1000',
    DATA_DIR: dataDir,
    DESK_SETTINGS: settings,
    ...(options.databaseUrl && { DATABASE_URL: options.databaseUrl }),
    ...options.env,
  }
  const config = readConfig(env)
  const log: string[] = []
  const logger = createLogger('debug', { write: line => log.push(line) })
  const start = async () => {
    const app = await createApp(config, { clock, logger })
    await app.start()
    if (transport === 'http') slack.sendTo(`http://127.0.0.1:${app.port()}/slack/events`)
    return app
  }
  let app = await start()
  return {
    get app() {
      return app
    },
    get jobs() {
      return app.queue
    },
    slack,
    loyalty,
    clock,
    log,
    config,
    env,
    dataDir,
    async restart(between) {
      await app.stop()
      await between?.()
      app = await start()
    },
    async stop() {
      await app.stop()
      await Promise.all([slack.close(), loyalty.close()])
      rmSync(dataDir, { recursive: true })
    },
  }
}

/** What every test of the whole app ends with: no rule of Slack broken, nobody's data in the log. */
export function expectCleanHands({ slack, loyalty, log }: TestApp): void {
  expect(slack.violations).toEqual([])
  const lines = log.join('')
  for (const { email } of loyalty.store.contacts()) expect(lines).not.toContain(email)
  for (const secret of [slack.botToken, slack.appToken, slack.signingSecret, loyalty.password])
    expect(lines).not.toContain(secret)
}
