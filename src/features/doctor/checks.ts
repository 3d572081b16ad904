// What the desk needs from outside, each part tried once by something harmless: for `/desk doctor` and for the
// operator's tool.
import { alertWords } from '../../actions/alert-words.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import type { Language } from '../../lib/words.ts'
import type { LoyaltyClient } from '../../loyalty/client.ts'
import { LoyaltyError } from '../../loyalty/errors.ts'
import type { Messenger } from '../../slack/messenger.ts'
import { SlackError } from '../../slack/slack-error.ts'
import { doctorWords } from './words.ts'

export interface Check {
  name: string
  /** What to do when it fails. */
  mend: string
  /** Resolves with what was found; rejects with why it does not work. */
  run: () => Promise<string>
}

export interface Finding {
  isWell: boolean
  name: string
  /** What was found, or a code or few words for why it fails. */
  fact: string
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

export function partChecks(
  { messenger, loyalty }: { messenger: Pick<Messenger, 'whoAmI'>; loyalty: LoyaltyClient },
  language: Language,
): Check[] {
  const say = doctorWords(language)
  const reads = {
    contacts: () => loyalty.contacts.findByEmail('doctor@example.invalid'),
    operations: () => loyalty.operations.list(undefined, { cap: 1 }).next(),
    products: () => loyalty.products.list({ cap: 1 }).next(),
    entries: () => loyalty.entries.byLocator('DOCTOR'),
  }
  return [
    {
      name: say('token'),
      mend: say('mendToken'),
      run: async () => {
        const { team, scopes } = await messenger.whoAmI()
        const missing = neededScopes.filter(scope => scopes.length > 0 && !scopes.includes(scope))
        if (missing.length > 0) throw new Error(say('missingScopes', { scopes: missing.join(', ') }))
        return team
      },
    },
    {
      name: say('login'),
      mend: say('mendLogin'),
      run: async () => {
        await loyalty.login()
        return say('loginWorks')
      },
    },
    ...Object.entries(reads).map(([calls, read]) => ({
      name: say('reads', { calls }),
      mend: say('mendReads'),
      run: async () => {
        await read()
        return say('isReadable')
      },
    })),
  ]
}

export function channelChecks(
  { messenger }: { messenger: Pick<Messenger, 'channel'> },
  hotel: Pick<DeskHotel, 'name' | 'channels'>,
  language: Language,
): Check[] {
  const say = doctorWords(language)
  return (['desk', 'approvals', 'digest'] as const).map(use => ({
    name: say('channel', {
      hotel: hotel.name,
      use: alertWords(language)(`${use}Channel`),
      channel: hotel.channels[use],
    }),
    mend: say('mendChannel'),
    run: async () => {
      const channel = await messenger.channel(hotel.channels[use])
      if (channel.isArchived) throw new Error(say('isArchived'))
      if (!channel.isMember) throw new Error(say('notMember'))
      return `#${channel.name}`
    },
  }))
}

export async function examine({ name, mend, run }: Check): Promise<Finding> {
  try {
    return { isWell: true, name, mend, fact: await run() }
  } catch (error) {
    return { isWell: false, name, mend, fact: reasonOf(error) }
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof SlackError) return error.reason
  if (error instanceof LoyaltyError) return error.code
  return error instanceof Error ? error.message : String(error)
}
