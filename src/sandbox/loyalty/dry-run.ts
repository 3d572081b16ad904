// A front before a real loyalty API: reads and the log-in go through, a write is shown and refused, so that a desk
// can be tried on a hotel's own data without changing anything.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { Agent } from 'undici'
import { type Clock, systemClock } from '../../lib/clock.ts'
import { parsed, readBody } from './gate.ts'
import { describeRequest, type SeenRequest, withoutSecrets } from './request-log.ts'

export interface DryRun {
  /** What the app takes for the API's base. */
  readonly url: string
  /** The latest requests, oldest first, without tokens and passwords. */
  readonly requests: readonly SeenRequest[]
  /** Called after each arrival and each answer; returns the end of listening. */
  onChange(listener: () => void): () => void
  close(): Promise<void>
}

export interface DryRunOptions {
  /** Base of the real API, ending in a slash. */
  target: string
  /** Told of every write that was not sent. */
  onWrite: (write: SeenRequest) => void
  clock?: Clock
}

const mostKept = 500
const passedOn = ['authorization', 'content-type', 'accept'] as const
const passedBack = ['content-type', 'retry-after', 'www-authenticate', 'location'] as const
/** In the API's own error shape: the desk then knows that nothing was written. */
const notSent = { detail: 'Dry run: nothing was sent' }

/** Listens on 127.0.0.1 and any free port. */
export async function createDryRun(options: DryRunOptions): Promise<DryRun> {
  const { clock = systemClock } = options
  const target = new URL(options.target)
  // Its requests follow no redirect: the token would go with them.
  const agent = new Agent()
  const requests: SeenRequest[] = []
  const listeners = new Set<() => void>()
  const changed = () => {
    for (const listener of [...listeners]) listener()
  }

  const server = createServer((request, response) => {
    void respond(request, response)
  })

  async function respond(request: IncomingMessage, response: ServerResponse) {
    const arrived = performance.now()
    const url = URL.parse(request.url ?? '/', target.origin) ?? new URL('/unreadable-address', target.origin)
    const isInside = url.pathname.startsWith(target.pathname)
    const path = isInside ? url.pathname.slice(target.pathname.length) : url.pathname
    const seen = describeRequest(request, {
      path,
      route: undefined,
      query: url.searchParams,
      at: clock.now(),
    })
    delete seen.headers.authorization
    requests.push(seen)
    requests.splice(0, requests.length - mostKept)
    changed()
    const body = await readBody(request)
    const isLogin = seen.method === 'POST' && path === 'login/'
    if (body && !isLogin) seen.body = withoutSecrets(parsed(body) ?? '')
    if (body === undefined) {
      seen.status = 'cut'
      response.destroy()
    } else if (isInside && (seen.method === 'GET' || isLogin)) {
      seen.status = await pass({ method: isLogin ? 'POST' : 'GET', url, body }, request, response)
    } else {
      seen.status = isInside ? 422 : 404
      seen.answer = isInside ? notSent : { detail: 'Not found.' }
      if (isInside) options.onWrite(seen)
      response.writeHead(seen.status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(seen.answer))
    }
    seen.tookMs = Math.round(performance.now() - arrived)
    changed()
  }

  /** @returns the status that the API answered with; 'cut' when no whole answer came */
  async function pass(
    asked: { method: 'GET' | 'POST'; url: URL; body: string },
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<number | 'cut'> {
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    try {
      const answer = await agent.request({
        origin: target.origin,
        path: `${asked.url.pathname}${asked.url.search}`,
        method: asked.method,
        headers: pick(request.headers, passedOn),
        body: asked.body || null,
        signal: gone.signal,
      })
      const bytes = Buffer.from(await answer.body.arrayBuffer())
      response.writeHead(answer.statusCode, pick(answer.headers, passedBack)).end(bytes)
      return answer.statusCode
    } catch {
      response.destroy()
      return 'cut'
    }
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined

  return {
    url: `http://127.0.0.1:${port}${target.pathname}`,
    requests,
    onChange(heard) {
      listeners.add(heard)
      return () => void listeners.delete(heard)
    },
    async close() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await Promise.all([closed, agent.destroy()])
    },
  }
}

function pick(
  headers: Readonly<Record<string, string | string[] | undefined>>,
  names: readonly string[],
): Record<string, string> {
  return Object.fromEntries(names.flatMap(name => (headers[name] ? [[name, String(headers[name])]] : [])))
}
