// The world that one run of the bench shares: fake peers, a scratch folder, and the environment of each side.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type FakeApi, startFakeApi } from './fake-api.ts'
import { type FakeSlack, startFakeSlack } from './fake-slack.ts'
import { deskChannel, signingSecret, staff } from './requests.ts'
import { type Side, startSide } from './side.ts'

export interface World {
  api: FakeApi
  slack: FakeSlack
  isQuick: boolean
  /** The environment of an app whose store is in this folder of the scratch space, or at this address. */
  env(store: string, databaseUrl?: string): NodeJS.ProcessEnv
  start(script: string, store: string, extra?: NodeJS.ProcessEnv): Promise<Side>
  /** Ends every side that still runs, as after a part that failed. */
  endSides(): void
  close(): void
}

// Limits so wide that none is met: 10,000 grants by 50 people on one day.
const settings = `
language: en
hotels:
  - id: 101
    name: Bench Hotel
    timeZone: Europe/Madrid
    channels: { desk: ${deskChannel}, approvals: C0APPR, digest: C0DIGEST }
staff:
  agents: [${staff.join(', ')}]
  managers: [U0CARLA]
policy:
  agent: { grant: { perAction: 100000, perDay: 1000000, above: approval }, redeem: approval }
levels: { "2673": Gold }
`

export async function createWorld(isQuick: boolean): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-bench-'))
  const settingsFile = join(folder, 'settings.yml')
  writeFileSync(settingsFile, settings)
  const sides: Side[] = []
  const [api, slack] = await Promise.all([startFakeApi(), startFakeSlack()])
  const env = (store: string, databaseUrl = ''): NodeJS.ProcessEnv => {
    const dataDir = join(folder, store)
    mkdirSync(dataDir, { recursive: true })
    return {
      SLACK_BOT_TOKEN: 'xoxb-bench',
      SLACK_APP_TOKEN: '',
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: slack.apiUrl,
      HOST: '127.0.0.1',
      PORT: '0',
      HDH_BASE_URL: api.baseUrl,
      HDH_USERNAME: 'bench',
      HDH_PASSWORD: 'bench',
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      DESK_SETTINGS: settingsFile,
      LOG_LEVEL: 'info',
      NODE_ENV: 'production',
    }
  }
  return {
    api,
    slack,
    isQuick,
    env,
    async start(script, store, extra = {}) {
      const side = await startSide(script, { ...env(store), ...extra }, join(folder, `${store}.log`))
      sides.push(side)
      return side
    },
    endSides() {
      for (const side of sides.splice(0)) side.kill()
    },
    close() {
      api.close()
      slack.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Fails when the promise takes longer. */
export async function within<T>(limitMs: number, promise: Promise<T>, failure: string): Promise<T> {
  const timer = Promise.withResolvers<never>()
  const timeout = setTimeout(() => timer.reject(new Error(failure)), limitMs)
  try {
    return await Promise.race([promise, timer.promise])
  } finally {
    clearTimeout(timeout)
  }
}
