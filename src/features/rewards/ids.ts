// Ids of the rewards' windows, buttons and the hotel menu.
export const rewardsIds = {
  form: 'rewards.form',
  choose: 'rewards.choose',
  back: 'rewards.back',
  more: 'rewards.more',
  again: 'rewards.again',
  everything: 'rewards.everything',
  withheld: 'rewards.withheld',
  offered: 'rewards.offered',
  hotel: 'rewards.hotel',
  forGuest: 'rewards.for-guest',
  details: 'rewards.details',
} as const
