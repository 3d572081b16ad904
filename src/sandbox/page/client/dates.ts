// Slack's `<!date^…>` in the viewer's zone and language, and the times that stand on messages.
// Tokens: docs.slack.dev/messaging/formatting-message-text, "Date formatting".

const dayMs = 86_400_000

export interface Viewer {
  locale: string
  timeZone: string
  /** Epoch milliseconds. */
  now: number
}

const format = (ms: number, { locale, timeZone }: Viewer, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(ms)

const dayOf = (ms: number, viewer: Viewer): string =>
  format(ms, { ...viewer, locale: 'en-CA' }, { dateStyle: 'short' })

/** `today`, `yesterday` or `tomorrow` in the viewer's language; otherwise undefined. */
function nearDay(ms: number, viewer: Viewer): string | undefined {
  const near = [-1, 0, 1].find(days => dayOf(viewer.now + days * dayMs, viewer) === dayOf(ms, viewer))
  if (near === undefined) return undefined
  return new Intl.RelativeTimeFormat(viewer.locale, { numeric: 'auto' }).format(near, 'day')
}

const long = { year: 'numeric', month: 'long', day: 'numeric' } as const
const short = { year: 'numeric', month: 'short', day: 'numeric' } as const

const tokens: Record<string, (ms: number, viewer: Viewer) => string> = {
  date_num: (ms, viewer) => dayOf(ms, viewer),
  date: (ms, viewer) => format(ms, viewer, long),
  date_short: (ms, viewer) => format(ms, viewer, short),
  date_long: (ms, viewer) => format(ms, viewer, { ...long, weekday: 'long' }),
  date_pretty: (ms, viewer) => nearDay(ms, viewer) ?? format(ms, viewer, long),
  date_short_pretty: (ms, viewer) => nearDay(ms, viewer) ?? format(ms, viewer, short),
  date_long_pretty: (ms, viewer) => nearDay(ms, viewer) ?? format(ms, viewer, { ...long, weekday: 'long' }),
  time: (ms, viewer) => clockTime(ms, viewer),
  time_secs: (ms, viewer) => format(ms, viewer, { timeStyle: 'medium' }),
}

/** @param seconds epoch seconds; an unknown token stays as it is. */
export function slackDate(seconds: number, pattern: string, viewer: Viewer): string {
  return pattern.replace(
    /\{(\w+)\}/g,
    (whole, name: string) => tokens[name]?.(seconds * 1000, viewer) ?? whole,
  )
}

export const clockTime = (ms: number, viewer: Viewer): string => format(ms, viewer, { timeStyle: 'short' })

/** The day as it stands between messages: "today", or "Monday 23 November". */
export const dayTitle = (ms: number, viewer: Viewer): string =>
  nearDay(ms, viewer) ?? format(ms, viewer, { weekday: 'long', day: 'numeric', month: 'long' })
