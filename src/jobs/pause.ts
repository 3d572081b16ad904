// How long to wait before looking again, from how long one has waited already: short at first, then longer.

/** Half of the time waited so far, within the limits; whole ms. */
export function growingPause(waitedMs: number, limits: { firstMs: number; longestMs: number }): number {
  return Math.min(limits.longestMs, Math.max(limits.firstMs, Math.round(waitedMs / 2)))
}
