// The steps of the guided tour, in the order in which they make most sense.

export const tourSteps = [
  'look-up',
  'grant',
  'undo-or-ledger',
  'request',
  'approve',
  'lost-answer',
  'morning',
] as const

export type TourStep = (typeof tourSteps)[number]
