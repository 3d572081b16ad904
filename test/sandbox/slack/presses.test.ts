import type { BlockAction, ButtonAction, types } from '@slack/bolt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSandbox } from '../../../src/sandbox/slack/server.ts'
import { openSandbox, type Probe, startOverHttp, startOverSocket } from './probe.ts'
import { actions, button, plain } from './samples.ts'

let slack: SlackSandbox
let probe: Probe | undefined

beforeEach(async () => {
  slack = await openSandbox({ ackTimeoutMs: 250 })
})
afterEach(async () => {
  await probe?.stop()
  probe = undefined
  await slack.close()
})

const card = [
  { type: 'section' as const, text: { type: 'mrkdwn' as const, text: '*Redeem* by <@U0ANA>: A &amp; B' } },
  actions(
    button('Approve', 'approve'),
    button('Decline', 'decline', {
      confirm: {
        title: plain('Sure?'),
        text: plain('Really decline?'),
        confirm: plain('Decline'),
        deny: plain('Back'),
      },
    }),
  ),
]

const post = (channel = 'C0APPR', blocks: types.KnownBlock[] = card) => {
  if (!probe) throw new Error('the app is not started')
  return probe.app.client.chat.postMessage({ channel, text: 'A request', blocks })
}

test.each([
  ['Socket Mode', startOverSocket],
  ['HTTP', startOverHttp],
])('a card is approved with one press over %s and updated in place', async (_, start) => {
  const bodies: BlockAction[] = []
  probe = await start(slack, app =>
    app.action<BlockAction>('approve', async ({ ack, body, client }) => {
      bodies.push(body)
      await ack()
      const { channel, message } = body
      if (!channel || !message) throw new Error('a press in a channel has both')
      await client.chat.update({
        channel: channel.id,
        ts: message.ts,
        text: `Approved by ${body.user.name}`,
        blocks: [],
      })
    }),
  )
  const { ts } = await post()
  const carla = slack.person('carla')
  expect(carla.sees('approvals')).toBe(
    '#miramar-approvals probe: Redeem by @ana: A & B\n  [Approve] [Decline]',
  )
  expect(carla.lastMessage('approvals')).toMatchObject({
    text: 'Redeem by @ana: A & B',
    buttons: ['Approve', 'Decline'],
  })
  await carla.clicks('Approve')
  await slack.person('diego').waitsToSee('Approved by carla', 'approvals')
  expect(bodies).toMatchObject([
    {
      team: { id: 'T0HOTEL' },
      user: { id: 'U0CARLA', username: 'carla', team_id: 'T0HOTEL' },
      api_app_id: 'A0DESK',
      container: { type: 'message', message_ts: ts, channel_id: 'C0APPR', is_ephemeral: false },
      channel: { id: 'C0APPR' },
      message: { ts, blocks: [{ type: 'section' }, { type: 'actions' }] },
      actions: [{ type: 'button', action_id: 'approve', value: 'LD-1', block_id: expect.any(String) }],
      trigger_id: expect.any(String),
      response_url: expect.stringContaining('/response/actions/'),
    },
  ])
  await expect(carla.clicks('Approve')).rejects.toThrow('carla: no button "Approve", none is visible')
  expect(slack.violations).toEqual([])
})

test('two managers who press at the same moment are both heard', async () => {
  const pressed: string[] = []
  probe = await startOverSocket(slack, app =>
    app.action('approve', async ({ ack, body }) => {
      pressed.push(body.user.id)
      await ack()
    }),
  )
  await post()
  await Promise.all([slack.person('carla').clicks('Approve'), slack.person('diego').clicks('Approve')])
  expect(pressed.sort()).toEqual(['U0CARLA', 'U0DIEGO'])
})

test('a confirm dialog sends nothing when the person goes back', async () => {
  const pressed: string[] = []
  probe = await startOverSocket(slack, app =>
    app.action('decline', async ({ ack }) => {
      pressed.push('decline')
      await ack()
    }),
  )
  await post()
  await slack.person('carla').clicks('Decline', { confirm: false })
  expect(pressed).toEqual([])
  await slack.person('carla').clicks(/^Dec/)
  expect(pressed).toEqual(['decline'])
})

test('a press that the app does not acknowledge shows a warning sign and is noted', async () => {
  probe = await startOverSocket(slack, () => {})
  await post()
  await expect(slack.person('carla').clicks('Approve')).rejects.toThrow(
    'carla pressing [Approve]: Slack shows a warning sign, the app did not respond in time',
  )
  expect(slack.violations).toEqual([
    { what: 'missing ack', detail: 'no ack within 250 ms for carla pressing [Approve]' },
  ])
})

test('a listener that fails over HTTP is noted as a failed ack', async () => {
  probe = await startOverHttp(slack, app => {
    app.action('approve', async () => {
      throw new Error('bug')
    })
    app.error(async error => {
      throw error
    })
  })
  await post()
  await expect(slack.person('carla').clicks('Approve')).rejects.toThrow('HTTP 500')
  expect(slack.violations.map(each => each.what)).toEqual(['failed ack'])
})

test('people press only what they can see, and are told what that is', async () => {
  probe = await startOverSocket(slack, () => {})
  await post()
  await post('C0DESK', [actions(button('Undo', 'undo'))])
  await expect(slack.person('ana').clicks('Approve')).rejects.toThrow(
    'ana: no button "Approve", visible are: #miramar-desk [Undo]',
  )
  await expect(slack.person('carla').clicks('Undo', { in: 'approvals' })).rejects.toThrow(
    'no button "Undo" in approvals, visible are: #miramar-approvals [Approve] [Decline]',
  )
})

test('a forged press reaches the app with what the forger made up', async () => {
  const seen: unknown[] = []
  probe = await startOverSocket(slack, app =>
    app.action<BlockAction<ButtonAction>>('approve', async ({ ack, body, payload }) => {
      seen.push([body.user.id, payload.value, body.message?.ts])
      await ack()
    }),
  )
  await slack
    .person('elena')
    .clickRaw({ action_id: 'approve', value: 'LD-9', channel: 'approvals', ts: '1.000001' })
  expect(seen).toEqual([['U0ELENA', 'LD-9', '1.000001']])
})
