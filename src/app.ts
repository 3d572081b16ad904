// The composition root: makes every part, hands each what it needs, starts and stops them in order. Decides nothing.

import type { Server } from 'node:http'
import { alertJobs } from './actions/alerts.ts'
import type { Desk } from './actions/desk.ts'
import { createPlanner } from './actions/due-posts.ts'
import { createHold } from './actions/hold.ts'
import { actionJobs } from './actions/jobs.ts'
import { sendWithinMs } from './actions/perform.ts'
import { type Config, cannotListen } from './config.ts'
import { askToGoOn } from './features/restore/feature.ts'
import { bindAction, featureJobs, posts, refreshLists, registerFeatures } from './features.ts'
import { healthRoutes, serveHealth } from './health.ts'
import { createQueue, type Queue } from './jobs/queue.ts'
import { type Clock, systemClock } from './lib/clock.ts'
import { createLogger, type Logger } from './lib/logger.ts'
import { repeat } from './lib/repeat.ts'
import { createLoyaltyClient } from './loyalty/client.ts'
import { createFindGuest } from './loyalty/find-guest.ts'
import { createProductCache } from './loyalty/product-cache.ts'
import { createBolt } from './slack/bolt.ts'
import { createDirectory } from './slack/directory.ts'
import { createIdentity } from './slack/identity.ts'
import { createListeners } from './slack/listen.ts'
import { createMessenger } from './slack/messenger.ts'
import { countActions } from './store/action-lists.ts'
import { loadSettings } from './store/current-settings.ts'
import { type Database, openDatabase } from './store/database.ts'
import { allPeople, savePerson } from './store/people.ts'
import { sweep } from './store/sweep.ts'

export interface AppParts {
  clock?: Clock
  logger?: Logger
}

export interface App {
  start(): Promise<void>
  /** Takes nothing new, finishes what is in flight, closes; a second call waits for the first. */
  stop(): Promise<void>
  /** Where HTTP is served, once started. */
  port(): number | undefined
  /** Commands, actions and forms that have a listener. */
  registered: { commands: readonly string[]; actions: readonly string[]; forms: readonly string[] }
  queue: Queue
  database: Database
}

const settingsEveryMs = 2000
const sweepEveryMs = 3_600_000
const stopWithinMs = 10_000

/** @throws StoreError, SettingsError or SlackError with a sentence for whoever starts the app */
export async function createApp(config: Config, parts: AppParts = {}): Promise<App> {
  const clock = parts.clock ?? systemClock
  const logger = parts.logger ?? createLogger(config.logLevel)
  const database = await openDatabase({ url: config.store.url, dataDir: config.store.dataDir, logger, clock })
  const messenger = createMessenger({ token: config.slack.botToken, apiUrl: config.slack.apiUrl, logger })
  const loyalty = createLoyaltyClient({ ...config.loyalty, clock, logger })
  const settings = await loadSettings(database, config.settingsFile, clock, logger)
  const directory = createDirectory({
    settings: settings.current,
    messenger,
    clock,
    logger,
    remembered: await allPeople(database.db),
    remember: person => savePerson(database.db, person),
  })
  const hold = await createHold(database, () => queue.release())
  const identity = createIdentity({ settings: settings.current, directory })
  const desk: Desk = {
    clock,
    logger,
    database,
    loyalty,
    findGuest: (key, hotelId, today) => {
      const rules = settings.current()?.rooms ?? { lookBackDays: 7 }
      return createFindGuest(loyalty, rules)(key, hotelId, today)
    },
    products: createProductCache(loyalty, clock, logger),
    settings: settings.current,
    identity,
    messenger,
    hold,
    languageOf: directory.languageOf,
    bind: bindAction,
    refreshLists,
  }
  const requestMs = sendWithinMs + config.loyalty.timeoutMs
  const queue = createQueue({
    database,
    clock,
    logger,
    handlers: {
      ...actionJobs(desk, { settleMs: config.loyalty.settleMs, requestMs }),
      ...alertJobs(desk),
      ...featureJobs(desk),
    },
  })
  let isLoggedIn = false
  const routes = healthRoutes({
    checks: {
      store: () => database.ping(),
      'loyalty API': async () => {
        if (!isLoggedIn) await loyalty.login()
        isLoggedIn = true
      },
      Slack: async () => {
        if (!bolt.isConnected()) throw new Error('not connected')
      },
    },
    inFlight: () => bolt.inFlight(),
    jobs: () => queue.stats(),
    actions: () => countActions(database.db),
  })
  const bolt = createBolt({
    ...config.slack,
    http: config.http,
    logger,
    routes,
    languageOf: (userId, channelId) => identity.who(userId, channelId).language,
  })
  const listen = createListeners(bolt.app, {
    clock,
    identity,
    messenger,
    logger,
    isSetUp: () => settings.current() !== undefined,
  })
  registerFeatures(desk, listen)
  const plan = createPlanner(desk, posts)

  const stopping = new AbortController()
  let health: Server | undefined
  let port: number | undefined
  let stopped: Promise<void> | undefined
  const stop = async () => {
    stopping.abort()
    directory.stop()
    await bolt.stop(stopWithinMs)
    await queue.stop(stopWithinMs)
    health?.closeAllConnections()
    health?.close()
    await loyalty.close()
    await database.close()
    logger.info({ event: 'app.stopped' })
  }
  const serve = async (): Promise<number | undefined> => {
    try {
      if (config.slack.transport.kind === 'socket') health = await serveHealth(routes, config.http)
      const started = await bolt.start()
      const address = health?.address()
      return started.port ?? (typeof address === 'object' ? address?.port : undefined)
    } catch (error) {
      throw cannotListen(error, config.http)
    }
  }
  return {
    registered: listen.registered,
    queue,
    database,
    port: () => port,
    async start() {
      await directory.start()
      void desk.products()
      await plan()
      if (hold.isHeld()) queue.hold()
      port = await serve()
      // Last of all: a start that failed has sent nothing.
      queue.start()
      repeat(clock, settingsEveryMs, stopping.signal, logger, async () => {
        await settings.refresh()
        await plan()
      })
      repeat(clock, settingsEveryMs, stopping.signal, logger, hold.refresh)
      if (hold.isHeld()) void askToGoOn(desk, stopping.signal)
      repeat(clock, sweepEveryMs, stopping.signal, logger, () => sweep(database, clock))
      logger.info({
        event: 'app.started',
        store: database.kind,
        transport: config.slack.transport.kind,
        port,
      })
    },
    stop() {
      stopped ??= stop()
      return stopped
    },
  }
}
