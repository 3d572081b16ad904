// Which rows of the ledger the desk wrote: who asked, where its card stands, and what it undoes or repeats.
import { type Desk, hotelOf } from '../../actions/desk.ts'
import type { Action } from '../../domain/action.ts'
import type { Operation } from '../../domain/guest.ts'
import { type Reference, splitConcept } from '../../domain/reference.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import type { Who } from '../../slack/identity.ts'
import { SlackError } from '../../slack/slack-error.ts'
import { actionsByReference, relatedActions } from '../../store/action-lists.ts'
import { cardsOf } from '../../store/cards.ts'

export interface Ours {
  action: Action
  /** Of the action; undefined when the settings no longer have it. */
  hotel: DeskHotel | undefined
  /** The reader is staff there: they may know who acted, and open the card. */
  isOwnHotel: boolean
  cardUrl: string | undefined
  related: readonly { how: How; action: Action }[]
}

/** As seen from the row: it takes another one back, was taken back, was sent again for one, or as one. */
type How = 'undoes' | 'undone-by' | 'again-for' | 'again-as'

/** The rows whose concept ends with the reference of one of our actions for this guest, by that reference. */
export async function findOurs(
  desk: Desk,
  rows: readonly Operation[],
  who: Who,
): Promise<ReadonlyMap<Reference, Ours>> {
  const { db } = desk.database
  const references = rows.flatMap(({ concept }) => splitConcept(concept).reference ?? [])
  const contactIds = new Set(rows.map(({ contactId }) => contactId))
  const known = await actionsByReference(db, references)
  // Somebody may have typed a reference of another guest's action into the programme itself.
  const actions = known.filter(({ contactId }) => contactIds.has(contactId))
  const related = await relatedActions(db, actions)
  const ours = await Promise.all(
    actions.map(async (action): Promise<Ours> => {
      const isOwnHotel = who.hotels.some(({ id }) => id === action.hotelId)
      return {
        action,
        hotel: hotelOf(desk, action.hotelId),
        isOwnHotel,
        cardUrl: isOwnHotel ? await cardUrl(desk, action.id) : undefined,
        related: related.flatMap(other => howRelated(action, other)),
      }
    }),
  )
  return new Map(ours.map(each => [each.action.reference, each]))
}

function howRelated(action: Action, other: Action): Ours['related'] {
  if (action.cites === other.id)
    return [{ how: action.kind === 'undo' ? 'undoes' : 'again-for', action: other }]
  if (other.cites === action.id)
    return [{ how: other.kind === 'undo' ? 'undone-by' : 'again-as', action: other }]
  return []
}

/** The desk channel's card, else the one that managers saw. Without a link the row still says everything. */
async function cardUrl(desk: Desk, actionId: string): Promise<string | undefined> {
  const cards = await cardsOf(desk.database.db, actionId)
  const posted = (place: string) => cards.find(card => card.place === place && card.ts)
  const card = posted('desk') ?? posted('approvals')
  if (!card?.ts) return undefined
  try {
    return await desk.messenger.permalink({ channel: card.channel, ts: card.ts })
  } catch (error) {
    if (!(error instanceof SlackError)) throw error
    return undefined
  }
}
