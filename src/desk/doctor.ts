// doctor: tries every part that the desk needs, one line each, with the mend for what fails.
import { systemClock } from '../lib/clock.ts'
import { createLogger } from '../lib/logger.ts'
import { createLoyaltyClient } from '../loyalty/client.ts'
import { LoyaltyError } from '../loyalty/errors.ts'
import { createMessenger, SlackError } from '../slack/messenger.ts'
import { readSettings, type StoredSettings } from '../store/settings.ts'
import type { Verb } from './verb.ts'
import { withStore } from './verb.ts'

interface Check {
  name: string
  run: () => Promise<string>
  mend: string
}

const neededScopes = [
  'commands',
  'chat:write',
  'users:read',
  'usergroups:read',
  'channels:read',
  'groups:read',
  'files:read',
  'files:write',
]

export const doctor: Verb = async (_words, { print, config: readConfig }) => {
  const config = readConfig()
  const logger = createLogger('silent')
  const messenger = createMessenger({ token: config.slack.botToken, apiUrl: config.slack.apiUrl, logger })
  const loyalty = createLoyaltyClient({ ...config.loyalty, clock: systemClock, logger })
  let stored: StoredSettings | undefined

  const checks: Check[] = [
    {
      name: 'store',
      mend: 'Check DATABASE_URL or DATA_DIR; start the app once so that it makes its tables.',
      run: async () => {
        stored = await withStore(config, 'read', ({ db }) => readSettings(db))
        return config.store.url ? 'PostgreSQL' : `embedded, in ${config.store.dataDir}`
      },
    },
    {
      name: 'settings',
      mend: 'npm run desk -- settings import FILE',
      run: async () => {
        if (!stored) throw new Error('none yet')
        return `version ${stored.version}, ${stored.settings.hotels.length} hotel(s)`
      },
    },
    {
      name: 'Slack token',
      mend: 'Check SLACK_BOT_TOKEN; reinstall the app in the workspace after a change of its manifest.',
      run: async () => {
        const { team, scopes } = await messenger.whoAmI()
        const missing = neededScopes.filter(scope => scopes.length > 0 && !scopes.includes(scope))
        if (missing.length > 0) throw new Error(`missing scopes: ${missing.join(', ')}`)
        return team
      },
    },
    {
      name: 'loyalty API login',
      mend: 'Check HDH_BASE_URL, HDH_USERNAME and HDH_PASSWORD.',
      run: async () => {
        await loyalty.login()
        return config.loyalty.username
      },
    },
    ...(
      [
        ['contacts', () => loyalty.contacts.findByEmail('doctor@example.invalid')],
        ['operations', () => loyalty.operations.list(undefined, { cap: 1 }).next()],
        ['products', () => loyalty.products.list({ cap: 1 }).next()],
        ['entries', () => loyalty.entries.byLocator('DOCTOR')],
      ] as const
    ).map(([name, call]) => ({
      name: `loyalty API ${name}`,
      mend: 'Ask HotelDataHub to give your API user the permission for these calls.',
      run: async () => {
        await call()
        return 'readable'
      },
    })),
  ]
  let isWell = true
  for (const check of checks) isWell = (await report(check, print)) && isWell
  for (const check of channelChecks(stored, messenger)) isWell = (await report(check, print)) && isWell
  await loyalty.close()
  return isWell
}

function channelChecks(
  stored: StoredSettings | undefined,
  messenger: ReturnType<typeof createMessenger>,
): Check[] {
  return (stored?.settings.hotels ?? []).flatMap(hotel =>
    Object.entries(hotel.channels).map(([use, id]) => ({
      name: `${hotel.name}: ${use} channel ${id}`,
      mend: 'Correct the id in the settings, or invite the app: /invite @Loyalty Desk',
      run: async () => {
        const channel = await messenger.channel(id)
        if (channel.isArchived) throw new Error('archived')
        if (!channel.isMember) throw new Error('the app is not a member')
        return `#${channel.name}`
      },
    })),
  )
}

async function report(check: Check, print: (line: string) => void): Promise<boolean> {
  try {
    print(`ok     ${check.name}: ${await check.run()}`)
    return true
  } catch (error) {
    const reason =
      error instanceof SlackError
        ? error.reason
        : error instanceof LoyaltyError
          ? error.code
          : messageOf(error)
    print(`FAILS  ${check.name}: ${reason}. ${check.mend}`)
    return false
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
