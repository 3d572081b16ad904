// The outside of a chaos run: both sandboxes in this process, so that they survive the kills; ten people, their
// guests and the products.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLoyaltySandbox, type LoyaltySandbox } from '../../src/sandbox/loyalty/server.ts'
import type { SlackSeed } from '../../src/sandbox/slack/seed.ts'
import { createSlackSandbox, type SlackSandbox } from '../../src/sandbox/slack/server.ts'
import type { Dice } from './dice.ts'

export const agents = ['ana', 'ben', 'eva', 'ivan', 'lola', 'marc'] as const
export const managers = ['carla', 'diego', 'nora', 'omar'] as const
const staff = [...agents, ...managers]
export const staffNames: readonly string[] = staff

export const idOf = (name: string): string => `U0${name.toUpperCase()}`
export const nameOf = (userId: string): string => userId.slice(2).toLowerCase()

/** One API request of the app is given up after this, ms. */
export const requestTimeoutMs = 1000
/** A lost answer is looked for so long, ms; `latestCommitMs` must be below it. */
export const settleMs = 6000
/** The API sandbox never writes a row later than this after the request, ms. */
export const latestCommitMs = 4000

/** Grants above it wait for a manager; each person has far more grants below it than one day allows. */
export const grantLimit = 5000

export interface Guest {
  contactId: number
  email: string
}

export interface World {
  slack: SlackSandbox
  loyalty: LoyaltySandbox
  /** Few, so that writes for one guest meet. */
  guests: readonly Guest[]
  /** Each is asked for a new password once at most. */
  forgetful: readonly Guest[]
  products: readonly { title: string; price: number }[]
  close(): Promise<void>
}

export async function createWorld(dice: Dice, actions: number): Promise<World> {
  const [slack, loyalty] = await Promise.all([
    createSlackSandbox({
      manifest: new URL('../../manifest.yml', import.meta.url).pathname,
      seed: workspace,
    }),
    createLoyaltySandbox({ random: dice.fork('faults').random }),
  ])
  const addGuests = (prefix: string, count: number) =>
    Array.from({ length: count }, (_, index) => addGuest(loyalty, `${prefix}${index + 1}`))
  const products = Array.from({ length: 40 }, (_, index) => ({
    title: `Gift ${String(index + 1).padStart(2, '0')}`,
    price: 1001 + index * 10,
  }))
  for (const { title, price } of products) addProduct(loyalty, title, price)
  return {
    slack,
    loyalty,
    guests: addGuests('guest', 8 + Math.floor(actions / 25)),
    forgetful: addGuests('forgetful', Math.ceil(actions / 5)),
    products,
    async close() {
      await Promise.all([slack.close(), loyalty.close()])
    },
  }
}

function addGuest({ store }: LoyaltySandbox, name: string): Guest {
  const email = `${name}@example.com`
  const { id } = store.addContact({
    email,
    emailStatus: 2,
    name,
    surname: 'Chaos',
    language: 'en',
    isMember: true,
    // Gold: a bonus comes on top, so a row's points and what arrived differ.
    level: name.endsWith('1') ? 2673 : 2671,
    points: 5_000_000,
    memberSince: '2026-01-02T10:00:00',
  })
  return { contactId: id, email }
}

function addProduct({ store }: LoyaltySandbox, title: string, points: number): void {
  store.addProduct({
    title,
    points,
    code: title.toUpperCase().replace(' ', ''),
    category: 2,
    image: 'https://images.example.com/gift.jpg',
    featured: false,
    startDate: '2020-01-01',
    endDate: '2099-12-31',
    isVisible: true,
    promocode: null,
    notifyAlertEmails: false,
    hotels: [101],
    levels: [],
  })
}

const workspace: SlackSeed = {
  team: { id: 'T0CHAOS', name: 'Hotel Miramar', domain: 'hotel-miramar' },
  app: { id: 'A0DESK', botUserId: 'U0BOT', botId: 'B0BOT', botName: 'loyalty-desk' },
  users: staff.map((name, index) => ({
    id: idOf(name),
    name,
    realName: name,
    locale: index % 2 === 0 ? 'es-ES' : 'en-GB',
    timeZone: 'Europe/Madrid',
  })),
  channels: [
    { id: 'C0DESK', name: 'miramar-desk', alias: 'desk', members: [...staff, 'bot'] },
    {
      id: 'C0APPR',
      name: 'miramar-approvals',
      alias: 'approvals',
      isPrivate: true,
      members: [...managers, 'bot'],
    },
    { id: 'C0DIGEST', name: 'miramar-digest', alias: 'digest', members: [...staff, 'bot'] },
  ],
  groups: [{ id: 'S0AGENTS', handle: 'agents', name: 'Agents', members: [...agents] }],
}

/** Writes the settings file of the ten people's hotel. @returns its path */
export function writeSettings(folder: string): string {
  const path = join(folder, 'settings.yml')
  writeFileSync(
    path,
    `language: es
hotels:
  - id: 101
    name: Hotel Miramar
    timeZone: Europe/Madrid
    channels: { desk: C0DESK, approvals: C0APPR, digest: C0DIGEST }
staff:
  agents: [S0AGENTS]
  managers: [${managers.map(idOf).join(', ')}]
policy:
  agent: { grant: { perAction: ${grantLimit}, perDay: 40000, above: approval }, redeem: approval }
  manager: { grant: { perAction: ${grantLimit}, perDay: 80000, above: approval }, redeem: allowed }
levels: { "2671": Classic, "2672": Silver, "2673": Gold }
`,
  )
  return path
}
