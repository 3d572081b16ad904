// What the parts of the sandbox share: one value, made in server.ts and passed to each of them.
import type { Clock } from '../../lib/clock.ts'
import type { Delivery } from './deliver.ts'
import type { FaultQueue } from './faults.ts'
import type { Journal } from './journal.ts'
import type { Json } from './json.ts'
import type { Manifest } from './manifest.ts'
import type { SlackSeed } from './seed.ts'
import type { Signals } from './signals.ts'
import type { SocketHub } from './socket.ts'
import type { Store } from './store.ts'
import type { Tickets } from './tickets.ts'
import type { Views } from './views.ts'

export interface Workspace {
  clock: Clock
  manifest: Manifest
  seed: SlackSeed
  store: Store
  views: Views
  tickets: Tickets
  journal: Journal
  signals: Signals
  faults: FaultQueue
  hub: SocketHub
  delivery: Delivery
  events: Events
  botToken: string
  appToken: string
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  origin(): string
}

export interface Events {
  /** Delivers an event if the manifest subscribes to it; resolves at the ack, or at once when it does not. */
  emit(name: string, event: Json, options?: EmitOptions): Promise<void>
  redeliver(retryAttempt?: number): Promise<void>
  stop(): void
}

interface EmitOptions {
  /** Echoes of the app's own messages are sent once and never retried. */
  isEcho?: boolean
}
