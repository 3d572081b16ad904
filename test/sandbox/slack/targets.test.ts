import type { BlockAction, ButtonAction, types } from '@slack/bolt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSandbox } from '../../../src/sandbox/slack/server.ts'
import { openSandbox, type Probe, startOverSocket } from './probe.ts'
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

const post = (channel: string, blocks: types.KnownBlock[]) => {
  if (!probe) throw new Error('the app is not started')
  return probe.app.client.chat.postMessage({ channel, text: 'A request', blocks })
}

test('menus in a message are chosen from by what is visible', async () => {
  const seen: unknown[] = []
  probe = await startOverSocket(slack, app =>
    app.action<BlockAction>(/menu|more/, async ({ ack, body, payload }) => {
      if (payload.type === 'static_select' || payload.type === 'overflow') {
        seen.push([
          payload.type,
          payload.selected_option?.value,
          Object.keys(body.state?.values ?? {}).length,
        ])
      }
      await ack()
    }),
  )
  const options = [
    { text: plain('Gold'), value: 'g' },
    { text: plain('Silver'), value: 's' },
  ]
  const menus = [
    { type: 'static_select' as const, action_id: 'menu', placeholder: plain('Level'), options },
    { type: 'overflow' as const, action_id: 'more', options },
  ]
  await post('C0DESK', [{ type: 'actions', block_id: 'menus', elements: menus }])
  const ana = slack.person('ana')
  expect(ana.sees('desk')).toContain('[▾ Level] [⋯ Gold · Silver]')
  await ana.selects('Level', 'Silver')
  expect(ana.sees('desk')).toContain('[▾ Silver]')
  expect(slack.person('ben').sees('desk')).toContain('[▾ Level]')
  await ana.selects('more', 'g', { in: 'desk' })
  expect(seen).toEqual([
    ['static_select', 's', 1],
    ['overflow', 'g', 1],
  ])
  await expect(ana.selects('Size', 'L')).rejects.toThrow(
    'no menu "Size", visible are: #miramar-desk [Level] [more]',
  )
})

test('of several buttons of one name the newest message’s is pressed, or the one that is named', async () => {
  const pressed: unknown[] = []
  probe = await startOverSocket(slack, app =>
    app.action<BlockAction<ButtonAction>>('take', async ({ ack, body, payload }) => {
      pressed.push([body.message?.ts, payload.value])
      await ack()
    }),
  )
  const { ts: older } = await post('C0DESK', [actions(button('Take', 'take'))])
  const { ts: newer } = await post('C0DESK', [actions(button('Take', 'take', { value: 'a' }))])
  const ana = slack.person('ana')
  await ana.clicks('Take')
  await ana.clicks('Take', { message: older ?? '' })
  expect(pressed).toEqual([
    [newer, 'a'],
    [older, 'LD-1'],
  ])
  await post('C0DESK', [
    actions(button('Take', 'take', { value: 'x' })),
    actions(button('Take', 'take', { value: 'y' })),
  ])
  await ana.clicks('Take', { nth: 1 })
  expect(pressed[2]).toEqual([expect.any(String), 'y'])
})

test('buttons on the Home tab and in a modal come with their view and without a response_url', async () => {
  const bodies: BlockAction[] = []
  const section = { type: 'section' as const, text: plain('Level') }
  const options = [{ text: plain('Gold'), value: 'g' }]
  probe = await startOverSocket(slack, app => {
    app.event('app_home_opened', async ({ client, event }) => {
      await client.views.publish({
        user_id: event.user,
        view: { type: 'home', blocks: [actions(button('New', 'new'))] },
      })
    })
    app.action<BlockAction>('new', async ({ ack, body, client }) => {
      bodies.push(body)
      await ack()
      const menu = { type: 'static_select' as const, action_id: 'level', options }
      const blocks = [{ ...section, accessory: menu }, actions(button('Check', 'check'))]
      await client.views.open({
        trigger_id: body.trigger_id,
        view: { type: 'modal', title: plain('New'), blocks },
      })
    })
    app.action<BlockAction>(/check|level/, async ({ ack, body }) => {
      bodies.push(body)
      await ack()
    })
  })
  const ana = slack.person('ana')
  await ana.opensHome()
  await ana.waitsToSee('[New]', 'home')
  await ana.clicks('New')
  await ana.waitsForModal('[Check]')
  await ana.selects('Level', 'Gold')
  await ana.clicks('Check')
  expect(bodies.map(body => [body.container.type, body.view?.type, body.response_url])).toEqual([
    ['view', 'home', undefined],
    ['view', 'modal', undefined],
    ['view', 'modal', undefined],
  ])
  const chosen = Object.values(bodies[2]?.view?.state.values ?? {}).map(
    block => block.level?.selected_option?.value,
  )
  expect(chosen).toEqual(['g'])
  await expect(ana.submits()).rejects.toThrow('"New" has no submit button')
  expect(slack.violations).toEqual([])
})
