// The guest's latest grants, read once with the guest by forms that compare with them. Not knowing them stops nothing.
import type { ContactId, LatestOperations } from '../domain/guest.ts'
import { type GrantRow, standingGrants } from '../domain/stay-guard.ts'
import { inTime } from '../lib/in-time.ts'
import { LoyaltyError } from '../loyalty/errors.ts'
import type { Desk } from './desk.ts'

/** What a form's row keeps of them. `unread`: the programme did not answer in time. */
export type LatestGrants = { rows: readonly GrantRow[]; since: LatestOperations['since'] } | 'unread'

/** The guest is not kept waiting longer than this for their history. */
const withinMs = 2000
const kept = 20

export async function readLatest(desk: Desk, contactId: ContactId): Promise<LatestGrants> {
  const late = new AbortController()
  const reading = desk.loyalty.operations.newest(contactId, { signal: late.signal }).then(toKept)
  try {
    return await inTime(desk.clock, withinMs, reading, () => {
      late.abort(new Error('the form waits no longer'))
      return 'unread'
    })
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error
    desk.logger.warn({ event: 'history.unread', reason: error.message })
    return 'unread'
  }
}

function toKept({ rows, since }: LatestOperations): LatestGrants {
  const grants = standingGrants(rows).map(({ id, points, concept, at, booking }) => ({
    id,
    points,
    concept,
    at,
    ...(booking !== undefined && { booking }),
  }))
  const last = grants[kept - 1]
  if (grants.length <= kept || !last) return { rows: grants, since }
  return { rows: grants.slice(0, kept), since: last.at === 'unknown' ? 'unknown' : last.at.slice(0, 10) }
}
