// The daily digest: its jobs, its verb, and the buttons on it. schedule.ts plans it.
import type { JobHandler } from '../../jobs/handler.ts'
import type { Listeners } from '../../slack/listen.ts'
import type { DigestDesk } from './digest-desk.ts'
import { gather } from './gathering.ts'
import { digestIds } from './ids.ts'
import { postDigest } from './post.ts'
import { digestJob } from './schedule.ts'

export function digestJobs(desk: DigestDesk): Record<string, JobHandler> {
  return {
    [digestJob]: { run: (data, { signal }) => postDigest(desk, data, signal) },
    // Pages of the ledger are many; staff's look-ups go by the same line.
    'digest.gather': { run: (data, { signal }) => gather(desk, data, signal), concurrency: 1 },
  }
}

export function registerDailyDigest(listen: Listeners): void {
  // A link: Slack has opened it already.
  listen.button(digestIds.openCard, async () => {})
}
