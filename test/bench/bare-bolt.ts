// The yardstick: a bare Bolt app that does a look-up by hand. It acknowledges, makes one GET and answers once.
import { App, HTTPReceiver } from '@slack/bolt'
import { request } from 'undici'
import { serveParent } from './child.ts'

const { SLACK_API_URL, SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, HDH_BASE_URL, BENCH_WORK } = process.env

const receiver = new HTTPReceiver({ signingSecret: SLACK_SIGNING_SECRET ?? '' })
const app = new App({
  receiver,
  token: SLACK_BOT_TOKEN ?? '',
  clientOptions: { slackApiUrl: SLACK_API_URL ?? '' },
  convoStore: false,
  deferInitialization: true,
})

interface Contact {
  id: number
  name: string
  surname: string
  points: number
}

app.command('/points', async ({ ack, command, respond }) => {
  await ack()
  if (BENCH_WORK === 'none') return
  const email = encodeURIComponent(command.text.trim())
  const answer = await request(`${HDH_BASE_URL}contacts/?email__iexact=${email}&limit=10&offset=0`, {
    headers: { accept: 'application/json', authorization: 'Token bench-token' },
  })
  const { results } = (await answer.body.json()) as { results: Contact[] }
  const guest = results[0]
  const text = guest ? `${guest.name} ${guest.surname} has ${guest.points} points` : 'No such guest'
  await respond({
    response_type: 'ephemeral',
    text,
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: `*${text}*` } }],
  })
})

await app.init()
const server = await receiver.start({ port: 0, host: '127.0.0.1' })
const address = server.address()
serveParent(typeof address === 'object' ? address?.port : undefined)
