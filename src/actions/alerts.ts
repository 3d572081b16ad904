// Tells the admins once, by direct message, that something needs their hand: a channel that takes no messages.
import { z } from 'zod'
import type { DeskHotel } from '../domain/settings.ts'
import { type JobHandler, RetryLater } from '../jobs/handler.ts'
import { type Message, safe, section } from '../slack/blocks.ts'
import { SlackError } from '../slack/messenger.ts'
import { claimAlert, clearAlerts } from '../store/alerts.ts'
import { enqueue } from '../store/jobs.ts'
import { alertWords } from './alert-words.ts'
import { type Desk, hotelOf, languageFor } from './desk.ts'

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
const retryMs = 60_000

/** What telling the admins needs of the desk. */
export interface AlertDesk extends Pick<Desk, 'clock' | 'logger' | 'database'> {
  identity: Pick<Desk['identity'], 'admins' | 'approvers'>
}

/** Each admin of the hotel (without admins: each manager) hears of it once, and again after a week. */
export async function alertChannel(
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

/** The channel took a message: should it fail again, the admins hear of it again. */
export function channelIsWell(desk: Pick<Desk, 'database'>, channel: string): Promise<void> {
  return clearAlerts(
    desk.database.db,
    channelReasons.map(reason => keyOf(channel, reason)),
  )
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
          say('check'),
        ]
        await send(desk, userId, { text: lines.join(' '), blocks: [section(lines.join('\n'))] })
      },
    },
  }
}

async function send(desk: Desk, userId: string, message: Message): Promise<void> {
  try {
    await desk.messenger.post(userId, message)
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    if (error.code !== 'refused') throw new RetryLater(error.retryAfterMs || retryMs, error.reason)
    desk.logger.error({ event: 'alert.refused', userId, reason: error.reason })
  }
}
