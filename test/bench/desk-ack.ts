// The desk's way to an acknowledged command with the work left out: receiver, listener and identity of the app, and a
// command that does nothing.
import { readFileSync } from 'node:fs'
import { readConfig } from '../../src/config.ts'
import { systemClock } from '../../src/lib/clock.ts'
import { createLogger } from '../../src/lib/logger.ts'
import { createBolt } from '../../src/slack/bolt.ts'
import { createDirectory } from '../../src/slack/directory.ts'
import { createIdentity } from '../../src/slack/identity.ts'
import { createListeners } from '../../src/slack/listen.ts'
import { createMessenger } from '../../src/slack/messenger.ts'
import { parseSettings } from '../../src/store/settings-file.ts'
import { serveParent } from './child.ts'

const config = readConfig(process.env)
const logger = createLogger(config.logLevel)
const parsed = parseSettings(readFileSync(config.settingsFile ?? '', 'utf8'))
const settings = () => parsed
const messenger = createMessenger({ token: config.slack.botToken, apiUrl: config.slack.apiUrl, logger })
const directory = createDirectory({
  settings,
  messenger,
  clock: systemClock,
  logger,
  remembered: [],
  remember: async () => {},
})
const bolt = createBolt({
  ...config.slack,
  http: config.http,
  logger,
  routes: [],
  languageOf: userId => directory.languageOf(userId) ?? 'en',
})
const identity = createIdentity({ settings, directory })
const listen = createListeners(bolt.app, {
  clock: systemClock,
  identity,
  messenger,
  logger,
  isSetUp: () => true,
})
listen.command('/points', async () => {})
await directory.start()
const { port } = await bolt.start()
serveParent(port)
