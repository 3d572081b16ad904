// `npm run demo`: both sandboxes and the real app in one process, a short shift as a transcript, then open for use.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { createLogger } from '../lib/logger.ts'
import { playShift } from './demo-shift.ts'
import { createLoyaltySandbox } from './loyalty/server.ts'
import { createSlackSandbox } from './slack/server.ts'

const { values } = parseArgs({ options: { language: { type: 'string', default: 'en' } } })
const language = values.language === 'es' ? 'es' : 'en'
const root = new URL('../../', import.meta.url).pathname

const dataDir = mkdtempSync(join(tmpdir(), 'loyalty-desk-demo-'))
const settings = join(dataDir, 'settings.yml')
const text = readFileSync(new URL('./demo-settings.yml', import.meta.url), 'utf8')
writeFileSync(settings, text.replace(/^language: .*$/m, `language: ${language}`))

const loyalty = await createLoyaltySandbox({ port: Number(process.env.DEMO_API_PORT ?? 0) })
const slack = await createSlackSandbox({
  manifest: join(root, 'manifest.yml'),
  port: Number(process.env.DEMO_SLACK_PORT ?? 0),
})
const config = readConfig({
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_APP_TOKEN: slack.appToken,
  SLACK_API_URL: slack.apiUrl,
  HOST: '127.0.0.1',
  PORT: '0',
  HDH_BASE_URL: loyalty.url,
  HDH_USERNAME: loyalty.username,
  HDH_PASSWORD: loyalty.password,
  DATA_DIR: dataDir,
  DESK_SETTINGS: settings,
})
const app = await createApp(config, { logger: createLogger(process.env.LOG_LEVEL ?? 'warn') })

let isStopping = false
const stop = async (code: number) => {
  if (isStopping) return
  isStopping = true
  await app.stop()
  await Promise.all([slack.close(), loyalty.close()])
  rmSync(dataDir, { recursive: true, force: true })
  process.exit(code)
}
process.once('SIGINT', () => void stop(0))
process.once('SIGTERM', () => void stop(0))

try {
  await app.start()
  await playShift({ slack, loyalty, language, print: line => console.log(line) })
  console.log(`api ${loyalty.url} user ${loyalty.username} password ${loyalty.password}`)
  console.log(`slack ${slack.apiUrl}`)
  console.log('ready: the sandboxes and the app stay up until Ctrl-C')
} catch (error) {
  console.error(error)
  await stop(1)
}
