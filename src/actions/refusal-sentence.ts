// Why the desk refuses an action, in a sentence.
import type { Action } from '../domain/action.ts'
import { hotelDate, hotelTime } from '../domain/hotel-day.ts'
import type { Refusal } from '../domain/policy.ts'
import type { DeskHotel } from '../domain/settings.ts'
import { formatDay, type Language } from '../lib/words.ts'
import { formWords } from './form-words.ts'

const sentences = {
  'not-staff': 'refusedNotStaff',
  'not-a-member': 'refusedNotMember',
  'points-unknown': 'refusedPointsUnknown',
  'above-limit': 'refusedAboveLimit',
  'too-few-points': 'refusedTooFewPoints',
  'product-hidden': 'refusedHidden',
  'product-not-started': 'refusedNotStarted',
  'product-ended': 'refusedEnded',
  'product-wrong-level': 'refusedLevel',
  'product-wrong-hotel': 'refusedHotel',
  'product-without-price': 'refusedPrice',
  'redeem-not-allowed': 'refusedRedeem',
  'nobody-could-approve': 'refusedNobody',
  'desk-held': 'refusedHeld',
  'already-member': 'refusedMember',
  'membership-unknown': 'refusedMembershipUnknown',
  'managers-only': 'refusedNoManager',
  'adjust-off': 'refusedAdjustOff',
  'changed-meanwhile': 'refusedChanged',
} as const satisfies Record<
  Exclude<Refusal, 'reset-too-soon' | 'enrol-under-way'>,
  keyof typeof formWords.catalogue
>

/** @param earlier the action that stands in the way, and whose clock tells when it was asked for */
export function refusalSentence(
  why: Refusal,
  language: Language,
  earlier?: { action: Pick<Action, 'createdAt' | 'reference'>; hotel: DeskHotel },
): string {
  const say = formWords(language)
  switch (why) {
    case 'reset-too-soon':
      return say('refusedTooSoon', whenAsked(earlier, language))
    case 'enrol-under-way':
      return say('refusedEnrolling', whenAsked(earlier, language))
    default:
      return say(sentences[why])
  }
}

function whenAsked(earlier: Parameters<typeof refusalSentence>[2], language: Language) {
  if (!earlier) return { day: '', time: '', reference: '' }
  const { action, hotel } = earlier
  return {
    day: formatDay(hotelDate(hotel, action.createdAt), language),
    time: hotelTime(hotel, action.createdAt),
    reference: action.reference,
  }
}
