// Every change of a promise: the row, its audit event and the jobs that tell about it, in one transaction.
import { type Desk, hotelOf } from '../../actions/desk.ts'
import { type GuestPromise, promiseExpiresAt } from '../../domain/promise.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import { RetryLater } from '../../jobs/handler.ts'
import { appendAudit } from '../../store/audit.ts'
import { enqueue } from '../../store/jobs.ts'
import { endPromise, findPromise, insertPromise } from '../../store/promises.ts'
import type { Tx } from '../../store/schema.ts'

export const promiseJobs = { show: 'promise.show', expire: 'promise.expire' } as const

export interface PromiseParts {
  /** Has the hand-overs that name it drawn anew. */
  changed(tx: Tx, promise: GuestPromise): Promise<void>
}

/** False when this form was sent before. */
export function note(desk: Desk, hotel: DeskHotel, promise: GuestPromise): Promise<boolean> {
  const { id, createdAt: at, madeBy, actingUser, contactId, dueDay, text } = promise
  return desk.database.transaction(async tx => {
    if (!(await insertPromise(tx, promise))) return false
    await enqueueShow(tx, id)
    await enqueue(tx, {
      name: promiseJobs.expire,
      key: `promise-expire:${id}`,
      data: { promiseId: id },
      runAt: promiseExpiresAt(hotel, dueDay),
    })
    await appendAudit(tx, {
      at,
      actor: madeBy,
      event: 'promise.made',
      subject: id,
      detail: { hotel: hotel.id, contact: contactId, due: dueDay, ...(actingUser && { acting: actingUser }) },
      text,
    })
    return true
  })
}

/** Undefined when it had ended before. @param by a Slack user id, or `desk` */
export function end(
  desk: Desk,
  parts: PromiseParts,
  { id }: GuestPromise,
  to: 'kept' | 'cancelled' | 'expired',
  by: string,
): Promise<GuestPromise | undefined> {
  return desk.database.transaction(async tx => {
    const at = desk.clock.now()
    const ended = await endPromise(tx, id, to, by, at)
    if (!ended) return undefined
    await enqueueShow(tx, id)
    await parts.changed(tx, ended)
    await appendAudit(tx, {
      at,
      actor: by,
      event: `promise.${to}`,
      subject: id,
      detail: { hotel: ended.hotelId, contact: ended.contactId },
    })
    return ended
  })
}

function enqueueShow(tx: Tx, id: string): Promise<void> {
  return enqueue(tx, { name: promiseJobs.show, key: `promise:${id}`, data: { promiseId: id } })
}

/** The job `promise.expire`: never into kept. */
export async function expirePromise(desk: Desk, parts: PromiseParts, id: string): Promise<void> {
  const { promise } = (await findPromise(desk.database.db, id)) ?? {}
  const hotel = promise && hotelOf(desk, promise.hotelId)
  if (!hotel || promise.state !== 'open') return
  // The hotel's day may begin later than when the promise was made.
  const left = promiseExpiresAt(hotel, promise.dueDay) - desk.clock.now()
  if (left > 0) throw new RetryLater(left, 'not-due')
  await end(desk, parts, promise, 'expired', 'desk')
}
