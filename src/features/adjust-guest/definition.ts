// Adjust: sets level, points or level points by one call. It leaves no row in the ledger: the guest's own values tell.
import { z } from 'zod'
import type { ActionDefinition, Detail } from '../../actions/definition.ts'
import { levelName } from '../../actions/look-up.ts'
import { stateKey } from '../../actions/state-key.ts'
import type { Action } from '../../domain/action.ts'
import { adjustedFields, decideAdjust, stands } from '../../domain/adjustment.ts'
import type { Guest } from '../../domain/guest.ts'
import { maskText } from '../../domain/masking.ts'
import { formatNumber, type Language } from '../../lib/words.ts'
import { safe } from '../../slack/text.ts'
import { adjustWords } from './words.ts'

const amount = z.object({ from: z.int(), to: z.int() })
const input = z.object({
  level: z.object({ from: z.union([z.int(), z.literal('none')]), to: z.int() }).exactOptional(),
  points: amount.exactOptional(),
  levelPoints: amount.exactOptional(),
  /** The names that the settings gave these levels when the form was sent, by id. */
  levelNames: z.record(z.string(), z.string()),
  /** Why; stays at the desk. */
  note: z.string().max(3000),
})
export type AdjustInput = z.infer<typeof input>
type Field = (typeof adjustedFields)[number]

export const adjustGuest: ActionDefinition<AdjustInput> = {
  kind: 'adjust-guest',
  input,
  changeOf: () => undefined,
  // What is set overwrites: it has to start from what the form showed.
  guestAtWrite: 'fresh',
  readsBack: true,
  decide: decideAdjust,
  async perform(loyalty, action, { level, points, levelPoints }, { mayStillSend }) {
    await loyalty.contacts.updateData(
      action.contactId,
      {
        ...(level && { level: level.to }),
        ...(points && { points: points.to }),
        ...(levelPoints && { levelPoints: levelPoints.to }),
      },
      { reference: action.reference, mayStillSend },
    )
    return {}
  },
  async findTrace(loyalty, action, adjustment) {
    const guest = await loyalty.contacts.find(action.contactId, { reference: action.reference })
    if (!guest) return { kind: 'cannot-tell', isFinal: true }
    if (stands(adjustment, guest, 'to')) return { kind: 'done', receipt: {} }
    return stands(adjustment, guest, 'from') ? { kind: 'not-found' } : { kind: 'cannot-tell', isFinal: false }
  },
  evidence: adjustment => ({
    detail: Object.fromEntries(
      adjustedFields.flatMap(field => {
        const set = adjustment[field]
        return set ? [[field, `${set.from} > ${set.to}`]] : []
      }),
    ),
  }),
  describe: (action, adjustment, language) =>
    adjustWords(language)(stateKey(action.state), {
      guest: safe(action.guestLabel),
      what: changes(adjustment, language),
    }),
  details(action, adjustment, language): Detail[] {
    const say = adjustWords(language)
    const { note } = adjustment
    return [
      ...readBack(action, adjustment, language),
      ...(note ? [[say('reasonShort'), safe(maskText(note))] as const] : []),
    ]
  },
}

/** "Points: 1,240 → 1,500 · Level: Silver → Gold", ready for mrkdwn. */
export function changes(adjustment: AdjustInput, language: Language): string {
  const say = adjustWords(language)
  return setFields(adjustment)
    .map(field => `${say(field)}: ${beforeAfter(adjustment, field, language)}`)
    .join(' · ')
}

function setFields(adjustment: AdjustInput): Field[] {
  return adjustedFields.filter(field => adjustment[field] !== undefined)
}

function beforeAfter(adjustment: AdjustInput, field: Field, language: Language): string {
  const set = adjustment[field]
  if (!set) return ''
  return [set.from, set.to].map(value => valueText(adjustment, field, value, language)).join(' → ')
}

function valueText(
  { levelNames }: AdjustInput,
  field: Field,
  value: Guest[Field],
  language: Language,
): string {
  if (field === 'level') return safe(levelName(value, { levels: levelNames }, language))
  return typeof value === 'number' ? formatNumber(value, language) : adjustWords(language)('notKnown')
}

/** What the programme says after the write, or said when it stopped the write. */
function readBack(action: Action, adjustment: AdjustInput, language: Language): Detail[] {
  const say = adjustWords(language)
  const { failure, readBack: now, balance } = action.outcome
  const isDone = action.state === 'done'
  if (isDone && !now && balance === 'unknown') return [[say('readAfter'), say('notRead')]]
  if (!now || !(isDone || failure === 'changed-meanwhile')) return []
  const values = setFields(adjustment).map(
    field => `${say(field)}: ${valueText(adjustment, field, now[field], language)}`,
  )
  const isOther = isDone && !stands(adjustment, now, 'to')
  const warning = isOther ? [`⚠️ ${say('otherThanAsked')}`] : []
  return [[say(isDone ? 'readAfter' : 'readInstead'), [...values, ...warning].join('\n')]]
}
