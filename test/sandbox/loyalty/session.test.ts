import { describe, expect, it } from 'vitest'
import { callSandbox } from './caller.ts'

const json = { 'Content-Type': 'application/json' }

describe('logging in to the loyalty API', () => {
  it('gives a token that looks like a JWT and says when it ends', async () => {
    const { token, clock } = await callSandbox()
    const [head = '', claims = '', signature] = token().split('.')
    expect(JSON.parse(Buffer.from(head, 'base64url').toString())).toEqual({ alg: 'HS256', typ: 'JWT' })
    const { exp, iat, token_type } = JSON.parse(Buffer.from(claims, 'base64url').toString())
    expect(exp - iat).toBe(24 * 3600)
    expect(Math.abs(iat - clock.now() / 1000)).toBeLessThan(30)
    expect(token_type).toBe('sliding')
    expect(signature).toMatch(/^[\w-]{43}$/)
  })

  it('refuses a wrong password with 401 and a missing field with 400', async () => {
    const { raw, sandbox } = await callSandbox()
    const login = (body: unknown) =>
      raw('login/', { method: 'POST', headers: json, body: JSON.stringify(body) })
    const wrong = await login({ username: sandbox.username, password: 'guess' })
    expect(wrong.status).toBe(401)
    expect(wrong.json).toEqual({ detail: 'No active account found with the given credentials' })
    expect((await login({ username: 'someone', password: sandbox.password })).status).toBe(401)
    const missing = await login({ username: sandbox.username })
    expect(missing.status).toBe(400)
    expect(missing.json).toEqual({ password: ['This field is required.'] })
  })

  it('lets nobody in without the word Token and a token of its own', async () => {
    const { raw, token } = await callSandbox()
    const ask = (authorization?: string) =>
      raw('contacts/', authorization === undefined ? {} : { headers: { Authorization: authorization } })
    expect((await ask(`Token ${token()}`)).status).toBe(200)
    const refused = [
      undefined,
      `Bearer ${token()}`,
      token(),
      'Token',
      'Token made.up.token',
      `Token ${token()} x`,
    ]
    for (const authorization of refused) {
      const answer = await ask(authorization)
      expect(answer.status, String(authorization)).toBe(401)
      expect(answer.json).toMatchObject({ code: 'token_not_valid', detail: expect.any(String) })
    }
  })

  it('ends a token after its life, and no sooner', async () => {
    const { get, login, clock } = await callSandbox({ tokenLifeMs: 60_000 })
    clock.advance(30_000)
    expect((await get('contacts/')).status).toBe(200)
    clock.advance(30_001)
    expect((await get('contacts/')).status).toBe(401)
    await login()
    expect((await get('contacts/')).status).toBe(200)
  })

  it('gives a token a life of 24 hours when nothing else is asked for', async () => {
    const { get, clock } = await callSandbox()
    clock.advance(24 * 3_600_000 - 60_000)
    expect((await get('contacts/')).status).toBe(200)
    clock.advance(60_001)
    expect((await get('contacts/')).status).toBe(401)
  })

  it('can end every token at once', async () => {
    const { get, login, sandbox } = await callSandbox()
    sandbox.expireTokens()
    expect((await get('operations/')).status).toBe(401)
    await login()
    expect((await get('operations/')).status).toBe(200)
  })
})
