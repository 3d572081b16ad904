// Trouble on demand: what the Web API answers instead of working, queued per method.

export type Fault =
  | { kind: 'rateLimit'; retryAfterSeconds: number }
  | { kind: 'fail'; error: string }
  | { kind: 'loseAnswer' }
  | { kind: 'httpError'; status: number }
  | { kind: 'slow'; ms: number }

/**
 * `method` is a Web API method, `response_url`, or `*` for any. Faults of one method are used up in the order
 * in which they were set; `times` defaults to 1.
 */
export interface SlackFaults {
  /** 429 with a Retry-After header; nothing is done. */
  rateLimit(method: string, retryAfterSeconds: number, times?: number): void
  /** `{ ok: false, error }`; nothing is done. */
  fail(method: string, error: string, times?: number): void
  /** Does what was asked, then cuts the connection before a byte of the answer. */
  loseAnswer(method: string, times?: number): void
  /** A bare HTTP status; nothing is done. */
  httpError(method: string, status: number, times?: number): void
  /** Waits so many real milliseconds, then works as usual. */
  slow(method: string, ms: number, times?: number): void
  /** Slack unreachable: calls are cut at once, sockets are dropped and refused, people cannot do anything. */
  down(on: boolean): void
}

export interface FaultQueue {
  readonly faults: SlackFaults
  isDown(): boolean
  next(method: string): Fault | undefined
  clear(): void
}

export function createFaults(whenDown: () => void): FaultQueue {
  const queues = new Map<string, Fault[]>()
  let down = false
  const add = (method: string, fault: Fault, times = 1) => {
    const queue = queues.get(method) ?? []
    for (let i = 0; i < times; i += 1) queue.push(fault)
    queues.set(method, queue)
  }
  return {
    faults: {
      rateLimit: (method, retryAfterSeconds, times) =>
        add(method, { kind: 'rateLimit', retryAfterSeconds }, times),
      fail: (method, error, times) => add(method, { kind: 'fail', error }, times),
      loseAnswer: (method, times) => add(method, { kind: 'loseAnswer' }, times),
      httpError: (method, status, times) => add(method, { kind: 'httpError', status }, times),
      slow: (method, ms, times) => add(method, { kind: 'slow', ms }, times),
      down(on) {
        down = on
        if (on) whenDown()
      },
    },
    isDown: () => down,
    next: method => queues.get(method)?.shift() ?? queues.get('*')?.shift(),
    clear() {
      queues.clear()
      down = false
    },
  }
}
