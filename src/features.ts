// Every thing that staff do, by its folder in src/features: its forms and buttons, its jobs, its actions, its posts.
import { draft } from './actions/definition.ts'
import { binding, createBinder } from './actions/definitions.ts'
import type { Desk } from './actions/desk.ts'
import { adjustGuest } from './features/adjust-guest/definition.ts'
import { registerAdjustGuest } from './features/adjust-guest/feature.ts'
import { bulkVerb, registerBulkGrants } from './features/bulk-grants/feature.ts'
import { bulkJobs } from './features/bulk-grants/jobs.ts'
import { digestJobs, registerDailyDigest } from './features/daily-digest/feature.ts'
import { digests } from './features/daily-digest/schedule.ts'
import { digestVerb } from './features/daily-digest/verb.ts'
import { registerDeskCommand } from './features/desk-command/feature.ts'
import { doctorVerb } from './features/doctor/verb.ts'
import { enrolGuest } from './features/enrol-guest/definition.ts'
import { registerEnrolGuest } from './features/enrol-guest/feature.ts'
import { enrolJobs } from './features/enrol-guest/prepare.ts'
import { registerFindGuest } from './features/find-guest/feature.ts'
import { grantPoints, toRowInput } from './features/grant-points/definition.ts'
import { registerGrantPoints } from './features/grant-points/feature.ts'
import { dutyVerb, registerHandover } from './features/handover/feature.ts'
import { handoverJobs, refreshHandover } from './features/handover/post.ts'
import { handovers } from './features/handover/schedule.ts'
import { registerHistory } from './features/history/feature.ts'
import type { PromiseParts } from './features/promises/change.ts'
import { registerPromises } from './features/promises/feature.ts'
import { promiseJobs } from './features/promises/jobs.ts'
import { redeemProduct } from './features/redeem-product/definition.ts'
import { registerRedeemProduct } from './features/redeem-product/feature.ts'
import { registerRequests } from './features/requests/feature.ts'
import { resetPassword } from './features/reset-password/definition.ts'
import { registerResetPassword } from './features/reset-password/feature.ts'
import { registerRestore } from './features/restore/feature.ts'
import { registerRewards } from './features/rewards/feature.ts'
import { undo } from './features/undo/definition.ts'
import { registerUndo } from './features/undo/feature.ts'
import { takeBackRow } from './features/undo/take-back.ts'
import { registerUnsettled } from './features/unsettled/feature.ts'
import type { JobHandler } from './jobs/handler.ts'
import type { Listeners } from './slack/listen.ts'

/** The definition of an action's kind, with the row's input. @see Desk.bind */
export const bindAction = createBinder({
  'grant-points': binding(grantPoints),
  'redeem-product': binding(redeemProduct),
  'reset-password': binding(resetPassword),
  undo: binding(undo),
  'enrol-guest': binding(enrolGuest),
  'adjust-guest': binding(adjustGuest),
})

/** What is posted by the clock. */
export const posts = [digests, handovers]

/** A hand-over names actions too, and counts bulk requests. @see Desk.refreshLists */
export const refreshLists: Desk['refreshLists'] = refreshHandover

/** A promise that changes changes the hand-over that shows it. */
const promiseParts: PromiseParts = {
  changed: (tx, { hotelId, id }) => refreshHandover(tx, hotelId, id),
}

export function featureJobs(desk: Desk): Record<string, JobHandler> {
  return {
    ...enrolJobs(desk),
    ...digestJobs(desk),
    ...promiseJobs(desk, promiseParts),
    ...handoverJobs(desk),
    ...bulkJobs(desk, { grant: row => draft(grantPoints, toRowInput(row)), takeBack: takeBackRow }),
  }
}

export function registerFeatures(desk: Desk, listen: Listeners): void {
  registerFindGuest(desk, listen)
  registerGrantPoints(desk, listen)
  registerRedeemProduct(desk, listen)
  registerResetPassword(desk, listen)
  registerHistory(desk, listen)
  registerRewards(desk, listen)
  registerEnrolGuest(desk, listen)
  registerAdjustGuest(desk, listen)
  registerRequests(desk, listen)
  registerUnsettled(desk, listen)
  registerUndo(desk, listen)
  registerRestore(desk, listen)
  registerBulkGrants(desk, listen)
  registerPromises(desk, listen, promiseParts)
  registerHandover(desk, listen)
  registerDeskCommand(desk, listen, [dutyVerb(desk), digestVerb(desk), bulkVerb(desk), doctorVerb(desk)])
  registerDailyDigest(listen)
}
