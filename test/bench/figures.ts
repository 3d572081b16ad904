// Medians, percentiles, and the table that the bench prints.

export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

/** The nearest-rank percentile; NaN for no values. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN
}

export interface Line {
  what: string
  desk: string
  bare?: string
  target?: string
  /** Missing for a figure without a target. */
  isMet?: boolean
}

export function printSection(title: string, lines: readonly Line[]): void {
  console.log(`\n${title}`)
  for (const { what, desk, bare = '', target = '', isMet } of lines) {
    const verdict = isMet === undefined ? '' : isMet ? 'pass' : 'FAIL'
    console.log(
      `  ${what.padEnd(46)} ${desk.padStart(16)} ${bare.padStart(16)}  ${target.padEnd(20)} ${verdict}`,
    )
  }
}

export const perSecond = (value: number) => `${Math.round(value).toLocaleString('en')}/s`
export const ms = (value: number) => `${value.toFixed(value < 1 ? 2 : value < 10 ? 1 : 0)} ms`
export const mb = (value: number) => `${value.toFixed(0)} MB`
