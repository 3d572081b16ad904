import type { App, BlockAction } from '@slack/bolt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMovableClock, type MovableClock } from '../../../src/lib/clock.ts'
import type { SlackSandbox } from '../../../src/sandbox/slack/server.ts'
import { openSandbox, type Probe, startOverSocket } from './probe.ts'
import { actions, button } from './samples.ts'

let slack: SlackSandbox
let clock: MovableClock
let probe: Probe | undefined

beforeEach(async () => {
  clock = createMovableClock()
  slack = await openSandbox({ ackTimeoutMs: 250, clock })
})
afterEach(async () => {
  await probe?.stop()
  probe = undefined
  await slack.close()
})

/** /card answers an ephemeral; its buttons do what the press says. */
const ephemeralCard = (app: App) => {
  app.command('/card', async ({ ack, respond }) => {
    await ack()
    await respond({
      text: 'Your card',
      blocks: [actions(button('Refresh', 'refresh'), button('Away', 'away'), button('Tell', 'tell'))],
    })
  })
  app.action('refresh', async ({ ack, respond }) => {
    await ack()
    await respond({
      replace_original: true,
      text: 'Refreshed',
      blocks: [actions(button('Refresh', 'refresh'))],
    })
  })
  app.action('away', async ({ ack, respond }) => {
    await ack()
    await respond({ delete_original: true })
  })
  app.action('tell', async ({ ack, respond }) => {
    await ack()
    await respond({ text: 'Only for you' })
    await respond({ response_type: 'in_channel', text: 'For everybody' })
  })
}

test('only a press on an ephemeral’s own button can replace or delete it', async () => {
  probe = await startOverSocket(slack, ephemeralCard)
  const ana = slack.person('ana')
  await ana.types('/card')
  await ana.waitsToSee('[Refresh] [Away]')
  await ana.clicks('Refresh')
  await slack.waitFor(() => ana.lastMessage('desk').fallback === 'Refreshed', 'the new card')
  expect(slack.store.ephemeralsOf('ana')).toHaveLength(1)
  await ana.types('/card')
  await ana.waitsToSee('[Away]')
  await ana.clicks('Tell')
  await slack.person('ben').waitsToSee('For everybody', 'desk')
  expect(slack.person('ben').sees()).not.toContain('Only for you')
  expect(ana.sees()).toContain('(only you): Only for you')
  await ana.clicks('Away')
  await slack.waitFor(() => !ana.sees().includes('[Away]'), 'the card to go')
  expect(slack.violations).toEqual([])
})

test('an ephemeral is not sent along with the press on its button', async () => {
  const bodies: BlockAction[] = []
  probe = await startOverSocket(slack, app => {
    ephemeralCard(app)
    app.action<BlockAction>(/.*/, async ({ body }) => {
      bodies.push(body)
    })
  })
  await slack.person('ana').types('/card')
  await slack.person('ana').waitsToSee('[Tell]')
  await slack.person('ana').clicks('Tell')
  expect(bodies[0]?.container).toMatchObject({ is_ephemeral: true })
  expect(bodies[0]).not.toHaveProperty('message')
})

const answer = (url: string, body: object) =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

test('a response_url works five times, for half an hour, and a command’s replaces nothing', async () => {
  probe = await startOverSocket(slack, app => app.command('/card', async ({ ack }) => ack()))
  const ana = slack.person('ana')
  const { responseUrl } = await ana.types('/card')
  for (const text of ['1', '2', '3', '4']) expect((await answer(responseUrl, { text })).status).toBe(200)
  expect((await answer(responseUrl, { text: '5', replace_original: true })).status).toBe(200)
  expect(slack.store.ephemeralsOf('ana').map(each => each.text)).toEqual(['1', '2', '3', '4', '5'])
  expect(slack.violations.map(each => each.what)).toEqual(['replace on a command'])
  const used = await answer(responseUrl, { text: '6' })
  expect([used.status, await used.json()]).toEqual([404, { ok: false, error: 'used_url' }])
  const { responseUrl: late } = await ana.types('/card')
  clock.advance(30 * 60_000 + 1)
  const expired = await answer(late, { text: 'late' })
  expect([expired.status, await expired.json()]).toEqual([404, { ok: false, error: 'expired_url' }])
  const invalid = await answer((await ana.types('/card')).responseUrl, { blocks: [{ type: 'divider' }] })
  expect([invalid.status, await invalid.json()]).toEqual([400, { ok: false, error: 'no_text' }])
})

test('a message that is gone cannot be replaced by the press on it', async () => {
  const urls: string[] = []
  probe = await startOverSocket(slack, app =>
    app.action<BlockAction>('approve', async ({ ack, body }) => {
      urls.push(body.response_url)
      await ack()
    }),
  )
  const { client } = probe.app
  const blocks = [actions(button('Approve', 'approve'))]
  const { ts = '' } = await client.chat.postMessage({ channel: 'C0DESK', text: 'A request', blocks })
  await slack.person('ana').clicks('Approve')
  const [url = ''] = urls
  expect((await answer(url, { replace_original: true, text: 'Approved' })).status).toBe(200)
  expect(slack.store.message('desk', ts)).toMatchObject({ text: 'Approved', blocks: [] })
  await client.chat.delete({ channel: 'C0DESK', ts })
  const late = await answer(url, { replace_original: true, text: 'Approved' })
  expect([late.status, await late.json()]).toEqual([404, { ok: false, error: 'message_not_found' }])
})
