// What can go wrong on purpose: which requests a fault hits, how often, and what the caller then gets.
import { failed, htmlPage, type Reply, refused, tokenNotValid } from './http.ts'

/** Faults that strike before the request does anything: nothing is ever written. */
type BeforeFault =
  /** The socket is closed as soon as the request line is known, before the body is read. */
  | { kind: 'cutAtAccept' }
  /** The socket is closed after the whole request was read. */
  | { kind: 'cutAfterReading' }
  /** A refusal in the API's JSON; default 400 with a field error. */
  | { kind: 'rejected'; status?: number; body?: unknown }
  | { kind: 'unauthorised' }
  /** 429; `retryAfter` is sent as the header of that name, seconds or an HTTP date. */
  | { kind: 'rateLimited'; retryAfter?: number | string }
  /** An HTML page, default 502. */
  | { kind: 'serverError'; status?: number }
  /** A 307 to `location`, default an address outside. */
  | { kind: 'redirect'; location?: string }
  /** Any JSON in place of the route's own answer, default status 200; for answers in a changed shape. */
  | { kind: 'answer'; status?: number; body: unknown }

/** Faults that strike when the request did its work. A request that the server refused leaves them unspent. */
type AfterFault =
  | { kind: 'cutAfterWrite' }
  /** No answer until the sandbox is reset or closed. */
  | { kind: 'hangAfterWrite' }
  /** An HTML page, default 500. */
  | { kind: 'serverErrorAfterWrite'; status?: number }
  /** A proxy's HTML page that looks like a refusal, default 404. */
  | { kind: 'gatewayHtmlAfterWrite'; status?: number }
  /** The right status, half of the JSON. */
  | { kind: 'brokenBodyAfterWrite' }
  /** The right status, but only contact, concept and points as they were sent; no id. */
  | { kind: 'echoOnlyAfterWrite' }
  /** The answer leaves `delayMs` of clock time after the write. */
  | { kind: 'slowAfterWrite'; delayMs: number }

type OtherFault =
  /** Answers normally, `delayMs` of clock time late; the write happens after the delay too. */
  | { kind: 'slow'; delayMs: number }
  /** Query filters are ignored: everyone comes back. limit and offset still work. */
  | { kind: 'filtersIgnored' }
  /** The answer is lost at once (default: cut), the write happens after `delayMs` of clock time. */
  | { kind: 'lateRow'; delayMs: number; lost?: 'cut' | 'hang' }

/**
 * One planned failure. `route` is a route with {id} for path values ('POST operations/add-points/'), a method
 * with a star ('GET *'), 'writes' (whatever changes something: all but reads and log-ins) or '*'. It lets `afterRequests` matching requests pass (default 0), then strikes
 * `times` matching requests (default 1; Infinity: until cleared), each with `chance` (0 to 1, default 1).
 */
export type Fault = {
  route: string
  times?: number
  afterRequests?: number
  chance?: number
} & (BeforeFault | AfterFault | OtherFault)

export interface PlannedFault {
  /** False once it has struck as often as it may, or was removed. */
  isPending(): boolean
  remove(): void
}

/** Several faults may wait at once; a request meets at most one, the earliest added that applies. */
export interface Faults {
  /** Throws for a route that the server does not have. */
  add(fault: Fault): PlannedFault
  /** Forgets every fault; requests already struck stay struck. */
  clear(): void
  /** How many faults have not struck as often as they may. */
  pending(): number
}

export interface FaultQueue extends Faults {
  /** The fault that this request meets; it counts as struck. */
  take(route: string): Fault | undefined
  /** Takes a strike back, because the request did nothing that could fail afterwards. */
  giveBack(fault: Fault): void
}

export function createFaults(routes: readonly string[], random: () => number): FaultQueue {
  let waiting: { fault: Fault; passes: number; strikes: number }[] = []
  return {
    add(fault) {
      const isKnown = routes.includes(fault.route) || /^((GET|POST|PATCH) )?\*$|^writes$/.test(fault.route)
      if (!isKnown) throw new Error(`no route "${fault.route}"`)
      const plan = { fault, passes: fault.afterRequests ?? 0, strikes: fault.times ?? 1 }
      waiting.push(plan)
      return {
        isPending: () => plan.strikes > 0 && waiting.includes(plan),
        remove() {
          waiting = waiting.filter(other => other !== plan)
        },
      }
    },
    clear() {
      waiting = []
    },
    pending: () => waiting.filter(({ strikes }) => strikes > 0).length,
    take(route) {
      for (const plan of waiting) {
        if (plan.strikes <= 0 || !covers(plan.fault.route, route)) continue
        if (plan.passes > 0) {
          plan.passes -= 1
          continue
        }
        if (plan.fault.chance !== undefined && random() >= plan.fault.chance) continue
        plan.strikes -= 1
        return plan.fault
      }
      return undefined
    },
    giveBack(fault) {
      const plan = waiting.find(candidate => candidate.fault === fault)
      if (plan) plan.strikes += 1
    },
  }
}

function covers(pattern: string, route: string): boolean {
  const method = route.split(' ')[0]
  if (pattern === 'writes') return method !== 'GET' && !logins.includes(route)
  return pattern === '*' || pattern === route || pattern === `${method} *`
}

/** They are POSTs and change nothing. */
const logins = ['POST login/', 'POST contacts/loyalty-login/']

/** What a caller gets: an answer, a closed socket, or silence. */
export type Outcome = Reply | 'cut' | 'hung'

/** What the fault answers instead of doing the request's work; undefined: the work goes on. */
export function outcomeBefore(fault: Fault): Outcome | undefined {
  switch (fault.kind) {
    case 'cutAtAccept':
    case 'cutAfterReading':
      return 'cut'
    case 'rejected': {
      const reply = refused(fault.body ?? { points: ['This value was refused.'] })
      return { ...reply, status: fault.status ?? 400 }
    }
    case 'unauthorised':
      return tokenNotValid()
    case 'rateLimited': {
      const header = fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) }
      return failed(429, 'Request was throttled.', header)
    }
    case 'serverError':
      return htmlPage(fault.status ?? 502, 'Bad Gateway')
    case 'redirect': {
      const page = htmlPage(307, 'Temporary Redirect')
      return { ...page, headers: { Location: fault.location ?? 'https://elsewhere.example/' } }
    }
    case 'answer':
      return { status: fault.status ?? 200, content: { json: fault.body } }
    default:
      return undefined
  }
}

/** What becomes of the answer to a request that did its work. */
export function outcomeAfter(
  fault: Fault,
  reply: Reply,
  sent: Readonly<Record<string, unknown>>,
): Outcome | undefined {
  switch (fault.kind) {
    case 'cutAfterWrite':
      return 'cut'
    case 'hangAfterWrite':
      return 'hung'
    case 'serverErrorAfterWrite':
      return htmlPage(fault.status ?? 500, 'Server Error')
    case 'gatewayHtmlAfterWrite':
      return htmlPage(fault.status ?? 404, 'The page was not found')
    case 'brokenBodyAfterWrite': {
      const whole = 'json' in reply.content ? JSON.stringify(reply.content.json) : ''
      return { ...reply, content: { text: whole.slice(0, Math.floor(whole.length / 2)) } }
    }
    case 'echoOnlyAfterWrite': {
      const { contact, concept, points } = sent
      return { ...reply, content: { json: { contact, concept, points } } }
    }
    case 'slowAfterWrite':
      return reply
    default:
      return undefined
  }
}
