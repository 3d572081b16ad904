// Ids of the enrolment's forms and buttons.
export const enrolIds = {
  /** Opens the form again with what was typed; its value is the enrolment's id. */
  again: 'enrol-guest.again',
} as const
