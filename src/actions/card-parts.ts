// The lines that every card shares: the sentence with its state, who and where, why it failed.
import type { Action, ActionState } from '../domain/action.ts'
import { hotelTime } from '../domain/hotel-day.ts'
import type { DeskHotel } from '../domain/settings.ts'
import { formatNumber, type Language } from '../lib/words.ts'
import { context, type KnownBlock, section } from '../slack/blocks.ts'
import { mention, safe } from '../slack/text.ts'
import type { Bound } from './definition.ts'
import { actionWords } from './words.ts'

export interface Shown {
  action: Action
  bound: Pick<Bound, 'describe' | 'details' | 'change'>
  hotel: DeskHotel
  /** The channel's, or the reader's. */
  language: Language
}

type StateWord = Extract<keyof typeof actionWords.catalogue, `state${string}`>

const states: Record<ActionState, { emoji: string; word: StateWord }> = {
  requested: { emoji: '📤', word: 'stateRequested' },
  waiting: { emoji: '⏳', word: 'stateWaiting' },
  approved: { emoji: '📤', word: 'stateApproved' },
  declined: { emoji: '🚫', word: 'stateDeclined' },
  expired: { emoji: '⌛', word: 'stateExpired' },
  cancelled: { emoji: '↩️', word: 'stateCancelled' },
  sending: { emoji: '📤', word: 'stateSending' },
  done: { emoji: '✅', word: 'stateDone' },
  failed: { emoji: '❌', word: 'stateFailed' },
  unknown: { emoji: '❓', word: 'stateUnknown' },
  'needs-person': { emoji: '🙋', word: 'stateNeedsPerson' },
  'not-applied': { emoji: '⚠️', word: 'stateNotApplied' },
}

export function stateWord(state: ActionState, language: Language): string {
  return `${states[state].emoji} ${actionWords(language)(states[state].word)}`
}

export function headline({ action, bound, language }: Shown): string {
  return `${states[action.state].emoji} ${bound.describe(language)}`
}

export function headlineBlock(shown: Shown): KnownBlock {
  return section(`*${headline(shown)}*`)
}

/** Who, hotel, reference and state: on every card in every state. */
export function signature({ action, hotel, language }: Shown): KnownBlock {
  const say = actionWords(language)
  const who = action.actingUser
    ? say('byAt', { who: mention(action.actingUser), desk: mention(action.requestedBy) })
    : say('by', { who: mention(action.requestedBy) })
  const at = hotelTime(hotel, action.createdAt)
  return context([who, safe(hotel.name), action.reference, at, stateWord(action.state, language)].join(' · '))
}

/** Who decided, and when. */
export function decision({ action, hotel, language }: Shown): KnownBlock[] {
  const say = actionWords(language)
  const by = {
    who: mention(action.decidedBy ?? action.requestedBy),
    time: hotelTime(hotel, action.decidedAt ?? action.updatedAt),
  }
  switch (action.state) {
    case 'waiting':
    case 'requested':
      return []
    case 'declined':
      return [context(say('declinedBy', by))]
    case 'expired':
      return [context(say('expiredAt', { time: hotelTime(hotel, action.updatedAt) }))]
    case 'cancelled':
      return [
        context(
          say('cancelledBy', { who: mention(action.requestedBy), time: hotelTime(hotel, action.updatedAt) }),
        ),
      ]
    default:
      return action.decidedBy ? [context(say('approvedBy', by))] : []
  }
}

/** What happened, whether anything changed, what to do next; empty while all goes well. */
export function explanation({ action, language }: Shown): KnownBlock[] {
  const sentence = explain(action, language)
  return sentence ? [section(sentence)] : []
}

function explain(action: Action, language: Language): string | undefined {
  const say = actionWords(language)
  const { failure, detail, holdUp, balance } = action.outcome
  switch (action.state) {
    case 'requested':
    case 'approved':
      if (holdUp === undefined) return undefined
      return say(holdUp === 'rate-limited' ? 'holdUpLimited' : 'holdUpUnreachable')
    case 'not-applied':
      return say(action.points === undefined ? 'notAppliedNoRow' : 'notApplied')
    case 'needs-person':
      // Without points it leaves no row in the ledger: its own sentence says whom to ask.
      return action.points === undefined ? undefined : say('needsPerson', { reference: action.reference })
    case 'failed':
      break
    default:
      return undefined
  }
  switch (failure) {
    case 'guest-gone':
      return say('failedGuestGone')
    case 'credentials-refused':
      return say('failedCredentials')
    case 'api-unreachable':
      return say('failedUnreachable')
    case 'not-understood':
      return say('failedNotUnderstood')
    case 'no-longer-allowed':
      return say('failedNoLongerAllowed')
    case 'too-few-points':
      return say('failedTooFewPoints', {
        balance: typeof balance === 'number' ? formatNumber(balance, language) : '?',
      })
    case 'changed-meanwhile':
      return say('failedChanged')
    case 'came-late':
      return say('failedCameLate')
    case 'already-member':
      return say('failedAlreadyMember')
    case 'input-unreadable':
      return say('failedUnreadable')
    default:
      return detail ? say('failedRejectedWith', { detail: safe(detail) }) : say('failedRejected')
  }
}
