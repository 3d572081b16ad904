// The one way out: token, one exchange, status → error, schema check, one log line; a dead token is renewed once,
// a GET goes out again after a pause. No write is ever repeated but after a 401.

import * as z from 'zod'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import { type Call, fail, failUnanswered, type Send, toTarget } from './call.ts'
import { type Effect, LoyaltyError } from './errors.ts'
import { createSession, type Token } from './session.ts'
import type { LoyaltySettings } from './settings.ts'
import { type Answer, ExchangeFailure, type Outgoing, type Transport } from './transport.ts'
import { flattenMessages, judge, readRetryAfter, retryPause } from './verdict.ts'
import { createReader } from './wire.ts'

export interface Requester {
  send: Send
  logIn(): Promise<void>
}

export interface RequesterOptions {
  transport: Transport
  username: string
  password: string
  settings: LoyaltySettings
  clock: Clock
  logger: Logger
}

const loginReader = createReader(z.object({ token: z.string().min(1) }), wire => wire.token)

export function createRequester(options: RequesterOptions): Requester {
  const { transport, settings, clock, logger } = options
  const session = createSession(fetchToken, clock, settings.tokenLifeMs)

  function fetchToken(): Promise<string> {
    const body = { username: options.username, password: options.password }
    return perform(
      { method: 'POST', path: settings.paths.login, body, read: loginReader, isHarmless: true },
      undefined,
      1,
    )
  }

  async function send<T>(call: Call<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await withToken(call, attempt)
      } catch (error) {
        if (call.method !== 'GET' || !(error instanceof LoyaltyError)) throw error
        const pause = retryPause(settings.retries, attempt, error, Math.random())
        if (pause === undefined) throw error
        await clock.sleep(pause, call.signal).catch(() => {
          throw fail(call, { code: 'Unanswered', effect: 'not-applied', isRetryable: false })
        })
      }
    }
  }

  async function withToken<T>(call: Call<T>, attempt: number): Promise<T> {
    const token = await whileWanted(call, session.token(), 'not-sent')
    try {
      return await perform(call, token, attempt)
    } catch (error) {
      if (!(error instanceof LoyaltyError) || error.status !== 401) throw error
      const fresh = await whileWanted(call, session.replace(token), 'not-applied')
      return perform(call, fresh, attempt)
    }
  }

  /** One exchange, judged and logged. */
  async function perform<T>(call: Call<T>, token: Token | undefined, attempt: number): Promise<T> {
    const started = performance.now()
    let status: number | undefined
    let failure: LoyaltyError | undefined
    try {
      const answer = await transport.exchange(toOutgoing(call, token))
      status = answer.status
      return understand(call, token, answer)
    } catch (error) {
      failure =
        error instanceof ExchangeFailure
          ? failUnanswered(call, error)
          : error instanceof LoyaltyError
            ? error
            : undefined
      throw failure ?? error
    } finally {
      const line = {
        event: 'loyalty.called',
        method: call.method,
        path: call.path,
        status,
        ms: Math.round(performance.now() - started),
        attempt,
        reference: call.reference,
        code: failure?.code,
        effect: failure?.effect,
        issues: failure?.issues.length ? failure.issues : undefined,
      }
      // A balance that was read needs no line in an ordinary log; a write, a log-in or a failure does.
      if (call.method === 'GET' && !failure) logger.debug(line)
      else logger.info(line)
    }
  }

  function understand<T>(call: Call<T>, token: Token | undefined, { status, headers, text }: Answer): T {
    const body = parseJson(text)
    if (status >= 200 && status < 300) {
      const read = body === notJson ? { issues: ['body: not JSON'] } : call.read(body)
      if ('value' in read) return read.value
      throw fail(call, { code: 'Drift', status, effect: 'maybe', isRetryable: false, issues: read.issues })
    }
    const known = body === notJson ? undefined : body
    const verdict = judge(status, known)
    const isLogin = token === undefined
    const isRefusedLogin = isLogin && status >= 400 && status < 500 && !verdict.isPassing
    throw fail(call, {
      code: isRefusedLogin ? 'Unauthorised' : verdict.code,
      status,
      effect: verdict.isNotApplied ? 'not-applied' : 'maybe',
      isRetryable: verdict.isPassing,
      fields: flattenMessages(known, secretsOf(call, token)),
      retryAfterMs: readRetryAfter(headers['retry-after'], clock.now()),
    })
  }

  function toOutgoing(call: Call<unknown>, token: Token | undefined): Outgoing {
    const headers: Record<string, string> = {
      accept: 'application/json',
      'content-type': 'application/json',
      'user-agent': 'loyalty-desk',
    }
    if (token) headers.authorization = `${settings.authWord} ${token.text}`
    return {
      method: call.method,
      target: toTarget(call),
      headers,
      body: call.body && JSON.stringify(call.body),
      signal: call.signal,
      mayStillSend: call.mayStillSend,
      isLogin: token === undefined,
    }
  }

  return {
    send,
    async logIn() {
      await session.logIn()
    },
  }
}

/** Waits for the token only as long as the caller waits for the call; the log-in itself goes on for the others. */
async function whileWanted(call: Call<unknown>, token: Promise<Token>, effect: Effect): Promise<Token> {
  const { signal } = call
  if (!signal) return token
  const { promise: given, reject } = Promise.withResolvers<never>()
  const aborted = () => reject(fail(call, { code: 'Unanswered', effect, isRetryable: false }))
  if (signal.aborted) aborted()
  signal.addEventListener('abort', aborted, { once: true })
  try {
    return await Promise.race([token, given])
  } finally {
    signal.removeEventListener('abort', aborted)
  }
}

const notJson = Symbol('not JSON')

/** undefined for an empty body. The parser's own error would quote the body, so it is not kept. */
function parseJson(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return notJson
  }
}

function secretsOf(call: Call<unknown>, token: Token | undefined): string[] {
  const password = call.body?.password
  return [token?.text, typeof password === 'string' ? password : undefined].filter(
    secret => secret !== undefined,
  )
}
