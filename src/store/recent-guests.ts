// Guests whom somebody at a hotel was shown a short while ago: enough to choose one again, gone by themselves.
import type { ContactId } from '../domain/guest.ts'
import { prepared } from './prepared.ts'
import type { Querier, RecentGuestsTable } from './schema.ts'

export interface RecentGuest {
  hotelId: number
  contactId: ContactId
  /** The masked name. */
  label: string
  shownAt: number
  expiresAt: number
}

export async function saveRecentGuest(db: Querier, guest: RecentGuest): Promise<void> {
  await upsert(db, guest)
}

const upsert = prepared<RecentGuest, unknown>((db, value) =>
  db
    .insertInto('recent_guests')
    .values({
      hotel_id: value('hotelId'),
      contact_id: value('contactId'),
      label: value('label'),
      shown_at: value('shownAt'),
      expires_at: value('expiresAt'),
    })
    .onConflict(conflict =>
      conflict.columns(['hotel_id', 'contact_id']).doUpdateSet(eb => ({
        label: eb.ref('excluded.label'),
        shown_at: eb.ref('excluded.shown_at'),
        expires_at: eb.ref('excluded.expires_at'),
      })),
    ),
)

/** Newest first. @param now epoch ms: what has expired by then is not there, swept or not */
export async function recentGuests(
  db: Querier,
  hotelId: number,
  now: number,
  limit: number,
): Promise<RecentGuest[]> {
  const { rows } = await selectRecent(db, { hotelId, now, limit })
  return rows.map(row => ({
    hotelId: row.hotel_id,
    contactId: row.contact_id as ContactId, // as it was saved
    label: row.label,
    shownAt: row.shown_at,
    expiresAt: row.expires_at,
  }))
}

const selectRecent = prepared<{ hotelId: number; now: number; limit: number }, RecentGuestsTable>(
  (db, value) =>
    db
      .selectFrom('recent_guests')
      .selectAll()
      .where('hotel_id', '=', value('hotelId'))
      .where('expires_at', '>', value('now'))
      .orderBy('shown_at', 'desc')
      .orderBy('contact_id')
      .limit(value('limit')),
)

export async function deleteExpiredRecentGuests(db: Querier, now: number): Promise<void> {
  await db.deleteFrom('recent_guests').where('expires_at', '<=', now).execute()
}
