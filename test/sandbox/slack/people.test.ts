import { once } from 'node:events'
import { createConnection } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { demoWorkspace } from '../../../src/sandbox/slack/seed.ts'
import type { SlackSandbox } from '../../../src/sandbox/slack/server.ts'
import { openSandbox, webClient } from './probe.ts'
import { actions, button, option } from './samples.ts'

let slack: SlackSandbox

beforeEach(async () => {
  slack = await openSandbox()
})
afterEach(async () => {
  await slack.close()
})

test('everybody of the seed is there, by name and by id, and nobody else', () => {
  for (const { id, name } of demoWorkspace.users) {
    expect([slack.person(name).id, slack.person(id).id]).toEqual([id, id])
  }
  expect(() => slack.person('zoe')).toThrow('the workspace has no user "zoe"')
})

test('managers see the approvals channel, agents and strangers do not', async () => {
  await webClient(slack).chat.postMessage({ channel: 'C0APPR', text: 'Who approves?' })
  const seeing = demoWorkspace.users.filter(({ name }) => slack.person(name).sees().includes('Who approves?'))
  expect(seeing.map(({ name }) => name)).toEqual(['carla', 'diego'])
  expect(() => slack.person('elena').sees('approvals')).toThrow('elena is not in #miramar-approvals')
})

test('people join and leave channels and groups', () => {
  slack.addToChannel('approvals', 'ana')
  slack.removeFromChannel('approvals', 'diego')
  expect([...slack.store.channel('approvals').members]).toEqual(['U0CARLA', 'U0BOT', 'U0ANA'])
  slack.addToGroup('S0MANAGERS', 'ana')
  slack.removeFromGroup('managers', 'carla')
  expect(slack.store.groups().map(group => [...group.members])).toEqual([
    ['U0DIEGO', 'U0ANA'],
    ['U0ANA', 'U0BEN'],
  ])
  slack.setAdmin('ben', true)
  slack.setTimeZone('ben', 'Europe/London')
  expect(slack.store.user('ben')).toMatchObject({ isAdmin: true, timeZone: 'Europe/London' })
})

test('what the store answers is a copy: changing it changes nothing in the workspace', async () => {
  await webClient(slack).chat.postMessage({ channel: 'C0DESK', text: 'kept' })
  const [message] = slack.store.messagesIn('desk')
  if (message) message.text = 'changed'
  slack.store.channel('desk').members.clear()
  expect(slack.person('ana').sees('desk')).toContain('kept')
})

test('a menu shows its preset choice before anybody has chosen', async () => {
  const menu = {
    type: 'static_select' as const,
    action_id: 'level',
    options: [option('Gold'), option('Silver')],
    initial_option: option('Silver'),
  }
  await webClient(slack).chat.postMessage({ channel: 'C0DESK', text: 'Level', blocks: [actions(menu)] })
  expect(slack.person('ana').sees('desk')).toContain('[▾ Silver]')
})

test('what people type is never markup', async () => {
  await slack.person('ana').types('<!channel> <@U0BOT> look', 'desk')
  expect(slack.store.messagesIn('desk')[0]?.text).toBe('&lt;!channel&gt; &lt;@U0BOT&gt; look')
  expect(slack.person('ben').sees('desk')).toBe('#miramar-desk ana: <!channel> <@U0BOT> look')
})

test('without interactivity in the manifest no button works', async () => {
  const manifest = new URL('mute-manifest.yml', import.meta.url).pathname
  const mute = await openSandbox({ manifest })
  const client = webClient(mute)
  await client.chat.postMessage({
    channel: 'C0DESK',
    text: 'x',
    blocks: [actions(button('Approve', 'approve'))],
  })
  await expect(mute.person('ana').clicks('Approve')).rejects.toThrow("the manifest's interactivity is off")
  await expect(client.chat.postMessage({ channel: 'U0ANA', text: 'x' })).rejects.toThrow(
    'messages_tab_disabled',
  )
  await expect(mute.person('ana').types('hello', 'dm')).rejects.toThrow("the manifest's messages tab is off")
  await expect(mute.person('ana').opensHome()).rejects.toThrow("the manifest's Home tab is off")
  await mute.close()
})

test('an app that hangs up in the middle of a call has broken no rule', async () => {
  const { hostname, port } = new URL(slack.apiUrl)
  const socket = createConnection(Number(port), hostname)
  await once(socket, 'connect')
  socket.write('POST /api/chat.postMessage HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nchannel=')
  socket.end()
  await once(socket.resume(), 'close')
  await webClient(slack).auth.test()
  expect(slack.violations).toEqual([])
})

test('a listener for changes hears each of them until it stops', async () => {
  let changes = 0
  const stop = slack.onChange(() => {
    changes += 1
  })
  await webClient(slack).chat.postMessage({ channel: 'C0DESK', text: 'x' })
  expect(changes).toBeGreaterThan(0)
  stop()
  const before = changes
  await webClient(slack).auth.test()
  expect(changes).toBe(before)
})

test('messages of the same moment have different, rising timestamps', async () => {
  const still = await openSandbox({ clock: { now: () => 1_700_000_000_000, sleep: async () => {} } })
  const client = webClient(still)
  for (const text of ['one', 'two']) await client.chat.postMessage({ channel: 'C0DESK', text })
  expect(still.store.messagesIn('desk').map(message => message.ts)).toEqual([
    '1700000000.000000',
    '1700000000.000001',
  ])
  await still.close()
})
