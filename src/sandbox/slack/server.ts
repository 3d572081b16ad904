// A strict stand-in for Slack on one port: Web API, Socket Mode, response_urls, and people who use the app.
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type Clock, systemClock } from '../../lib/clock.ts'
import { createDelivery } from './deliver.ts'
import { directoryOf } from './directory.ts'
import { createEvents } from './events.ts'
import { createFaults, type SlackFaults } from './faults.ts'
import { createHttpServer } from './http.ts'
import { type ApiCall, createJournal, type Violation } from './journal.ts'
import type { Json } from './json.ts'
import { readManifest } from './manifest.ts'
import { createPerson } from './people/person.ts'
import type { Directory } from './people/screen-types.ts'
import type { Person } from './people/types.ts'
import { createReads, type SlackReads } from './reads.ts'
import { demoWorkspace, type SlackSeed } from './seed.ts'
import { createSetUp, type SetUp } from './set-up.ts'
import { createSignals } from './signals.ts'
import { createSocketHub } from './socket.ts'
import { createStore } from './store.ts'
import { createTickets } from './tickets.ts'
import { createViews } from './views.ts'
import type { Workspace } from './workspace.ts'

export interface SlackSandboxOptions {
  /** Path of manifest.yml: the commands, scopes and events that exist. */
  manifest: string
  /** Default 0: any free port. */
  port?: number
  /** Default 127.0.0.1. */
  host?: string
  /** For the life of trigger_id and response_url, message ts and event retries. Ack time-outs are real time. */
  clock?: Clock
  seed?: SlackSeed
  /** Default 3000, as Slack's. */
  ackTimeoutMs?: number
}

export interface SlackSandbox extends SetUp {
  /** Web API base, with a trailing slash. */
  apiUrl: string
  botToken: string
  appToken: string
  signingSecret: string
  botUserId: string
  teamId: string
  /** HTTP delivery of commands, interactions and events, signed, to that URL; undefined: Socket Mode (default). */
  sendTo(url: string | undefined): void
  /** By name, as in the seed. */
  person(name: string): Person
  /** What everybody in the workspace can know. */
  directory(): Directory
  store: SlackReads
  /** Every call of the Web API, and of response_urls as method `response_url`. */
  calls: ApiCall[]
  /** Every rule of Slack that the app broke; a good test ends with this list empty. */
  violations: Violation[]
  faults: SlackFaults
  /** Delivers the last event that a person caused once more, with retry number (default 1) and reason. */
  redeliver(retryAttempt?: number): Promise<void>
  /** Any event, if the manifest subscribes to `name` (`message.im`, `user_change` …). */
  sendEvent(name: string, event: Json): Promise<void>
  /** Asks the app to renew its connections; without a reason they are cut. */
  disconnectSockets(reason?: 'warning' | 'refresh_requested'): void
  /** Socket Mode connections that can take work. */
  connections(): number
  /** Called after every change; answers the way to stop it. */
  onChange(listener: () => void): () => void
  /** Looks again at every change (no polling); on time-out (5 s) throws with `what`, recent calls and violations. */
  waitFor<T>(probe: () => T | undefined | false, what: string, timeoutMs?: number): Promise<T>
  /** Back to the seed, without messages, views, calls, violations and faults; connections stay. */
  reset(): void
  close(): Promise<void>
}

/** Starts the sandbox; throws when the manifest cannot be read or the port is taken. */
export async function createSlackSandbox(options: SlackSandboxOptions): Promise<SlackSandbox> {
  const { clock = systemClock, host = '127.0.0.1', port = 0, ackTimeoutMs = 3000 } = options
  const manifest = readManifest(options.manifest)
  const given = options.seed ?? demoWorkspace
  const seed = { ...given, app: { ...given.app, botName: manifest.botName ?? given.app.botName } }
  const signals = createSignals(() => journal.dump())
  const journal = createJournal(clock, signals.ring)
  const store = createStore(seed, clock, signals.ring)
  const tickets = createTickets(clock)
  const views = createViews(store, seed)
  const hub = createSocketHub({ journal, ring: signals.ring, appId: seed.app.id, ackTimeoutMs })
  const faults = createFaults(() => hub.disconnect())
  const signingSecret = randomBytes(16).toString('hex')
  const delivery = createDelivery({
    hub,
    journal,
    signingSecret,
    ackTimeoutMs,
    isDown: faults.isDown,
    isInteractive: manifest.interactivity,
    ring: signals.ring,
  })
  const events = createEvents({ clock, delivery, manifest, seed, store })
  let origin = ''
  const workspace: Workspace = {
    clock,
    manifest,
    seed,
    store,
    views,
    tickets,
    journal,
    signals,
    faults,
    hub,
    delivery,
    events,
    botToken: `xoxb-sandbox-${randomBytes(8).toString('hex')}`,
    appToken: `xapp-sandbox-${randomBytes(8).toString('hex')}`,
    origin: () => origin,
  }
  const server = createHttpServer(workspace)
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the sandbox has no port')
  origin = `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`

  const people = new Map<string, Person>()
  return {
    ...createSetUp(workspace),
    apiUrl: `${origin}/api/`,
    botToken: workspace.botToken,
    appToken: workspace.appToken,
    signingSecret,
    botUserId: seed.app.botUserId,
    teamId: seed.team.id,
    sendTo: delivery.sendTo,
    person(name) {
      const user = store.users.get(store.userId(name))
      if (!user) throw new Error(`the workspace has no user "${name}"`)
      const known = people.get(user.id) ?? createPerson(workspace, user)
      people.set(user.id, known)
      return known
    },
    directory: () => directoryOf(workspace),
    store: createReads(store),
    calls: journal.calls,
    violations: journal.violations,
    faults: faults.faults,
    redeliver: events.redeliver,
    sendEvent: (name, event) => events.emit(name, event),
    disconnectSockets: hub.disconnect,
    connections: hub.connections,
    onChange: signals.onChange,
    waitFor: signals.waitFor,
    reset() {
      people.clear()
      tickets.clear()
      faults.clear()
      journal.clear()
      store.reset()
    },
    async close() {
      events.stop()
      hub.close()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
