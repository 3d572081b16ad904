// Finds the route of a request. A literal path wins over one with {id}; without the trailing slash nothing
// is found.
import type { Route } from './http.ts'

export interface Found {
  /** 'POST operations/add-points/', or undefined when the path exists but not with this method. */
  key: string | undefined
  route: Route | undefined
  params: Record<string, string>
  /** Methods that the path takes. */
  allowed: string[]
}

export interface Router {
  keys: readonly string[]
  /** @param path below the base. Undefined when no route has such a path. */
  find(method: string, path: string): Found | undefined
}

const routeKey = (route: { method: string; path: string }) => `${route.method} ${route.path}`

export function createRouter(routes: readonly Route[]): Router {
  const byPath = Map.groupBy(routes, route => route.path)
  const paths = [...byPath.keys()].sort((a, b) => Number(a.includes('{')) - Number(b.includes('{')))
  return {
    keys: routes.map(routeKey),
    find(method, path) {
      for (const pattern of paths) {
        const params = matchPath(pattern, path)
        if (!params) continue
        const candidates = byPath.get(pattern) ?? []
        const route = candidates.find(candidate => candidate.method === method)
        const allowed = candidates.map(candidate => candidate.method)
        return { key: route && routeKey(route), route, params, allowed }
      }
      return undefined
    },
  }
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const expected = pattern.split('/')
  const actual = path.split('/')
  if (expected.length !== actual.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of expected.entries()) {
    const value = actual[index] ?? ''
    if (part.startsWith('{')) {
      if (value === '') return undefined
      params[part.slice(1, -1)] = value
    } else if (part !== value) return undefined
  }
  return params
}
