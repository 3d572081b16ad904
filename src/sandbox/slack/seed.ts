// The demo workspace as data: one hotel's people, channels and user groups.

interface SeedUser {
  id: string
  name: string
  realName: string
  locale: string
  timeZone: string
  isAdmin?: boolean
}

interface SeedChannel {
  id: string
  name: string
  /** A short name that tests and transcripts may use instead. */
  alias?: string
  isPrivate?: boolean
  /** User names; `bot` is the app. */
  members: string[]
}

interface SeedGroup {
  id: string
  handle: string
  name: string
  members: string[]
}

export interface SlackSeed {
  team: { id: string; name: string; domain: string }
  app: { id: string; botUserId: string; botId: string; botName: string }
  users: SeedUser[]
  channels: SeedChannel[]
  groups: SeedGroup[]
}

const madrid = { locale: 'es-ES', timeZone: 'Europe/Madrid' }
const staff = ['ana', 'ben', 'carla', 'diego', 'desk']

export const demoWorkspace: SlackSeed = {
  team: { id: 'T0HOTEL', name: 'Hotel Miramar', domain: 'hotel-miramar' },
  app: { id: 'A0DESK', botUserId: 'U0BOT', botId: 'B0BOT', botName: 'loyalty-desk' },
  users: [
    { id: 'U0ANA', name: 'ana', realName: 'Ana Ruiz', ...madrid },
    { id: 'U0BEN', name: 'ben', realName: 'Ben Carter', ...madrid, locale: 'en-GB' },
    { id: 'U0CARLA', name: 'carla', realName: 'Carla Vidal', ...madrid, isAdmin: true },
    { id: 'U0DIEGO', name: 'diego', realName: 'Diego Morales', ...madrid, locale: 'en-US' },
    { id: 'U0ELENA', name: 'elena', realName: 'Elena Sanz', ...madrid },
    { id: 'U0DESK', name: 'desk', realName: 'Front desk 1', ...madrid },
  ],
  channels: [
    { id: 'C0DESK', name: 'miramar-desk', alias: 'desk', members: [...staff, 'bot'] },
    {
      id: 'C0APPR',
      name: 'miramar-approvals',
      alias: 'approvals',
      isPrivate: true,
      members: ['carla', 'diego', 'bot'],
    },
    { id: 'C0DIGEST', name: 'miramar-digest', alias: 'digest', members: [...staff, 'bot'] },
    { id: 'C0OTHER', name: 'lobby-chat', alias: 'other', members: [...staff, 'elena'] },
  ],
  groups: [
    { id: 'S0MANAGERS', handle: 'managers', name: 'Managers', members: ['carla', 'diego'] },
    { id: 'S0AGENTS', handle: 'agents', name: 'Agents', members: ['ana', 'ben'] },
  ],
}
