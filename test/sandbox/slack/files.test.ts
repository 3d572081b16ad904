import type { types, ViewSubmitAction } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { SlackSandbox } from '../../../src/sandbox/slack/server.ts'
import { errorOf, openSandbox, type Probe, startOverSocket, webClient } from './probe.ts'
import { form, plain } from './samples.ts'

let slack: SlackSandbox
let probe: Probe
let client: WebClient
let received: ViewSubmitAction['view']['state']['values'] | undefined

const attachedState = z.object({
  files: z.array(z.looseObject({ id: z.string(), url_private_download: z.string() })),
})

const fileField: types.InputBlock = {
  type: 'input',
  block_id: 'file',
  label: plain('Table'),
  element: { type: 'file_input', action_id: 'f', filetypes: ['csv'], max_files: 1 },
}

beforeEach(async () => {
  slack = await openSandbox()
  client = webClient(slack)
  probe = await startOverSocket(slack, app => {
    app.command('/card', async ({ ack, command, client: web }) => {
      await ack()
      await web.views.open({ trigger_id: command.trigger_id, view: form([fileField]) })
    })
    app.view(/^/, async ({ ack, view }) => {
      received = view.state.values
      await ack()
    })
  })
})
afterEach(async () => {
  await probe.stop()
  await slack.close()
})

async function attached(name: string, content: string | Uint8Array) {
  const ana = slack.person('ana')
  await ana.types('/card')
  await ana.waitsForModal()
  await ana.attaches('Table', { name, content })
  expect(ana.modal()?.fields.Table?.value).toEqual([name])
  expect((await ana.submits()).result).toBe('closed')
  const { files } = attachedState.parse(received?.file?.f)
  const [file] = files
  if (!file) throw new Error('no file came')
  return file
}

const get = (url: string, token?: string) =>
  fetch(url, { redirect: 'manual', headers: token ? { authorization: `Bearer ${token}` } : {} })

test('a form brings the file that a person attached, and the bot alone can download it', async () => {
  const file = await attached('group.csv', 'maria,300\n')
  expect(file).toMatchObject({
    name: 'group.csv',
    mimetype: 'text/csv',
    filetype: 'csv',
    size: 10,
    user: 'U0ANA',
  })
  expect((await client.files.info({ file: file.id })).file).toMatchObject({ id: file.id, size: 10 })
  const answer = await get(file.url_private_download, slack.botToken)
  expect(await answer.text()).toBe('maria,300\n')
  expect((await get(file.url_private_download)).status).toBe(302)
  expect((await get(file.url_private_download, slack.appToken)).status).toBe(302)
  expect(await errorOf(client.files.info({ file: 'F0NOTHING' }))).toMatchObject({ error: 'file_not_found' })
  expect(slack.violations).toEqual([])
})

test('bytes arrive as they were, whatever they are', async () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index)
  const file = await attached('odd.csv', bytes)
  const answer = await get(file.url_private_download, slack.botToken)
  expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes)
})

test("Slack's client refuses other kinds of file, too many and too large ones, and an empty required field", async () => {
  const ana = slack.person('ana')
  await ana.types('/card')
  await ana.waitsForModal()
  const a = { name: 'a.csv', content: 'x' }
  await expect(ana.attaches('Table', { name: 'a.png', content: 'x' })).rejects.toThrow('not supported')
  await expect(ana.attaches('Table', a, a)).rejects.toThrow('up to 1 files')
  const large = { name: 'a.csv', content: new Uint8Array(10 * 1024 * 1024 + 1) }
  await expect(ana.attaches('Table', large)).rejects.toThrow('larger than 10 MB')
  expect(await ana.submits()).toMatchObject({ result: 'errors' })
})

test('an app without files:read can show no file field, read no file and download none', async () => {
  const poor = await openSandbox({ manifest: new URL('poor-manifest.yml', import.meta.url).pathname })
  const poorClient = webClient(poor)
  const view = form([fileField])
  const opened = poorClient.views.open({ trigger_id: 'any', view })
  expect(await errorOf(opened)).toMatchObject({ error: 'missing_scope', needed: 'files:read' })
  expect(await errorOf(poorClient.files.info({ file: 'F1' }))).toMatchObject({ needed: 'files:read' })
  const url = poor.apiUrl.replace('/api/', '/files-pri/T0-F1/download/a.csv')
  expect((await get(url, poor.botToken)).status).toBe(302)
  const refused = await errorOf(poorClient.files.getUploadURLExternal({ filename: 'a.csv', length: 1 }))
  expect(refused).toMatchObject({ needed: 'files:write' })
  await poor.close()
})

test('the real client uploads a file into a channel, a thread and direct messages', async () => {
  const { ts = '' } = await client.chat.postMessage({ channel: 'C0DESK', text: 'card' })
  await client.filesUploadV2({
    channel_id: 'C0DESK',
    thread_ts: ts,
    filename: 'result.csv',
    content: 'row;1\n',
    initial_comment: 'Done',
  })
  const ben = slack.person('ben')
  const last = ben.lastMessage('desk')
  expect(last).toMatchObject({ files: ['result.csv'], thread_ts: ts, isFromApp: true })
  expect(last.text).toBe('Done\n📎 result.csv')
  expect(slack.store.files()[0]?.content.toString()).toBe('row;1\n')
  await client.filesUploadV2({ channel_id: 'D0BEN', filename: 'b.csv', content: 'x' })
  expect(ben.lastMessage('dm').files).toEqual(['b.csv'])
  expect(slack.violations).toEqual([])
})

test('an upload must have the announced length, and a person is no channel', async () => {
  const { upload_url = '', file_id = '' } = await client.files.getUploadURLExternal({
    filename: 'a.csv',
    length: 3,
  })
  const send = (body: string) => fetch(upload_url, { method: 'POST', body })
  expect((await send('four')).status).toBe(400)
  const complete = (channel_id: string) =>
    client.files.completeUploadExternal({ files: [{ id: file_id }], channel_id })
  expect(await errorOf(complete('C0DESK'))).toMatchObject({ error: 'file_not_found' })
  expect((await send('abc')).status).toBe(200)
  expect((await send('abc')).status).toBe(404)
  expect(await errorOf(complete('U0BEN'))).toMatchObject({ error: 'channel_not_found' })
  slack.removeBotFrom('approvals')
  expect(await errorOf(complete('C0APPR'))).toMatchObject({ error: 'channel_not_found' })
  expect(await complete('D0BEN')).toMatchObject({ files: [{ id: file_id, name: 'a.csv' }] })
})
