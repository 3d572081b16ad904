// The environment: what the desk makes of it, and what it says when something is missing or wrong.
import { describe, expect, it, test } from 'vitest'
import { ConfigError, readConfig } from '../src/config.ts'

const socket = {
  SLACK_BOT_TOKEN: 'xoxb-1-secret',
  SLACK_APP_TOKEN: 'xapp-1-secret',
  HDH_USERNAME: 'desk',
  HDH_PASSWORD: 'pa55word',
}
const { SLACK_APP_TOKEN: _token, ...withoutAppToken } = socket
const http = { ...withoutAppToken, SLACK_SIGNING_SECRET: '0123456789abcdef' }

function problemsOf(env: Record<string, string | undefined>): string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.message.split('\n').slice(1)
  }
  return []
}

test('the least that is needed, in Socket Mode', () => {
  expect(readConfig(socket)).toEqual({
    slack: {
      botToken: 'xoxb-1-secret',
      transport: { kind: 'socket', appToken: 'xapp-1-secret' },
      apiUrl: undefined,
    },
    http: { host: '0.0.0.0', port: 3000 },
    loyalty: {
      baseUrl: 'https://app.hoteldatahub.io/api/v1/',
      username: 'desk',
      password: 'pa55word',
      timeoutMs: 10_000,
      settleMs: 120_000,
    },
    store: { url: undefined, dataDir: './data' },
    settingsFile: undefined,
    logLevel: 'info',
  })
})

test('the least that is needed over HTTP', () => {
  expect(readConfig(http).slack.transport).toEqual({ kind: 'http', signingSecret: '0123456789abcdef' })
})

test('an app token wins over a signing secret', () => {
  expect(readConfig({ ...http, ...socket }).slack.transport.kind).toBe('socket')
})

test('everything can be set', () => {
  const config = readConfig({
    ...socket,
    SLACK_API_URL: 'http://127.0.0.1:4010/api/',
    HOST: '127.0.0.1',
    PORT: '0',
    HDH_BASE_URL: 'http://127.0.0.1:4020/api/v1/',
    HDH_TIMEOUT_MS: '100',
    HDH_SETTLE_MS: '86400000',
    DATABASE_URL: 'postgresql://desk:s3cret@db.example/desk',
    DATA_DIR: '/var/lib/desk',
    DESK_SETTINGS: './desk.yml',
    LOG_LEVEL: 'debug',
    UNKNOWN: 'is none of our business',
  })
  expect(config).toMatchObject({
    slack: { apiUrl: 'http://127.0.0.1:4010/api/' },
    http: { host: '127.0.0.1', port: 0 },
    loyalty: { baseUrl: 'http://127.0.0.1:4020/api/v1/', timeoutMs: 100, settleMs: 86_400_000 },
    store: { url: 'postgresql://desk:s3cret@db.example/desk', dataDir: '/var/lib/desk' },
    settingsFile: './desk.yml',
    logLevel: 'debug',
  })
})

test('the loyalty API’s address gets the slash that it needs at its end', () => {
  const { loyalty } = readConfig({ ...socket, HDH_BASE_URL: 'https://api.example/api/v1' })
  expect(loyalty.baseUrl).toBe('https://api.example/api/v1/')
})

test('an empty text is the same as not set', () => {
  const empty = { SLACK_SIGNING_SECRET: '', SLACK_API_URL: '', HOST: '', PORT: '', DATABASE_URL: '' }
  const more = { HDH_BASE_URL: '', HDH_TIMEOUT_MS: '', DATA_DIR: '', DESK_SETTINGS: '', LOG_LEVEL: '' }
  expect(readConfig({ ...socket, ...empty, ...more })).toEqual(readConfig(socket))
  expect(problemsOf({ ...socket, HDH_PASSWORD: '' })).toEqual([
    expect.stringContaining('HDH_PASSWORD is missing'),
  ])
})

describe('a variable that is missing', () => {
  it.each([
    ['SLACK_BOT_TOKEN', 'the bot token (xoxb-…)'],
    ['HDH_USERNAME', 'the API user'],
    ['HDH_PASSWORD', 'the password of that API user'],
  ])('%s is named, with how to get it', (name, how) => {
    const [problem, ...others] = problemsOf({ ...socket, [name]: undefined })
    expect(problem).toContain(`${name} is missing: ${how}`)
    expect(others).toEqual([])
  })

  test('the app token and the signing secret: one of them is asked for', () => {
    expect(problemsOf(withoutAppToken)).toEqual([
      expect.stringContaining('SLACK_SIGNING_SECRET is missing: needed when SLACK_APP_TOKEN is not set'),
    ])
  })
})

describe('a variable that is wrong', () => {
  it.each([
    ['SLACK_BOT_TOKEN', 'xoxp-123-secret', 'xoxb-'],
    ['SLACK_APP_TOKEN', 'xoxb-123-secret', 'connections:write'],
    ['SLACK_SIGNING_SECRET', 's3cret', 'Basic Information'],
    ['SLACK_API_URL', 'ftp://sandbox.example', 'http(s) URL'],
    ['SLACK_API_URL', 'sandbox.example', 'http(s) URL'],
    ['PORT', '70000', '0 to 65535'],
    ['PORT', '-1', '0 to 65535'],
    ['PORT', '3000.5', '0 to 65535'],
    ['PORT', '0x0bb8', '0 to 65535'],
    ['PORT', '3e3', '0 to 65535'],
    ['PORT', ' ', '0 to 65535'],
    ['PORT', 'http', '0 to 65535'],
    ['HDH_BASE_URL', 'app.hoteldatahub.io/api', '/api/v1/'],
    ['HDH_BASE_URL', 'https://api.example/api/v1/?key=s3cret', '/api/v1/'],
    ['HDH_BASE_URL', 'https://api.example/api/v1/#s3cret', '/api/v1/'],
    ['HDH_TIMEOUT_MS', '99', '100 to 60000'],
    ['HDH_TIMEOUT_MS', '60001', '100 to 60000'],
    ['HDH_TIMEOUT_MS', '10s', '100 to 60000'],
    ['HDH_SETTLE_MS', '999', '1000 to 86400000'],
    ['HDH_SETTLE_MS', '86400001', '1000 to 86400000'],
    ['DATABASE_URL', 'mysql://desk:s3cret@db.example/desk', 'postgres://'],
    ['DATABASE_URL', 's3cret', 'postgres://'],
    ['LOG_LEVEL', 'loud', 'trace, debug, info'],
  ])('%s=%s is named, with what is expected, and its value is not repeated', (name, value, expected) => {
    const problems = problemsOf({ ...socket, [name]: value })
    expect(problems).toEqual([expect.stringContaining(`${name} is wrong: `)])
    expect(problems[0]).toContain(expected)
    if (value.length > 4) expect(problems[0]).not.toContain(value)
    expect(problems[0]).not.toContain('s3cret')
  })
})

test('every problem is listed at once, each once, and no value is repeated', () => {
  const env = {
    SLACK_BOT_TOKEN: 'hunter2-bot',
    HDH_PASSWORD: '',
    PORT: 'hunter2-port',
    DATABASE_URL: 'hunter2-db',
    LOG_LEVEL: 'hunter2-level',
  }
  const problems = problemsOf(env)
  expect(problems.map(line => line.trim().split(' ')[0]).toSorted()).toEqual([
    'DATABASE_URL',
    'HDH_PASSWORD',
    'HDH_USERNAME',
    'LOG_LEVEL',
    'PORT',
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
  ])
  expect(problems.join('\n')).not.toContain('hunter2')
  expect(() => readConfig(env)).toThrow(
    /^The desk cannot start\. Please mend the environment \(or \.env\):\n/,
  )
})

test('a wrong app token does not ask for a signing secret besides', () => {
  expect(problemsOf({ ...socket, SLACK_APP_TOKEN: 'wrong' })).toEqual([
    expect.stringContaining('SLACK_APP_TOKEN is wrong'),
  ])
})
