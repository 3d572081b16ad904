// What staff are told when something failed: a sentence for each failure that can be told, in both languages.
import { describe, expect, it, test } from 'vitest'
import type { Language } from '../../src/lib/words.ts'
import { LoyaltyError, type LoyaltyErrorCode } from '../../src/loyalty/errors.ts'
import { explain } from '../../src/slack/errors.ts'
import { SlackError } from '../../src/slack/slack-error.ts'
import { StoreError, type StoreErrorCode } from '../../src/store/errors.ts'

const both: readonly Language[] = ['en', 'es']
const loyaltyCodes: Record<LoyaltyErrorCode, RegExp> = {
  Unauthorised: /password.*IT person/,
  NotFound: /does not know this guest/,
  Rejected: /refused this/,
  RateLimited: /asks us to wait.*in a minute/,
  Unavailable: /does not answer.*try again/,
  Drift: /does not understand.*IT person/,
  Unanswered: /does not answer.*try again/,
}
const storeCodes: Record<StoreErrorCode, RegExp> = {
  busy: /busy.*press again/,
  full: /no space.*IT person/,
  unavailable: /cannot reach its store.*try again/,
  'commit-unknown': /whether this was saved.*press again/,
  locked: /cannot reach its store.*IT person/,
  schema: /cannot reach its store.*IT person/,
}

const loyaltyError = (code: LoyaltyErrorCode, effect: LoyaltyError['effect'] = 'not-applied') =>
  new LoyaltyError({ code, method: 'GET', path: 'contacts/', effect, isRetryable: true })

function expectBoth(error: unknown, english: RegExp): void {
  const [en = '', es = ''] = both.map(language => explain(error, language))
  expect(en).toMatch(english)
  expect(es).not.toBe(en)
  expect(es).toMatch(/\p{L}/u)
}

describe('the loyalty API', () => {
  it.each(Object.entries(loyaltyCodes))('%s is explained', (code, english) => {
    const error = loyaltyError(code as LoyaltyErrorCode)
    expectBoth(error, english)
    expect(explain(error, 'en')).toContain('Nothing changed')
    expect(explain(error, 'es')).toContain('No ha cambiado nada')
  })

  test('a write whose answer was lost is never said to have changed nothing', () => {
    const error = loyaltyError('Unanswered', 'maybe')
    expectBoth(error, /cannot tell whether anything changed/)
    expect(explain(error, 'en')).not.toMatch(/nothing changed/i)
    expect(explain(error, 'es')).not.toMatch(/no ha cambiado nada/i)
  })
})

describe('the store', () => {
  it.each(Object.entries(storeCodes))('%s is explained', (code, english) => {
    expectBoth(new StoreError(code as StoreErrorCode), english)
  })

  test('only a lost commit leaves open whether it was saved', () => {
    const unsure = Object.keys(storeCodes).filter(
      code => !/nothing changed/i.test(explain(new StoreError(code as StoreErrorCode), 'en') ?? ''),
    )
    expect(unsure).toEqual(['commit-unknown'])
  })
})

describe('Slack', () => {
  it.each([
    ['expired_trigger_id', /once more/],
    ['exchanged_trigger_id', /once more/],
    ['invalid_trigger_id', /once more/],
    ['channel_not_found', /did not take our answer/],
    ['not_found', /did not take our answer/],
  ])('%s is explained', (reason, english) => {
    expectBoth(new SlackError('refused', reason), english)
  })

  it.each(['rate-limited', 'unavailable'] as const)('%s is explained', code => {
    expectBoth(new SlackError(code, 'no_answer'), /did not take our answer/)
  })
})

it.each([
  ['a bug', new TypeError('x is not a function')],
  ['a code of somebody else', Object.assign(new Error('no'), { code: 'ECONNREFUSED' })],
  ['a store’s code on another error', Object.assign(new Error('no'), { code: 'busy' })],
  ['a name of every object', Object.assign(new Error('no'), { code: 'constructor' })],
  ['a text', 'Unavailable'],
  ['nothing', undefined],
])('%s is not explained: it is logged whole', (_name, error) => {
  for (const language of both) expect(explain(error, language)).toBeUndefined()
})
