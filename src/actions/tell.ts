// A direct message that a job sends.
import { RetryLater } from '../jobs/handler.ts'
import type { Message } from '../slack/blocks.ts'
import { SlackError } from '../slack/slack-error.ts'
import type { Desk } from './desk.ts'

const retryMs = 15_000

/**
 * Tells one person. What Slack refuses, because the person has left say, is logged and left: it would be refused again.
 * @throws RetryLater while Slack is away
 */
export async function tell(desk: Desk, userId: string, message: Message): Promise<void> {
  try {
    await desk.messenger.post(userId, message)
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    if (error.code !== 'refused') throw new RetryLater(error.retryAfterMs || retryMs, error.reason)
    desk.logger.error({ event: 'message.refused', userId, reason: error.reason })
  }
}
