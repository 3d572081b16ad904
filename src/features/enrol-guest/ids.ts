export const enrolIds = {
  /** Opens the form again with what was typed; its value is the enrolment's id. */
  again: 'enrol-guest.again',
} as const
