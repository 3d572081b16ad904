// The processes of one run: a single one on the embedded store, or three replicas on a PostgreSQL database of its own.
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { createLogger } from '../../src/lib/logger.ts'
import { type Database, openDatabase } from '../../src/store/database.ts'
import type { StoreKind } from './options.ts'
import { createReplica, type Death, type Replica } from './replica.ts'
import { requestTimeoutMs, settleMs, type World, writeSettings } from './world.ts'

export interface Fleet {
  replicas: readonly Replica[]
  deaths: readonly Death[]
  complaints: readonly string[]
  /** Where each replica's log is. */
  folder: string
  /** The store, read-only. On SQLite an open reader keeps a killed app from recovering by itself: open it last. */
  openStore(): Promise<Database>
  /** Ends the processes and deletes the data, and the logs unless they are kept. */
  end(keepsLogs: boolean): Promise<void>
}

/** @param server `postgres://…` of a server on which databases may be created, for three replicas */
export async function createFleet(
  world: World,
  store: StoreKind,
  server: string | undefined,
): Promise<Fleet> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-chaos-'))
  const place =
    store === 'postgres' ? await createPostgresDatabase(server) : { url: undefined, drop: async () => {} }
  const dataDir = join(folder, 'data')
  const { slack, loyalty } = world
  const env = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_APP_TOKEN: slack.appToken,
    SLACK_API_URL: slack.apiUrl,
    HOST: '127.0.0.1',
    PORT: '0',
    HDH_BASE_URL: loyalty.url,
    HDH_USERNAME: loyalty.username,
    HDH_PASSWORD: loyalty.password,
    HDH_TIMEOUT_MS: String(requestTimeoutMs),
    HDH_SETTLE_MS: String(settleMs),
    DESK_SETTINGS: writeSettings(folder),
    LOG_LEVEL: 'info',
    ...(place.url === undefined ? { DATA_DIR: dataDir } : { DATABASE_URL: place.url }),
  }
  const deaths: Death[] = []
  const complaints: string[] = []
  const names = store === 'postgres' ? ['one', 'two', 'three'] : ['app']
  const replicas = names.map(name =>
    createReplica({
      name,
      env,
      folder,
      died: death => deaths.push(death),
      complained: line => complaints.push(line),
    }),
  )
  await Promise.all(replicas.map(replica => replica.ready()))
  return {
    replicas,
    deaths,
    complaints,
    folder,
    openStore: () =>
      openDatabase({ url: place.url, dataDir, logger: createLogger('silent'), readOnly: true, poolSize: 2 }),
    async end(keepsLogs) {
      await Promise.all(replicas.map(replica => replica.end()))
      await place.drop()
      rmSync(keepsLogs ? dataDir : folder, { recursive: true, force: true })
    },
  }
}

async function createPostgresDatabase(server: string | undefined) {
  if (server === undefined) throw new Error('three replicas need a PostgreSQL server')
  const name = `desk_chaos_${randomUUID().replaceAll('-', '')}`
  const url = new URL(server)
  url.pathname = `/${name}`
  await onServer(server, `create database ${name}`)
  return { url: url.href, drop: () => onServer(server, `drop database ${name} with (force)`) }
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
