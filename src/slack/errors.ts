// One table from "what failed" to a sentence that staff can act on. Errors of the loyalty API and the store are known
// by their `code` alone: those layers are not imported here.
import type { Language } from '../lib/words.ts'
import { SlackError } from './messenger.ts'
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
  'store-full': 'storeBusy',
  'store-unavailable': 'storeBusy',
  'store-commit-unknown': 'saveUnsure',
}

/** What happened, whether anything changed and what to do next; undefined: it is a bug and gets logged whole. */
export function explain(error: unknown, language: Language): string | undefined {
  const say = slackWords(language)
  if (error instanceof SlackError) {
    const isTrigger = /^(expired|exchanged|invalid)_trigger/.test(error.reason)
    return say(isTrigger ? 'triggerExpired' : 'slackUnavailable')
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const prefixed = error instanceof Error && error.name === 'StoreError' ? `store-${code}` : code
  const key = byCode[prefixed]
  return key && say(key)
}
