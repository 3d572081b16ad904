// The API user's token: its age, and one log-in at a time however many calls wait for it.
import type { Clock } from '../lib/clock.ts'

/** Compared by identity: the same text may be issued twice. */
export interface Token {
  readonly text: string
  readonly renewAt: number
}

export interface Session {
  /** The token in use, or a new one where there is none or it has come of age. */
  token(): Promise<Token>
  /** A token other than the one that the API has just refused. */
  replace(refused: Token): Promise<Token>
  /** Logs in, whatever is at hand. */
  logIn(): Promise<Token>
}

const margin = 60_000

/** @param fetchToken logs in and gives the token's text; its failure reaches every waiting call */
export function createSession(fetchToken: () => Promise<string>, clock: Clock, lifeMs: number): Session {
  let current: Token | undefined
  let underWay: Promise<Token> | undefined

  function logIn(): Promise<Token> {
    underWay ??= fetchToken()
      .then(text => {
        current = { text, renewAt: renewalTime(text, clock.now(), lifeMs) }
        return current
      })
      .finally(() => {
        underWay = undefined
      })
    return underWay
  }

  return {
    async token() {
      return current && clock.now() < current.renewAt ? current : logIn()
    },
    async replace(refused) {
      if (current === refused) current = undefined
      return current ?? logIn()
    },
    logIn,
  }
}

/** A minute before the JWT's `exp`, where it has a future one, and never later than `lifeMs` from now. */
function renewalTime(token: string, now: number, lifeMs: number): number {
  const byLife = now + lifeMs
  const expiry = readExpiry(token)
  return expiry !== undefined && expiry - margin > now ? Math.min(byLife, expiry - margin) : byLife
}

function readExpiry(token: string): number | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    if (typeof claims !== 'object' || claims === null || !('exp' in claims)) return undefined
    return typeof claims.exp === 'number' ? claims.exp * 1000 : undefined
  } catch {
    return undefined // not a JWT: its age alone counts
  }
}
