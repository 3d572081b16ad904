// What happens after a failed run: how long to wait, and what may be said about it in a log.

const firstDelayMs = 1_000
const longestDelayMs = 60_000

/** Doubles from 1 s up to 60 s, each between a half and the whole of it, so that retries do not come in step. */
export function exponentialDelayMs(attempt: number): number {
  const delay = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1))
  return Math.round(delay * (0.5 + Math.random() / 2))
}

/** The error's code, else its name: messages may carry what a person typed. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}

/** Where it was thrown, e.g. `at run (src/x.ts:3:9)`. */
export function placeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  return error.stack
    ?.split('\n')
    .find(line => /^ +at /.test(line))
    ?.trim()
}
