// What was done on a day, a line for each kind of action.
import { formatNumber, type Language } from '../../lib/words.ts'
import type { KindTotal } from '../../store/day-figures.ts'
import { digestWords } from './words.ts'

export function kindLines(kinds: readonly KindTotal[], language: Language): string[] {
  return inOrder(kinds).map(total => kindLine(total, language))
}

function kindLine({ kind, count, points, bonus }: KindTotal, language: Language): string {
  const say = digestWords(language)
  const number = (value: number) => formatNumber(value, language)
  switch (kind) {
    case 'grant-points':
      return bonus > 0
        ? say('grantedWithBonus', { count, points: number(points), bonus: number(bonus) })
        : say('granted', { count, points: number(points) })
    case 'redeem-product':
      return say('redeemed', { count, points: number(points) })
    case 'adjust-guest':
      return say('adjusted', { count })
    case 'undo':
      return say('undone', { count, points: number(points) })
    case 'enrol-guest':
      return say('enrolled', { count })
    case 'reset-password':
      return say('resets', { count })
    default:
      return say('otherKind', { kind, count: number(count) })
  }
}

const usualOrder = ['grant-points', 'redeem-product', 'adjust-guest', 'undo', 'enrol-guest', 'reset-password']

/** The usual kinds first; one that a newer version of the desk brought comes last. */
function inOrder(kinds: readonly KindTotal[]): KindTotal[] {
  const place = ({ kind }: KindTotal) =>
    usualOrder.includes(kind) ? usualOrder.indexOf(kind) : usualOrder.length
  return kinds.toSorted((a, b) => place(a) - place(b) || (a.kind < b.kind ? -1 : 1))
}
