// Ids of the rewards' own buttons and the hotel menu; those of every guest window come from its feature's name.
export const rewardsIds = {
  everything: 'rewards.everything',
  withheld: 'rewards.withheld',
  offered: 'rewards.offered',
  hotel: 'rewards.hotel',
  forGuest: 'rewards.for-guest',
  details: 'rewards.details',
} as const
