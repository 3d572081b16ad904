// What happened at the door: every Web API call, and every rule of Slack that the app broke.
import type { Clock } from '../../lib/clock.ts'
import type { Json } from './json.ts'

export interface ApiCall {
  method: string
  args: Json
  /** Epoch milliseconds by the sandbox's clock. */
  at: number
  ok: boolean
  error?: string
}

export interface Violation {
  /** The rule, in a few words that stay the same: `invalid payload`, `missing ack`, `double ack` … */
  what: string
  detail: string
}

export interface Journal {
  readonly calls: ApiCall[]
  readonly violations: Violation[]
  called(method: string, args: Json, outcome: { ok: boolean; error?: string }): void
  broke(what: string, detail: string): void
  clear(): void
  /** The last calls and all violations as text, for error messages. */
  dump(): string
}

export function createJournal(clock: Clock, ring: () => void): Journal {
  const calls: ApiCall[] = []
  const violations: Violation[] = []
  return {
    calls,
    violations,
    called(method, args, outcome) {
      calls.push({ method, args, at: clock.now(), ...outcome })
      ring()
    },
    broke(what, detail) {
      violations.push({ what, detail })
      ring()
    },
    clear() {
      calls.length = 0
      violations.length = 0
    },
    dump() {
      const lines = calls.slice(-12).map(call => {
        const args = JSON.stringify(call.args)
        return `  ${call.method} ${call.ok ? 'ok' : call.error} ${args.length > 300 ? `${args.slice(0, 300)}…` : args}`
      })
      const broken = violations.map(({ what, detail }) => `  ${what}: ${detail}`)
      return [
        `last Web API calls:${lines.length ? '' : ' none'}`,
        ...lines,
        `violations:${broken.length ? '' : ' none'}`,
        ...broken,
      ].join('\n')
    },
  }
}
