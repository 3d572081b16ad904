import { describe, expect, it } from 'vitest'
import type { Fault } from '../../../src/sandbox/loyalty/faults.ts'
import { type Caller, callSandbox, field, maria, results, until } from './caller.ts'

const route = 'POST operations/add-points/'
const grant = { contact: maria, concept: 'Stay · LD-7F3K2Q', points: 100, point_type: 0 }
const addPoints = ({ post }: Caller) => post('operations/add-points/', grant)
const balance = ({ sandbox }: Caller) => sandbox.store.contact(maria)?.points

async function withFault(fault: Fault) {
  const caller = await callSandbox()
  caller.sandbox.faults.add(fault)
  return caller
}

describe('when a call fails before anything is written', () => {
  it.each([
    [{ kind: 'rejected' }, 400, { points: ['This value was refused.'] }],
    [{ kind: 'rejected', status: 422, body: { detail: 'no' } }, 422, { detail: 'no' }],
    [{ kind: 'unauthorised' }, 401, { detail: expect.any(String), code: 'token_not_valid' }],
    [{ kind: 'rateLimited' }, 429, { detail: 'Request was throttled.' }],
    [{ kind: 'serverError' }, 502, undefined],
    [{ kind: 'serverError', status: 503 }, 503, undefined],
    [{ kind: 'answer', status: 299, body: { hello: 1 } }, 299, { hello: 1 }],
  ] as const)('%j is answered with %i, and the next call works', async (fault, status, json) => {
    const caller = await withFault({ route, ...fault })
    const answer = await addPoints(caller)
    expect(answer).toMatchObject({ status })
    expect(answer.json).toEqual(json)
    expect(balance(caller)).toBe(1240)
    expect((await addPoints(caller)).status).toBe(201)
    expect(balance(caller)).toBe(1350)
  })

  it.each(['cutAtAccept', 'cutAfterReading'] as const)('%s closes the line', async kind => {
    const caller = await withFault({ route, kind })
    await expect(addPoints(caller)).rejects.toThrow()
    expect(caller.sandbox.requests.at(-1)).toMatchObject({ route, status: 'cut' })
    expect(caller.sandbox.requests.at(-1)?.body).toEqual(kind === 'cutAtAccept' ? undefined : grant)
    expect(balance(caller)).toBe(1240)
  })

  it('says how long to wait only when asked to', async () => {
    const caller = await withFault({ route, kind: 'rateLimited', retryAfter: 7 })
    caller.sandbox.faults.add({ route, kind: 'rateLimited' })
    expect((await addPoints(caller)).headers.get('retry-after')).toBe('7')
    expect((await addPoints(caller)).headers.get('retry-after')).toBeNull()
  })

  it('can send the caller elsewhere', async () => {
    const caller = await withFault({ route, kind: 'redirect', location: 'http://127.0.0.1:9/else/' })
    const answer = await addPoints(caller)
    expect(answer.status).toBe(307)
    expect(answer.headers.get('location')).toBe('http://127.0.0.1:9/else/')
    expect(balance(caller)).toBe(1240)
  })

  it('shows server errors as pages, not as the JSON of the API', async () => {
    const caller = await withFault({ route: '*', kind: 'serverError' })
    const answer = await addPoints(caller)
    expect(answer.headers.get('content-type')).toContain('text/html')
    expect(answer.text).toContain('<html')
  })
})

describe('when the points are written but the answer goes wrong', () => {
  it('cuts the line after the write', async () => {
    const caller = await withFault({ route, kind: 'cutAfterWrite' })
    await expect(addPoints(caller)).rejects.toThrow()
    expect(balance(caller)).toBe(1350)
    expect(caller.sandbox.requests.at(-1)?.status).toBe('cut')
  })

  it('never answers', async () => {
    const caller = await withFault({ route, kind: 'hangAfterWrite' })
    const call = addPoints(caller)
    call.catch(() => {})
    await until(caller.sandbox, () => caller.sandbox.requests.at(-1)?.status === 'hung')
    expect(balance(caller)).toBe(1350)
    caller.sandbox.reset()
    await expect(call).rejects.toThrow()
  })

  it.each([
    [{ kind: 'serverErrorAfterWrite' }, 500],
    [{ kind: 'serverErrorAfterWrite', status: 504 }, 504],
    [{ kind: 'gatewayHtmlAfterWrite' }, 404],
    [{ kind: 'gatewayHtmlAfterWrite', status: 400 }, 400],
  ] as const)('%j answers with a page and %i', async (fault, status) => {
    const caller = await withFault({ route, ...fault })
    const answer = await addPoints(caller)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('text/html')
    expect(balance(caller)).toBe(1350)
  })

  it('answers with a broken body', async () => {
    const caller = await withFault({ route, kind: 'brokenBodyAfterWrite' })
    const answer = await addPoints(caller)
    expect(answer.status).toBe(201)
    expect(answer.text).toMatch(/^\{"id":\d+/)
    expect(answer.json).toBeUndefined()
    expect(balance(caller)).toBe(1350)
  })

  it('answers with nothing but what was sent', async () => {
    const caller = await withFault({ route, kind: 'echoOnlyAfterWrite' })
    const answer = await addPoints(caller)
    expect(answer.status).toBe(201)
    expect(answer.json).toEqual({ contact: maria, concept: grant.concept, points: 100 })
    expect(balance(caller)).toBe(1350)
  })

  it('answers late, with the row long written', async () => {
    const caller = await withFault({ route, kind: 'slowAfterWrite', delayMs: 600_000 })
    const call = addPoints(caller)
    await until(caller.sandbox, () => balance(caller) === 1350)
    expect(caller.sandbox.requests.at(-1)?.status).toBe('open')
    caller.clock.advance(600_000)
    expect((await call).status).toBe(201)
  })

  it('waits for a call that writes: a refused one is answered as usual', async () => {
    const caller = await withFault({ route, kind: 'cutAfterWrite' })
    expect((await caller.post('operations/add-points/', { ...grant, points: 0 })).status).toBe(400)
    caller.sandbox.expireTokens()
    expect((await addPoints(caller)).status).toBe(401)
    await caller.login()
    expect(caller.sandbox.faults.pending()).toBe(1)
    await expect(addPoints(caller)).rejects.toThrow()
    expect(caller.sandbox.faults.pending()).toBe(0)
  })
})

describe('when the row shows in the ledger only later', () => {
  it.each(['cut', 'hang'] as const)(
    'loses the answer by a %s and writes when the time has come',
    async lost => {
      const caller = await withFault({ route, kind: 'lateRow', delayMs: 90_000, lost })
      const { sandbox, clock, get } = caller
      const call = addPoints(caller)
      call.catch(() => {})
      await until(sandbox, () => sandbox.requests.at(-1)?.status === (lost === 'cut' ? 'cut' : 'hung'))
      if (lost === 'cut') await expect(call).rejects.toThrow()
      clock.advance(60_000)
      const newest = async () => field(results(await get(`operations/?contact=${maria}`))[0], 'concept')
      expect(await newest()).not.toBe(grant.concept)
      clock.advance(30_000)
      await until(sandbox, () => balance(caller) === 1350)
      expect(await newest()).toBe(grant.concept)
    },
  )

  it('forgets the late row when the world begins again', async () => {
    const caller = await withFault({ route, kind: 'lateRow', delayMs: 1000 })
    await expect(addPoints(caller)).rejects.toThrow()
    caller.sandbox.reset()
    caller.clock.advance(5000)
    await caller.get('contacts/')
    expect(balance(caller)).toBe(1240)
  })
})

describe('when the API is slow or forgets filters', () => {
  it('answers normally once the delay is over, and writes no earlier', async () => {
    const caller = await withFault({ route, kind: 'slow', delayMs: 600_000 })
    const call = addPoints(caller)
    await until(caller.sandbox, () => caller.sandbox.requests.at(-1)?.body !== undefined)
    await caller.get('contacts/?limit=1')
    expect(balance(caller)).toBe(1240)
    caller.clock.advance(600_000)
    expect((await call).status).toBe(201)
    expect(balance(caller)).toBe(1350)
  })

  it('gives up a delayed call when it closes', async () => {
    const caller = await withFault({ route, kind: 'slow', delayMs: 600_000 })
    const call = addPoints(caller)
    call.catch(() => {})
    await until(caller.sandbox, () => caller.sandbox.requests.at(-1)?.route === route)
    await caller.sandbox.close()
    await expect(call).rejects.toThrow()
    caller.clock.advance(600_000)
    await new Promise(setImmediate)
    expect(balance(caller)).toBe(1240)
  })

  it('returns everyone when filters are ignored', async () => {
    const caller = await withFault({ route: 'GET *', kind: 'filtersIgnored', times: 4 })
    const { get, sandbox } = caller
    expect((await get('contacts/?email__iexact=maria.garcia@example.com')).json).toMatchObject({ count: 40 })
    const page = await get(`operations/?contact=${maria}&limit=3`)
    expect(page.json).toMatchObject({ count: sandbox.store.operations().length })
    expect(results(page)).toHaveLength(3)
    expect(results(await get('entries/?localizer=ABC123')).length).toBeGreaterThan(1)
    expect(results(await get('entries/by-room/?room_number__in=1')).length).toBeGreaterThan(1)
    expect((await get('contacts/?email__iexact=maria.garcia@example.com')).json).toMatchObject({ count: 1 })
  })
})

describe('which calls a fault strikes', () => {
  const statuses = async (caller: Caller, paths: string[]) => {
    const seen: number[] = []
    for (const path of paths) seen.push((await caller.get(path)).status)
    return seen
  }
  const [contacts, products] = ['contacts/?limit=1', 'products/?limit=1']

  it('strikes its own route only, path values aside', async () => {
    const caller = await withFault({ route: 'GET contacts/{id}/', kind: 'serverError' })
    expect(await statuses(caller, [contacts, `contacts/${maria}/`, `contacts/${maria}/`])).toEqual([
      200, 502, 200,
    ])
  })

  it('strikes every route with a star, or every route of a method', async () => {
    const all = await withFault({ route: '*', kind: 'serverError', times: Number.POSITIVE_INFINITY })
    expect(await statuses(all, [contacts, products, 'nothing/'])).toEqual([502, 502, 502])
    expect((await addPoints(all)).status).toBe(502)
    all.sandbox.faults.clear()
    expect((await addPoints(all)).status).toBe(201)
    const posts = await withFault({ route: 'POST *', kind: 'serverError' })
    expect(await statuses(posts, [contacts])).toEqual([200])
    expect((await addPoints(posts)).status).toBe(502)
  })

  it('lets some calls pass first and strikes as often as it was told', async () => {
    const caller = await withFault({
      route: 'GET contacts/',
      kind: 'serverError',
      afterRequests: 2,
      times: 2,
    })
    expect(caller.sandbox.faults.pending()).toBe(1)
    expect(await statuses(caller, [contacts, products, contacts, contacts, contacts, contacts])).toEqual([
      200, 200, 200, 502, 502, 200,
    ])
    expect(caller.sandbox.faults.pending()).toBe(0)
  })

  it('strikes one after the other when several wait', async () => {
    const caller = await withFault({ route: 'GET contacts/', kind: 'serverError' })
    caller.sandbox.faults.add({ route: '*', kind: 'rateLimited' })
    expect(await statuses(caller, [contacts, contacts, contacts])).toEqual([502, 429, 200])
  })

  it('strikes by chance, and the same dice give the same run', async () => {
    const fault: Fault = { route: '*', kind: 'serverError', chance: 0.5, times: Number.POSITIVE_INFINITY }
    const paths = Array.from({ length: 30 }, () => contacts)
    const [first, second] = [await withFault(fault), await withFault(fault)]
    const run = await statuses(first, paths)
    const struck = run.filter(status => status === 502).length
    expect(struck).toBeGreaterThan(5)
    expect(struck).toBeLessThan(25)
    expect(await statuses(second, paths)).toEqual(run)
  })

  it('rolls the dice that it is given', async () => {
    const rolls = [0.9, 0.1, 0.9]
    const caller = await callSandbox({ random: () => rolls.shift() ?? 1 })
    caller.sandbox.faults.add({ route: '*', kind: 'serverError', chance: 0.5, times: 9 })
    expect(await statuses(caller, [contacts, contacts, contacts])).toEqual([200, 502, 200])
  })

  it('refuses a fault for a route that does not exist, so that a typo is seen', async () => {
    const { sandbox } = await callSandbox()
    expect(() =>
      sandbox.faults.add({ route: 'POST operations/add-points', kind: 'slow', delayMs: 1 }),
    ).toThrow('no route')
  })
})

describe('planning a fault', () => {
  it('can mean every write, and then leaves reads and log-ins alone', async () => {
    const caller = await withFault({ route: 'writes', kind: 'rejected', times: Infinity })
    await caller.login()
    expect((await caller.get('contacts/')).status).toBe(200)
    const guestLogin = { email: 'maria.garcia@example.com', password: `guest-${maria}` }
    expect((await caller.post('contacts/loyalty-login/', guestLogin)).status).toBe(200)
    expect((await addPoints(caller)).status).toBe(400)
    expect((await caller.patch(`contacts/${maria}/`, { name: 'Marta' })).status).toBe(400)
  })

  it('says whether it still waits, and can be called off', async () => {
    const caller = await callSandbox()
    const once = caller.sandbox.faults.add({ route, kind: 'rejected' })
    const other = caller.sandbox.faults.add({ route, kind: 'serverError' })
    expect([once.isPending(), other.isPending()]).toEqual([true, true])
    await addPoints(caller)
    expect([once.isPending(), other.isPending()]).toEqual([false, true])
    other.remove()
    expect([other.isPending(), caller.sandbox.faults.pending()]).toEqual([false, 0])
    expect((await addPoints(caller)).status).toBe(201)
  })

  it('is named in the log of the request that met it, unless nothing was left to fail', async () => {
    const caller = await withFault({ route, kind: 'cutAfterWrite' })
    expect((await caller.post('operations/add-points/', {})).status).toBe(400)
    await expect(addPoints(caller)).rejects.toThrow()
    const [refused, cut] = caller.sandbox.requests.filter(seen => seen.route === route)
    expect(refused).not.toHaveProperty('fault')
    expect(refused?.answer).toMatchObject({ points: ['This field is required.'] })
    expect(cut).toMatchObject({ fault: 'cutAfterWrite', status: 'cut' })
  })

  it('slows the request for as long as the log says', async () => {
    const caller = await withFault({ route, kind: 'slow', delayMs: 30 })
    await addPoints(caller)
    expect(caller.sandbox.requests.at(-1)?.tookMs).toBeGreaterThanOrEqual(25)
  })
})
