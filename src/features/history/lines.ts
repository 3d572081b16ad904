// How a row of the ledger reads, in the list and in its details.
import { stateWord } from '../../actions/card-parts.ts'
import type { Operation } from '../../domain/guest.ts'
import { maskText } from '../../domain/masking.ts'
import { splitConcept } from '../../domain/reference.ts'
import { formatDay, formatNumber, type Language } from '../../lib/words.ts'
import { cut, link, mention, safe } from '../../slack/text.ts'
import type { Ours } from './ours.ts'
import { historyWords } from './words.ts'

const longestConcept = 150

/** `+300` or `-300`; a level bonus beside it. */
export function amount({ points, bonusPoints }: Operation, language: Language): string {
  const say = historyWords(language)
  if (points === 'unknown') return say('unknown')
  const signed = signedNumber(points, language)
  if (bonusPoints === 'unknown' || bonusPoints === 0) return signed
  return say('withBonus', { points: signed, bonus: signedNumber(bonusPoints, language) })
}

export function signedNumber(value: number, language: Language): string {
  return `${value > 0 ? '+' : ''}${formatNumber(value, language)}`
}

/** The hotel's wall clock, as the programme printed it. */
export function rowDay({ at }: Operation, language: Language): string {
  return at === 'unknown' ? historyWords(language)('noDate') : formatDay(at.slice(0, 10), language)
}

/** What the guest reads, masked and without the reference of one of ours. */
export function reasonLine({ concept }: Operation, ours: Ours | undefined, language: Language): string {
  const text = ours ? splitConcept(concept).reason : concept
  return safe(cut(maskText(text), longestConcept)) || historyWords(language)('noConcept')
}

/** Who did it, with the card behind the reference; colleagues of other hotels stay unnamed. */
export function authorLine({ action, hotel, isOwnHotel, cardUrl }: Ours, language: Language): string {
  const say = historyWords(language)
  const { reference, actingUser, requestedBy } = action
  const named = cardUrl ? link(cardUrl, reference) : reference
  const place = hotel ? [safe(hotel.name)] : []
  if (!isOwnHotel) return [named, ...place].join(' · ')
  return [named, say('by', { who: mention(actingUser ?? requestedBy) }), ...place].join(' · ')
}

export function relatedLines({ related }: Ours, language: Language): string[] {
  const say = historyWords(language)
  const words = {
    undoes: 'undoes',
    'undone-by': 'undoneBy',
    'again-for': 'againFor',
    'again-as': 'againAs',
  } as const
  return related.map(({ how, action }) =>
    say(how === 'undone-by' && action.state !== 'done' ? 'undoAsked' : words[how], {
      reference: action.reference,
      state: stateWord(action.state, language),
    }),
  )
}
