// What of the demo is real and what is a stand-in: from the command line, and from the environment where it is real.
import { existsSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ConfigError } from '../../config.ts'

type Environment = Readonly<Record<string, string | undefined>>

export type Language = 'en' | 'es'

export interface Plan {
  /** Undefined: the visitor's, as the browser says. */
  language: Language | undefined
  /** The visitor's own workspace instead of the Slack sandbox. */
  isSlackReal: boolean
  /** The hotel's own API instead of the sandbox, and nothing is written to it. */
  isApiReal: boolean
  /** A short shift is played first, as a transcript. */
  hasShift: boolean
}

const usage = 'usage: npm run demo -- [--language en|es] [--shift] [--slack] [--api]'

/** @throws ConfigError with the usage, for words that the demo does not know */
export function readPlan(words: readonly string[]): Plan {
  const options = {
    language: { type: 'string' },
    slack: { type: 'boolean', default: false },
    api: { type: 'boolean', default: false },
    shift: { type: 'boolean', default: false },
  } as const
  try {
    const { language, slack, api, shift } = parseArgs({ args: [...words], options }).values
    if (language !== undefined && language !== 'en' && language !== 'es')
      throw new Error(`"${language}" is no language of the demo`)
    return { language, isSlackReal: slack, isApiReal: api, hasShift: shift }
  } catch (error) {
    throw new ConfigError(`${error instanceof Error ? error.message : String(error)}\n${usage}`)
  }
}

/** The port that the environment names, 0 for any free one. @throws ConfigError */
export function portIn(
  env: Environment,
  name: 'DEMO_API_PORT' | 'DEMO_SLACK_PORT' | 'DEMO_PAGE_PORT',
): number {
  const port = Number(env[name] || 0)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new ConfigError(`${name}: "${env[name]}" is no port; leave it out for any free one`)
}

/** Addresses and secrets of the stand-ins; a part that is real needs none. */
export interface StandIns {
  slack: { botToken: string; appToken: string; apiUrl: string } | undefined
  loyalty: { url: string; username: string; password: string } | undefined
}

/** What the app is configured from. Never the visitor's own store: a demo begins with an empty one. */
export function demoEnvironment(env: Environment, { slack, loyalty }: StandIns) {
  const isOverHttp = !slack && !env.SLACK_APP_TOKEN
  return {
    SLACK_BOT_TOKEN: slack?.botToken ?? env.SLACK_BOT_TOKEN,
    SLACK_APP_TOKEN: slack?.appToken ?? env.SLACK_APP_TOKEN,
    SLACK_SIGNING_SECRET: slack ? undefined : env.SLACK_SIGNING_SECRET,
    SLACK_API_URL: slack?.apiUrl ?? env.SLACK_API_URL,
    HOST: isOverHttp ? env.HOST : '127.0.0.1',
    PORT: isOverHttp ? env.PORT : '0',
    HDH_BASE_URL: loyalty?.url ?? env.HDH_BASE_URL,
    HDH_USERNAME: loyalty?.username ?? env.HDH_USERNAME,
    HDH_PASSWORD: loyalty?.password ?? env.HDH_PASSWORD,
    // A lost answer is settled while a visitor watches.
    HDH_TIMEOUT_MS: loyalty ? '8000' : env.HDH_TIMEOUT_MS,
    HDH_SETTLE_MS: loyalty ? '10000' : env.HDH_SETTLE_MS,
  }
}

/** The visitor's own settings: DESK_SETTINGS, or desk.yml where they stand; undefined when there are none. */
export function ownSettings(env: Environment): string | undefined {
  const path = env.DESK_SETTINGS || (existsSync('desk.yml') ? 'desk.yml' : undefined)
  if (path === undefined) return undefined
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new ConfigError(`DESK_SETTINGS: the file ${path} cannot be read`)
  }
}
