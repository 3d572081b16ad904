// What is remembered of Slack users between starts: the language, so that the first sentence is in the right one.
import type { Querier } from './schema.ts'

export interface Person {
  userId: string
  locale: string | undefined
  fetchedAt: number
}

export async function allPeople(db: Querier): Promise<Person[]> {
  const rows = await db.selectFrom('people').selectAll().execute()
  return rows.map(row => ({
    userId: row.user_id,
    locale: row.locale ?? undefined,
    fetchedAt: row.fetched_at,
  }))
}

export async function savePerson(db: Querier, person: Person): Promise<void> {
  const row = { locale: person.locale ?? null, fetched_at: person.fetchedAt }
  await db
    .insertInto('people')
    .values({ user_id: person.userId, ...row })
    .onConflict(conflict => conflict.column('user_id').doUpdateSet(row))
    .execute()
}
