// Mornings: what reaches the digest channel when the hotel's clock has gone on.
import { expect } from 'vitest'
import type { TestApp } from './app.ts'
import { john, maria } from './counter.ts'

/** The clock goes on to a moment in UTC, and what is due by then is done. */
export async function reaches(desk: TestApp, moment: string): Promise<void> {
  desk.clock.advance(Date.parse(moment) - desk.clock.now())
  await desk.jobs.idle()
}

/** What stands in a channel, oldest first: as people read it. */
export function digestsIn({ slack }: TestApp, channel = 'digest'): string[] {
  return slack
    .person('carla')
    .messages(channel)
    .map(({ text }) => text)
    .filter(text => /Hotel \w+ · /.test(text))
}

/** Ana grants María 300 points, at once. */
export async function anaGrants(desk: TestApp, points = 300, email = maria.email): Promise<void> {
  const ana = desk.slack.person('ana')
  await ana.types(`/grant ${email} ${points} estancia`)
  await ana.waitsForModal(/👤/)
  expect(await ana.submits()).toMatchObject({ result: 'closed' })
  await desk.jobs.idle()
}

/** Ana asks for more than she may grant alone: it waits for a manager. */
export const anaAsks = (desk: TestApp) => anaGrants(desk, 900, john.email)
