import type { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSandbox } from '../../../src/sandbox/slack/server.ts'
import { errorOf, openSandbox, webClient } from './probe.ts'
import { form, section } from './samples.ts'

let slack: SlackSandbox
let client: WebClient

beforeEach(async () => {
  slack = await openSandbox()
  client = webClient(slack)
})
afterEach(async () => {
  await slack.close()
})

test('the app learns who it is', async () => {
  expect(await client.auth.test()).toMatchObject({
    ok: true,
    user_id: slack.botUserId,
    team_id: slack.teamId,
  })
  expect(await client.bots.info({ bot: 'B0BOT' })).toMatchObject({ bot: { user_id: 'U0BOT', name: 'probe' } })
})

test('calls without a token, with a wrong one or with the other kind of token are refused', async () => {
  const without = webClient(slack, {}, '')
  expect(await errorOf(without.auth.test())).toMatchObject({ error: 'not_authed' })
  expect(await errorOf(webClient(slack, {}, 'xoxb-other').auth.test())).toMatchObject({
    error: 'invalid_auth',
  })
  const app = webClient(slack, {}, slack.appToken)
  expect(await errorOf(app.auth.test())).toMatchObject({ error: 'not_allowed_token_type' })
  expect(await errorOf(client.apps.connections.open())).toMatchObject({ error: 'not_allowed_token_type' })
  expect((await app.apps.connections.open()).url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/link\/\?ticket=/)
})

test('a missing scope is told with what is needed and what there is', async () => {
  const refused = await errorOf(client.conversations.list())
  expect(refused).toMatchObject({ error: 'unknown_method' })
  slack.removeBotFrom('approvals')
  expect(await errorOf(client.conversations.info({ channel: 'C0APPR' }))).toMatchObject({
    error: 'channel_not_found',
  })
  const poor = await openSandbox({ manifest: new URL('poor-manifest.yml', import.meta.url).pathname })
  const poorClient = webClient(poor)
  const calls = [
    [poorClient.chat.postMessage({ channel: 'C0DESK', text: 'x' }), 'chat:write'],
    [poorClient.users.info({ user: 'U0ANA' }), 'users:read'],
    [poorClient.conversations.info({ channel: 'C0APPR' }), 'groups:read'],
    [poorClient.conversations.open({ users: 'U0ANA' }), 'im:write'],
  ] as const
  for (const [call, needed] of calls) {
    expect(await errorOf(call)).toMatchObject({ error: 'missing_scope', needed, provided: 'commands' })
  }
  const view = { type: 'home' as const, blocks: [section('x')] }
  expect(await errorOf(poorClient.views.publish({ user_id: 'U0ANA', view }))).toMatchObject({
    error: 'not_enabled',
  })
  await poor.close()
})

test('people, channels and groups can be read, page by page', async () => {
  expect(await client.users.info({ user: 'U0ANA', include_locale: true })).toMatchObject({
    user: { name: 'ana', locale: 'es-ES', tz: 'Europe/Madrid', is_admin: false },
  })
  const plain = await client.users.info({ user: 'U0CARLA' })
  expect(plain.user).toMatchObject({ is_admin: true })
  expect(plain.user).not.toHaveProperty('locale')
  expect(await errorOf(client.users.info({ user: 'U0NOBODY' }))).toMatchObject({ error: 'user_not_found' })
  const first = await client.users.list({ limit: 4 })
  const cursor = first.response_metadata?.next_cursor ?? ''
  const second = await client.users.list({ limit: 4, cursor })
  const names = [first, second].flatMap(page => page.members?.map(each => each.name))
  expect(names).toEqual(['ana', 'ben', 'carla', 'diego', 'elena', 'desk', 'probe'])
  expect(second.response_metadata?.next_cursor).toBe('')
  expect(await client.conversations.info({ channel: 'C0APPR' })).toMatchObject({
    channel: { name: 'miramar-approvals', is_private: true, is_member: true, is_archived: false },
  })
  expect((await client.conversations.members({ channel: 'C0APPR' })).members).toEqual([
    'U0CARLA',
    'U0DIEGO',
    'U0BOT',
  ])
  expect((await client.conversations.open({ users: 'U0BEN' })).channel?.id).toBe('D0BEN')
  slack.addToGroup('agents', 'elena')
  const groups = await client.usergroups.list({ include_users: true })
  expect(groups.usergroups?.find(each => each.handle === 'agents')?.users).toEqual([
    'U0ANA',
    'U0BEN',
    'U0ELENA',
  ])
  expect((await client.usergroups.users.list({ usergroup: 'S0MANAGERS' })).users).toEqual([
    'U0CARLA',
    'U0DIEGO',
  ])
})

test('blocks.validate tells what is wrong without a token', async () => {
  const anonymous = webClient(slack, {}, '')
  expect(await anonymous.apiCall('blocks.validate', { blocks: [section('fine')] })).toMatchObject({
    ok: true,
  })
  const refused = await errorOf(anonymous.apiCall('blocks.validate', { blocks: [section('')] }))
  expect(refused).toMatchObject({ errors: [{ pointer: '/blocks/0/text/text' }] })
})

test('a method that the sandbox does not have is unknown, and JSON bodies work like forms', async () => {
  expect(await errorOf(client.apiCall('reactions.add'))).toMatchObject({ error: 'unknown_method' })
  const post = (body: string, type = 'application/json') =>
    fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': type, authorization: `Bearer ${slack.botToken}` },
      body,
    }).then(response => response.json())
  const message = { channel: 'C0DESK', text: 'from JSON', blocks: [section('from JSON')] }
  expect(await post(JSON.stringify(message))).toMatchObject({ ok: true })
  expect(await post('{')).toEqual({ ok: false, error: 'invalid_json' })
  expect(await post('x', 'text/plain')).toEqual({ ok: false, error: 'invalid_post_type' })
  expect(await post('channel=C0DESK&blocks=nonsense', 'application/x-www-form-urlencoded')).toEqual({
    ok: false,
    error: 'invalid_blocks_format',
  })
})

test('a modal cannot be opened without a fresh trigger', async () => {
  const opened = client.views.open({ trigger_id: 'made.up', view: form([section('hello')]) })
  expect(await errorOf(opened)).toMatchObject({ error: 'invalid_trigger_id' })
  const home = { type: 'home' as const, blocks: [section('hello')] }
  const wrongKind = client.apiCall('views.open', { trigger_id: 'made.up', view: home })
  expect(await errorOf(wrongKind)).toMatchObject({ error: 'invalid_arguments' })
  const broken = client.views.open({ trigger_id: 'made.up', view: form([section('')]) })
  expect(await errorOf(broken)).toMatchObject({ error: 'invalid_arguments' })
  expect(slack.violations).toMatchObject([{ what: 'invalid payload' }])
})

test('the Home tab of a person is published and replaced, with a hash against crossing updates', async () => {
  const home = (text: string) => ({ type: 'home' as const, blocks: [section(text)] })
  const first = await client.views.publish({ user_id: 'U0ANA', view: home('one') })
  const hash = first.view?.hash ?? ''
  await client.views.publish({ user_id: 'U0ANA', view: home('two'), hash })
  expect(slack.person('ana').sees('home')).toBe('two')
  const stale = client.views.publish({ user_id: 'U0ANA', view: home('three'), hash })
  expect(await errorOf(stale)).toMatchObject({ error: 'hash_conflict' })
  expect(slack.store.homeOf('ben')).toBeUndefined()
})
