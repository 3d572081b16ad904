// One table from "what failed" to a sentence that staff can act on. Errors of the loyalty API and the store are known
// by their `code` alone: those layers are not imported here.
import type { Language } from '../lib/words.ts'
import { SlackError } from './slack-error.ts'
import { slackWords } from './words.ts'

type Sentence = Exclude<keyof typeof slackWords.catalogue, 'unexpected'>

const byCode: Readonly<Record<string, Sentence>> = {
  Unavailable: 'apiUnavailable',
  Unanswered: 'apiUnavailable',
  RateLimited: 'apiBusy',
  Unauthorised: 'apiCredentials',
  Drift: 'apiDrift',
  NotFound: 'apiNotFound',
  Rejected: 'apiRejected',
  'store-busy': 'storeBusy',
  'store-full': 'storeFull',
  'store-unavailable': 'storeUnavailable',
  'store-locked': 'storeUnavailable',
  'store-schema': 'storeUnavailable',
  'store-commit-unknown': 'saveUnsure',
}

/** What happened, whether anything changed and what to do next; undefined: it is a bug and gets logged whole. */
export function explain(error: unknown, language: Language): string | undefined {
  const say = slackWords(language)
  if (error instanceof SlackError) {
    const isTrigger = /^(expired|exchanged|invalid)_trigger/.test(error.reason)
    return say(isTrigger ? 'triggerExpired' : 'slackUnavailable')
  }
  // Whoever writes looks for the trace of a lost answer; should one come this far, nothing may be promised.
  if (error instanceof Error && 'effect' in error && error.effect === 'maybe') return say('apiUnsure')
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const prefixed = error instanceof Error && error.name === 'StoreError' ? `store-${code}` : code
  const key = Object.hasOwn(byCode, prefixed) ? byCode[prefixed] : undefined
  return key && say(key)
}
