// Speaks to the loyalty sandbox by hand-written requests: a fixture that knows nothing of the app's client.
import { onTestFinished } from 'vitest'
import { createMovableClock, type MovableClock } from '../../../src/lib/clock.ts'
import {
  createLoyaltySandbox,
  type LoyaltySandbox,
  type LoyaltySandboxOptions,
} from '../../../src/sandbox/loyalty/server.ts'

export const maria = 11656629
export const emma = 11656610

/** A Friday noon in Madrid. */
export const start = Date.UTC(2026, 10, 20, 11, 0)

export interface Answer {
  status: number
  text: string
  json: unknown
  headers: Headers
}

export interface Caller {
  sandbox: LoyaltySandbox
  clock: MovableClock
  /** Logs in and keeps the token for the calls that follow. */
  login(): Promise<void>
  token(): string
  get(path: string): Promise<Answer>
  post(path: string, body?: unknown): Promise<Answer>
  patch(path: string, body: unknown): Promise<Answer>
  /** A request without token or headers of its own. */
  raw(path: string, init?: RequestInit): Promise<Answer>
}

/** A sandbox of its own for one test, already logged in; closed when the test ends. */
export async function callSandbox(options: LoyaltySandboxOptions = {}): Promise<Caller> {
  const clock = createMovableClock(start)
  const sandbox = await createLoyaltySandbox({ clock, ...options })
  onTestFinished(() => sandbox.close())
  let token = ''

  async function raw(path: string, init: RequestInit = {}): Promise<Answer> {
    const response = await fetch(new URL(path, sandbox.url), { redirect: 'manual', ...init })
    const text = await response.text()
    return { status: response.status, text, json: parsed(text), headers: response.headers }
  }
  const send = (method: string, path: string, body?: unknown) =>
    raw(path, {
      method,
      headers: { 'Content-Type': 'application/json', Authorization: `Token ${token}` },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })

  const caller: Caller = {
    sandbox,
    clock,
    async login() {
      const { username, password } = sandbox
      token = String(field((await send('POST', 'login/', { username, password })).json, 'token'))
    },
    token: () => token,
    get: path => send('GET', path),
    post: (path, body) => send('POST', path, body),
    patch: (path, body) => send('PATCH', path, body),
    raw,
  }
  await caller.login()
  return caller
}

/** One member of a JSON object; undefined when there is none. */
export function field(json: unknown, name: string): unknown {
  return typeof json === 'object' && json !== null
    ? Object.getOwnPropertyDescriptor(json, name)?.value
    : undefined
}

/** The rows of a list answer. */
export function results(answer: Answer): unknown[] {
  const rows = field(answer.json, 'results')
  return Array.isArray(rows) ? rows : []
}

/** Resolves when the condition holds; looks again at every change that the sandbox reports. */
export function until(sandbox: LoyaltySandbox, condition: () => boolean): Promise<void> {
  return new Promise(resolve => {
    let isOver = false
    const stop = sandbox.onChange(look)
    function look() {
      if (isOver || !condition()) return
      isOver = true
      stop()
      resolve()
    }
    look()
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
