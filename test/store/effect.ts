// The effect that the kill test counts: one more for the form, in the transaction that completes the job.
import type { JobHandler } from '../../src/jobs/handler.ts'
import type { Database } from '../../src/store/database.ts'

export function countEffect(database: Database): JobHandler {
  return {
    async run(data, { completeIn }) {
      const { id } = Object(data)
      await database.transaction(async tx => {
        await tx
          .insertInto('allowances')
          .values({ user_id: String(id), kind: 'effect', hotel_id: 1, day: 'any', used: 1 })
          .onConflict(conflict =>
            conflict
              .columns(['user_id', 'kind', 'hotel_id', 'day'])
              .doUpdateSet(eb => ({ used: eb('allowances.used', '+', 1) })),
          )
          .execute()
        await completeIn(tx)
      })
    },
  }
}
