// The daily digest: its jobs, its verb, and the buttons on it. schedule.ts plans it.
import type { JobHandler } from '../../jobs/handler.ts'
import type { Listeners } from '../../slack/listen.ts'
import type { DigestDesk } from './digest-desk.ts'
import { gather } from './gathering.ts'
import { digestIds } from './ids.ts'
import { postDigest } from './post.ts'
import { digests } from './schedule.ts'

export function digestJobs(desk: DigestDesk): Record<string, JobHandler> {
  return {
    [digests.job]: { run: (data, { signal }) => postDigest(desk, data, signal) },
    'digest.gather': { run: (data, { signal }) => gather(desk, data, signal) },
  }
}

export function registerDailyDigest(listen: Listeners): void {
  // A link: Slack has opened it already.
  listen.button(digestIds.openCard, async () => {})
}
