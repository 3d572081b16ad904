// Takes back the second of two that both arrived.
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { refusalSentence } from '../../actions/form-words.ts'
import { unsettledIds } from '../../actions/ids.ts'
import { noteOn } from '../../actions/send-again.ts'
import { submit } from '../../actions/submit.ts'
import type { Action } from '../../domain/action.ts'
import { toPoints } from '../../domain/points.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { toLanguage } from '../../lib/words.ts'
import { section } from '../../slack/blocks.ts'
import type { ButtonCall, Listeners } from '../../slack/listen.ts'
import { findAction } from '../../store/actions.ts'
import { undo } from './definition.ts'
import { undoWords } from './words.ts'

export function registerUndo(desk: Desk, listen: Listeners): void {
  listen.button(unsettledIds.undo, async call => {
    const sentence = await undoSecond(desk, call)
    await call.answer({ text: sentence, blocks: [section(sentence)] })
  })
}

/** @returns what to tell the person */
async function undoSecond(desk: Desk, call: ButtonCall): Promise<string> {
  const { language, userId } = call.who
  const say = undoWords(language)
  const first = await findAction(desk.database.db, call.value)
  const { sentAgain, undoneBy } = first?.outcome ?? {}
  if (undoneBy) return say('already', { reference: undoneBy.reference })
  const second = sentAgain && (await findAction(desk.database.db, sentAgain.id))
  const hotel = second && hotelOf(desk, second.hotelId)
  const change = second && desk.bind(second)?.change
  if (!first || !hotel || second.state !== 'done' || change === undefined) return say('missing')
  const result = await submitUndo(desk, userId, hotel, second, change)
  switch (result.kind) {
    case 'refused':
      return refusalSentence(result.why, language)
    case 'ask-again':
      return say('missing')
    case 'stored':
    case 'repeated': {
      const by = { id: result.action.id, reference: result.action.reference }
      await noteOn(desk, first.id, ({ outcome }) => ({
        event: 'action.undo-asked',
        actor: userId,
        outcome: { ...outcome, undoneBy: by },
      }))
      return result.kind === 'repeated'
        ? say('already', { reference: by.reference })
        : say('asked', { reference: by.reference, undone: second.reference })
    }
  }
}

async function submitUndo(desk: Desk, userId: string, hotel: DeskHotel, second: Action, change: number) {
  const readAt = desk.clock.now()
  const guest = await desk.loyalty.contacts.get(second.contactId, { reference: second.reference })
  // What the ledger says arrived, level bonus included; what was asked for where it does not say.
  const points = toPoints(Math.abs(second.outcome.arrived ?? change))
  if (points === undefined) throw new Error('an action of points has points')
  return submit(desk, {
    definition: undo,
    input: {
      undone: second.reference,
      direction: change > 0 ? 'granted' : 'redeemed',
      points,
      guestLanguage: toLanguage(guest.language) ?? hotel.language,
    },
    staff: desk.identity.staffIn(userId, hotel),
    hotel,
    guest: {
      contactId: second.contactId,
      label: second.guestLabel,
      membership: guest.membership.kind,
      points: guest.points,
      level: guest.level,
      readAt,
      hasStay: second.outcome.hasStay === true,
    },
    cites: second.id,
    key: `undo:${second.id}`,
    seen: 'all',
  })
}
