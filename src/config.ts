// The environment, read once into a Config. Every problem is listed at once, with how to get the value.
import { z } from 'zod'

export interface Config {
  slack: {
    botToken: string
    transport: { kind: 'socket'; appToken: string } | { kind: 'http'; signingSecret: string }
    /** Web API base of a sandbox; undefined: Slack's own. */
    apiUrl: string | undefined
  }
  http: { host: string; port: number }
  loyalty: { baseUrl: string; username: string; password: string; timeoutMs: number; settleMs: number }
  store: { url: string | undefined; dataDir: string }
  settingsFile: string | undefined
  /** A guest account made for tests: for the operator's tool alone, and undefined unless both are set. */
  testGuest: { email: string; password: string } | undefined
  logLevel: string
}

const howTo = {
  SLACK_BOT_TOKEN: 'the bot token (xoxb-…) from "OAuth & Permissions" of your Slack app',
  SLACK_APP_TOKEN: 'an app-level token (xapp-…) with connections:write from "Basic Information"',
  SLACK_SIGNING_SECRET:
    'needed when SLACK_APP_TOKEN is not set: the signing secret from "Basic Information" of your Slack app',
  SLACK_API_URL: 'the http(s) URL of a Slack sandbox; leave it out for Slack itself',
  HOST: 'the address to listen on, for example 0.0.0.0',
  PORT: 'a port number from 0 to 65535',
  HDH_BASE_URL: 'the http(s) URL of the loyalty API, ending in /api/v1/',
  HDH_USERNAME: 'the API user that HotelDataHub gave your hotel',
  HDH_PASSWORD: 'the password of that API user',
  HDH_TIMEOUT_MS: 'milliseconds as a whole number from 100 to 60000',
  HDH_SETTLE_MS: 'milliseconds as a whole number from 1000 to 86400000',
  HDH_TEST_GUEST_EMAIL: 'the e-mail of a guest account made for tests; leave it out when you have none',
  HDH_TEST_GUEST_PASSWORD: 'the portal password of that guest account',
  DATABASE_URL: 'postgres://user:password@host:5432/database; leave it out for the embedded store',
  DATA_DIR: 'a directory that this process may write to',
  DESK_SETTINGS: 'the path of a settings file, for example ./desk.yml',
  LOG_LEVEL: 'one of trace, debug, info, warn, error, fatal, silent',
} as const
type Name = keyof typeof howTo

// A query or a fragment would end up in the middle of every address made from it.
const webUrl = z.url({ protocol: /^https?$/ }).regex(/^[^?#]*$/)
const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(min).max(max))
const schema = z
  .object({
    SLACK_BOT_TOKEN: z.string().startsWith('xoxb-'),
    SLACK_APP_TOKEN: z.string().startsWith('xapp-').optional(),
    SLACK_SIGNING_SECRET: z.string().min(8).optional(),
    SLACK_API_URL: webUrl.optional(),
    HOST: z.string().default('0.0.0.0'),
    PORT: wholeNumber(0, 65_535).default(3000),
    HDH_BASE_URL: webUrl.default('https://app.hoteldatahub.io/api/v1/'),
    HDH_USERNAME: z.string(),
    HDH_PASSWORD: z.string(),
    HDH_TIMEOUT_MS: wholeNumber(100, 60_000).default(10_000),
    HDH_SETTLE_MS: wholeNumber(1000, 86_400_000).default(120_000),
    HDH_TEST_GUEST_EMAIL: z.email().optional(),
    HDH_TEST_GUEST_PASSWORD: z.string().optional(),
    DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
    DATA_DIR: z.string().default('./data'),
    DESK_SETTINGS: z.string().optional(),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  })
  .refine(env => env.SLACK_APP_TOKEN !== undefined || env.SLACK_SIGNING_SECRET !== undefined, {
    path: ['SLACK_SIGNING_SECRET'],
    // Also when other variables are wrong: every problem at once.
    when: () => true,
  })

/** The message names every wrong variable and never repeats a secret. */
export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** @param env the process environment; an empty text counts as not set */
export function readConfig(env: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = schema.safeParse(set)
  if (!parsed.success) throw new ConfigError(explain(parsed.error, set))
  const values = parsed.data
  return {
    slack: {
      botToken: values.SLACK_BOT_TOKEN,
      transport: values.SLACK_APP_TOKEN
        ? { kind: 'socket', appToken: values.SLACK_APP_TOKEN }
        : { kind: 'http', signingSecret: values.SLACK_SIGNING_SECRET ?? '' },
      apiUrl: values.SLACK_API_URL,
    },
    http: { host: values.HOST, port: values.PORT },
    loyalty: {
      baseUrl: values.HDH_BASE_URL.endsWith('/') ? values.HDH_BASE_URL : `${values.HDH_BASE_URL}/`,
      username: values.HDH_USERNAME,
      password: values.HDH_PASSWORD,
      timeoutMs: values.HDH_TIMEOUT_MS,
      settleMs: values.HDH_SETTLE_MS,
    },
    store: { url: values.DATABASE_URL, dataDir: values.DATA_DIR },
    settingsFile: values.DESK_SETTINGS,
    testGuest: testGuestOf(values),
    logLevel: values.LOG_LEVEL,
  }
}

/** HTTP cannot be served at HOST and PORT: a sentence for whoever starts the app. Other errors pass unchanged. */
export function cannotListen(error: unknown, { host, port }: Config['http']): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'EADDRINUSE':
      return new ConfigError(`PORT: ${port} is taken on ${host}. End what uses it, or set another port.`)
    case 'EACCES':
      return new ConfigError(`PORT: this process may not listen on ${port}. Set a port above 1023.`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ConfigError(
        `HOST: ${host} is no address of this machine. 0.0.0.0 listens on all of its addresses.`,
      )
    default:
      return error
  }
}

function testGuestOf(values: z.infer<typeof schema>): Config['testGuest'] {
  const { HDH_TEST_GUEST_EMAIL: email, HDH_TEST_GUEST_PASSWORD: password } = values
  return email === undefined || password === undefined ? undefined : { email, password }
}

function explain(error: z.ZodError, set: Record<string, unknown>): string {
  const names = [...new Set(error.issues.map(issue => String(issue.path[0]) as Name))]
  const lines = names.map(name => `  ${name} is ${name in set ? 'wrong' : 'missing'}: ${howTo[name]}`)
  return ['The desk cannot start. Please mend the environment (or .env):', ...lines].join('\n')
}
