// What an action's card shows, by its place and for its reader.
import type { Action } from '../domain/action.ts'
import { hotelDayBounds } from '../domain/hotel-day.ts'
import type { DeskHotel } from '../domain/settings.ts'
import { undoOffer } from '../domain/undo.ts'
import type { Language } from '../lib/words.ts'
import type { Message } from '../slack/blocks.ts'
import { safe } from '../slack/text.ts'
import { totalsOfPerson } from '../store/actions.ts'
import { findCard } from '../store/cards.ts'
import { actionsOfGuest } from '../store/guest-actions.ts'
import type { Note } from '../store/notes.ts'
import { approvalCard, questionCard, receiptCard, requesterCard, threadNote } from './card.ts'
import type { Background } from './card-background.ts'
import type { Shown } from './card-parts.ts'
import { type Desk, hotelOf, languageFor } from './desk.ts'

export interface Drawn {
  channel: string
  message: Message
  threadTs?: string
}

/** The card as it should stand there now; undefined: it has no place. */
export async function drawCard(
  desk: Desk,
  action: Action,
  place: string,
  notes: readonly Note[],
): Promise<Drawn | undefined> {
  const hotel = hotelOf(desk, action.hotelId)
  const bound = desk.bind(action) ?? unreadable(action)
  if (!hotel) return undefined
  const personal = (userId: string): Language => languageFor(desk, userId, action.hotelId)
  const [kind, id = ''] = place.split(':')
  const offer = undoOffer(action, hotel.policy.undo, desk.clock.now())
  switch (kind) {
    case 'desk':
      return {
        channel: hotel.channels.desk,
        message: receiptCard(
          { action, bound, hotel, language: hotel.language },
          // A correction is asked for where its author reads alone: the channel keeps no button for ever.
          { offer: offer === 'undo' ? offer : 'none' },
        ),
      }
    case 'settled':
    case 'judged':
    case 'late':
    case 'outcome': {
      const language = personal(action.requestedBy)
      return {
        channel: action.requestedBy,
        message: receiptCard({ action, bound, hotel, language }, { notes, canDecide: true, offer }),
      }
    }
    case 'requester': {
      const language = personal(action.requestedBy)
      return {
        channel: action.requestedBy,
        message: requesterCard({ action, bound, hotel, language }, notes),
      }
    }
    case 'approvals':
    case 'remind': {
      const isChannel = kind === 'approvals'
      const language = isChannel ? hotel.language : personal(id)
      const channel = isChannel ? hotel.channels.approvals : id
      const background = await readBackground(desk, hotel, action)
      return { channel, message: approvalCard({ action, bound, hotel, language }, notes, background) }
    }
    case 'ask': {
      const note = notes.find(({ id: noteId }) => noteId === id)
      const language = personal(action.requestedBy)
      const isAnswered = notes.some(other => other.kind === 'answer' && note && other.at >= note.at)
      return (
        note && {
          channel: action.requestedBy,
          message: questionCard({ action, bound, hotel, language }, note, isAnswered),
        }
      )
    }
    case 'thread': {
      const note = notes.find(({ id: noteId }) => noteId === id)
      const parent = await findCard(desk.database.db, action.id, 'approvals')
      if (!note || !parent?.ts) return undefined
      return { channel: parent.channel, threadTs: parent.ts, message: threadNote(note, hotel.language) }
    }
    default:
      return undefined
  }
}

/** Another version of the desk wrote the row: it is named, and its state says the rest. */
function unreadable({ reference, guestLabel }: Action): Shown['bound'] {
  return { describe: () => `${reference} · ${safe(guestLabel)}`, details: () => [], change: undefined }
}

const dayMs = 24 * 3_600_000

async function readBackground(desk: Desk, hotel: DeskHotel, action: Action): Promise<Background> {
  const { db } = desk.database
  const lately = desk.clock.now() - 30 * dayMs
  const guestActions = await actionsOfGuest(db, action.contactId, { since: lately })
  const others = guestActions.filter(({ id }) => id !== action.id)
  const { requestedBy: userId, hotelId, hotelDay } = action
  const since = hotelDayBounds(hotel, hotelDay).from
  return {
    guestActions: others.slice(0, 3).map(other => ({ action: other, change: desk.bind(other)?.change })),
    requesterToday: await totalsOfPerson(db, { userId, hotelId, hotelDay, since }, action.id),
    samePair: others.filter(({ requestedBy }) => requestedBy === userId).length,
  }
}
