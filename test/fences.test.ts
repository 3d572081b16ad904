// Who may import whom: each layer is given one forbidden import after the other, and the linter must refuse every one.
// They are planted into a copy of the tree's shape under the linter's own rules, so that the real tree stays untouched.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it, test } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
const biome = createRequire(import.meta.url).resolve('@biomejs/biome/bin/biome')

const folders = [
  'domain',
  'lib',
  'loyalty',
  'store',
  'jobs',
  'slack',
  'actions',
  'features',
  'desk',
  'sandbox',
]
const rootFiles = ['app.ts', 'config.ts', 'features.ts', 'health.ts', 'main.ts']
const database = ['kysely', 'pg']

interface Fence {
  /** Where the importing file stands, below src. */
  in: string
  /** Folders besides its own. */
  mayImport: readonly string[]
  /** Packages that this layer must not know. */
  packages: readonly string[]
}

const fences: readonly Fence[] = [
  {
    in: 'domain',
    mayImport: [],
    packages: [
      'node:fs',
      'zod',
      'pino',
      'undici',
      '@slack/web-api',
      ...database,
      'yaml',
      'intl-messageformat',
    ],
  },
  { in: 'lib', mayImport: [], packages: [] },
  { in: 'loyalty', mayImport: ['domain', 'lib'], packages: ['@slack/web-api', '@slack/bolt', ...database] },
  { in: 'store', mayImport: ['domain', 'lib'], packages: ['@slack/web-api', 'undici'] },
  { in: 'store/migrations', mayImport: ['domain', 'lib'], packages: ['@slack/web-api', 'undici'] },
  { in: 'jobs', mayImport: ['store', 'lib'], packages: ['@slack/web-api', 'undici', ...database] },
  { in: 'slack', mayImport: ['domain', 'lib'], packages: ['undici', ...database] },
  {
    in: 'actions',
    mayImport: ['domain', 'lib', 'loyalty', 'store', 'jobs', 'slack'],
    packages: ['@slack/web-api', 'undici', ...database],
  },
  {
    in: 'features/here',
    mayImport: ['domain', 'lib', 'loyalty', 'store', 'jobs', 'slack', 'actions'],
    packages: ['@slack/web-api', 'undici', ...database],
  },
  { in: 'sandbox/loyalty', mayImport: ['lib'], packages: [] },
  { in: 'sandbox/slack', mayImport: ['lib'], packages: [] },
  { in: 'sandbox/slack/web-api', mayImport: ['lib'], packages: [] },
  { in: 'sandbox/page', mayImport: ['lib'], packages: [] },
  { in: 'sandbox/page/client', mayImport: [], packages: ['node:fs'] },
  {
    in: 'desk',
    mayImport: [...folders.filter(folder => folder !== 'sandbox'), ...rootFiles],
    packages: [],
  },
]

interface Plant {
  /** The importing file, below src. */
  file: string
  line: string
}

let planted = 0
const plant = (folder: string, specifier: string): Plant => ({
  file: join(folder, `plant-${planted++}.ts`),
  line: `import '${specifier}'`,
})

const forbidden = fences.flatMap(fence => {
  const own = fence.in.split('/')[0] ?? ''
  const up = '../'.repeat(fence.in.split('/').length)
  const others = [...folders, ...rootFiles]
    .filter(other => other !== own && !fence.mayImport.includes(other))
    .map(other => (other.endsWith('.ts') ? `${up}${other}` : `${up}${other}/deep/down.ts`))
  const siblings = own === 'features' ? ['../there/definition.ts', '../../features/there/words.ts'] : []
  return [...others, ...siblings, ...fence.packages, 'date-fns'].map(specifier => plant(fence.in, specifier))
})
const forbiddenAtRoot = ['./sandbox/slack/server.ts', 'date-fns'].map(specifier => plant('', specifier))
const otherWays: Plant[] = [
  "import type { App } from '../app.ts'",
  "export { app } from '../app.ts'",
  "export const app = await import('../app.ts')",
].map(line => ({ ...plant('domain', ''), line }))

const allowed = fences.flatMap(fence => {
  const up = '../'.repeat(fence.in.split('/').length)
  const others = fence.mayImport.map(other =>
    other.endsWith('.ts') ? `${up}${other}` : `${up}${other}/deep/down.ts`,
  )
  return [...others, './neighbour.ts', 'date-fns/addDays', '@date-fns/tz'].map(each => plant(fence.in, each))
})
const allowedElsewhere = [
  plant('store/migrations', '../schema.ts'),
  plant('sandbox/slack/web-api', '../server.ts'),
  plant('sandbox/page/client', '../../slack/json.ts'),
  { ...plant('sandbox', '../app.ts'), file: 'sandbox/demo.ts' },
  plant('', './features/here/feature.ts'),
]
const circle: Plant[] = [
  { file: 'lib/round.ts', line: "import { b } from './about.ts'\nexport const a = () => b" },
  { file: 'lib/about.ts', line: "import { a } from './round.ts'\nexport const b = () => a" },
]

const refused = lint([
  ...forbidden,
  ...forbiddenAtRoot,
  ...otherWays,
  ...allowed,
  ...allowedElsewhere,
  ...circle,
])

it.each([...forbidden, ...forbiddenAtRoot, ...otherWays])('$file is refused: $line', ({ file }) => {
  expect(refused.get(file)).toBe('lint/style/noRestrictedImports')
})

it.each([...allowed, ...allowedElsewhere])('$file is taken: $line', ({ file }) => {
  expect(refused.get(file)).toBeUndefined()
})

it.each(circle)('$file is refused: files that import each other', ({ file }) => {
  expect(refused.get(file)).toBe('lint/suspicious/noImportCycles')
})

test('every folder and file at the top of src is in the lists above', () => {
  const entries = readdirSync(join(root, 'src'), { withFileTypes: true })
  expect(entries.map(({ name }) => name).toSorted()).toEqual([...folders, ...rootFiles].toSorted())
})

/** Which rule refuses which file. */
function lint(plants: readonly Plant[]): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-fences-'))
  try {
    for (const file of ['biome.json', '.gitignore']) cpSync(join(root, file), join(folder, file))
    for (const { file, line } of plants) {
      mkdirSync(dirname(join(folder, 'src', file)), { recursive: true })
      writeFileSync(join(folder, 'src', file), `${line}\n`)
    }
    const rules = ['--only=style/noRestrictedImports', '--only=suspicious/noImportCycles']
    const options = ['--reporter=github', '--max-diagnostics=none', '--colors=off']
    const { stdout } = spawnSync(process.execPath, [biome, 'lint', ...rules, ...options, 'src'], {
      cwd: folder,
      encoding: 'utf8',
    })
    const lines = [...stdout.matchAll(/^::error title=([\w/]+),file=[^,]*?\/src\/([^,]+),/gm)]
    return new Map(lines.map(([, rule = '', file = '']) => [file, rule]))
  } finally {
    rmSync(folder, { recursive: true })
  }
}
