import { describe, expect, it } from 'vitest'
import { createLoyaltySandbox } from '../../../src/sandbox/loyalty/server.ts'
import { callSandbox, maria, until } from './caller.ts'

describe('addresses and methods', () => {
  it('answers an address without the slash at the end with a page, as Django does', async () => {
    const { get } = await callSandbox()
    for (const path of [
      'contacts',
      `contacts/${maria}`,
      'operations/add-points',
      'contacts//',
      'nothing/',
      '/elsewhere/',
      '/api/v1',
    ]) {
      const answer = await get(path)
      expect(answer.status, path).toBe(404)
      expect(answer.headers.get('content-type')).toContain('text/html')
    }
  })

  it('refuses methods that a path does not take, and says which it takes', async () => {
    const { patch, get } = await callSandbox()
    const answer = await patch('operations/', {})
    expect(answer).toMatchObject({ status: 405, json: { detail: 'Method "PATCH" not allowed.' } })
    expect(answer.headers.get('allow')).toBe('GET')
    expect((await get('contacts/loyalty-login/')).status).toBe(405)
  })

  it('asks for the token before it says anything else about a path', async () => {
    const { raw } = await callSandbox()
    expect((await raw('operations/', { method: 'PATCH' })).status).toBe(401)
    expect((await raw('contacts/1/')).status).toBe(401)
  })
})

describe('bodies', () => {
  const body = JSON.stringify({ contact: maria, concept: 'x', points: 5, point_type: 0 })

  it('takes JSON only', async () => {
    const { raw, token, sandbox } = await callSandbox()
    const send = (type: string, text = body) =>
      raw('operations/add-points/', {
        method: 'POST',
        headers: { Authorization: `Token ${token()}`, 'Content-Type': type },
        body: text,
      })
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp']) {
      expect(await send(type)).toMatchObject({
        status: 415,
        json: { detail: `Unsupported media type "${type}" in request.` },
      })
    }
    expect((await send('application/json', '{"contact":')).status).toBe(400)
    expect(await send('application/json', '[1]')).toMatchObject({
      status: 400,
      json: { non_field_errors: ['Invalid data. Expected a dictionary.'] },
    })
    expect(sandbox.store.contact(maria)?.points).toBe(1240)
    expect((await send('application/json; charset=utf-8')).status).toBe(201)
  })

  it('takes a GET with a content type and no body, as the vendor sends it', async () => {
    const { get } = await callSandbox()
    expect((await get('contacts/?limit=1')).status).toBe(200)
  })
})

describe('the log of requests', () => {
  it('keeps every request with what was sent and what was answered', async () => {
    const { sandbox, get, post, clock } = await callSandbox()
    await get('operations/?contact=1&limit=5')
    await post('operations/add-points/', { contact: maria })
    await get('nothing')
    expect(sandbox.requests.map(seen => [seen.method, seen.path, seen.status])).toEqual([
      ['POST', 'login/', 200],
      ['GET', 'operations/', 200],
      ['POST', 'operations/add-points/', 400],
      ['GET', 'nothing', 404],
    ])
    expect(sandbox.requests[1]).toMatchObject({
      route: 'GET operations/',
      query: { contact: '1', limit: '5' },
      headers: { 'content-type': 'application/json', authorization: expect.stringMatching(/^Token /) },
    })
    expect(sandbox.requests[2]?.body).toEqual({ contact: maria })
    expect(sandbox.requests[2]?.at).toBeLessThanOrEqual(clock.now())
    expect(sandbox.requests[3]?.route).toBeUndefined()
  })

  it('tells listeners of requests and of changes made by hand, until they stop listening', async () => {
    const { sandbox, get } = await callSandbox()
    let heard = 0
    const stop = sandbox.onChange(() => {
      heard += 1
    })
    await get('contacts/?limit=1')
    expect(heard).toBe(2)
    sandbox.store.setPoints(maria, 1)
    expect(heard).toBe(3)
    sandbox.reset()
    expect(heard).toBe(4)
    stop()
    sandbox.store.setPoints(maria, 2)
    expect(heard).toBe(4)
  })
})

describe('the port', () => {
  it('refuses connections while told to, then answers at the same address', async () => {
    const { sandbox, get } = await callSandbox()
    await sandbox.refuseConnections()
    await expect(get('contacts/')).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
    await sandbox.acceptConnections()
    expect((await get('contacts/')).status).toBe(200)
  })

  it('closes with a request still unanswered, and closing twice is harmless', async () => {
    const { sandbox, get } = await callSandbox()
    sandbox.faults.add({ route: 'GET contacts/', kind: 'hangAfterWrite' })
    const hanging = get('contacts/')
    hanging.catch(() => {})
    await until(sandbox, () => sandbox.requests.at(-1)?.status === 'hung')
    await sandbox.close()
    await expect(hanging).rejects.toThrow()
    await sandbox.close()
  })

  it('listens where it is told to and says so when the port is taken', async () => {
    const { sandbox } = await callSandbox()
    const port = Number(new URL(sandbox.url).port)
    expect(sandbox.url).toBe(`http://127.0.0.1:${port}/api/v1/`)
    await expect(createLoyaltySandbox({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })
})
