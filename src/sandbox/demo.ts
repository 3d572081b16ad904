// `npm run demo`: both sandboxes and the real app in one process, and the page where everything can be clicked.
// With --slack or --api one side is real, for a trial while setting up.
import { existsSync } from 'node:fs'
import { loadEnvFile } from 'node:process'
import { ConfigError } from '../config.ts'
import { maskText } from '../domain/masking.ts'
import { SlackError } from '../slack/slack-error.ts'
import { StoreError } from '../store/errors.ts'
import { SettingsError } from '../store/settings-file.ts'
import { type Demo, openDemo } from './demo/open.ts'
import { readPlan } from './demo/plan.ts'
import { playShift } from './demo-shift.ts'
import type { SeenRequest } from './loyalty/request-log.ts'

const print = (line: string) => console.log(line)
let opening: Promise<Demo> | undefined
let isStopping = false
const stop = async (code: number) => {
  if (isStopping) return
  isStopping = true
  // Also what is only half open: its store is deleted with it.
  const opened = await opening?.catch(() => undefined)
  await opened?.stop()
  process.exit(code)
}
process.once('SIGINT', () => void stop(0))
process.once('SIGTERM', () => void stop(0))
// The terminal is closed, or whoever read along has seen enough.
process.once('SIGHUP', () => void stop(0))
process.stdout.on('error', () => void stop(0))

try {
  const plan = readPlan(process.argv.slice(2))
  const isTrial = plan.isSlackReal || plan.isApiReal
  if (isTrial && existsSync('.env')) loadEnvFile('.env')
  opening = openDemo({ plan, env: process.env, onWrite: tell })
  const demo = await opening
  const { slack, loyalty, dryRun } = demo.world
  if (plan.hasShift && slack && loyalty) {
    await playShift({ slack, loyalty, language: plan.language ?? 'en', print })
    await demo.beginTour()
  }
  if (loyalty) print(`api ${loyalty.url} user ${loyalty.username} password ${loyalty.password}`)
  if (dryRun)
    print(`api ${dryRun.url} passes reads on to your API; what the app wants to write is shown and not sent`)
  print(
    slack ? `slack ${slack.apiUrl}` : 'slack is your own workspace: use the commands in your desk channel',
  )
  if (loyalty && !slack) print('guests to try: maria.garcia@example.com, john.smith@example.net, #11656601 …')
  print(`page ${demo.url}`)
  print('ready: everything stays up until Ctrl-C')
} catch (error) {
  const expected = [ConfigError, SettingsError, SlackError, StoreError].some(kind => error instanceof kind)
  if (!isStopping)
    console.error(takenPort(error) ?? (expected && error instanceof Error ? error.message : error))
  await stop(1)
}

function takenPort(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE' || !('port' in error))
    return
  return `Port ${error.port} is taken. End what uses it, or leave DEMO_API_PORT, DEMO_SLACK_PORT and DEMO_PAGE_PORT out: then free ports are found.`
}

/** One line for a write that a dry run did not send; e-mails stay masked in the terminal. */
function tell({ method, path, body }: SeenRequest): void {
  print(maskText(`dry run, not sent: ${method} ${path} ${JSON.stringify(body ?? {})}`))
}
