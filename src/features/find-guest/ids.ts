// Ids of the look-up's forms and buttons.
export const findGuestIds = {
  form: 'find-guest.form',
  choose: 'find-guest.choose',
  reveal: 'find-guest.reveal',
  revealForm: 'find-guest.reveal-form',
} as const
