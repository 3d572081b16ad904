// Ids of the history's own buttons; those of every guest window come from its feature's name.
export const historyIds = {
  details: 'history.details',
} as const

/** One button for each kind of row. */
export const filterIds = {
  all: 'history.all',
  granted: 'history.granted',
  redeemed: 'history.redeemed',
  expired: 'history.expired',
} as const
