// The listening side: Web API calls, response_urls and WebSocket upgrades on one port.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { download, upload } from './file-routes.ts'
import { answerResponseUrl } from './response-url.ts'
import { callMethod, type HttpAnswer } from './web-api/dispatch.ts'
import type { Workspace } from './workspace.ts'

export function createHttpServer(workspace: Workspace): Server {
  const { faults, hub } = workspace
  const route = async (request: IncomingMessage): Promise<HttpAnswer> => {
    if (faults.isDown()) return { kind: 'cut' }
    const path = URL.parse(request.url ?? '/', 'http://sandbox')?.pathname ?? ''
    const body = await readBody(request).catch(() => undefined)
    // The app hung up while it was still sending.
    if (body === undefined) return { kind: 'cut' }
    const [, kind, ...rest] = path.split('/')
    if (kind === 'files-pri' && request.method === 'GET') return download(workspace, rest, request)
    if (kind === 'upload' && request.method === 'POST')
      return upload(workspace, rest.at(-1) ?? '', body, request.headers['content-type'] ?? '')
    const method = kind === 'api' ? rest.join('/') : kind === 'response' ? 'response_url' : ''
    if (!method || request.method !== 'POST') return { kind: 'answer', status: 404, body: 'not found' }
    let fault = faults.next(method)
    if (fault?.kind === 'slow') {
      await pause(fault.ms, undefined, { ref: false })
      fault = undefined
    }
    if (kind === 'response')
      return answerResponseUrl(workspace, rest.at(-1) ?? '', body.toString('utf8'), fault)
    return callMethod(workspace, method, { body: body.toString('utf8'), headers: request.headers }, fault)
  }
  const server = createServer((request, response) => {
    route(request).then(
      answer => send(response, answer),
      error => {
        workspace.journal.broke('sandbox error', String(error instanceof Error ? error.stack : error))
        send(response, { kind: 'answer', status: 500, body: { ok: false, error: 'internal_error' } })
      },
    )
  })
  server.on('upgrade', (request, socket, head) => {
    if (faults.isDown()) socket.destroy()
    else hub.upgrade(request, socket, head)
  })
  return server
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}

function send(response: ServerResponse, answer: HttpAnswer): void {
  if (answer.kind === 'cut') {
    response.destroy()
    return
  }
  const isText = typeof answer.body === 'string' || Buffer.isBuffer(answer.body)
  const type = isText ? 'text/plain' : 'application/json; charset=utf-8'
  response.writeHead(answer.status, { 'content-type': type, ...answer.headers })
  response.end(isText ? answer.body : JSON.stringify(answer.body))
}
