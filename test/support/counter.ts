// What the feature tests share: a colleague for each language, and what the loyalty API was asked.
import { setImmediate } from 'node:timers/promises'
import type { SeenRequest } from '../../src/sandbox/loyalty/request-log.ts'
import type { SlackSandbox } from '../../src/sandbox/slack/server.ts'
import { expectCleanHands, startTestApp, type TestApp, type TestAppOptions } from './app.ts'

type Language = 'es' | 'en'
export type Person = ReturnType<SlackSandbox['person']>

/** Two agents of the hotel: Ana reads Spanish, Ben English. */
export const agents = [
  { name: 'ana', language: 'es' },
  { name: 'ben', language: 'en' },
] as const

/** Two managers of the hotel: Carla reads Spanish, Diego English. */
export const managers = [
  { name: 'carla', language: 'es' },
  { name: 'diego', language: 'en' },
] as const

/** The app with a hotel that speaks this language, once its products and its people are known. */
export async function openDesk(
  language: Language,
  options: TestAppOptions & {
    /** The programme does not let the desk in, so that no products will come. */
    isApiClosed?: boolean
  } = {},
): Promise<TestApp> {
  const { settings = text => text, isApiClosed = false, ...rest } = options
  const desk = await startTestApp({
    ...rest,
    // Nothing here waits for a time limit: a slow machine must not meet one by chance.
    env: { HDH_TIMEOUT_MS: '10000', ...rest.env },
    settings: text => settings(text.replace(/^language: es$/m, `language: ${language}`)),
  })
  await answered(desk, isApiClosed ? 'POST login/' : 'GET products/')
  if (rest.env?.DESK_SETTINGS !== '') await known(desk, 'U0ANA', 'U0BEN')
  return desk
}

/** Waits until the app knows which language these people read. */
export async function known({ app }: TestApp, ...userIds: string[]): Promise<void> {
  for (;;) {
    const people = await app.database.db.selectFrom('people').select('user_id').execute()
    if (userIds.every(id => people.some(({ user_id: userId }) => userId === id))) return
    await setImmediate()
  }
}

/** Ends a test: no rule of Slack broken, nobody's data in the log; the app is stopped in any case. */
export async function closeDesk(desk: TestApp): Promise<void> {
  try {
    expectCleanHands(desk)
  } finally {
    await desk.stop()
  }
}

/** A second hotel with channels of its own and the same staff. */
export function twoHotels(text: string): string {
  const second = [
    '  - id: 102',
    '    name: Hotel Playa',
    '    timeZone: Europe/Madrid',
    '    channels: { desk: C0DIGEST, approvals: C0APPR2, digest: C0DIGEST2 }',
  ]
  return text
    .replace('digest: C0DIGEST }', 'digest: C0DIGEST1 }')
    .replace(/^staff:/m, `${second.join('\n')}\nstaff:`)
}

/** So many more hotels, each with channels of its own and the same staff: Hotel 2, Hotel 3 … */
export const moreHotels =
  (count: number) =>
  (text: string): string => {
    const more = Array.from({ length: count }, (_, i) => i + 2).map(
      n =>
        `  - { id: ${100 + n}, name: Hotel ${n}, timeZone: Europe/Madrid, channels: { desk: C0DESK${n}, approvals: C0APPR${n}, digest: C0DAY${n} } }`,
    )
    return text.replace(/^staff:/m, `${more.join('\n')}\nstaff:`)
  }

/** Books a guest for the same nights as María. */
export function books(
  { loyalty: { store } }: TestApp,
  contact: number,
  stay: { hotel?: number; roomNumber: string; localizer: string },
): void {
  const like = store.entriesOf(maria.id).find(({ localizer }) => localizer === 'ABC123')
  if (!like) throw new Error('the seed has a booking of hers')
  const { id: _id, ...booked } = like
  store.addEntry({ ...booked, contact, ...stay })
}

/** Waits until the loyalty API has answered so many requests of this route. */
export async function answered({ loyalty }: TestApp, route: string, count = 1): Promise<void> {
  await waitUntil(
    loyalty.onChange,
    () => loyalty.requests.filter(each => each.route === route && each.status !== 'open').length >= count,
  )
}

/**
 * The next request of this route is answered so late by the desk's clock. Resolves once the programme keeps it
 * waiting: then the clock can be moved. Take a delay that nothing else of the test takes.
 */
export function answersSlowly(desk: TestApp, route: string, delayMs: number): Promise<void> {
  desk.loyalty.faults.add({ route, kind: 'slow', delayMs })
  return rests(desk, delayMs)
}

/** Resolves once something begins to wait for exactly so long by the desk's clock. */
export function rests({ clock }: TestApp, forMs: number): Promise<void> {
  return new Promise(begun => {
    const listeners = listenersTo(clock)
    const heard = (ms: number) => {
      if (ms !== forMs) return
      listeners.delete(heard)
      begun()
    }
    listeners.add(heard)
  })
}

/** Who is in which group and channel is read every minute; after two rests one reading has begun and ended since. */
export async function listsAreRead(desk: TestApp): Promise<void> {
  for (let turn = 0; turn < 2; turn++) {
    const rest = rests(desk, 60_000)
    desk.clock.advance(60_000)
    await rest
  }
}

const listened = new WeakMap<TestApp['clock'], Set<(ms: number) => void>>()

function listenersTo(clock: TestApp['clock']): Set<(ms: number) => void> {
  const known = listened.get(clock)
  if (known) return known
  const listeners = new Set<(ms: number) => void>()
  const { sleep } = clock
  clock.sleep = (ms, signal) => {
    const slept = sleep(ms, signal)
    for (const heard of [...listeners]) heard(ms)
    return slept
  }
  listened.set(clock, listeners)
  return listeners
}

function waitUntil(onChange: (listener: () => void) => () => void, holds: () => boolean): Promise<void> {
  return new Promise(resolve => {
    const look = () => {
      if (!holds()) return
      stop()
      resolve()
    }
    const stop = onChange(look)
    look()
  })
}

/** The routes that were asked for a guest, in order: log-ins and the product list come from elsewhere. */
export function calls({ loyalty }: TestApp): string[] {
  return loyalty.requests.filter(isAboutGuests).map(({ route, path }) => route ?? path)
}

function isAboutGuests({ route }: SeenRequest): boolean {
  return route !== 'POST login/' && route !== 'GET products/'
}

/** Rows that were written into the ledger since the start of the test, newest last. */
export function ledger({ loyalty }: TestApp, contactId: number) {
  return loyalty.store.operationsOf(contactId).filter(({ concept }) => / · LD-\w{6}$/.test(concept))
}

/** Every action that the desk has stored, oldest first. */
export function actionsOf({ app }: TestApp) {
  return app.database.db.selectFrom('actions').selectAll().orderBy('created_at').execute()
}

export const maria = { id: 11656629, email: 'maria.garcia@example.com', name: 'María García Ruiz' }
export const john = { id: 11656603, email: 'john.smith@example.net', name: 'John Smith' }
