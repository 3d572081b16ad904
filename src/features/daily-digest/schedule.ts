// When digests are due, for the planner: a digest's slot is the hotel day that it tells about.
import type { Routine } from '../../actions/due-posts.ts'
import { nextDigest } from '../../domain/digest-time.ts'

export const digests: Routine = {
  kind: 'digest',
  job: 'digest.post',
  next(hotel, after) {
    const due = nextDigest(hotel, after)
    return due && { slot: due.day, at: due.at }
  },
}
