// Why a file cannot be used, why a row is left out, and how a batch stands, in words.
import {
  type BatchRow,
  type BatchState,
  type FileProblem,
  maxBatchRows,
  type RowProblem,
} from '../../domain/batch.ts'
import { formatNumber, type Language } from '../../lib/words.ts'
import { problemWords } from './problem-words.ts'
import { bulkWords } from './words.ts'

type Key<Prefix extends string> = Extract<keyof typeof problemWords.catalogue, `${Prefix}${string}`>

const rowProblems = {
  'points-empty': 'pointsEmpty',
  'points-not-a-number': 'pointsNotANumber',
  'points-zero': 'pointsZero',
  'points-negative': 'pointsNegative',
  'points-decimal': 'pointsDecimal',
  'points-ambiguous': 'pointsAmbiguous',
  'points-too-many': 'pointsTooMany',
  columns: 'rowColumns',
  'too-many-columns': 'rowTooManyColumns',
  'guest-empty': 'rowGuestEmpty',
  'guest-unreadable': 'rowGuestUnreadable',
  'reason-too-long': 'rowReasonTooLong',
  'reason-like-reference': 'rowReasonLikeReference',
  'no-guest': 'rowNoGuest',
  'several-guests': 'rowSeveralGuests',
  'not-a-member': 'rowNotAMember',
  'twice-in-file': 'rowTwice',
  'granted-just-now': 'rowJustNow',
  'above-limit': 'rowAboveLimit',
  'not-read': 'rowNotRead',
  refused: 'rowRefused',
  'nothing-left': 'rowNothingLeft',
  'in-doubt': 'rowInDoubt',
  'taken-back': 'rowTakenBack',
  restored: 'rowRestored',
} as const satisfies Record<RowProblem, Key<'row'> | Key<'points'>>

/** Empty for a row without one. */
export function problemSentence({ problem, about = '' }: BatchRow, language: Language): string {
  if (!problem) return ''
  const say = problemWords(language)
  switch (problem) {
    case 'twice-in-file':
    case 'granted-just-now':
    case 'taken-back':
      return say(rowProblems[problem], { about })
    default:
      return say(rowProblems[problem])
  }
}

const fileProblems = {
  'not-text': 'fileNotText',
  'no-rows': 'fileNoRows',
  'too-large': 'fileTooLarge',
  gone: 'fileGone',
  'no-columns': 'fileNoColumns',
  quotes: 'fileQuotes',
} as const satisfies Record<Exclude<FileProblem, 'too-many-rows'>, Key<'file'>>

export function fileSentence(problem: FileProblem, language: Language): string {
  const say = problemWords(language)
  if (problem === 'too-many-rows')
    return say('fileTooManyRows', { rows: formatNumber(maxBatchRows, language) })
  return say(fileProblems[problem])
}

const states = {
  reading: 'stateRehearsed',
  rehearsing: 'stateRehearsed',
  rehearsed: 'stateRehearsed',
  waiting: 'stateWaiting',
  running: 'stateRunning',
  finished: 'stateFinished',
  declined: 'stateDeclined',
  expired: 'stateExpired',
  cancelled: 'stateCancelled',
  unreadable: 'stateUnreadable',
} as const satisfies Record<BatchState, keyof typeof bulkWords.catalogue>

const emojis: Record<BatchState, string> = {
  reading: '🔎',
  rehearsing: '🔎',
  rehearsed: '📋',
  waiting: '⏳',
  running: '📤',
  finished: '✅',
  declined: '🚫',
  expired: '⌛',
  cancelled: '↩️',
  unreadable: '❌',
}

export function batchState(state: BatchState, language: Language): string {
  return bulkWords(language)(states[state])
}

export function batchEmoji(state: BatchState): string {
  return emojis[state]
}
