// Tells the admins once, by direct message, that something needs their hand: a channel that takes no messages.
import { z } from 'zod'
import type { DeskHotel } from '../domain/settings.ts'
import type { JobHandler } from '../jobs/handler.ts'
import { section } from '../slack/blocks.ts'
import { SlackError } from '../slack/slack-error.ts'
import { safe } from '../slack/text.ts'
import { claimAlert, clearAlerts } from '../store/alerts.ts'
import { enqueue } from '../store/jobs.ts'
import { alertWords } from './alert-words.ts'
import { type Desk, hotelOf, languageFor } from './desk.ts'
import { tell } from './tell.ts'

export type ChannelUse = keyof DeskHotel['channels']

/** What Slack answers for a channel that is gone, closed, or without the app. */
const channelReasons = ['is_archived', 'channel_not_found', 'not_in_channel', 'restricted_action'] as const
type ChannelReason = (typeof channelReasons)[number]

/** Why a channel does not take messages; undefined for any other failure. */
export function channelReason(error: unknown): ChannelReason | undefined {
  if (!(error instanceof SlackError) || error.code !== 'refused') return undefined
  return channelReasons.find(reason => reason === error.reason)
}

const againAfterMs = 7 * 24 * 3_600_000

/** What telling the admins needs of the desk. */
export interface AlertDesk extends Pick<Desk, 'clock' | 'logger' | 'database'> {
  identity: Pick<Desk['identity'], 'admins' | 'approvers'>
}

/** Each admin of the hotel (without admins: each manager) hears of it once, and again after a week. */
async function alertChannel(
  desk: AlertDesk,
  hotel: DeskHotel,
  use: ChannelUse,
  reason: ChannelReason,
): Promise<void> {
  const admins = desk.identity.admins(hotel)
  const people = admins.length > 0 ? admins : desk.identity.approvers(hotel, [])
  const now = desk.clock.now()
  const channel = hotel.channels[use]
  desk.logger.error({ event: 'channel.refused', hotel: hotel.id, use, channel, reason })
  await desk.database.transaction(async tx => {
    if (!(await claimAlert(tx, keyOf(channel, reason), now, now - againAfterMs))) return
    for (const userId of people)
      await enqueue(tx, { name: 'alert.show', data: { hotelId: hotel.id, use, channel, reason, userId } })
  })
}

/**
 * Sends into one of the hotel's channels. Where it takes no messages the admins hear of it; where it does, they hear of
 * the next time anew.
 * @param channel where it goes: of one that the hotel has given up nobody needs to hear
 * @throws whatever `send` throws
 */
export async function intoChannel<T>(
  desk: AlertDesk,
  hotel: DeskHotel,
  use: ChannelUse,
  send: () => Promise<T>,
  channel = hotel.channels[use],
): Promise<T> {
  if (channel !== hotel.channels[use]) return send()
  try {
    const sent = await send()
    await channelIsWell(desk, channel)
    return sent
  } catch (error) {
    const reason = channelReason(error)
    if (reason) await alertChannel(desk, hotel, use, reason)
    throw error
  }
}

/** Only upkeep: the message stands, and must not be sent again because this failed. */
async function channelIsWell({ database, logger }: AlertDesk, channel: string): Promise<void> {
  try {
    await clearAlerts(
      database.db,
      channelReasons.map(reason => keyOf(channel, reason)),
    )
  } catch (error) {
    logger.warn({ event: 'alert.not-cleared', channel, reason: String(error) })
  }
}

const keyOf = (channel: string, reason: ChannelReason) => `channel:${channel}:${reason}`

const alert = z.object({
  hotelId: z.number(),
  use: z.enum(['desk', 'approvals', 'digest']),
  channel: z.string(),
  reason: z.enum(channelReasons),
  userId: z.string(),
})

export function alertJobs(desk: Desk): Record<string, JobHandler> {
  return {
    'alert.show': {
      async run(data) {
        const { hotelId, use, channel, reason, userId } = alert.parse(data)
        const hotel = hotelOf(desk, hotelId)
        if (!hotel) return
        const say = alertWords(languageFor(desk, userId, hotelId))
        const place = {
          hotel: safe(hotel.name),
          use: say(`${use}Channel`),
          channel: `<#${channel}> (${channel})`,
        }
        const lines = [
          say(reason, place),
          say(use === 'digest' ? 'digestMeanwhile' : 'cardsMeanwhile'),
          ...(use === 'desk' && hotel.handover.length > 0 ? [say('handoversMeanwhile')] : []),
          say('check'),
        ]
        await tell(desk, userId, { text: lines.join(' '), blocks: [section(lines.join('\n'))] })
      },
    },
  }
}
