// How a Web API method fails, and the shape of a method.
import type { Json } from '../json.ts'
import type { Workspace } from '../workspace.ts'

/** Thrown by a method; becomes `{ ok: false, error, … }`. */
export class ApiError extends Error {
  readonly code: string
  readonly extra: Json

  constructor(code: string, extra: Json = {}) {
    super(code)
    this.name = 'ApiError'
    this.code = code
    this.extra = extra
  }
}

export interface Method {
  /** Whose token it wants. */
  token: 'bot' | 'app' | 'none'
  /** Answers the fields beside `ok: true`. */
  run(args: Json, workspace: Workspace): Json
}

/** Cursor paging as Slack does it: at most `limit` rows and a cursor to the next page, empty on the last. */
export function page<T>(rows: T[], args: Json, normal = 100): { rows: T[]; response_metadata: Json } {
  const asked = Number(args.limit ?? 0)
  const limit = Number.isInteger(asked) && asked > 0 ? Math.min(asked, 1000) : normal
  const start = args.cursor ? Number(Buffer.from(String(args.cursor), 'base64').toString()) : 0
  if (!Number.isInteger(start) || start < 0 || start > rows.length) throw new ApiError('invalid_cursor')
  const end = start + limit
  const next = end < rows.length ? Buffer.from(String(end)).toString('base64') : ''
  return { rows: rows.slice(start, end), response_metadata: { next_cursor: next } }
}
