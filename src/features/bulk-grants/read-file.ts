// From the bytes of a file, or from pasted lines, to rows: what can be told without asking anybody. Pure.
import Papa from 'papaparse'
import { type BatchRow, type FileProblem, maxBatchRows, type RowProblem } from '../../domain/batch.ts'
import { type GuestKey, readGuestKey } from '../../domain/guest-key.ts'
import { maskText } from '../../domain/masking.ts'
import { parsePoints } from '../../domain/points.ts'
import { endsLikeReference } from '../../domain/reference.ts'
import { plainLetters } from '../../lib/plain-letters.ts'
import { cut } from '../../slack/text.ts'

export type ReadRows = { ok: true; rows: BatchRow[] } | { ok: false; problem: FileProblem }

export function readBytes(bytes: Uint8Array): ReadRows {
  const text = decodeAs('utf-8', bytes) ?? decodeAs('windows-1252', bytes)
  return text === undefined ? { ok: false, problem: 'not-text' } : readText(text)
}

/** UTF-8 where it is whole, else what Windows writes as Latin-1. */
function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

interface Columns {
  email: number
  id: number
  points: number
  reason: number
}

const inOrder: Columns = { email: 0, id: -1, points: 1, reason: 2 }

// The surest first: beside a column of e-mails one called "guest" holds names.
const names: Readonly<Record<keyof Columns, readonly string[]>> = {
  email: ['email', 'e-mail', 'mail', 'correo', 'correo electronico', 'guest', 'cliente', 'huesped'],
  id: ['id', 'contact', 'contact id', 'contacto', 'id contacto', 'number', 'numero'],
  points: ['points', 'puntos'],
  reason: ['reason', 'motivo', 'concept', 'concepto'],
}

export function readText(text: string): ReadRows {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a picture has them, a table does not
  if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) return { ok: false, problem: 'not-text' }
  const delimiter = delimiterOf(text)
  const parsed = Papa.parse<string[]>(text, { delimiter })
  // What follows an open quotation mark became one cell: lines would be lost without a word.
  if (parsed.errors.some(({ code }) => code === 'MissingQuotes')) return { ok: false, problem: 'quotes' }
  const records = parsed.data
    .map((cells, index) => ({ line: index + 1, cells: cells.map(cell => cell.trim()) }))
    .filter(({ cells }) => cells.some(cell => cell !== ''))
  const [first, ...rest] = records
  const header = first && readHeader(first.cells)
  if (header === 'incomplete') return { ok: false, problem: 'no-columns' }
  const lines = header ? rest : records
  if (lines.length === 0) return { ok: false, problem: 'no-rows' }
  if (lines.length > maxBatchRows) return { ok: false, problem: 'too-many-rows' }
  const layout: Layout = { columns: header ?? inOrder, width: header ? first.cells.length : 3, delimiter }
  return { ok: true, rows: lines.map(({ line, cells }) => readRow(line, cells, layout)) }
}

interface Layout {
  columns: Columns
  /** How many columns there are: what stands beyond was cut off something. */
  width: number
  delimiter: string
}

const delimiters = [';', '\t', ',']

/** The one under which most lines have cells of their own; a number or a reason may hold another. */
function delimiterOf(text: string): string {
  const scored = delimiters.map(delimiter => {
    const { data } = Papa.parse<string[]>(text, { delimiter, preview: 20 })
    const others = delimiters.filter(other => other !== delimiter)
    const fits = ([cell = '', ...more]: string[]) =>
      more.length > 0 && !others.some(other => cell.includes(other))
    return { delimiter, score: data.filter(fits).length }
  })
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).delimiter
}

/** Undefined: the first line is a guest already. */
function readHeader(cells: readonly string[]): Columns | 'incomplete' | undefined {
  const plain = cells.map(plainLetters)
  const at = (column: keyof Columns) =>
    names[column].map(name => plain.indexOf(name)).find(index => index >= 0) ?? -1
  const found: Columns = { email: at('email'), id: at('id'), points: at('points'), reason: at('reason') }
  if (Object.values(found).every(index => index < 0)) return undefined
  return found.points < 0 || (found.email < 0 && found.id < 0) ? 'incomplete' : found
}

const longestReason = 500
const longestLabel = 60

function readRow(line: number, cells: readonly string[], { columns, width, delimiter }: Layout): BatchRow {
  const cell = (column: keyof Columns) => (columns[column] < 0 ? '' : (cells[columns[column]] ?? ''))
  const typed = cell('id') || cell('email')
  const text = cell('reason').replace(/\s+/g, ' ')
  const points = parsePoints(cell('points'))
  const isGuest = keyOf(typed) !== undefined
  const problem = problemOf()
  return {
    line,
    // What is no key of a guest may be a name or a telephone: its line says where to look.
    guestLabel: isGuest ? cut(maskText(typed), longestLabel) : '',
    text: problem ? '' : text,
    ...(points.ok && { points: points.points }),
    ...(problem ? { problem } : { guestKey: typed }),
  }

  function problemOf(): RowProblem | undefined {
    if (cells.length < 2) return 'columns'
    if (cells.slice(width).some(more => more !== '')) return 'too-many-columns'
    if (typed === '') return 'guest-empty'
    if (!isGuest) return 'guest-unreadable'
    if (!points.ok) return `points-${points.problem}`
    // "1,500" between commas: 1 point for the reason "500"?
    if (delimiter === ',' && /^\d+$/.test(text)) return 'points-ambiguous'
    if (text.length > longestReason) return 'reason-too-long'
    return endsLikeReference(text) ? 'reason-like-reference' : undefined
  }
}

/** An e-mail, or a contact id with or without "#": rooms change hands while a batch waits. */
export function keyOf(typed: string): GuestKey | undefined {
  const { key, rest } = readGuestKey(/^\d+$/.test(typed) ? `#${typed}` : typed, '2000-01-01')
  return key && rest === '' && (key.by === 'email' || key.by === 'id') ? key : undefined
}
