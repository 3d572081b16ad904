// The jobs of actions, as the queue runs them. Their rows hold ids only.
import { z } from 'zod'
import type { JobHandler } from '../jobs/handler.ts'
import { endUndo, showCard } from './cards.ts'
import type { Desk } from './desk.ts'
import { perform } from './perform.ts'
import { expire, remind } from './review.ts'
import { type SettlingOptions, settle } from './settle.ts'

const ofAction = z.object({ actionId: z.string() })
const ofCard = z.object({ actionId: z.string(), place: z.string() })

export function actionJobs(desk: Desk, settling: SettlingOptions): Record<string, JobHandler> {
  return {
    'action.perform': { run: data => perform(desk, ofAction.parse(data).actionId) },
    'action.settle': { run: data => settle(desk, ofAction.parse(data).actionId, settling) },
    'action.expire': { run: data => expire(desk, ofAction.parse(data).actionId) },
    'action.remind': { run: data => remind(desk, ofAction.parse(data).actionId) },
    'card.undo-end': { run: data => endUndo(desk, ofAction.parse(data).actionId) },
    'card.show': {
      run: data => {
        const { actionId, place } = ofCard.parse(data)
        return showCard(desk, actionId, place)
      },
    },
  }
}
