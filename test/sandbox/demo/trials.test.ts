// The demo with one side real: a second sandbox stands for the hotel's own Slack, or for its own loyalty API.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type Plan, readPlan } from '../../../src/sandbox/demo/plan.ts'
import { createWorld } from '../../../src/sandbox/demo/world.ts'
import type { SeenRequest } from '../../../src/sandbox/loyalty/request-log.ts'
import { createLoyaltySandbox } from '../../../src/sandbox/loyalty/server.ts'
import { createSlackSandbox } from '../../../src/sandbox/slack/server.ts'

const manifest = new URL('../../../manifest.yml', import.meta.url).pathname
const ownSettings = `
language: es
hotels:
  - id: 4711
    name: Hotel Bahía
    timeZone: Europe/Madrid
    channels: { desk: C0DESK, approvals: C0APPR, digest: C0DIGEST }
    staff: { agents: [U0NOBODY] }
  - id: 4712
    name: Hotel Sierra
    timeZone: Europe/Madrid
    channels: { desk: C0OTHER, approvals: C0OTHER, digest: C0OTHER }
staff: { agents: [U0ANA, U0BEN], managers: [U0CARLA] }
levels: { "2673": Oro }
`

async function open(words: string[], env: Record<string, string>, settings = ownSettings) {
  const folder = mkdtempSync(join(tmpdir(), 'own-settings-'))
  const file = join(folder, 'desk.yml')
  writeFileSync(file, settings)
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const writes: SeenRequest[] = []
  const world = await createWorld({
    plan: readPlan(words),
    env: { LOG_LEVEL: 'silent', DESK_SETTINGS: file, ...env },
    onWrite: write => writes.push(write),
  })
  onTestFinished(() => world.stop())
  return { world, writes }
}

async function realApi() {
  const api = await createLoyaltySandbox()
  onTestFinished(() => api.close())
  const { url, username, password } = api
  return { api, env: { HDH_BASE_URL: url, HDH_USERNAME: username, HDH_PASSWORD: password } }
}

async function realSlack() {
  const slack = await createSlackSandbox({ manifest })
  onTestFinished(() => slack.close())
  const { apiUrl, botToken, appToken } = slack
  return { slack, env: { SLACK_API_URL: apiUrl, SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken } }
}

test('with --api the hotel’s own guests are shown, and a grant is not sent and said not to be done', async () => {
  const { api, env } = await realApi()
  const { world, writes } = await open(['--api'], env)
  const ben = world.slack?.person('ben')
  if (!ben) throw new Error('no Slack sandbox')
  await ben.types('/points john.smith@example.net')
  expect(await ben.waitsToSee('John Smith', 'desk')).toContain('Oro')
  await ben.types('/grant john.smith@example.net 300 three nights')
  await ben.waitsForModal('John Smith')
  await ben.submits()
  const seen = await ben.waitsToSee('Dry run: nothing was sent', 'desk')
  expect(seen).toContain('Hotel Bahía')
  expect(seen).toContain('❌')
  expect(writes).toMatchObject([{ method: 'POST', path: 'operations/add-points/', body: { points: 300 } }])
  expect(api.requests.filter(({ method, path }) => method !== 'GET' && path !== 'login/')).toEqual([])
  expect(world.slack?.violations).toEqual([])
})

test('without --language the hotel’s own settings say in which language its channels are written', async () => {
  const { env } = await realApi()
  const { world } = await open(['--api'], env)
  const ben = world.slack?.person('ben')
  await ben?.types('/grant john.smith@example.net 300 three nights')
  await ben?.waitsForModal('John Smith')
  await ben?.submits()
  await ben?.waitsToSee('No se han abonado 300 puntos a John S', 'desk')
})

test('with --slack the app works in the hotel’s own workspace, on invented guests of its own hotel', async () => {
  const { slack, env } = await realSlack()
  const { world } = await open(['--slack'], env, ownSettings.replace(/^.*U0NOBODY.*\n/m, ''))
  const ana = slack.person('ana')
  await ana.types('/redeem maria.garcia@example.com late')
  await ana.waitsForModal('María García Ruiz')
  expect(await ana.submits()).toEqual({ result: 'closed', errors: {} })
  await slack.person('carla').waitsToSee('Late check-out', 'approvals')
  expect(world.loyalty?.store.products()[0]?.hotels).toEqual([4711, 4712])
  const [stay] = world.loyalty?.store.entries().filter(({ subStatus }) => subStatus === 8) ?? []
  expect([4711, 4712]).toContain(stay?.hotel)
})

const nothing = { isSlackReal: false, isApiReal: false, language: 'en', hasShift: false } satisfies Plan

test.each([
  [{ ...nothing, isApiReal: true }, {}, ['HDH_USERNAME is missing', 'HDH_PASSWORD is missing']],
  [{ ...nothing, isSlackReal: true }, {}, ['SLACK_BOT_TOKEN is missing', 'SLACK_SIGNING_SECRET is missing']],
  [
    { ...nothing, isSlackReal: true },
    { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' },
    ['--slack needs your own settings', 'desk.yml'],
  ],
  [
    { ...nothing, isSlackReal: true },
    { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', DESK_SETTINGS: '/nowhere/desk.yml' },
    ['DESK_SETTINGS: the file /nowhere/desk.yml cannot be read'],
  ],
])('a trial %o with %o says what is missing', async (plan, env, sentences) => {
  const opening = createWorld({ plan, env, onWrite: () => {} })
  for (const sentence of sentences) await expect(opening).rejects.toThrow(sentence)
})

test('words that the demo does not know are answered with its usage', () => {
  for (const words of [['--api', '--real'], ['--language', 'fr'], ['now']])
    expect(() => readPlan(words)).toThrow('usage: npm run demo')
  expect(readPlan(['--api', '--slack', '--language', 'es'])).toEqual({
    language: 'es',
    isSlackReal: true,
    isApiReal: true,
    hasShift: false,
  })
  expect(readPlan([]).language).toBeUndefined()
})

test('a port that is none is named, with what to do', async () => {
  const open = (env: Record<string, string>) => createWorld({ plan: nothing, env, onWrite: () => {} })
  await expect(open({ DEMO_API_PORT: 'abc' })).rejects.toThrow('DEMO_API_PORT: "abc" is no port')
  await expect(open({ DEMO_SLACK_PORT: '65536' })).rejects.toThrow('DEMO_SLACK_PORT: "65536" is no port')
})
