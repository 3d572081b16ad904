// login/ and the tokens that it gives out: sliding tokens that look like a JWT and live a fixed time.
import { createHmac } from 'node:crypto'
import * as z from 'zod'
import type { Clock } from '../../lib/clock.ts'
import { check, freeText } from './checks.ts'
import { failed, ok, type Reply, type Route, tokenNotValid } from './http.ts'

export interface Session {
  routes: Route[]
  /** The 401 for a missing, wrong or expired token; undefined when the header is good. */
  refuse(authorization: string | undefined): Reply | undefined
  /** Every token given out so far stops working. */
  expireAll(): void
}

const credentials = z.object({ username: freeText(), password: freeText() })

export function createSession(options: {
  clock: Clock
  username: string
  password: string
  tokenLifeMs: number
}): Session {
  const { clock } = options
  const expiryByToken = new Map<string, number>()
  let issued = 0

  function issue(): string {
    const expiry = clock.now() + options.tokenLifeMs
    issued += 1
    const claims = {
      token_type: 'sliding',
      iat: Math.floor(clock.now() / 1000),
      exp: Math.floor(expiry / 1000),
      jti: String(issued).padStart(8, '0'),
      user_id: 3738,
    }
    const head = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`
    const token = `${head}.${createHmac('sha256', 'sandbox signing key').update(head).digest('base64url')}`
    expiryByToken.set(token, expiry)
    return token
  }

  const login: Route = {
    method: 'POST',
    path: 'login/',
    isOpen: true,
    handle(request) {
      const body = check(credentials, request.body)
      if (body.reply) return body.reply
      const { username, password } = body.value
      if (username !== options.username || password !== options.password) {
        return failed(401, 'No active account found with the given credentials')
      }
      return ok({ token: issue() })
    },
  }

  return {
    routes: [login],
    refuse(authorization) {
      if (!authorization) return tokenNotValid('Authentication credentials were not provided.')
      const [word, token = '', ...rest] = authorization.split(' ')
      if (word !== 'Token' || rest.length > 0) {
        return tokenNotValid('Authentication credentials were not provided.')
      }
      const expiry = expiryByToken.get(token)
      return expiry !== undefined && clock.now() < expiry ? undefined : tokenNotValid()
    },
    expireAll: () => expiryByToken.clear(),
  }
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
