// Before a grant for a stay: points that the guest already has for it, in the form and at the press.
import type { FormState, GuestForm, ShownGuest } from '../../actions/guest-form.ts'
import type { LatestGrants } from '../../actions/latest.ts'
import { maskText } from '../../domain/masking.ts'
import { referencesIn } from '../../domain/reference.ts'
import { type GrantRow, grantLike, type StayFacts } from '../../domain/stay-guard.ts'
import { formatDay, formatNumber, type Language } from '../../lib/words.ts'
import { cut, safe } from '../../slack/text.ts'
import type { GrantInput } from './definition.ts'
import { grantWords } from './words.ts'

export const stayCheck: NonNullable<GuestForm<GrantInput>['history']> = { notes, question }

function notes(guest: ShownGuest, latest: LatestGrants, { language }: Pick<FormState, 'language'>): string[] {
  const say = grantWords(language)
  if (latest === 'unread') return [say('historyUnread')]
  const { rows, since } = latest
  const found = guest.stay && grantLike(guest.stay, rows)
  return [
    ...(found ? [say('alreadyThere', { row: rowLine(found, language) })] : []),
    ...(since === 'unknown' ? [say('historyIncomplete')] : []),
    ...(since === 'start' || since === 'unknown'
      ? []
      : [say('historySince', { day: formatDay(since, language) })]),
  ]
}

/** Asked once for each row; pressing again is the choice, and the audit trail names the row. */
function question(
  input: GrantInput,
  guest: ShownGuest,
  latest: LatestGrants,
  { language }: Pick<FormState, 'language'>,
): ReturnType<NonNullable<GuestForm<GrantInput>['history']>['question']> {
  if (input.reason !== 'stay' || latest === 'unread') return undefined
  const row = grantLike(stayOf(input, guest), latest.rows)
  if (!row) return undefined
  const reference = referencesIn(row.concept).at(-1)
  return {
    operationId: row.id,
    sentence: grantWords(language)('likeThisStay', { row: rowLine(row, language) }),
    ...(reference && { reference }),
  }
}

/** What is typed of the stay counts; what is not comes from the stay that the guest was found by. */
function stayOf({ arrival, departure, locator }: GrantInput, { stay = {} }: ShownGuest): StayFacts {
  if (locator !== undefined && locator.toLowerCase() !== stay.locator?.toLowerCase())
    return { arrival, departure, locator }
  if (departure === undefined && (arrival === undefined || arrival === stay.arrival)) return stay
  return { ...stay, arrival, departure }
}

function rowLine({ at, points, concept }: GrantRow, language: Language): string {
  return [
    points === 'unknown' ? '' : `*+${formatNumber(points, language)}*`,
    at === 'unknown' ? '' : formatDay(at.slice(0, 10), language),
    safe(cut(maskText(concept), 120)),
  ]
    .filter(Boolean)
    .join(' · ')
}
