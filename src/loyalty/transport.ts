// One exchange over undici: a keep-alive pool, a total time limit that includes reading the body, a cap on the
// body, redirects left alone, and the certainty whether a request ever reached a connection.
import { type Dispatcher, Pool } from 'undici'
import { createSlots } from './slots.ts'

export interface Outgoing {
  method: 'GET' | 'POST' | 'PATCH'
  /** Path and query below the base URL. */
  target: string
  headers: Record<string, string>
  body?: string | undefined
  signal?: AbortSignal | undefined
  /** Asked at the last moment before the first byte; false: nothing is sent. */
  mayStillSend?: (() => boolean) | undefined
  /** A log-in goes ahead of the line: those who wait in it may need its token. */
  isLogin?: boolean
}

export interface Answer {
  status: number
  headers: Readonly<Record<string, string | string[] | undefined>>
  text: string
}

export type FailureReason = 'connection' | 'time-limit' | 'aborted' | 'too-late' | 'too-large' | 'closed'

/** No whole answer came. */
export class ExchangeFailure extends Error {
  readonly reason: FailureReason
  /** False only when the request was never handed to a standing connection. */
  readonly wasSent: boolean

  constructor(reason: FailureReason, wasSent: boolean, message: string) {
    super(message)
    this.reason = reason
    this.wasSent = wasSent
  }
}

export interface Transport {
  /** @throws ExchangeFailure */
  exchange(request: Outgoing): Promise<Answer>
  /** Lets running requests end. */
  close(): Promise<void>
}

export interface TransportOptions {
  baseUrl: string
  timeoutMs: number
  maxBodyBytes: number
  maxConcurrency: number
}

export function createTransport(options: TransportOptions): Transport {
  const base = new URL(options.baseUrl.endsWith('/') ? options.baseUrl : `${options.baseUrl}/`)
  const pool = new Pool(base.origin, {
    connections: options.maxConcurrency + 1,
    allowH2: false,
    connectTimeout: options.timeoutMs,
    // The total limit below is the only clock; two more would only disagree with it.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  const slots = createSlots(options.maxConcurrency)
  let closing: Promise<void> | undefined

  function start(request: Outgoing): Promise<Answer> {
    if (closing) throw new ExchangeFailure('closed', false, 'the client is closed')
    return dispatch(pool, base.pathname, request, options)
  }

  return {
    async exchange(request) {
      if (request.isLogin) return start(request)
      const release = await slots.take(request.signal).catch(() => {
        throw new ExchangeFailure('aborted', false, 'given up by the caller')
      })
      try {
        return await start(request)
      } finally {
        release()
      }
    },
    close() {
      closing ??= pool.close()
      return closing
    },
  }
}

function dispatch(pool: Pool, prefix: string, request: Outgoing, limits: TransportOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { signal } = request
    let controller: Dispatcher.DispatchController | undefined
    let isSettled = false
    let status = 0
    let headers: Answer['headers'] = {}
    let size = 0
    const chunks: Buffer[] = []

    const timer = setTimeout(() => giveUp('time-limit', 'no answer in time'), limits.timeoutMs)
    const aborted = () => giveUp('aborted', 'given up by the caller')
    if (signal?.aborted) return aborted()
    signal?.addEventListener('abort', aborted, { once: true })

    function settle(): boolean {
      if (isSettled) return false
      isSettled = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', aborted)
      return true
    }
    function giveUp(reason: FailureReason, message: string): void {
      if (!settle()) return
      reject(new ExchangeFailure(reason, controller !== undefined, message))
      controller?.abort(new Error(message))
    }

    pool.dispatch(
      {
        method: request.method,
        path: prefix + request.target,
        headers: request.headers,
        body: request.body ?? null,
      },
      {
        onRequestStart(started) {
          // Called when a connection stands and before the first byte. A second call would be a hidden resend.
          if (isSettled || controller) return started.abort(new Error('given up'))
          if (request.mayStillSend?.() === false) {
            giveUp('too-late', 'too late to be sent')
            return started.abort(new Error('too late'))
          }
          controller = started
        },
        onResponseStart(_, statusCode, answerHeaders) {
          status = statusCode
          headers = answerHeaders
        },
        onResponseData(_, chunk) {
          size += chunk.length
          if (size > limits.maxBodyBytes) return giveUp('too-large', 'the answer is too long')
          chunks.push(chunk)
        },
        onResponseEnd() {
          if (!settle()) return
          const [only] = chunks
          const text = chunks.length === 1 && only ? only.toString() : Buffer.concat(chunks, size).toString()
          resolve({ status, headers, text })
        },
        onResponseError(_, error) {
          if (settle()) reject(new ExchangeFailure('connection', controller !== undefined, plainText(error)))
        },
      },
    )
  })
}

function plainText(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return `${code}: ${error.message}`
}
