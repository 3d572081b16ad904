// The HTTP side: reads a request, lets a fault strike where one is planned, asks the route, sends the answer.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Clock } from '../../lib/clock.ts'
import { type Fault, type FaultQueue, type Outcome, outcomeAfter, outcomeBefore } from './faults.ts'
import { admit, parsed, readBody } from './gate.ts'
import type { ApiRequest, Reply } from './http.ts'
import { describeRequest, type SeenRequest } from './request-log.ts'
import type { Found, Router } from './router.ts'

export interface Listener {
  url: string
  requests: SeenRequest[]
  start(): Promise<void>
  /** Closes the port and every connection; late writes still come. */
  stop(): Promise<void>
  /** As stop, and ends every planned delay. */
  close(): Promise<void>
  /** Empties the log, cuts open requests and drops late writes. */
  forget(): void
}

const base = '/api/v1/'

export async function createListener(parts: {
  host: string
  port: number
  clock: Clock
  router: Router
  faults: FaultQueue
  refuse(authorization: string | undefined): Reply | undefined
  changed: () => void
}): Promise<Listener> {
  const { clock, router, faults, changed } = parts
  const requests: SeenRequest[] = []
  const open = new Set<ServerResponse>()
  let delays = new AbortController()
  let port = parts.port

  const server = createServer((request, response) => {
    open.add(response)
    response.once('close', () => open.delete(response))
    void respond(request, response)
  })
  // Longer than any client keeps an idle connection, so that no request meets a closing socket by chance.
  server.keepAliveTimeout = 600_000

  async function respond(request: IncomingMessage, response: ServerResponse) {
    const arrived = performance.now()
    const asked = `http://${request.headers.host}${request.url}`
    const url = new URL(URL.canParse(asked) ? asked : `http://${parts.host}/unreadable-address`)
    const path = url.pathname.startsWith(base) ? url.pathname.slice(base.length) : url.pathname
    const found = url.pathname.startsWith(base) ? router.find(request.method ?? '', path) : undefined
    const seen = describeRequest(request, {
      path,
      route: found?.key,
      query: url.searchParams,
      at: clock.now(),
    })
    requests.push(seen)
    const fault = faults.take(found?.key ?? `${request.method} ${path}`)
    if (fault) seen.fault = fault.kind
    changed()
    const signal = delays.signal
    const outcome = await work(request, seen, url, found, fault, signal)
    seen.tookMs = Math.round(performance.now() - arrived)
    finish(response, seen, outcome)
  }

  async function work(
    request: IncomingMessage,
    seen: SeenRequest,
    url: URL,
    found: Found | undefined,
    fault: Fault | undefined,
    signal: AbortSignal,
  ): Promise<Outcome> {
    if (fault?.kind === 'cutAtAccept') return 'cut'
    const raw = await readBody(request)
    if (raw === undefined) return 'cut'
    if (raw !== '') seen.body = parsed(raw) ?? raw
    if (fault?.kind === 'slow' && !(await waited(fault.delayMs, signal))) return 'cut'
    const instead = fault && outcomeBefore(fault)
    if (instead) return instead

    const admitted = admit(request, raw, found, parts.refuse)
    if ('refusal' in admitted) {
      if (fault && isForLater(fault)) spare(seen, fault)
      return admitted.refusal
    }
    const ignoresFilters = fault?.kind === 'filtersIgnored'
    const asked: ApiRequest = {
      params: found?.params ?? {},
      url,
      body: admitted.body,
      ignoresFilters,
      filter: name => (ignoresFilters ? undefined : url.searchParams.get(name) || undefined),
    }
    if (fault?.kind === 'lateRow') {
      void waited(fault.delayMs, signal).then(isDue => isDue && admitted.route.handle(asked))
      return fault.lost === 'hang' ? 'hung' : 'cut'
    }
    const reply = admitted.route.handle(asked)
    if (!fault || !isForLater(fault)) return reply
    if (reply.status >= 400) {
      spare(seen, fault)
      return reply
    }
    if (fault.kind === 'slowAfterWrite' && !(await waited(fault.delayMs, signal))) return 'cut'
    return outcomeAfter(fault, reply, admitted.body) ?? reply
  }

  function spare(seen: SeenRequest, fault: Fault) {
    faults.giveBack(fault)
    delete seen.fault
  }

  /** False when the sandbox was reset or closed before the time was over. */
  const waited = (delayMs: number, signal: AbortSignal) =>
    clock.sleep(delayMs, signal).then(
      () => true,
      () => false,
    )

  function finish(response: ServerResponse, seen: SeenRequest, outcome: Outcome) {
    if (outcome === 'cut' || outcome === 'hung') {
      seen.status = outcome
      if (outcome === 'cut') response.socket?.destroy()
    } else {
      seen.status = outcome.status
      const { content } = outcome
      const isHtml = 'html' in content
      if ('json' in content && (seen.method !== 'GET' || outcome.status >= 400)) seen.answer = content.json
      const text = 'json' in content ? JSON.stringify(content.json) : isHtml ? content.html : content.text
      response.writeHead(outcome.status, {
        'Content-Type': isHtml ? 'text/html; charset=utf-8' : 'application/json',
        ...outcome.headers,
      })
      response.end(text)
    }
    changed()
  }

  async function start() {
    if (server.listening) return
    server.listen(port, parts.host)
    await once(server, 'listening')
    const address = server.address()
    if (address !== null && typeof address === 'object') port = address.port
  }

  async function stop() {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }

  await start()
  return {
    url: `http://${parts.host}:${port}${base}`,
    requests,
    start,
    stop,
    close() {
      delays.abort()
      return stop()
    },
    forget() {
      delays.abort()
      delays = new AbortController()
      for (const response of open) response.socket?.destroy()
      requests.length = 0
    },
  }
}

/** True for faults that need the request's work to have been done or accepted. */
const isForLater = (fault: Fault) => fault.kind === 'lateRow' || fault.kind.endsWith('AfterWrite')
