// What is open at a hotel, and what became of what was open at a hand-over.
import { headline } from '../../actions/card-parts.ts'
import type { Desk } from '../../actions/desk.ts'
import { promiseLine } from '../../actions/promise-parts.ts'
import { type Action, lookedAfterStates } from '../../domain/action.ts'
import { nextHandover } from '../../domain/handover-time.ts'
import { hotelDate, hotelTime } from '../../domain/hotel-day.ts'
import type { GuestPromise } from '../../domain/promise.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { formatDay, type Language } from '../../lib/words.ts'
import { mention, safe } from '../../slack/text.ts'
import { actionsOfHotelInStates, findActions } from '../../store/action-lists.ts'
import { type HandoverItem, type HandoverKey, itemsOf, type Subject } from '../../store/handovers.ts'
import { findPromises, promisesDue } from '../../store/promises.ts'
import type { Querier } from '../../store/schema.ts'

const dayMs = 24 * 3_600_000

/** What the coming shift has to know of: promises until the next change of shift, else until tomorrow. */
export async function findOpen(db: Querier, hotel: DeskHotel, from: number): Promise<Subject[]> {
  const until = nextHandover(hotel, from)?.at ?? from + dayMs
  const [actions, promises] = await Promise.all([
    actionsOfHotelInStates(db, hotel.id, lookedAfterStates),
    promisesDue(db, hotel.id, hotelDate(hotel, until)),
  ])
  return [
    ...actions.filter(isOpen).map(({ id }): Subject => ({ kind: 'action', subject: id })),
    ...promises.map(({ id }): Subject => ({ kind: 'promise', subject: id })),
  ]
}

/** Whether somebody still has to do something about it. */
function isOpen({ state, outcome }: Action): boolean {
  if (state === 'waiting') return true
  // What did not arrive is over once it was sent again or left.
  return lookedAfterStates.includes(state) && outcome.sentAgain === undefined && outcome.leftBy === undefined
}

export type Group = 'look' | 'promises' | 'waiting' | 'settled'

/** One thing of a hand-over as it stands now. */
export interface Thing {
  item: HandoverItem
  group: Group
  /** mrkdwn, the guest masked. */
  line: string
  /** To end it by, where it is one and still open. */
  promise: GuestPromise | undefined
  isOverdue: boolean
}

export async function readThings(
  desk: Desk,
  hotel: DeskHotel,
  key: HandoverKey,
  language: Language,
): Promise<Thing[]> {
  const { db } = desk.database
  const items = await itemsOf(db, key)
  const ids = (kind: Subject['kind']) => items.filter(item => item.kind === kind).map(item => item.subject)
  const [actions, promises] = await Promise.all([
    findActions(db, ids('action')),
    findPromises(db, ids('promise')),
  ])
  const today = hotelDate(hotel, desk.clock.now())
  const bySubject = new Map(items.map(item => [item.subject, item]))
  return [
    ...actions.flatMap(action => {
      const item = bySubject.get(action.id)
      return item ? [actionThing(desk, hotel, action, item, language)] : []
    }),
    ...promises.flatMap(promise => {
      const item = bySubject.get(promise.id)
      return item ? [promiseThing(promise, item, today, language)] : []
    }),
  ]
}

function actionThing(
  desk: Desk,
  hotel: DeskHotel,
  action: Action,
  item: HandoverItem,
  language: Language,
): Thing {
  const bound = desk.bind(action)
  const what = bound
    ? headline({ action, bound, hotel, language })
    : `${action.reference} · ${safe(action.guestLabel)}`
  const by = mention(action.actingUser ?? action.requestedBy)
  const [day, time] = [hotelDate(hotel, action.createdAt), hotelTime(hotel, action.createdAt)]
  const isToday = day === hotelDate(hotel, desk.clock.now())
  return {
    item,
    group: !isOpen(action) ? 'settled' : action.state === 'waiting' ? 'waiting' : 'look',
    line: `${what} · ${action.reference} · ${by} · ${isToday ? time : `${formatDay(day, language)}, ${time}`}`,
    promise: undefined,
    isOverdue: false,
  }
}

function promiseThing(promise: GuestPromise, item: HandoverItem, today: string, language: Language): Thing {
  const isStillOpen = promise.state === 'open'
  return {
    item,
    group: isStillOpen ? 'promises' : 'settled',
    line: `${promiseLine(promise, language)} · ${mention(promise.actingUser ?? promise.madeBy)}`,
    promise: isStillOpen ? promise : undefined,
    isOverdue: isStillOpen && promise.dueDay < today,
  }
}
