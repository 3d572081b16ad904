// docs/api-calls.md against the client, its paths, the sources and the tests that it names.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { expect, it, test } from 'vitest'
import { systemClock } from '../src/lib/clock.ts'
import { createLogger } from '../src/lib/logger.ts'
import { createLoyaltyClient } from '../src/loyalty/client.ts'
import { completeSettings } from '../src/loyalty/settings.ts'
import { coverage } from '../src/sandbox/loyalty/coverage.ts'

const root = new URL('../', import.meta.url)
const page = readFileSync(new URL('docs/api-calls.md', root), 'utf8')
const [table = ''] = page.split('## How many')

interface Row {
  call: string
  methods: readonly string[]
  usedBy: string
  sources: readonly string[]
  tests: readonly string[]
}

const codesIn = (cell: string) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)

const rows: readonly Row[] = table
  .split('\n')
  .filter(line => /^\| `(?:GET|POST|PATCH) /.test(line))
  .map(line => {
    const [call = '', methods = '', usedBy = '', tests = ''] = line
      .split('|')
      .slice(1)
      .map(cell => cell.trim())
    return {
      call: codesIn(call)[0] ?? '',
      methods: codesIn(methods),
      usedBy,
      sources: codesIn(usedBy).filter(code => code.startsWith('src/')),
      tests: codesIn(tests),
    }
  })

/** What the vendor describes for guests, the programme, operations, products and rooms. */
const described = [
  'POST contacts/{id}/loyalty-sign-in/',
  'POST contacts/{id}/loyalty-update-data/',
  'POST contacts/loyalty-login/',
  'POST contacts/loyalty-reset-password/',
  'POST contacts/{id}/loyalty-change-password/',
  'POST contacts/{id}/loyalty-reset-account/',
  'GET operations/',
  'GET operations/{id}/',
  'POST operations/add-points/',
  'POST operations/redeem-points/',
  'GET products/',
  'GET products/{id}/',
  'GET contacts/',
  'GET contacts/{id}/',
  'POST contacts/',
  'PATCH contacts/{id}/',
  'POST contacts/web-form/',
  'GET entries/by-room/',
]

const client = createLoyaltyClient({
  baseUrl: 'http://127.0.0.1:9/',
  username: 'nobody',
  password: 'none',
  timeoutMs: 100,
  clock: systemClock,
  logger: createLogger('silent'),
})
const clientMethods = [
  'login',
  ...(['contacts', 'operations', 'products', 'entries'] as const).flatMap(resource =>
    Object.keys(client[resource]).map(method => `${resource}.${method}`),
  ),
]

/** The text of a file, or of every file in a folder. */
function textOf(path: string): string {
  const url = new URL(path, root)
  if (statSync(url).isFile()) return readFileSync(url, 'utf8')
  return readdirSync(url)
    .map(name => readFileSync(new URL(`${path}/${name}`, root), 'utf8'))
    .join('\n')
}

test('every call that the vendor describes has exactly one row', () => {
  const calls = rows.map(({ call }) => call)
  expect(described.filter(call => !calls.includes(call))).toEqual([])
  expect(calls.length).toBe(new Set(calls).size)
})

test('every path that the client knows has a row with a method', () => {
  const made = rows.filter(({ methods }) => methods.length > 0).map(({ call }) => call.split(' ')[1])
  const paths = Object.values(completeSettings().paths)
  expect(paths.filter(path => !made.includes(path))).toEqual([])
  expect([...new Set(made)].filter(path => path !== undefined && !paths.includes(path))).toEqual([])
})

test('every method of the client has a row, and no row names another one', () => {
  expect(rows.flatMap(({ methods }) => methods).toSorted()).toEqual(clientMethods.toSorted())
})

test('the API sandbox knows every call of the table', () => {
  const known = coverage.map(({ route }) => route)
  expect(rows.map(({ call }) => call).filter(call => !known.includes(call))).toEqual([])
})

it.each(rows.filter(({ methods }) => methods.length > 0))(
  '$call is made where the row says, and tested where it says',
  ({ methods, sources, tests }) => {
    const code = sources.map(textOf).join('\n')
    const names = methods.map(method => method.split('.').at(-1) ?? '')
    expect(names.filter(name => !code.includes(`.${name}(`))).toEqual([])
    // None of the sources stands there for nothing.
    for (const source of sources) {
      const own = textOf(source)
      expect([source, names.some(name => own.includes(`.${name}(`))]).toEqual([source, true])
    }
    expect(tests.length).toBeGreaterThan(0)
    expect(tests.filter(path => !existsSync(new URL(path, root)))).toEqual([])
  },
)

it.each(rows.filter(({ methods }) => methods.length === 0))(
  '$call is not made, with the reason',
  ({ usedBy, tests }) => {
    expect(usedBy).toMatch(/^not offered, because .{20,}/)
    expect(tests).toEqual([])
  },
)
