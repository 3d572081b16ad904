// The one way out: time limit, giving up, being too late, redirects, long answers, fairness and the log.

import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, it, onTestFinished, vi } from 'vitest'
import { toContactId } from '../../src/domain/guest.ts'
import { toPoints } from '../../src/domain/points.ts'
import { readReference, toConcept } from '../../src/domain/reference.ts'
import { createTransport } from '../../src/loyalty/transport.ts'
import { failureOf, startBareApi, startClient, startDesk } from './support/api.ts'

const maria = toContactId(11656629)
const points = toPoints(300)
const reference = readReference('LD-7F3K2Q')
if (!maria || !points || !reference) throw new Error('the guest, points or reference of these tests is wrong')
const grant = { contactId: maria, points, concept: toConcept('Three nights', reference) }
const contact = { id: 11656629, email: 'maria.garcia@example.com' }
const once1 = { retries: { attempts: 1 } }

it('an answer that dribbles in is given up at the time limit', async () => {
  const api = await startBareApi((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.write('{"id":')
    const dribble = setInterval(() => response.write(' '), 20)
    response.once('close', () => clearInterval(dribble))
    return undefined
  })
  const { client } = startClient(api.url, { timeoutMs: 200, settings: once1 })
  const started = performance.now()
  expect(await failureOf(client.contacts.get(maria))).toMatchObject({ code: 'Unanswered', isRetryable: true })
  expect(performance.now() - started).toBeLessThan(1_500)
})

it('an answer that is far too long is not read to its end', async () => {
  const api = await startBareApi((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const flood = () => {
      while (!response.destroyed && response.write('x'.repeat(64 * 1024)));
      if (!response.destroyed) response.once('drain', flood)
    }
    flood()
    return undefined
  })
  const { client } = startClient(api.url, { settings: { maxBodyBytes: 1024 * 1024 } })
  const error = await failureOf(client.operations.addPoints(grant, { reference }))
  expect(error).toMatchObject({ code: 'Unanswered', effect: 'maybe', isRetryable: false })
  expect(error.cause).toMatchObject({ message: 'the answer is too long' })
})

it.each([301, 302, 307, 308])('a redirect (%i) is never followed', async status => {
  const elsewhere = await startBareApi(() => ({ json: contact }))
  const location = `${elsewhere.url}contacts/11656629/`
  const api = await startBareApi(() => ({ status, headers: { location } }))
  const { client } = startClient(api.url)
  expect(await failureOf(client.contacts.get(maria))).toMatchObject({
    code: 'Unavailable',
    status,
    isRetryable: false,
  })
  expect(elsewhere.seen).toEqual([])
})

it('giving up a write that has left says that it may have happened', async () => {
  const { client, sandbox } = await startDesk()
  await client.login()
  sandbox.faults.add({ route: 'POST operations/add-points/', kind: 'hangAfterWrite' })
  const giveUp = new AbortController()
  const end = sandbox.onChange(() => {
    if (sandbox.requests.at(-1)?.status === 'hung') giveUp.abort()
  })
  const error = await failureOf(client.operations.addPoints(grant, { reference, signal: giveUp.signal }))
  end()
  expect(error).toMatchObject({ code: 'Unanswered', effect: 'maybe', isRetryable: false, reference })
})

it('giving up a look-up ends the tries', async () => {
  const { client, sandbox, count } = await startDesk({
    settings: { retries: { pauseMs: 60_000, maxPauseMs: 60_000 } },
  })
  await client.login()
  sandbox.faults.add({ route: 'GET contacts/{id}/', kind: 'serverError', times: 3 })
  const giveUp = new AbortController()
  const end = sandbox.onChange(() => {
    if (sandbox.requests.at(-1)?.status === 502) giveUp.abort()
  })
  const error = await failureOf(client.contacts.get(maria, { signal: giveUp.signal }))
  end()
  expect(error).toMatchObject({ code: 'Unanswered', effect: 'not-applied', isRetryable: false })
  expect(count('GET contacts/{id}/')).toBe(1)
})

it('a grant that comes too late to be sent is not sent, and says so', async () => {
  const { client, count } = await startDesk()
  let asked = 0
  const mayStillSend = () => {
    asked++
    return false
  }
  const error = await failureOf(client.operations.addPoints(grant, { reference, mayStillSend }))
  expect(error).toMatchObject({ code: 'Unavailable', effect: 'not-sent', isRetryable: true })
  expect(asked).toBe(1)
  expect(count('POST operations/add-points/')).toBe(0)
})

it('a grant may still be sent is asked again after a dead token', async () => {
  const { client, sandbox, count } = await startDesk()
  await client.login()
  sandbox.expireTokens()
  const answers = [true, false]
  const mayStillSend = () => answers.shift() ?? true
  const error = await failureOf(client.operations.addPoints(grant, { reference, mayStillSend }))
  expect(error).toMatchObject({ effect: 'not-sent' })
  expect(count('POST operations/add-points/')).toBe(1)
})

it('a call after closing was not sent, and may be sent by the next process', async () => {
  const { client, count } = await startDesk()
  await client.login()
  await client.close()
  const error = await failureOf(client.operations.addPoints(grant, { reference }))
  expect(error).toMatchObject({ code: 'Unavailable', effect: 'not-sent', isRetryable: true })
  expect(count('POST operations/add-points/')).toBe(0)
})

it('a server that takes the connection and never speaks TLS or HTTP is given up', async () => {
  const server = createServer(() => {})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const secure = startClient(`https://127.0.0.1:${port}/api/v1/`, { timeoutMs: 200, settings: once1 })
  // No TLS session ever stood, so nothing can have been sent.
  expect(await failureOf(secure.client.login())).toMatchObject({ code: 'Unavailable', effect: 'not-sent' })
  const plain = startClient(`http://127.0.0.1:${port}/api/v1/`, { timeoutMs: 200, settings: once1 })
  expect(await failureOf(plain.client.login())).toMatchObject({ code: 'Unanswered', effect: 'not-applied' })
})

it('no more requests than allowed are in flight, and everyone is served', async () => {
  let inFlight = 0
  let most = 0
  const waiting: (() => void)[] = []
  const api = await startBareApi((request, response) => {
    most = Math.max(most, ++inFlight)
    waiting.push(() => {
      inFlight--
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ id: Number(request.path.split('/')[1]), email: 'a@example.com' }))
    })
    return undefined
  })
  const { client } = startClient(api.url, { maxConcurrency: 4 })
  await client.login()
  const ids = Array.from({ length: 24 }, (_, index) => index + 1)
  const all = Promise.all(ids.map(id => client.contacts.get(toContactId(id) ?? maria)))
  const served = { done: false }
  void all.then(() => {
    served.done = true
  })
  while (!served.done) {
    await vi.waitFor(() => expect(waiting.length > 0 || served.done).toBe(true), { interval: 2 })
    waiting.shift()?.()
  }
  expect((await all).map(guest => guest.contactId)).toEqual(ids)
  expect(most).toBe(4)
})

it('a caller who gives up while waiting for a turn leaves the line', async () => {
  const held: (() => void)[] = []
  const api = await startBareApi((_, response) => {
    held.push(() => response.end(JSON.stringify(contact)))
    return undefined
  })
  const { client } = startClient(api.url, { maxConcurrency: 1 })
  await client.login()
  const first = client.contacts.get(maria)
  const giveUp = new AbortController()
  const second = failureOf(client.contacts.get(maria, { signal: giveUp.signal }))
  const third = client.contacts.get(maria)
  await vi.waitFor(() => expect(held).toHaveLength(1), { interval: 2 })
  giveUp.abort()
  expect(await second).toMatchObject({ code: 'Unanswered', effect: 'not-sent' })
  held[0]?.()
  await first
  await vi.waitFor(() => expect(held).toHaveLength(2), { interval: 2 })
  held[1]?.()
  await third
  expect(api.seen).toHaveLength(3)
})

it('a log-in goes ahead of the line', async () => {
  const held: (() => void)[] = []
  const api = await startBareApi((_, response) => {
    held.push(() => response.end(JSON.stringify(contact)))
    return undefined
  })
  const { client } = startClient(api.url, { maxConcurrency: 1 })
  const look = client.contacts.get(maria)
  await vi.waitFor(() => expect(held).toHaveLength(1), { interval: 2 })
  await client.login()
  held[0]?.()
  expect(await look).toMatchObject({ contactId: maria })
})

it('a grant given up while its connection is still being made is never sent', async () => {
  const held: (() => void)[] = []
  const api = await startBareApi(({ method }, response) => {
    if (method === 'POST') return { json: {} }
    held.push(() => response.end(JSON.stringify(contact)))
    return undefined
  })
  const { client } = startClient(api.url)
  await client.login()
  const looks = [client.contacts.get(maria), client.contacts.get(maria)]
  await vi.waitFor(() => expect(held).toHaveLength(2), { interval: 2 })
  const giveUp = new AbortController()
  const grantEnd = failureOf(client.operations.addPoints(grant, { reference, signal: giveUp.signal }))
  // Long enough for the call to reach the pool, too short for a connection: no turn of the event loop passes.
  for (let n = 0; n < 50; n++) await Promise.resolve()
  giveUp.abort()
  expect(await grantEnd).toMatchObject({ code: 'Unanswered', effect: 'not-sent' })
  for (const answer of held) answer()
  await Promise.all(looks)
  await client.close()
  expect(api.seen.filter(request => request.path === 'operations/add-points/')).toEqual([])
})

it('a call given up before it began sends nothing and waits for nothing', async () => {
  const api = await startBareApi(() => ({ json: contact }))
  const transport = createTransport({
    baseUrl: api.url,
    timeoutMs: 5_000,
    maxBodyBytes: 1_000,
    maxConcurrency: 1,
  })
  const signal = AbortSignal.abort()
  const exchange = transport.exchange({ method: 'GET', target: 'contacts/1/', headers: {}, signal })
  await expect(exchange).rejects.toMatchObject({ reason: 'aborted', wasSent: false })
  expect(api.seen).toEqual([])
  await transport.close()
})

it('a call given up before it began does not wait for a log-in that hangs', async () => {
  const { client, sandbox } = await startDesk({ timeoutMs: 60_000 })
  sandbox.faults.add({ route: 'POST login/', kind: 'hangAfterWrite' })
  const error = await failureOf(client.contacts.get(maria, { signal: AbortSignal.abort() }))
  expect(error).toMatchObject({ code: 'Unanswered', effect: 'not-sent' })
  sandbox.reset()
})

it('an answer that is not HTTP may have happened, and is not quoted', async () => {
  const server = createServer(socket => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end('maria.garcia@example.com says hello\r\n\r\n'))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const transport = createTransport({
    baseUrl: `http://127.0.0.1:${port}/`,
    timeoutMs: 5_000,
    maxBodyBytes: 1_000,
    maxConcurrency: 1,
  })
  const failure: unknown = await transport
    .exchange({ method: 'POST', target: 'x/', headers: {} })
    .catch(error => error)
  expect(failure).toMatchObject({ reason: 'connection', wasSent: true })
  expect(`${failure} ${JSON.stringify(failure)}`).not.toContain('maria')
  await transport.close()
})

it('ten look-ups one after the other share their connections', async () => {
  const sockets = new Set<unknown>()
  const api = await startBareApi((_, response) => {
    sockets.add(response.socket)
    return { json: contact }
  })
  const { client } = startClient(api.url)
  for (let n = 0; n < 10; n++) await client.contacts.get(maria)
  expect(sockets.size).toBeLessThanOrEqual(2)
})

it('each call leaves one line: an ordinary read at debug, a write at info', async () => {
  const { client, lines } = await startDesk()
  await client.contacts.findByEmail('maria.garcia@example.com')
  await client.operations.addPoints(grant, { reference })
  const logged = lines.map(line => JSON.parse(line))
  expect(logged.map(({ time: _, ms, ...line }) => ({ ...line, ms: typeof ms }))).toEqual([
    {
      level: 'info',
      event: 'loyalty.called',
      method: 'POST',
      path: 'login/',
      status: 200,
      attempt: 1,
      ms: 'number',
    },
    {
      level: 'debug',
      event: 'loyalty.called',
      method: 'GET',
      path: 'contacts/',
      status: 200,
      attempt: 1,
      ms: 'number',
    },
    {
      level: 'info',
      event: 'loyalty.called',
      method: 'POST',
      path: 'operations/add-points/',
      status: 201,
      attempt: 1,
      reference,
      ms: 'number',
    },
  ])
})

it.each([
  ['https://elsewhere.example/contacts/'],
  ['//elsewhere.example/contacts/'],
  ['../contacts/'],
  ['contacts/../../admin/'],
  ['contacts/?email=a'],
])('a path setting that leaves the base URL is refused at start: %s', contacts => {
  expect(() => startClient('http://127.0.0.1:1/api/v1/', { settings: { paths: { contacts } } })).toThrow(
    /contacts/,
  )
})

it('paths can be moved below the base URL, with or without its last slash', async () => {
  const api = await startBareApi(() => ({ json: contact }))
  const settings = { paths: { contact: 'v2/people/{id}' }, authWord: 'Bearer' }
  const { client } = startClient(api.url.slice(0, -1), { settings })
  await client.contacts.get(maria)
  expect(api.seen.at(-1)?.path).toBe('v2/people/11656629')
  expect(api.seen.at(-1)?.headers.authorization).toBe('Bearer bare-token')
})
