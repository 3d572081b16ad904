// A loyalty API for one test: the sandbox, or a bare server whose answers the test writes itself; and a client of it.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import { type Clock, systemClock } from '../../../src/lib/clock.ts'
import { createLogger } from '../../../src/lib/logger.ts'
import { createLoyaltyClient, type LoyaltyClient } from '../../../src/loyalty/client.ts'
import { LoyaltyError } from '../../../src/loyalty/errors.ts'
import type { LoyaltySettingsChanges } from '../../../src/loyalty/settings.ts'
import { createLoyaltySandbox, type LoyaltySandbox } from '../../../src/sandbox/loyalty/server.ts'

export interface ClientSetup {
  settings?: LoyaltySettingsChanges
  timeoutMs?: number
  maxConcurrency?: number
  clock?: Clock
  username?: string
  password?: string
}

export interface Desk {
  client: LoyaltyClient
  /** Every log line so far, as text. */
  lines: string[]
}

/** Short pauses, so that repeated reads do not make the tests wait. */
const quickRetries = { attempts: 3, pauseMs: 1, maxPauseMs: 2, maxRetryAfterMs: 2_000 }

export function startClient(baseUrl: string, setup: ClientSetup = {}): Desk {
  const lines: string[] = []
  const client = createLoyaltyClient({
    baseUrl,
    username: setup.username ?? 'loyalty-desk',
    password: setup.password ?? 'sandbox-password',
    timeoutMs: setup.timeoutMs ?? 5_000,
    clock: setup.clock ?? systemClock,
    logger: createLogger('debug', { write: line => void lines.push(line) }),
    settings: { retries: quickRetries, ...setup.settings },
    ...(setup.maxConcurrency === undefined ? {} : { maxConcurrency: setup.maxConcurrency }),
  })
  onTestFinished(() => client.close())
  return { client, lines }
}

export interface SandboxDesk extends Desk {
  sandbox: LoyaltySandbox
  /** Requests seen of a route, the log-ins left out unless asked for. */
  count(route: string): number
}

export async function startDesk(setup: ClientSetup = {}): Promise<SandboxDesk> {
  const sandbox = await createLoyaltySandbox(setup.clock ? { clock: setup.clock } : {})
  onTestFinished(() => sandbox.close())
  const desk = startClient(sandbox.url, setup)
  return {
    ...desk,
    sandbox,
    count: route => sandbox.requests.filter(request => request.route === route).length,
  }
}

export interface BareRequest {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingMessage['headers']
  body: unknown
}

type BareAnswer = { status?: number; headers?: Record<string, string>; json?: unknown; text?: string }

export interface BareApi {
  url: string
  /** What came in, log-ins included. */
  seen: BareRequest[]
}

type Handler = (request: BareRequest, response: ServerResponse, nth: number) => BareAnswer | undefined

/** Logs everyone in; every other request is answered by `handle`. undefined: `handle` sees to the socket itself. */
export async function startBareApi(handle: Handler): Promise<BareApi> {
  const seen: BareRequest[] = []
  let calls = 0
  const server = createServer(async (incoming, response) => {
    const url = new URL(incoming.url ?? '', 'http://bare')
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk))
    const text = Buffer.concat(chunks).toString()
    const request: BareRequest = {
      method: incoming.method ?? '',
      path: url.pathname.replace('/api/v1/', ''),
      query: url.searchParams,
      headers: incoming.headers,
      body: text ? JSON.parse(text) : undefined,
    }
    seen.push(request)
    const answer =
      request.path === 'login/' ? { json: { token: 'bare-token' } } : handle(request, response, ++calls)
    if (!answer) return
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers })
    response.end(answer.text ?? (answer.json === undefined ? '' : JSON.stringify(answer.json)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return { url: `http://127.0.0.1:${port}/api/v1/`, seen }
}

/** A bare API that answers every call with this JSON. */
export async function answering(json: unknown, setup: ClientSetup = {}): Promise<Desk & BareApi> {
  const api = await startBareApi(() => ({ json }))
  return { ...api, ...startClient(api.url, setup) }
}

/** A list as the API prints it. */
export const listOf = (...results: unknown[]) => ({
  count: results.length,
  next: null,
  previous: null,
  results,
})

export async function collect<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const row of rows) all.push(row)
  return all
}

/** The error that the call ends in; a call that succeeds is a failed test. */
export async function failureOf(call: Promise<unknown>): Promise<LoyaltyError> {
  try {
    await call
  } catch (error) {
    if (error instanceof LoyaltyError) return error
    throw error
  }
  throw new Error('the call succeeded')
}
