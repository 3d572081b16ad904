// A small HTTP server for canned answers: reads the body, hands it on, sends what comes back.
import { createServer, type IncomingMessage } from 'node:http'

export interface Received {
  method: string
  /** Path and query. */
  target: string
  body: string
}

export interface Canned {
  status?: number
  json: unknown
}

export interface CannedServer {
  origin: string
  close(): void
}

/** Listens on a free loopback port; an answer may be given later. */
export async function serve(answer: (received: Received) => Canned | Promise<Canned>): Promise<CannedServer> {
  const server = createServer((request, response) => {
    const send = ({ status = 200, json }: Canned) => {
      const text = typeof json === 'string' ? json : JSON.stringify(json)
      response.writeHead(status, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      })
      response.end(text)
    }
    void readBody(request).then(async body => {
      const given = answer({ method: request.method ?? 'GET', target: request.url ?? '/', body })
      send(given instanceof Promise ? await given : given)
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('not listening')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise(resolve => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      text += chunk
    })
    request.on('end', () => resolve(text))
  })
}
