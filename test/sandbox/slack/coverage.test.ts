import type { BlockAction } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { methodCoverage, surfaceCoverage } from '../../../src/sandbox/slack/coverage.ts'
import type { SlackSandbox } from '../../../src/sandbox/slack/server.ts'
import { methodNames } from '../../../src/sandbox/slack/web-api/dispatch.ts'
import { errorOf, openSandbox, type Probe, startOverSocket, webClient } from './probe.ts'
import { actions, button, form, section } from './samples.ts'

let slack: SlackSandbox
let probe: Probe
let client: WebClient
let innerTrigger = ''

beforeEach(async () => {
  slack = await openSandbox()
  probe = await startOverSocket(slack, app => {
    app.command('/card', async ({ ack }) => ack())
    app.action<BlockAction>('go', async ({ ack, body }) => {
      innerTrigger = body.trigger_id
      await ack()
    })
  })
  client = webClient(slack)
})
afterEach(async () => {
  await probe.stop()
  await slack.close()
})

const view = form([section('hello'), actions(button('Go', 'go'))])
const trigger = async () => (await slack.person('ana').types('/card')).triggerId
const posted = async () => {
  const { ts = '' } = await client.chat.postMessage({ channel: 'C0DESK', text: 'x' })
  return { channel: 'C0DESK', ts }
}

/** One call of every supported method through the real client. */
const calls: Record<string, () => Promise<unknown>> = {
  'auth.test': () => client.auth.test(),
  'apps.connections.open': () => webClient(slack, {}, slack.appToken).apps.connections.open(),
  'chat.postMessage': posted,
  'chat.update': async () => client.chat.update({ ...(await posted()), text: 'y' }),
  'chat.delete': async () => client.chat.delete(await posted()),
  'chat.postEphemeral': () => client.chat.postEphemeral({ channel: 'C0DESK', user: 'U0ANA', text: 'x' }),
  'chat.getPermalink': async () => {
    const { channel, ts } = await posted()
    return client.chat.getPermalink({ channel, message_ts: ts })
  },
  'views.open': async () => client.views.open({ trigger_id: await trigger(), view }),
  'views.push': async () => {
    await client.views.open({ trigger_id: await trigger(), view })
    await slack.person('ana').clicks('Go')
    return client.views.push({ trigger_id: innerTrigger, view })
  },
  'views.update': async () => {
    const opened = await client.views.open({ trigger_id: await trigger(), view })
    return client.views.update({ view_id: opened.view?.id ?? '', view })
  },
  'views.publish': () =>
    client.views.publish({ user_id: 'U0ANA', view: { type: 'home', blocks: [section('hello')] } }),
  'users.info': () => client.users.info({ user: 'U0ANA' }),
  'users.list': () => client.users.list({}),
  'conversations.info': () => client.conversations.info({ channel: 'C0DESK' }),
  'conversations.members': () => client.conversations.members({ channel: 'C0DESK' }),
  'usergroups.list': () => client.usergroups.list(),
  'usergroups.users.list': () => client.usergroups.users.list({ usergroup: 'S0AGENTS' }),
  'files.info': async () => {
    const uploaded = await client.filesUploadV2({ content: 'a,1', filename: 'a.csv' })
    return client.files.info({ file: uploaded.files[0]?.files?.[0]?.id ?? '' })
  },
  'files.getUploadURLExternal': () => client.files.getUploadURLExternal({ filename: 'a.csv', length: 3 }),
  'bots.info': () => client.bots.info({ bot: 'B0BOT' }),
}

const methodsThatAre = (state: string) =>
  Object.entries(methodCoverage)
    .filter(([, row]) => row.state === state)
    .map(([method]) => method)

test('the table of methods names exactly what the sandbox answers', () => {
  expect([...methodsThatAre('supported'), ...methodsThatAre('partial')].sort()).toEqual(
    [...methodNames].sort(),
  )
})

test.each(methodsThatAre('supported'))('%s works with the real client', async method => {
  const call = calls[method]
  if (!call) throw new Error(`no call of ${method} is written here`)
  await call()
  expect(slack.calls.filter(each => each.ok).map(each => each.method)).toContain(method)
  expect(slack.violations).toEqual([])
})

test.each(methodsThatAre('not built'))('%s is unknown to the sandbox', async method => {
  expect(await errorOf(client.apiCall(method))).toMatchObject({ error: 'unknown_method' })
})

test('whatever is only partly there says what is missing', () => {
  const rows = [...Object.entries(methodCoverage), ...Object.entries(surfaceCoverage)]
  const silent = rows.filter(([, row]) => (row.state === 'partial') !== (row.missing !== undefined))
  expect(silent).toEqual([])
})
