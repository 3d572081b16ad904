import type { App } from '@slack/bolt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SlackSandbox } from '../../../src/sandbox/slack/server.ts'
import { openSandbox, type Probe, startOverHttp, startOverSocket } from './probe.ts'

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

const register = (app: App) => {
  app.command('/card', async ({ ack, command, respond }) => {
    if (command.text === 'at once') {
      await ack('You said *at once*')
      return
    }
    await ack()
    await respond({ text: `Card for ${command.text} of ${command.user_id} in ${command.channel_name}` })
  })
  app.command('/form', async ({ ack, client, command }) => {
    await ack()
    await client.chat.postMessage({ channel: command.channel_id, text: 'Somebody asked' })
  })
  app.command('/escaped', async ({ ack, command }) => ack(command.text.replaceAll('<', '(')))
}

test.each([
  ['Socket Mode', startOverSocket],
  ['HTTP', startOverHttp],
])('a command is answered over %s, for the asker alone', async (_, start) => {
  probe = await start(slack, register)
  const ana = slack.person('ana')
  const answer = await ana.types('/card maria@example.com  300 "late check-in"')
  expect(answer.responseUrl).toContain('/response/commands/')
  await ana.waitsToSee('Card for maria@example.com  300 "late check-in" of U0ANA in miramar-desk')
  expect(ana.sees('desk')).toContain('#miramar-desk probe (only you): Card')
  expect(slack.person('ben').sees('desk')).toBe('')
  expect(slack.store.posts).toBe(0)
  expect(slack.violations).toEqual([])
})

test.each([
  ['Socket Mode', startOverSocket],
  ['HTTP', startOverHttp],
])('the ack of a command may itself carry words over %s', async (_, start) => {
  probe = await start(slack, register)
  const answer = await slack.person('ana').types('/card at once')
  expect(answer.text).toBe('You said at once')
  expect(slack.person('ana').lastMessage('desk')).toMatchObject({
    text: 'You said at once',
    isEphemeral: true,
  })
})

test.each([
  ['Socket Mode', startOverSocket],
  ['HTTP', startOverHttp],
])('a command that the app never acknowledges over %s fails before the person', async (_, start) => {
  probe = await start(slack, register)
  await expect(slack.person('ana').types('/silent')).rejects.toThrow(
    '/silent failed because the app did not respond',
  )
  expect(slack.violations).toEqual([
    { what: 'missing ack', detail: 'no ack within 250 ms for /silent of ana' },
  ])
})

test('a command that the manifest does not know cannot be typed', async () => {
  await expect(slack.person('ana').types('/pionts')).rejects.toThrow(
    '/pionts is not a valid command; the manifest has /card /form /silent /escaped',
  )
})

test('a command fails while the app is not there, and that is not the fault of the app', async () => {
  await expect(slack.person('ana').types('/card')).rejects.toThrow(
    '/card failed with the error "dispatch_failed" (the app has no open connection)',
  )
  slack.sendTo('http://127.0.0.1:1/slack/events')
  await expect(slack.person('ana').types('/card')).rejects.toThrow('dispatch_failed')
  expect(slack.violations).toEqual([])
})

test('people can only type in channels where they are', async () => {
  await expect(slack.person('ana').types('/card', 'approvals')).rejects.toThrow(
    'ana is not in #miramar-approvals',
  )
  await expect(slack.person('ana').types('/card', 'kitchen')).rejects.toThrow(
    'there is no channel "kitchen"; there are: dm, desk, approvals, digest, other',
  )
  slack.archiveChannel('desk')
  await expect(slack.person('ana').types('/card')).rejects.toThrow('#miramar-desk is archived')
})

test('a command works where the app is not a member, as its response_url does', async () => {
  probe = await startOverSocket(slack, register)
  const elena = slack.person('elena')
  await elena.types('/card hello', 'other')
  await elena.waitsToSee('Card for hello of U0ELENA in lobby-chat', 'other')
})

test('should_escape marks up people and e-mail addresses in the text of a command', async () => {
  probe = await startOverSocket(slack, register)
  const answer = await slack.person('ana').types('/escaped @ben & maria@example.com')
  expect(answer.text).toBe('(@U0BEN> & (mailto:maria@example.com|maria@example.com>')
})

test('a command answered for the whole channel is noted: it would show what was typed', async () => {
  probe = await startOverSocket(slack, app => {
    app.command('/card', async ({ ack }) => ack({ response_type: 'in_channel', text: 'for all' }))
  })
  await slack.person('ana').types('/card maria@example.com')
  expect(slack.person('ben').sees('desk')).toContain('for all')
  expect(slack.violations.map(each => each.what)).toEqual(['in_channel command answer'])
})

test('an ack that is not a valid message is shown as a failure and noted', async () => {
  probe = await startOverSocket(slack, app => {
    app.command('/card', async ({ ack }) => ack({ text: '', blocks: [{ type: 'divider' }] }))
  })
  await expect(slack.person('ana').types('/card')).rejects.toThrow('/card failed with the error "no_text"')
  expect(slack.violations.map(each => each.what)).toEqual(['invalid payload'])
})
