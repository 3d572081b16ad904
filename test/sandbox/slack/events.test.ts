import type { App } from '@slack/bolt'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createMovableClock, type MovableClock } from '../../../src/lib/clock.ts'
import type { SlackSandbox } from '../../../src/sandbox/slack/server.ts'
import { openSandbox, type Probe, startOverHttp, startOverSocket } from './probe.ts'

let slack: SlackSandbox
let clock: MovableClock
let probe: Probe | undefined
let heard: unknown[]

beforeEach(async () => {
  clock = createMovableClock()
  slack = await openSandbox({ ackTimeoutMs: 250, clock })
  heard = []
})
afterEach(async () => {
  await probe?.stop()
  probe = undefined
  await slack.close()
})

/** Repeats what it hears, in the direct messages and where it is mentioned. */
const parrot = (app: App) => {
  app.message(async ({ message, say, body, context }) => {
    if (message.subtype !== undefined) return
    heard.push([message.channel_type, message.text, body.event_id, context.retryNum])
    await say(`You said: ${message.text}`)
  })
  app.event('app_mention', async ({ event }) => {
    heard.push(['mention', event.text])
  })
  app.event('app_home_opened', async ({ event, client }) => {
    const block = { type: 'section' as const, text: { type: 'plain_text' as const, text: 'Your day' } }
    await client.views.publish({ user_id: event.user, view: { type: 'home', blocks: [block] } })
  })
}

test.each([
  ['Socket Mode', startOverSocket],
  ['HTTP', startOverHttp],
])('the app answers a direct message over %s and does not hear itself', async (_, start) => {
  probe = await start(slack, parrot)
  const ana = slack.person('ana')
  await ana.types('points of maria@example.com & <co>, see https://a.example/x?b=1', 'dm')
  await ana.waitsToSee(
    'probe: You said: points of maria@example.com & <co>, see https://a.example/x?b=1',
    'dm',
  )
  expect(heard).toMatchObject([
    [
      'im',
      'points of <mailto:maria@example.com|maria@example.com> &amp; &lt;co&gt;, see <https://a.example/x?b=1>',
      expect.stringMatching(/^Ev/),
      start === startOverSocket ? 0 : undefined,
    ],
  ])
  expect(slack.violations).toEqual([])
})

test('in a channel the app hears only what mentions it', async () => {
  probe = await startOverSocket(slack, parrot)
  const ana = slack.person('ana')
  await ana.types('good morning @ben', 'desk')
  await ana.types('@probe how many points has @carla?', 'desk')
  await ana.types('@bot hello', 'desk')
  expect(heard).toEqual([
    ['mention', '<@U0BOT> how many points has <@U0CARLA>?'],
    ['mention', '<@U0BOT> hello'],
  ])
  expect(slack.person('ben').sees('desk')).toContain('ana: @probe how many points has @carla?')
})

test.each([
  ['Socket Mode', startOverSocket],
  ['HTTP', startOverHttp],
])('an event delivered twice over %s carries the same id and a retry number', async (_, start) => {
  probe = await start(slack, parrot)
  await expect(slack.redeliver()).rejects.toThrow('there is no event to deliver again')
  await slack.person('ana').types('hello', 'dm')
  await slack.redeliver()
  const [first, again] = await slack.waitFor(() => heard.length === 2 && heard, 'both deliveries')
  expect(again).toEqual([...(Array.isArray(first) ? first.slice(0, 3) : []), 1])
})

test('an event that nobody takes is sent again at once, after a minute and after five', async () => {
  await slack.person('ana').types('anybody there?', 'dm')
  probe = await startOverSocket(slack, parrot)
  expect(heard).toEqual([])
  clock.advance(60_000)
  await slack.person('ana').waitsToSee('You said: anybody there?', 'dm')
  expect(heard).toMatchObject([['im', 'anybody there?', expect.anything(), 2]])
})

test('opening the Home tab lets the app publish it', async () => {
  probe = await startOverSocket(slack, parrot)
  const ana = slack.person('ana')
  await ana.opensHome()
  expect(await ana.waitsToSee('Your day', 'home')).toBe('Your day')
  expect(ana.sees()).toBe('home: Your day')
})

test('a changed language is told to an app that asked for it, other changes are not', async () => {
  let tell = (_user: string) => {}
  const told = new Promise<string>(resolve => {
    tell = resolve
  })
  probe = await startOverSocket(slack, app => {
    app.event('channel_archive', async () => tell('an event without a subscription'))
    app.event('user_change', async ({ event }) => tell(event.user.id))
  })
  slack.archiveChannel('other')
  slack.setUserLocale('ana', 'en-GB')
  expect(await told).toBe('U0ANA')
  expect(slack.store.user('ana').locale).toBe('en-GB')
})

test('a reply in a thread keeps its place', async () => {
  probe = await startOverSocket(slack, parrot)
  const { ts = '' } = await probe.app.client.chat.postMessage({ channel: 'C0DESK', text: 'parent' })
  await slack.person('ana').types('a reply', 'desk', { thread: ts })
  expect(slack.person('ben').lastMessage('desk')).toMatchObject({ text: 'a reply', thread_ts: ts })
  expect(slack.person('ben').sees('desk')).toContain('ana (in thread): a reply')
  await expect(slack.person('ana').types('/card', 'desk', { thread: ts })).rejects.toThrow(
    '/card is not supported in threads. Sorry!',
  )
})

test('after a reset the workspace is as new and the app is still connected', async () => {
  probe = await startOverSocket(slack, parrot)
  slack.faults.fail('auth.test', 'fatal_error')
  await slack.person('ana').types('hello', 'dm')
  await slack.person('ana').waitsToSee('You said', 'dm')
  slack.reset()
  expect([slack.person('ana').sees(), slack.calls.length, slack.store.posts]).toEqual(['', 0, 0])
  expect(await probe.app.client.auth.test()).toMatchObject({ ok: true })
  await slack.person('ana').types('again', 'dm')
  await slack.person('ana').waitsToSee('You said: again', 'dm')
})
