// A real Bolt app and a real Web API client, pointed at the sandbox, for the sandbox's own tests.
import { App, HTTPReceiver, LogLevel, SocketModeReceiver } from '@slack/bolt'
import { WebAPIPlatformError, WebClient, type WebClientOptions } from '@slack/web-api'
import {
  createSlackSandbox,
  type SlackSandbox,
  type SlackSandboxOptions,
} from '../../../src/sandbox/slack/server.ts'

const manifestPath = new URL('../../support/sandbox-manifest.yml', import.meta.url).pathname

export const openSandbox = (options: Partial<SlackSandboxOptions> = {}) =>
  createSlackSandbox({ manifest: manifestPath, ...options })

const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
}

export const webClient = (slack: SlackSandbox, options: WebClientOptions = {}, token = slack.botToken) =>
  new WebClient(token, {
    slackApiUrl: slack.apiUrl,
    logger: quiet,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    ...options,
  })

/** The answer with which Slack refuses a call. */
export const errorOf = async (call: Promise<unknown>): Promise<Record<string, unknown>> => {
  const error = await call.then(
    () => undefined,
    thrown => thrown,
  )
  if (!(error instanceof WebAPIPlatformError)) throw new Error(`expected Slack to refuse, got ${error}`)
  return { ...error.data }
}

export interface Probe {
  app: App
  stop(): Promise<void>
}

const clientOptions = (slack: SlackSandbox) => ({
  slackApiUrl: slack.apiUrl,
  retryConfig: { retries: 0 },
  timeout: 5000,
})

/** Starts a Bolt app over Socket Mode, with one or more connections. */
export async function startOverSocket(
  slack: SlackSandbox,
  register: (app: App) => void,
  { receivers = 1, clientPingTimeout = 300 } = {},
): Promise<Probe> {
  const made = Array.from(
    { length: receivers },
    () =>
      new SocketModeReceiver({
        appToken: slack.appToken,
        logger: quiet,
        clientPingTimeout,
        installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
      }),
  )
  const [first, ...others] = made
  if (!first) throw new Error('at least one receiver')
  const app = new App({
    receiver: first,
    token: slack.botToken,
    logger: quiet,
    logLevel: LogLevel.ERROR,
    clientOptions: clientOptions(slack),
    convoStore: false,
    deferInitialization: true,
  })
  register(app)
  await app.init()
  await app.start()
  for (const receiver of others) {
    receiver.init(app)
    await receiver.start()
  }
  await slack.waitFor(() => slack.connections() === receivers, 'all connections')
  return {
    app,
    async stop() {
      for (const receiver of made) await receiver.client.disconnect()
    },
  }
}

/** Starts a Bolt app over HTTP and points the sandbox's deliveries at it. */
export async function startOverHttp(slack: SlackSandbox, register: (app: App) => void): Promise<Probe> {
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger: quiet })
  const app = new App({
    receiver,
    token: slack.botToken,
    logger: quiet,
    logLevel: LogLevel.ERROR,
    clientOptions: clientOptions(slack),
    convoStore: false,
    deferInitialization: true,
  })
  register(app)
  await app.init()
  const server = await app.start({ port: 0, host: '127.0.0.1' })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  slack.sendTo(`http://127.0.0.1:${address.port}/slack/events`)
  return {
    app,
    async stop() {
      await app.stop()
    },
  }
}
