// When hand-overs are due, for the planner: a hand-over's slot is the wall clock of its shift.
import { planNext, type Routine } from '../../actions/due-posts.ts'
import { lastHandover, nextHandover } from '../../domain/handover-time.ts'
import type { DeskHotel } from '../../domain/settings.ts'
import type { Tx } from '../../store/schema.ts'
import { handoverJobNames } from './ids.ts'

export const handovers: Routine = {
  kind: 'handover',
  job: handoverJobNames.post,
  next(hotel, after) {
    const due = nextHandover(hotel, after)
    return due && { slot: due.shift, at: due.at }
  },
}

/** The end of each plans the next; after an outage the one of the shift that is on, the ones between are not told. */
export function planAfter(tx: Tx, hotel: DeskHotel, dueAt: number, now: number): Promise<void> {
  const last = lastHandover(hotel, now)
  return planNext(tx, handovers, hotel, last && last.at > dueAt ? last.at - 1 : dueAt, now)
}
