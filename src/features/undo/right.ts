// Who may take which action back now, and by which way.
import { stateWord } from '../../actions/card-parts.ts'
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { refusalSentence } from '../../actions/refusal-sentence.ts'
import type { Action } from '../../domain/action.ts'
import type { Reference } from '../../domain/reference.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { isStaff, type Staff } from '../../domain/staff.ts'
import { isTakenBack, isUndoable, undoEndsAt } from '../../domain/undo.ts'
import type { Language } from '../../lib/words.ts'
import type { Who } from '../../slack/identity.ts'
import { mention } from '../../slack/text.ts'
import { findAction } from '../../store/actions.ts'
import type { UndoInput } from './definition.ts'
import { undoWords } from './words.ts'

export interface Undoable {
  action: Action
  hotel: DeskHotel
  staff: Staff
  way: UndoInput['way']
  /** Points that the action added, negative when it took. */
  change: number
  isColleague(userId: string): boolean
}

/**
 * @param wanted `own` of an author who is too late becomes `correction`; `correction` of an author in time becomes `own`
 */
export async function findUndoable(
  desk: Desk,
  actionId: string,
  { userId, language }: Who,
  wanted: UndoInput['way'],
): Promise<Undoable | { sentence: string }> {
  const say = undoWords(language)
  const action = await findAction(desk.database.db, actionId)
  const hotel = action && hotelOf(desk, action.hotelId)
  const change = action && desk.bind(action)?.change
  if (!action || !hotel || !change) return { sentence: say('missing') }
  const staff = desk.identity.staffIn(userId, hotel)
  if (!staff.isAgent && !staff.isManager) return { sentence: refusalSentence('not-staff', language) }
  const { reference, outcome, state } = action
  if (outcome.undoneBy && isTakenBack(outcome.undoneBy)) {
    const undo = await findAction(desk.database.db, outcome.undoneBy.id)
    return { sentence: undo ? alreadySentence(undo, reference, language) : say('missing') }
  }
  if (state !== 'done') return { sentence: say('notDone', { reference, state: stateWord(state, language) }) }
  const found = { action, hotel, staff, change, isColleague }
  if (wanted === 'second') return { ...found, way: wanted }
  if (!isUndoable(action.kind)) return { sentence: say('missing') }

  const { undo: policy } = hotel.policy
  const isAuthor = action.requestedBy === userId
  if (wanted === 'own' && !isAuthor)
    return { sentence: say('notYours', { reference, who: mention(action.requestedBy) }) }
  const isInTime = isAuthor && desk.clock.now() < (undoEndsAt(action, policy) ?? 0)
  if (isInTime) return { ...found, way: 'own' }
  if (policy.after === 'never')
    return { sentence: say('never', { reference, minutes: policy.authorMinutes }) }
  return { ...found, way: 'correction' }

  function isColleague(other: string): boolean {
    const person = hotel && desk.identity.staffIn(other, hotel)
    return person !== undefined && isStaff(person) && !person.isShared
  }
}

/** What had already happened, and by whom. */
export function alreadySentence(undo: Action, undone: Reference, language: Language): string {
  const { reference, state, requestedBy, actingUser } = undo
  const key = state === 'done' ? 'alreadyDone' : 'already'
  return undoWords(language)(key, { undone, reference, who: mention(actingUser ?? requestedBy) })
}
