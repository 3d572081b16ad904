// Ids of the history's modals and buttons. Where a press stands is told by the view's metadata, not by the button.
export const historyIds = {
  form: 'history.form',
  choose: 'history.choose',
  newer: 'history.newer',
  older: 'history.older',
  again: 'history.again',
  details: 'history.details',
} as const

/** One button for each kind of row. */
export const filterIds = {
  all: 'history.all',
  granted: 'history.granted',
  redeemed: 'history.redeemed',
  expired: 'history.expired',
} as const
