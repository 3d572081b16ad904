// login-check: whether the loyalty programme lets a guest into its portal, tried with an account made for tests. It is
// here and not in Slack, because a guest's password must not pass through a chat.
import { systemClock } from '../lib/clock.ts'
import { createLogger } from '../lib/logger.ts'
import { createLoyaltyClient } from '../loyalty/client.ts'
import type { GuestLogin } from '../loyalty/contacts.ts'
import { LoyaltyError } from '../loyalty/errors.ts'
import { UsageError, type Verb } from './verb.ts'

export const loginCheck: Verb = async (_words, { print, config: readConfig }) => {
  const { loyalty: options, testGuest } = readConfig()
  if (!testGuest)
    throw new UsageError(
      'Set HDH_TEST_GUEST_EMAIL and HDH_TEST_GUEST_PASSWORD to a guest account made for tests (see .env.example).',
    )
  const loyalty = createLoyaltyClient({ ...options, clock: systemClock, logger: createLogger('silent') })
  try {
    const login = await loyalty.contacts.guestLogin(testGuest.email, testGuest.password)
    print(sentences[login.kind])
    return login.kind === 'correct'
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error
    print(`FAILS  unreachable: the programme did not check the login (${error.code}). ${mendOf(error)}`)
    return false
  } finally {
    await loyalty.close()
  }
}

// Neither the e-mail nor the password: what is printed ends up in logs.
const sentences: Readonly<Record<GuestLogin['kind'], string>> = {
  correct: 'ok     the loyalty programme lets the test guest in',
  'wrong-credentials':
    'FAILS  wrong credentials: the programme refuses the test guest. Check HDH_TEST_GUEST_EMAIL and HDH_TEST_GUEST_PASSWORD.',
}

function mendOf({ code }: LoyaltyError): string {
  return code === 'Unauthorised'
    ? 'Check HDH_USERNAME and HDH_PASSWORD, and the permissions of that API user.'
    : 'Check HDH_BASE_URL, and whether the programme answers: npm run desk -- doctor'
}
