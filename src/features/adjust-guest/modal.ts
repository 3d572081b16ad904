// The adjust form: what the guest has now, what it should be, why; before → after is confirmed by a second press.
import { longestNote, noteInput, typedNote } from '../../actions/form-fields.ts'
import type { FormState, GuestForm, ShownGuest } from '../../actions/guest-form.ts'
import { levelName } from '../../actions/look-up.ts'
import type { Unknown } from '../../domain/guest.ts'
import { parsePoints } from '../../domain/points.ts'
import { formatNumber, type Language } from '../../lib/words.ts'
import { context, type KnownBlock, section } from '../../slack/blocks.ts'
import { option, selectInput, textInput } from '../../slack/inputs.ts'
import { safe } from '../../slack/text.ts'
import { type AdjustInput, adjustGuest, changes } from './definition.ts'
import { adjustWords } from './words.ts'

const feature = adjustGuest.kind
const keep = 'keep'

export const adjustForm: GuestForm<AdjustInput> = {
  definition: adjustGuest,
  title: language => adjustWords(language)('title'),
  submitLabel: ({ language }) => adjustWords(language)('submit'),
  prefill: rest => (rest ? { note: rest.slice(0, longestNote) } : {}),
  confirmation: changes,
  blocks,
  read,
}

function blocks(state: FormState): KnownBlock[] {
  const { language, status, typed, hotel } = state
  const say = adjustWords(language)
  const reason = noteInput(feature, say('reason'), typed, { optional: false })
  if (status.kind !== 'shown') return [context(say('explain')), reason]
  const { points, level, levelPoints } = status.guest
  const number = (value: number | Unknown) =>
    value === 'unknown' ? say('notKnown') : formatNumber(value, language)
  const { approvalAbove } = hotel.policy.adjust
  return [
    section(
      say('now', {
        level: safe(levelName(level, state.settings, language)),
        points: number(points),
        levelPoints: number(levelPoints),
      }),
    ),
    ...levelInput(state),
    amountInput('points', say('newPoints'), state),
    amountInput('levelPoints', say('newLevelPoints'), state),
    reason,
    context(say('noTrace'), say('limit', { points: formatNumber(approvalAbove, language) })),
  ]
}

function levelInput({ language, typed, settings }: FormState): KnownBlock[] {
  const say = adjustWords(language)
  const levels = Object.entries(settings?.levels ?? {})
  if (levels.length === 0) return [context(say('noLevelNames'))]
  return [
    selectInput({
      field: 'level',
      feature,
      label: say('newLevel'),
      options: [option(say('keepLevel'), keep), ...levels.map(([id, name]) => option(name, id))],
      initial: typed.level ?? keep,
    }),
  ]
}

function amountInput(
  field: 'points' | 'levelPoints',
  label: string,
  { language, typed }: FormState,
): KnownBlock {
  const hint = adjustWords(language)('amountHint')
  return textInput({ field, feature, label, hint, initial: typed[field], optional: true, maxLength: 20 })
}

function read(state: FormState, guest: ShownGuest): ReturnType<GuestForm<AdjustInput>['read']> {
  const { typed, language } = state
  const say = adjustWords(language)
  const errors: Record<string, string> = {}
  const level = readLevel(state, guest)
  const points = readAmount(typed.points, guest.points, language)
  const levelPoints = readAmount(typed.levelPoints, guest.levelPoints, language)
  for (const [field, value] of Object.entries({ level, points, levelPoints }))
    if (typeof value === 'string') errors[field] = value
  const note = typedNote(typed)
  if (!note) errors.note = say('reasonMissing')
  const isSame = level === undefined && points === undefined && levelPoints === undefined
  if (isSame) errors.points = say('nothingChanges')
  if (
    !note ||
    typeof level === 'string' ||
    typeof points === 'string' ||
    typeof levelPoints === 'string' ||
    isSame
  )
    return { ok: false, errors }
  return {
    ok: true,
    input: {
      ...(level && { level }),
      ...(points && { points }),
      ...(levelPoints && { levelPoints }),
      levelNames: level ? namesOf(level, state) : {},
      note,
    },
  }
}

/** Undefined: stays as it is; a text: what is wrong with it. */
function readLevel(
  { typed, settings, language }: FormState,
  { level }: ShownGuest,
): AdjustInput['level'] | string {
  const chosen = typed.level ?? keep
  if (chosen === keep || settings?.levels[chosen] === undefined || chosen === String(level)) return undefined
  return level === 'unknown' ? adjustWords(language)('beforeUnknown') : { from: level, to: Number(chosen) }
}

function readAmount(
  text: string | undefined,
  from: number | Unknown,
  language: Language,
): AdjustInput['points'] | string {
  const say = adjustWords(language)
  const typed = text?.trim() ?? ''
  if (!typed) return undefined
  // "+500" means 500 more to whoever types it, and would be read as 500.
  if (/^[+\-−–]/.test(typed)) return say('amountIsTotal')
  const parsed = parsePoints(typed)
  const to = parsed.ok ? parsed.points : parsed.problem === 'zero' ? 0 : undefined
  if (to === undefined) return say('amountWrong')
  if (from === 'unknown') return say('beforeUnknown')
  return to === from ? undefined : { from, to }
}

function namesOf(
  { from, to }: NonNullable<AdjustInput['level']>,
  { settings }: FormState,
): AdjustInput['levelNames'] {
  const ids = [from, to].map(String)
  return Object.fromEntries(Object.entries(settings?.levels ?? {}).filter(([id]) => ids.includes(id)))
}
