// Builds the Bolt app: the receiver, pino behind Bolt's logger, an answer for whatever no listener took, and the
// count of work in flight.
import { App, HTTPReceiver, LogLevel, type ReceiverEvent, SocketModeReceiver, webApi } from '@slack/bolt'
import type { ExtendedErrorHandlerArgs } from '@slack/bolt/dist/App.js'
import type { CustomRoute } from '@slack/bolt/dist/receivers/custom-routes.js'
import type { Logger } from '../lib/logger.ts'
import type { Language } from '../lib/words.ts'
import { toSlackLogger } from './logger.ts'
import { webOptions } from './messenger.ts'
import { noticeView } from './notice.ts'
import { SlackError } from './slack-error.ts'
import { slackWords } from './words.ts'

export interface BoltOptions {
  botToken: string
  transport: { kind: 'socket'; appToken: string } | { kind: 'http'; signingSecret: string }
  apiUrl: string | undefined
  http: { host: string; port: number }
  logger: Logger
  /** Health and metrics, served by the one HTTP receiver; in Socket Mode by our own server instead. */
  routes: CustomRoute[]
  /** The person's language, else the channel's hotel's, else the desk's. */
  languageOf: (userId: string, channelId?: string) => Language
}

export interface Bolt {
  app: App
  start(): Promise<{ port: number | undefined }>
  /** Takes nothing new, waits for what is in flight (up to `graceMs`), then disconnects. */
  stop(graceMs: number): Promise<void>
  isConnected(): boolean
  inFlight(): number
}

// One connection is deaf for seconds at each of Slack's refreshes; two are refreshed one after the other.
const socketConnections = 2

export function createBolt(options: BoltOptions): Bolt {
  const logger = toSlackLogger(options.logger)
  const sockets: SocketModeReceiver[] = []
  let http: HTTPReceiver | undefined
  if (options.transport.kind === 'socket') {
    const { appToken } = options.transport
    for (let i = 0; i < socketConnections; i++) {
      sockets.push(
        new SocketModeReceiver({
          appToken,
          logger,
          // Its own object: the receiver writes its endless reconnects into it.
          installerOptions: { clientOptions: options.apiUrl ? { slackApiUrl: options.apiUrl } : {} },
        }),
      )
    }
  } else {
    http = new HTTPReceiver({
      signingSecret: options.transport.signingSecret,
      logger,
      customRoutes: options.routes,
      bodyLimit: 1024 * 1024,
    })
  }
  const receiver = http ?? sockets[0]
  if (!receiver) throw new Error('no receiver')
  const app = new App({
    receiver,
    token: options.botToken,
    logger,
    logLevel: LogLevel.INFO,
    clientOptions: webOptions(options.apiUrl),
    convoStore: false,
    extendedErrorHandler: true,
    deferInitialization: true,
  })
  app.error(async ({ error }: ExtendedErrorHandlerArgs) => {
    options.logger.error({ event: 'bolt.failed', err: error })
    // Rethrown so that HTTP answers 500 at once instead of 404 after three seconds.
    throw error
  })

  let inFlight = 0
  let isOpen = false
  let onIdle: (() => void) | undefined
  const processEvent = app.processEvent.bind(app)
  app.processEvent = async (event: ReceiverEvent) => {
    let isAcked = false
    inFlight++
    try {
      const ack: ReceiverEvent['ack'] = answer => {
        isAcked = true
        return event.ack(answer)
      }
      await processEvent({ ...event, ack })
      if (!isAcked) await event.ack(fallback(event.body, options))
    } finally {
      inFlight--
      if (inFlight === 0) onIdle?.()
    }
  }

  return {
    app,
    async start() {
      await app.init().catch(refusedToken('SLACK_BOT_TOKEN'))
      if (http) {
        const server = await http.start({ port: options.http.port, host: options.http.host })
        isOpen = true
        const address = server.address()
        return { port: typeof address === 'object' ? address?.port : undefined }
      }
      for (const [index, socket] of sockets.entries()) {
        if (index > 0) socket.init(app)
        await socket.start().catch(refusedToken('SLACK_APP_TOKEN'))
      }
      isOpen = true
      return { port: undefined }
    },
    async stop(graceMs) {
      isOpen = false
      if (http) await http.stop().catch(() => undefined)
      if (inFlight > 0) {
        await Promise.race([
          new Promise<void>(resolve => {
            onIdle = resolve
          }),
          timeOut(graceMs),
        ])
      }
      // Acks need the socket, so it goes last; a dead peer may hold the goodbye for half a minute.
      await Promise.race([Promise.all(sockets.map(socket => socket.client.disconnect())), timeOut(3000)])
    },
    isConnected: () =>
      isOpen && (http !== undefined || sockets.some(({ client }) => client.websocket?.isActive() === true)),
    inFlight: () => inFlight,
  }
}

/** At the start Slack refuses a token, or cannot be reached: a sentence for whoever starts the app. */
function refusedToken(variable: string): (error: unknown) => never {
  return error => {
    const reason = error instanceof webApi.WebAPIPlatformError ? error.data.error : 'no answer'
    throw new SlackError(
      'refused',
      `${reason}. Check ${variable} (and, for "no answer", the way to Slack); see docs/set-up.md.`,
    )
  }
}

function timeOut(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms).unref()
  })
}

/** What a person hears when no listener took their command, press or form: Slack would say only that we are silent. */
function fallback(
  body: ReceiverEvent['body'],
  { logger, languageOf }: Pick<BoltOptions, 'logger' | 'languageOf'>,
): unknown {
  const userId: string = body.user_id ?? body.user?.id ?? ''
  const language = languageOf(userId, body.channel_id ?? body.channel?.id)
  const say = slackWords(language)
  logger.warn({ event: 'listener.missing', type: body.type ?? body.command })
  if (body.command) return { response_type: 'ephemeral', text: say('unknownCommand') }
  if (body.type === 'view_submission')
    return { response_action: 'update', view: noticeView(say('formTooOld'), language) }
  return undefined
}
