// Posts one message of a digest: into the digest channel, or into the approvals channel while that one is closed.
import { channelReason, intoChannel } from '../../actions/alerts.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { RetryLater } from '../../jobs/handler.ts'
import { growingPause } from '../../jobs/pause.ts'
import type { ChartedMessage } from '../../slack/blocks.ts'
import type { PostedMessage } from '../../slack/messenger.ts'
import { SlackError } from '../../slack/slack-error.ts'
import type { DigestDesk } from './digest-desk.ts'
import type { Look } from './message.ts'

const slackPauses = { firstMs: 2000, longestMs: 5 * 60_000 }
const closedPauseMs = 15 * 60_000

/** @param draw the message as it reads there; `insteadOf`: the channel that did not take it */
export type Draw = (look: Look, insteadOf?: string) => ChartedMessage

/** @param since when it was first tried, epoch ms. @throws RetryLater while Slack or both channels do not take it */
export async function deliverDigest(
  desk: DigestDesk,
  hotel: DeskHotel,
  draw: Draw,
  since: number,
): Promise<PostedMessage> {
  const { digest, approvals } = hotel.channels
  for (const use of ['digest', 'approvals'] as const) {
    const channel = hotel.channels[use]
    if (use === 'approvals' && approvals === digest) break
    const insteadOf = use === 'digest' ? undefined : digest
    try {
      return await intoChannel(desk, hotel, use, () =>
        postWhole(desk, channel, look => draw(look, insteadOf), since),
      )
    } catch (error) {
      if (!channelReason(error)) throw error
    }
  }
  throw new RetryLater(closedPauseMs, 'channels-closed')
}

/** As `postBest`, for a job. @throws RetryLater for anything but a closed channel */
export async function postWhole(
  desk: Pick<DigestDesk, 'messenger' | 'clock'>,
  channel: string,
  draw: (look: Look) => ChartedMessage,
  since: number,
  threadTs?: string,
): Promise<PostedMessage> {
  try {
    return await postBest(desk, channel, draw, threadTs)
  } catch (error) {
    if (!(error instanceof SlackError) || channelReason(error)) throw error
    const pause = growingPause(desk.clock.now() - since, slackPauses)
    throw new RetryLater(error.retryAfterMs || pause, error.reason)
  }
}

/** With chart and table; without them where Slack does not know them. @throws SlackError */
export async function postBest(
  { messenger }: Pick<DigestDesk, 'messenger'>,
  channel: string,
  draw: (look: Look) => ChartedMessage,
  threadTs?: string,
): Promise<PostedMessage> {
  try {
    return await messenger.post(channel, draw('full'), threadTs)
  } catch (error) {
    if (!(error instanceof SlackError) || error.reason !== 'invalid_blocks') throw error
    return messenger.post(channel, draw('plain'), threadTs)
  }
}
