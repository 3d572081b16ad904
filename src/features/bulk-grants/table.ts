// A batch as a CSV file: the rehearsal before, the result after. Guests are masked in both.
import Papa from 'papaparse'
import { stateWord } from '../../actions/card-parts.ts'
import { levelName } from '../../actions/look-up.ts'
import type { RowResult } from '../../domain/batch.ts'
import { maskText } from '../../domain/masking.ts'
import type { Settings } from '../../domain/settings.ts'
import type { Language } from '../../lib/words.ts'
import { problemSentence } from './problems.ts'
import { tableWords } from './table-words.ts'

export function rehearsalTable(
  results: readonly RowResult[],
  language: Language,
  settings: Settings | undefined,
): string {
  const say = tableWords(language)
  const lines = results.map(({ row }) => {
    const { line, guestLabel, points, facts, text } = row
    const balance = facts?.points
    return [
      line,
      guestLabel,
      facts ? levelName(facts.level, settings, language) : '',
      points ?? '',
      balance ?? '',
      typeof balance === 'number' && points !== undefined && !row.problem ? balance + points : '',
      maskText(text),
      problemSentence(row, language) || (facts?.needsApproval ? say('noteAboveLimit') : ''),
    ]
  })
  return toCsv(
    ['Line', 'Guest', 'Level', 'Points', 'Balance', 'NewBalance', 'Reason', 'Problem'],
    lines,
    language,
  )
}

export function resultTable(results: readonly RowResult[], language: Language): string {
  const say = tableWords(language)
  const lines = results.map(({ row, action }) => [
    row.line,
    row.guestLabel,
    action?.points ?? row.points ?? '',
    action ? stateWord(action.state, language) : say('notSent'),
    action?.reference ?? '',
    action?.operationId ?? '',
    action?.outcome.balance ?? '',
    problemSentence(row, language),
  ])
  return toCsv(
    ['Line', 'Guest', 'Points', 'State', 'Reference', 'Operation', 'Balance', 'Note'],
    lines,
    language,
  )
}

type ColumnKey = Extract<keyof typeof tableWords.catalogue, `column${string}`>
type Column = ColumnKey extends `column${infer Name}` ? Name : never

/** As a spreadsheet opens it at a double click: a mark for UTF-8, the language's separator, no formulas. */
function toCsv(
  columns: readonly Column[],
  lines: readonly (readonly (string | number)[])[],
  language: Language,
): string {
  const say = tableWords(language)
  const table = { fields: columns.map(column => say(`column${column}`)), data: lines.map(line => [...line]) }
  return `\ufeff${Papa.unparse(table, { delimiter: language === 'es' ? ';' : ',', escapeFormulae: true })}\r\n`
}
