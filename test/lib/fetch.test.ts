import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { createFetch } from '../../src/lib/fetch.ts'

let close = () => {}
afterEach(() => close())

async function serve(handle: (request: IncomingMessage, response: ServerResponse, body: string) => void) {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    handle(request, response, body)
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  close = () => {
    server.closeAllConnections()
    server.close()
  }
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
}

const post = { method: 'POST', headers: { 'content-type': 'application/json' } }

test('what is posted arrives whole, and the answer can be read in every way', async () => {
  const origin = await serve((request, response, body) => {
    response.setHeader('x-seen', `${request.method} ${request.url} ${request.headers['content-type']}`)
    response.end(JSON.stringify({ body }))
  })
  const answer = await createFetch(5000)(`${origin}/a?b=c`, { ...post, body: 'María 👤' })
  expect(answer).toMatchObject({ ok: true, status: 200, statusText: 'OK', url: `${origin}/a?b=c` })
  expect(answer.headers.get('X-Seen')).toBe('POST /a?b=c application/json')
  expect(Object.fromEntries(answer.headers.entries())).toMatchObject({
    'x-seen': 'POST /a?b=c application/json',
  })
  expect(await answer.json()).toEqual({ body: 'María 👤' })
  expect(await answer.text()).toBe('{"body":"María 👤"}')
  expect(Buffer.from(await answer.arrayBuffer()).toString()).toBe('{"body":"María 👤"}')
})

test('a refusal and a redirect are answers, and nobody follows the redirect', async () => {
  const asked: string[] = []
  const origin = await serve((request, response) => {
    asked.push(request.url ?? '')
    response.writeHead(request.url === '/moved' ? 307 : 500, { location: '/elsewhere' }).end('no')
  })
  const send = createFetch(5000)
  expect(await send(`${origin}/broken`, { ...post, body: '{}' })).toMatchObject({ ok: false, status: 500 })
  expect(await send(`${origin}/moved`, { ...post, body: '{}' })).toMatchObject({ ok: false, status: 307 })
  expect(asked).toEqual(['/broken', '/moved'])
})

test('files go out as a form', async () => {
  const origin = await serve((request, response, body) => {
    response.end(`${request.headers['content-type']}\n${body}`)
  })
  const form = new FormData()
  form.set('file', new Blob(['digest']), 'digest.csv')
  const text = await (await createFetch(5000)(origin, { method: 'POST', body: form })).text()
  expect(text).toMatch(/^multipart\/form-data; boundary=/)
  expect(text).toContain('filename="digest.csv"')
})

test('an answer that does not come, or not to its end, is given up in time', async () => {
  const origin = await serve((request, response) => {
    if (request.url === '/slow') response.write('{"ok":')
  })
  const send = createFetch(50)
  await expect(send(`${origin}/silent`, { ...post, body: '{}' })).rejects.toThrow('no answer in time')
  await expect(send(`${origin}/slow`, { ...post, body: '{}' })).rejects.toThrow('no answer in time')
})

test('the caller can give up by itself, before and after the call has left', async () => {
  let sent = 0
  const arrived = Promise.withResolvers<void>()
  const origin = await serve(() => {
    sent++
    arrived.resolve()
  })
  const send = createFetch(60_000)
  const call = { ...post, body: '{}' }
  await expect(send(origin, { ...call, signal: AbortSignal.abort() })).rejects.toThrow()
  expect(sent).toBe(0)
  const hasty = new AbortController()
  const early = send(origin, { ...call, signal: hasty.signal })
  hasty.abort()
  await expect(early).rejects.toThrow()
  const caller = new AbortController()
  const waiting = send(origin, { ...call, signal: caller.signal })
  await arrived.promise
  caller.abort()
  await expect(waiting).rejects.toThrow()
  expect(sent).toBe(1)
})

test('a connection that breaks in the middle of an answer is an error', async () => {
  const origin = await serve((_request, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('half')
    setImmediate(() => response.destroy())
  })
  await expect(createFetch(5000)(origin, { ...post, body: '{}' })).rejects.toThrow()
})
