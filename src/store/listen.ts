// Hears of jobs that other replicas committed: one connection of its own on LISTEN, renewed when it breaks.
// Polling remains the safety net, so nothing here is ever fatal.
import pg from 'pg'
import type { Clock } from '../lib/clock.ts'
import type { Logger } from '../lib/logger.ts'
import { connectionOptions, noticeChannel } from './postgres.ts'

interface ListenOptions {
  url: string
  clock: Clock
  logger: Logger
  /** Also called after each (re)connection, since something may have been missed. */
  onNotice(payload: string | undefined): void
}

const firstPauseMs = 500
const longestPauseMs = 30_000

export function listen(options: ListenOptions): { close(): Promise<void> } {
  const closing = new AbortController()
  const running = keepListening(options, closing.signal)
  return {
    async close() {
      closing.abort('closing')
      await running
    },
  }
}

async function keepListening(options: ListenOptions, closing: AbortSignal): Promise<void> {
  let pauseMs = firstPauseMs
  while (!closing.aborted) {
    const wasConnected = await listenOnce(options, closing)
    if (closing.aborted) return
    if (wasConnected) pauseMs = firstPauseMs
    options.logger.warn({ retryInMs: pauseMs }, 'store.listening-stopped')
    await options.clock.sleep(pauseMs, closing).catch(() => {})
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }
}

/** Resolves when the connection is gone, with whether there was one. */
async function listenOnce(options: ListenOptions, closing: AbortSignal): Promise<boolean> {
  const client = new pg.Client(connectionOptions(options.url))
  const gone = Promise.withResolvers<void>()
  const leave = () => gone.resolve()
  client.on('error', leave)
  client.on('end', leave)
  client.on('notification', notice => options.onNotice(notice.payload))
  closing.addEventListener('abort', leave, { once: true })
  try {
    await client.connect()
    await client.query(`listen ${noticeChannel}`)
    options.onNotice(undefined)
    await gone.promise
    return true
  } catch {
    return false
  } finally {
    closing.removeEventListener('abort', leave)
    await client.end().catch(() => {})
  }
}
