// What ties an action to the bulk grant that it is a row of: the batch goes on when a row has moved, and shows it.
import type { Action } from '../domain/action.ts'
import type { NewJob } from '../store/jobs.ts'

/** Looks after a running batch: sends what is next, tells what came of it. */
export function batchJob(batchId: string, runAt?: number): NewJob {
  return {
    name: 'batch.run',
    key: `batch:${batchId}`,
    data: { batchId },
    ...(runAt !== undefined && { runAt }),
  }
}

/** The batch's card speaks for its rows; one that a person has to decide on gets cards of its own. */
export function quietPlaces({ state }: Action): readonly string[] {
  return state === 'needs-person' || state === 'not-applied' ? ['settled', 'approvals'] : []
}
