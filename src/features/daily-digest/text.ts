// The whole digest as text.
import { type DigestFigures, isQuiet } from './figures.ts'
import type { Lines, Notes } from './lines.ts'

/** The whole digest as text: for the operator, notifications and screen readers. */
export function digestLines(figures: DigestFigures, lines: Lines, notes: Notes): string[] {
  const said = lines.notes(notes, figures.isRunning)
  if (isQuiet(figures)) return [lines.quiet(figures.day), ...said]
  const { people, products } = figures
  return [
    lines.heading(figures.day),
    ...said,
    ...lines.totals(figures),
    ...lines.comparison(figures),
    ...lines.chartTwin(lines.chart(figures)),
    ...(people.length > 0 ? [lines.say('people'), ...people.map(lines.person)] : []),
    ...(products.length > 0 ? [lines.say('products'), ...products.map(lines.product)] : []),
    ...lines.decisions(figures),
    ...lines.open('waiting', figures.waiting),
    ...lines.bulk(figures),
    ...lines.open('unsettled', figures.unsettled),
    ...lines.ledger(figures.ledger),
    ...lines.fingerprint(figures),
  ]
}
