// Ids of what stands on a digest.
export const digestIds = {
  /** A button that is a link: Slack tells of the press all the same. */
  openCard: 'daily-digest.open-card',
} as const
