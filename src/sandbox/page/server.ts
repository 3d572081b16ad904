// The playground's own port: the bundled front end, and the WebSocket that keeps it live.
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { bundlePage } from './bundle.ts'
import { createLive } from './live.ts'
import type { FindTopic } from './topics.ts'

export interface PageOptions {
  findTopic: FindTopic
  /** The desk's clock. */
  now: () => number
  /** Default 0: any free port. */
  port?: number
}

export interface Page {
  url: string
  close(): Promise<void>
}

/** Nothing is loaded from outside, and the browser holds the page to it; the renderer sets styles in place. */
const headers = {
  'content-security-policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

/**
 * Other sites that the visitor has open must not speak to the sandbox, nor one whose name leads to this computer:
 * its origin and host agree.
 */
function isOwnPage({ origin, host }: IncomingHttpHeaders): boolean {
  const name = URL.parse(`http://${host}`)?.hostname
  return (name === '127.0.0.1' || name === 'localhost') && origin === `http://${host}`
}

/** Rejects when the port is taken or the front end does not compile. */
export async function servePage({ findTopic, now, port = 0 }: PageOptions): Promise<Page> {
  const files = await bundlePage()
  const live = createLive(findTopic, now)
  const server = createServer((request, response) => {
    const path = URL.parse(request.url ?? '/', 'http://page')?.pathname ?? ''
    const file = files.get(path === '/' ? '/index.html' : path)
    if (!file || request.method !== 'GET') {
      response.writeHead(404, headers).end('not found')
      return
    }
    response.writeHead(200, { ...headers, 'content-type': file.type }).end(file.body)
  })
  server.on('upgrade', (request, socket, head) => {
    if (!isOwnPage(request.headers)) socket.destroy()
    else live.upgrade(request, socket, head)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the page has no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async close() {
      live.close()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
