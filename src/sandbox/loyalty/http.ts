// What a route is given and what it gives back, and the refusals that every route shares. The shapes follow
// Django REST Framework, which the real API looks like.

export interface ApiRequest {
  /** Values of {names} in the route's path. */
  params: Readonly<Record<string, string>>
  /** The whole address as asked; lists build their next and previous from it. */
  url: URL
  /** A query filter's value; undefined when absent, empty, or while a fault ignores filters. */
  filter(name: string): string | undefined
  /** True while a fault makes the server ignore filters. */
  ignoresFilters: boolean
  /** The parsed JSON body; an empty object when none was sent. */
  body: Readonly<Record<string, unknown>>
}

export interface Reply {
  status: number
  headers?: Record<string, string>
  content: { json: unknown } | { html: string } | { text: string }
}

export interface Route {
  method: 'GET' | 'POST' | 'PATCH'
  /** Below the base, with {id} for a path value and a slash at the end. */
  path: string
  /** True where no token is asked for. */
  isOpen?: boolean
  handle(request: ApiRequest): Reply
}

export const ok = (json: unknown): Reply => ({ status: 200, content: { json } })
export const created = (json: unknown): Reply => ({ status: 201, content: { json } })

export const refused = (fields: unknown): Reply => ({ status: 400, content: { json: fields } })

export const failed = (status: number, detail: string, headers: Record<string, string> = {}): Reply => ({
  status,
  headers,
  content: { json: { detail } },
})

export const notFound = (): Reply => failed(404, 'Not found.')

export const tokenNotValid = (detail = 'Token is invalid or expired'): Reply => ({
  status: 401,
  headers: { 'WWW-Authenticate': 'Token realm="api"' },
  content: { json: { detail, code: 'token_not_valid' } },
})

/** A page of HTML, as Django or a proxy before it answers outside the API's own error shape. */
export function htmlPage(status: number, title: string): Reply {
  const html = `<!doctype html>\n<html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`
  return { status, content: { html } }
}
