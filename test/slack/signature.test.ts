// Over HTTP anybody may knock: only what Slack has signed, and lately, is listened to.
import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../support/app.ts'
import { calls, closeDesk, maria } from '../support/counter.ts'

let desk: TestApp
beforeEach(async () => {
  desk = await startTestApp({ transport: 'http' })
})
afterEach(() => closeDesk(desk))

const now = () => Math.floor(Date.now() / 1000)

interface Knock {
  at?: number
  secret?: string
  /** The body that was signed, where it is not the one sent. */
  signed?: string
  headers?: Record<string, string>
}

const command = () =>
  new URLSearchParams({
    command: '/points',
    text: maria.email,
    user_id: 'U0ANA',
    channel_id: 'C0DESK',
    team_id: desk.slack.teamId,
    trigger_id: 'none',
    response_url: `${desk.slack.apiUrl}none`,
  }).toString()

async function knocks({
  at = now(),
  secret = desk.slack.signingSecret,
  signed,
  headers,
}: Knock): Promise<number> {
  const body = command()
  const mac = createHmac('sha256', secret)
    .update(`v0:${at}:${signed ?? body}`)
    .digest('hex')
  const response = await fetch(`http://127.0.0.1:${desk.app.port()}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(headers ?? { 'x-slack-request-timestamp': String(at), 'x-slack-signature': `v0=${mac}` }),
    },
    body,
  })
  await response.text()
  return response.status
}

test('what Slack has signed is taken', async () => {
  expect(await knocks({})).toBe(200)
})

test.each<[string, () => Knock]>([
  ['with no signature at all', () => ({ headers: {} })],
  ['signed with another secret', () => ({ secret: 'somebody-elses-secret' })],
  ['signed for another body', () => ({ signed: 'command=%2Fpoints' })],
  ['that Slack signed six minutes ago', () => ({ at: now() - 360 })],
])('a command %s is turned away, and no guest is looked up', async (_, knock) => {
  expect(await knocks(knock())).toBe(401)
  await desk.jobs.idle()
  expect(calls(desk)).toEqual([])
})
