// The jobs of promises: show one in the desk channel as it stands now, and let one that is too old expire.
import { z } from 'zod'
import { intoChannel } from '../../actions/alerts.ts'
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { type JobHandler, RetryLater } from '../../jobs/handler.ts'
import { SlackError } from '../../slack/slack-error.ts'
import { findPromise, type KeptPromise, savePromiseMessage } from '../../store/promises.ts'
import { promiseCard } from './card.ts'
import { expirePromise, promiseJobs as names, type PromiseParts } from './change.ts'

const data = z.object({ promiseId: z.string() })
const retryMs = 60_000

export function promiseJobs(desk: Desk, parts: PromiseParts): Record<string, JobHandler> {
  return {
    [names.show]: { run: job => show(desk, data.parse(job).promiseId) },
    [names.expire]: { run: job => expirePromise(desk, parts, data.parse(job).promiseId) },
  }
}

/** Posted once, then updated by its recorded ts. */
async function show(desk: Desk, id: string): Promise<void> {
  const found = await findPromise(desk.database.db, id)
  if (!found || found.message?.shown === found.promise.state) return
  const at = await deliver(desk, found)
  if (at) await savePromiseMessage(desk.database.db, id, { ...at, shown: found.promise.state })
}

async function deliver(
  desk: Desk,
  { promise, message }: KeptPromise,
): Promise<{ channel: string; ts: string } | undefined> {
  const hotel = hotelOf(desk, promise.hotelId)
  if (!hotel) return undefined
  const card = promiseCard(promise, hotel, hotel.language)
  const send = async () => {
    if (!message) return desk.messenger.post(hotel.channels.desk, card)
    await desk.messenger.update(message, card)
    return message
  }
  try {
    return await intoChannel(desk, hotel, 'desk', send, message?.channel)
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    if (error.code !== 'refused') throw new RetryLater(error.retryAfterMs || retryMs, error.reason)
    // Somebody deleted the message: how it ended stands in the audit trail.
    desk.logger.error({ event: 'promise.refused', promise: promise.id, reason: error.reason })
    return undefined
  }
}
