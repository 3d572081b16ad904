// Health, readiness and metrics over HTTP: routes of the one receiver in HTTP mode, a small server in Socket Mode.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Registry } from 'prom-client'

export interface Route {
  path: string
  method: string
  handler: (request: IncomingMessage, response: ServerResponse) => void
}

export interface HealthParts {
  /** Each part by name: resolves when it works, rejects with why not. */
  checks: Readonly<Record<string, () => Promise<void>>>
  inFlight: () => number
  jobs: () => Promise<{ waiting: number; running: number }>
  actions: () => Promise<Readonly<Record<string, number>>>
}

export function healthRoutes(parts: HealthParts): Route[] {
  let metrics: Promise<Registry> | undefined
  return [
    { path: '/healthz', method: 'GET', handler: (_request, response) => answer(response, 200, 'ok\n') },
    {
      path: '/readyz',
      method: 'GET',
      handler: (_request, response) => {
        void readiness(parts.checks).then(failing =>
          answer(
            response,
            failing.length === 0 ? 200 : 503,
            failing.length === 0 ? 'ready\n' : `${failing.join('\n')}\n`,
          ),
        )
      },
    },
    {
      path: '/metrics',
      method: 'GET',
      handler: (_request, response) => {
        metrics ??= createMetrics(parts)
        metrics
          .then(async registry => answer(response, 200, await registry.metrics(), registry.contentType))
          .catch(() => answer(response, 503, 'metrics cannot be read\n'))
      },
    },
  ]
}

async function readiness(checks: HealthParts['checks']): Promise<string[]> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      try {
        await check()
        return []
      } catch (error) {
        return [`${name}: ${error instanceof Error ? error.message : 'fails'}`]
      }
    }),
  )
  return results.flat()
}

/** Made at the first question: a desk that nobody measures does without the 20 MB. */
async function createMetrics({ inFlight, jobs, actions }: HealthParts): Promise<Registry> {
  const { collectDefaultMetrics, Gauge, Registry } = await import('prom-client')
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'desk_requests_in_flight',
    help: 'Slack requests being worked on',
    registers: [registry],
    collect() {
      this.set(inFlight())
    },
  })
  new Gauge({
    name: 'desk_jobs',
    help: 'Jobs in the store by state',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const { waiting, running } = await jobs()
      this.set({ state: 'waiting' }, waiting)
      this.set({ state: 'running' }, running)
    },
  })
  new Gauge({
    name: 'desk_actions',
    help: 'Actions in the store by state',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      for (const [state, count] of Object.entries(await actions())) this.set({ state }, count)
    },
  })
  return registry
}

function answer(response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8') {
  response.writeHead(status, { 'content-type': type }).end(text)
}

/** Serves the routes by themselves. @returns the server once it listens */
export function serveHealth(routes: readonly Route[], at: { host: string; port: number }): Promise<Server> {
  const server = createServer((request, response) => {
    // A scanner asks for `//` and the like: no address, and no reason to end the process.
    const path = URL.parse(request.url ?? '/', 'http://desk')?.pathname
    const route = routes.find(known => known.path === path && known.method === request.method)
    if (route) route.handler(request, response)
    else answer(response, 404, 'not found\n')
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(at.port, at.host, () => resolve(server))
  })
}
