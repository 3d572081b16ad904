import type { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSandbox } from '../../../src/sandbox/slack/server.ts'
import { errorOf, openSandbox, webClient } from './probe.ts'
import { section } from './samples.ts'

let slack: SlackSandbox
let client: WebClient

beforeEach(async () => {
  slack = await openSandbox()
  client = webClient(slack)
})
afterEach(async () => {
  await slack.close()
})

test('a message is posted, edited, linked to and deleted', async () => {
  const posted = await client.chat.postMessage({ channel: 'C0DESK', text: 'Hello &amp; welcome' })
  const ts = posted.ts ?? ''
  expect(posted).toMatchObject({
    channel: 'C0DESK',
    message: { bot_id: 'B0BOT', text: 'Hello &amp; welcome' },
  })
  const ana = slack.person('ana')
  expect(ana.lastMessage('desk')).toMatchObject({ text: 'Hello & welcome', ts })
  await client.chat.update({ channel: 'C0DESK', ts, text: 'Changed' })
  expect(ana.sees('desk')).toBe('#miramar-desk probe (edited): Changed')
  const link = await client.chat.getPermalink({ channel: 'C0DESK', message_ts: ts })
  expect(link.permalink).toBe(`https://hotel-miramar.slack.com/archives/C0DESK/p${ts.replace('.', '')}`)
  await client.chat.delete({ channel: 'C0DESK', ts })
  expect(ana.sees('desk')).toBe('')
  expect(await errorOf(client.chat.update({ channel: 'C0DESK', ts, text: 'x' }))).toMatchObject({
    error: 'message_not_found',
  })
  expect(slack.violations).toEqual([])
})

test('blocks stay when an edit does not mention them, and go with an empty list', async () => {
  const { ts = '' } = await client.chat.postMessage({
    channel: 'C0DESK',
    text: 'a',
    blocks: [section('*old*')],
  })
  await client.chat.update({ channel: 'C0DESK', ts, text: 'b' })
  expect(slack.person('ana').lastMessage('desk')).toMatchObject({ text: 'old', fallback: 'b' })
  await client.chat.update({ channel: 'C0DESK', ts, text: 'c', blocks: [] })
  expect(slack.person('ana').lastMessage('desk')).toMatchObject({ text: 'c', blocks: [] })
})

test('a message to a user id lands in that person’s direct messages, and only its D id can be updated', async () => {
  const posted = await client.chat.postMessage({ channel: 'U0ANA', text: 'for you' })
  expect(posted.channel).toBe('D0ANA')
  expect(slack.person('ana').lastMessage('dm').text).toBe('for you')
  expect(() => slack.person('ben').lastMessage('dm')).toThrow('ben sees no message in dm')
  const update = { channel: 'U0ANA', ts: posted.ts ?? '', text: 'x' }
  expect(await errorOf(client.chat.update(update))).toMatchObject({ error: 'channel_not_found' })
  expect(await client.chat.update({ ...update, channel: 'D0ANA' })).toMatchObject({ ok: true })
})

test.each([
  ['an unknown channel', { channel: 'C0NOPE' }, 'channel_not_found'],
  ['a public channel where the app is not', { channel: 'C0OTHER' }, 'not_in_channel'],
  ['a user who does not exist', { channel: 'U0NOBODY' }, 'channel_not_found'],
  ['a thread that does not exist', { channel: 'C0DESK', thread_ts: '1.000001' }, 'thread_not_found'],
])('posting to %s is refused', async (_, args, error) => {
  expect(await errorOf(client.chat.postMessage({ text: 'x', ...args }))).toMatchObject({ error })
  expect(slack.store.posts).toBe(0)
})

test('an archived channel and a private one without the app cannot be posted in', async () => {
  const { ts = '' } = await client.chat.postMessage({ channel: 'C0DESK', text: 'before' })
  slack.archiveChannel('desk')
  slack.removeBotFrom('approvals')
  expect(await errorOf(client.chat.postMessage({ channel: 'C0DESK', text: 'x' }))).toMatchObject({
    error: 'is_archived',
  })
  expect(await errorOf(client.chat.update({ channel: 'C0DESK', ts, text: 'x' }))).toMatchObject({
    error: 'is_archived',
  })
  expect(await errorOf(client.chat.postMessage({ channel: 'C0APPR', text: 'x' }))).toMatchObject({
    error: 'channel_not_found',
  })
})

test('the app cannot edit or delete what people wrote', async () => {
  await slack.person('ana').types('mine', 'desk')
  const { ts } = slack.person('ana').lastMessage('desk')
  const message = { channel: 'C0DESK', ts }
  expect(await errorOf(client.chat.update({ ...message, text: 'x' }))).toMatchObject({
    error: 'cant_update_message',
  })
  expect(await errorOf(client.chat.delete(message))).toMatchObject({ error: 'cant_delete_message' })
})

test('an ephemeral is seen by its reader alone and cannot be edited', async () => {
  const { message_ts: ts = '' } = await client.chat.postEphemeral({
    channel: 'C0DESK',
    user: 'U0ANA',
    text: 'psst',
  })
  expect(slack.person('ana').lastMessage('desk')).toMatchObject({ text: 'psst', isEphemeral: true })
  expect(slack.person('ben').sees()).toBe('')
  expect(await errorOf(client.chat.update({ channel: 'C0DESK', ts, text: 'x' }))).toMatchObject({
    error: 'message_not_found',
  })
  const outsider = client.chat.postEphemeral({ channel: 'C0DESK', user: 'U0ELENA', text: 'x' })
  expect(await errorOf(outsider)).toMatchObject({ error: 'user_not_in_channel' })
})

test.each([
  ['no text at all', {}, 'no_text'],
  ['blocks without a text for notifications', { blocks: [section('x')] }, 'no_text'],
  ['a section that is too long', { text: 'x', blocks: [section('x'.repeat(3001))] }, 'invalid_blocks'],
  ['51 blocks', { text: 'x', blocks: Array.from({ length: 51 }, () => section('x')) }, 'invalid_blocks'],
])('%s is refused and noted as the fault of the app', async (_, args, error) => {
  const refused = await errorOf(client.apiCall('chat.postMessage', { channel: 'C0DESK', ...args }))
  expect(refused.error).toBe(error)
  expect(refused).toMatchObject({ response_metadata: { messages: [expect.stringContaining('[ERROR]')] } })
  expect(slack.violations).toMatchObject([{ what: 'invalid payload' }])
  expect(slack.store.posts).toBe(0)
})

test('a ping of everybody goes through as in Slack, and is noted', async () => {
  await client.chat.postMessage({ channel: 'C0DESK', text: 'hello <!channel>' })
  expect(slack.violations).toMatchObject([{ what: 'live markup' }])
})

test('what Slack may refuse or cut goes through, and is noted as a broken rule', async () => {
  await client.chat.postMessage({ channel: 'C0DESK', text: 'x'.repeat(4001) })
  expect(slack.violations).toMatchObject([{ what: 'doubtful payload' }])
  expect(slack.violations[0]?.detail).toContain('/text: has 4001 characters')
})

test('a thread hangs on its first message, not on a reply', async () => {
  const { ts = '' } = await client.chat.postMessage({ channel: 'C0DESK', text: 'first' })
  const reply = await client.chat.postMessage({ channel: 'C0DESK', text: 'second', thread_ts: ts })
  expect(slack.violations).toEqual([])
  await client.chat.postMessage({ channel: 'C0DESK', text: 'third', thread_ts: reply.ts ?? '' })
  expect(slack.violations).toMatchObject([{ what: 'thread of a reply' }])
})
