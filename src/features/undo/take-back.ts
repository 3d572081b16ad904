// From a right to the request: what arrived, what is left of it, and the opposite operation for it.
import type { Desk } from '../../actions/desk.ts'
import { toReceipt } from '../../actions/ledger.ts'
import { refusalSentence } from '../../actions/refusal-sentence.ts'
import { readSameGuest } from '../../actions/same-guest.ts'
import { type Submission, type Submitted, submit } from '../../actions/submit.ts'
import type { Action } from '../../domain/action.ts'
import { toPoints } from '../../domain/points.ts'
import type { Reference } from '../../domain/reference.ts'
import { planUndo } from '../../domain/undo.ts'
import { type Language, toLanguage } from '../../lib/words.ts'
import { LoyaltyError } from '../../loyalty/errors.ts'
import { undo } from './definition.ts'
import { alreadySentence, type Undoable } from './right.ts'
import { undoneSinceBackup } from './since-backup.ts'
import { undoWords } from './words.ts'

/** `undone-before`: since the backup that the store was put back from. */
type Asked = Submitted | { kind: 'undone-before'; reference: Reference } | 'nothing-left' | 'in-doubt'

interface Said {
  text?: string
  acting?: string | undefined
}

/**
 * Takes a row of a bulk grant back; a row in doubt is not asked for, since nobody would see its numbers.
 * @throws LoyaltyError, StoreError: nothing was done
 */
export function takeBackRow(
  desk: Desk,
  undoable: Pick<Undoable, 'action' | 'hotel' | 'staff' | 'change'>,
  batch: NonNullable<Submission<unknown>['batch']>,
): Promise<Asked> {
  return ask(desk, { ...undoable, way: 'correction' }, {}, batch)
}

/** @returns what to tell the person. @throws LoyaltyError, StoreError: nothing was done */
export async function submitUndo(
  desk: Desk,
  undoable: Omit<Undoable, 'isColleague'>,
  language: Language,
  said: Said = {},
): Promise<string> {
  const say = undoWords(language)
  const { reference: undone } = undoable.action
  const result = await ask(desk, undoable, said)
  if (typeof result === 'string') return say('nothingLeft', { undone })
  switch (result.kind) {
    case 'refused':
      return refusalSentence(result.why, language)
    case 'ask-again':
      return say('missing')
    case 'repeated':
      return alreadySentence(result.action, undone, language)
    case 'undone-before':
      return say('undoneBefore', { reference: result.reference })
    case 'stored': {
      const { reference, state } = result.action
      return say(state === 'waiting' ? 'askedManager' : 'asked', { reference, undone })
    }
  }
}

async function ask(
  desk: Desk,
  { action, hotel, staff, way, change }: Omit<Undoable, 'isColleague'>,
  said: Said,
  batch?: Submission<unknown>['batch'],
): Promise<Asked> {
  const [guest, arrived, before] = await Promise.all([
    readSameGuest(desk, action),
    readArrived(desk, action),
    undoneSinceBackup(desk, action),
  ])
  if (before !== 'no' && before !== 'cannot-tell') return { kind: 'undone-before', reference: before }
  const direction = change > 0 ? 'granted' : 'redeemed'
  const asked = Math.abs(change)
  const plan = planUndo({ asked, arrived, balance: guest.points, direction })
  const points = toPoints(plan.points)
  if (points === undefined) return 'nothing-left'
  const doubt = plan.doubt ?? (before === 'cannot-tell' ? 'backup' : undefined)
  if (batch && doubt) return 'in-doubt'
  const { undoneBy, handedOverBy } = action.outcome
  return submit(desk, {
    definition: undo,
    input: {
      undone: action.reference,
      direction,
      points,
      guestLanguage: toLanguage(guest.language) ?? hotel.language,
      way,
      asked,
      ...(arrived !== undefined && { arrived: Math.abs(arrived) }),
      ...(doubt && { doubt }),
      ...(handedOverBy !== undefined && { isHandedOver: true }),
      ...(said.text !== undefined && { text: said.text }),
    },
    staff,
    hotel,
    actingUser: said.acting,
    guest,
    cites: action.id,
    ...(batch && { batch }),
    // One per action, whoever presses and however often; a new one once nothing came of the last.
    key: undoneBy ? `undo:${action.id}:${undoneBy.id}` : `undo:${action.id}`,
    seen: 'all',
  })
}

/** What the ledger's row says, level bonus included; undefined where it cannot be read. */
async function readArrived(desk: Desk, action: Action): Promise<number | undefined> {
  const { arrived, bonusUnread } = action.outcome
  if (arrived !== undefined && !bonusUnread) return arrived
  try {
    const receipt = await readReceipt(desk, action)
    return receipt?.bonusUnread ? undefined : receipt?.arrived
  } catch (error) {
    // While the programme does not answer nobody is asked: the press is worth another try.
    if (!(error instanceof LoyaltyError) || error.isRetryable) throw error
    return undefined
  }
}

async function readReceipt(desk: Desk, action: Action) {
  const { operations } = desk.loyalty
  if (action.operationId === undefined) {
    const trace = await desk.bind(action)?.findTrace(desk.loyalty)
    return trace?.kind === 'done' ? trace.receipt : undefined
  }
  const row = await operations.get(action.operationId, { reference: action.reference })
  if (row.contactId !== action.contactId) return undefined
  return toReceipt({ operationId: row.id, points: row.points, bonusPoints: row.bonusPoints })
}
