// The jobs of batches, as the queue runs them. Their rows hold ids only.
import { z } from 'zod'
import type { Desk } from '../../actions/desk.ts'
import type { JobHandler } from '../../jobs/handler.ts'
import type { BatchPlace, BulkParts } from './parts.ts'
import { rehearse } from './rehearse.ts'
import { expireBatch, remindOfBatch } from './review.ts'
import { runBatch } from './run.ts'
import { showBatch } from './show.ts'

const ofBatch = z.object({ batchId: z.string() })
const places = [
  'author',
  'approvals',
  'told:author',
  'told:approver',
  'file:rehearsal',
  'file:author',
  'file:thread',
] as const satisfies readonly BatchPlace[]
const place = z.union([z.enum(places), z.templateLiteral(['remind:', z.string()])])
const ofPlace = z.object({ batchId: z.string(), place })

export function bulkJobs(desk: Desk, parts: BulkParts): Record<string, JobHandler> {
  return {
    'batch.rehearse': { run: (data, context) => rehearse(desk, ofBatch.parse(data).batchId, context) },
    'batch.run': { run: data => runBatch(desk, parts, ofBatch.parse(data).batchId) },
    'batch.expire': { run: data => expireBatch(desk, ofBatch.parse(data).batchId) },
    'batch.remind': { run: (data, context) => remindOfBatch(desk, ofBatch.parse(data).batchId, context) },
    'batch.show': {
      run: data => {
        const shown = ofPlace.parse(data)
        return showBatch(desk, shown.batchId, shown.place)
      },
    },
  }
}
