// Ids of the buttons on a hand-over.
export const handoverIds = {
  take: 'handover.take',
  /** The same, on the answer to `/desk duty`, which only the asker sees. */
  takeFromDuty: 'handover.take-from-duty',
} as const

export const handoverJobNames = { post: 'handover.post', show: 'handover.show' } as const
