// The app and the demo as processes: what they print at the start, and that they stop when asked to.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { startTestApp } from '../support/app.ts'

const root = new URL('../../', import.meta.url).pathname

interface Running {
  /** Resolves with all output once it has the pattern. */
  prints(pattern: RegExp): Promise<string>
  signal(name: NodeJS.Signals): void
  /** As `… | head` does. */
  stopsReading(): void
  ended: Promise<{ code: number | null; out: string }>
}

function run(script: string, env: Record<string, string>, ...words: string[]): Running {
  const child = spawn(process.execPath, [`${root}${script}`, ...words], {
    env: { PATH: process.env.PATH ?? '', ...env },
  })
  let out = ''
  const waiting = new Set<() => void>()
  const hear = (chunk: Buffer) => {
    out += chunk.toString()
    for (const look of waiting) look()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = new Promise<{ code: number | null; out: string }>(resolve => {
    child.once('close', code => resolve({ code, out }))
  })
  return {
    ended,
    signal: name => child.kill(name),
    stopsReading: () => void child.stdout.destroy(),
    prints: pattern =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!pattern.test(out)) return
          waiting.delete(look)
          resolve(out)
        }
        waiting.add(look)
        look()
        void ended.then(() => reject(new Error(`it ended without printing ${pattern}:\n${out}`)))
      }),
  }
}

test.each([
  ['en', 'points granted to John'],
  ['es', 'puntos abonados a María'],
])('the demo plays its shift in %s, prints the addresses and stops on Ctrl-C', async (language, sentence) => {
  const demo = run('src/sandbox/demo.ts', {}, '--shift', '--language', language)
  const out = await demo.prints(/^ready:/m)
  expect(out).toMatch(/^api http:\/\/127\.0\.0\.1:\d+\/api\/v1\/ user \S+ password \S+$/m)
  expect(out).toMatch(/^slack http:\/\/127\.0\.0\.1:\d+\/api\/$/m)
  const [, url = ''] = /^page (http:\/\/127\.0\.0\.1:\d+\/)$/m.exec(out) ?? []
  const page = await fetch(url)
  expect(page.headers.get('content-security-policy')).toContain("default-src 'self'")
  const [, script = ''] = /<script[^>]* src="([^"]+)"/.exec(await page.text()) ?? []
  expect((await fetch(new URL(script, url))).headers.get('content-type')).toContain('javascript')
  expect(out).toMatch(/LD-[0-9A-Z]{6}/)
  expect(out).toContain(sentence)
  demo.signal('SIGINT')
  expect((await demo.ended).code).toBe(0)
})

test.each([
  ['Ctrl-C while it is still opening', /^$/, (demo: Running) => demo.signal('SIGINT')],
  ['a terminal that was closed', /^ready:/m, (demo: Running) => demo.signal('SIGHUP')],
  ['a reader that has seen enough', /A guest asks/, (demo: Running) => demo.stopsReading()],
] as const)('%s leaves no store of the demo behind', async (_, when, end) => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-process-'))
  const demo = run('src/sandbox/demo.ts', { TMPDIR: folder }, '--shift')
  await demo.prints(when)
  // The store is there once the app is opening.
  await vi.waitUntil(() => readdirSync(folder).length > 0, { timeout: 10_000 })
  end(demo)
  expect((await demo.ended).code).toBe(0)
  expect(readdirSync(folder)).toEqual([])
  rmSync(folder, { recursive: true })
})

/** A port that somebody else listens on. */
async function takePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { port: address && typeof address === 'object' ? address.port : 0, free: () => server.close() }
}

test('a demo whose port is taken says so, and what to do, without a stack', async () => {
  const { port, free } = await takePort()
  const { code, out } = await run('src/sandbox/demo.ts', { DEMO_PAGE_PORT: String(port) }).ended
  free()
  expect(code).toBe(1)
  expect(out).toMatch(new RegExp(`^Port ${port} is taken\\..*DEMO_PAGE_PORT`, 'm'))
  expect(out).not.toMatch(/^\s+at /m)
})

test('a start without its variables names all of them at once', async () => {
  const { code, out } = await run('src/main.ts', {}).ended
  expect(code).toBe(1)
  for (const name of ['SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'HDH_USERNAME', 'HDH_PASSWORD'])
    expect(out).toContain(name)
  expect(out).not.toMatch(/^\s+at /m)
})

test('a wrong Slack token ends the start with a sentence', async () => {
  const desk = await startTestApp()
  await desk.app.stop()
  const { code, out } = await run('src/main.ts', {
    ...desk.env,
    SLACK_BOT_TOKEN: 'xoxb-wrong',
    LOG_LEVEL: 'error',
  }).ended
  expect(code).toBe(1)
  expect(out).toContain('invalid_auth. Check SLACK_BOT_TOKEN')
  expect(out).not.toMatch(/^\s+at /m)
  await desk.stop()
})

test.each<[string, (dataDir: string) => Record<string, string>, string]>([
  [
    'a settings file that is not there',
    dataDir => ({ DESK_SETTINGS: join(dataDir, 'none.yml') }),
    'DESK_SETTINGS: the file ',
  ],
  [
    'a settings file with a slip',
    dataDir => {
      const file = join(dataDir, 'slip.yml')
      writeFileSync(file, 'hotels:\n  - { id: 101, name: Hotel Miramar, timeZone: Madrid }\n')
      return { DESK_SETTINGS: file }
    },
    'hotels.0.timeZone: write an IANA time zone such as Europe/Madrid',
  ],
  [
    'a store that is no directory',
    dataDir => ({ DATA_DIR: join(dataDir, 'settings.yml') }),
    'cannot be created',
  ],
  [
    'a database server that is not there',
    () => ({ DATABASE_URL: 'postgres://desk:secret@127.0.0.1:1/desk' }),
    'The store cannot be reached',
  ],
])('%s ends the start with a sentence', async (_, changed, sentence) => {
  const desk = await startTestApp()
  await desk.app.stop()
  const env = { ...desk.env, LOG_LEVEL: 'silent', ...changed(desk.dataDir) }
  const { code, out } = await run('src/main.ts', env).ended
  expect(code).toBe(1)
  expect(out).toContain(sentence)
  expect(out).not.toMatch(/^\s+at /m)
  expect(out).not.toContain('secret')
  await desk.stop()
})

test.each([['socket'], ['http']] as const)(
  'a port that is taken, or a host of another machine, ends the start with a sentence: %s',
  async transport => {
    const desk = await startTestApp({ transport })
    await desk.app.stop()
    const { port, free } = await takePort()
    for (const [changed, sentence] of [
      [{ PORT: String(port) }, `PORT: ${port} is taken on 127.0.0.1. End what uses it, or set another port.`],
      // An address for documentation: no machine has it.
      [{ HOST: '192.0.2.1' }, 'HOST: 192.0.2.1 is no address of this machine. 0.0.0.0 listens on all of its'],
    ] as const) {
      const { code, out } = await run('src/main.ts', { ...desk.env, LOG_LEVEL: 'silent', ...changed }).ended
      expect(code).toBe(1)
      expect(out).toContain(sentence)
      expect(out).not.toMatch(/^\s+at /m)
    }
    free()
    await desk.stop()
  },
)

test('the app is ready by its own word, and stops at once when told to', async () => {
  const desk = await startTestApp()
  await desk.app.stop()
  const app = run('src/main.ts', desk.env)
  const out = await app.prints(/app\.started/)
  const port = /"port":(\d+)/.exec(out)?.[1]
  const get = async (path: string) => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`)
    return { status: answer.status, text: await answer.text() }
  }
  expect(await get('/healthz')).toEqual({ status: 200, text: 'ok\n' })
  // What scanners ask for is no reason to end.
  expect(await get('//')).toMatchObject({ status: 404 })
  expect(await get('/readyz')).toEqual({ status: 200, text: 'ready\n' })
  expect((await get('/metrics')).text).toContain('desk_requests_in_flight 0')
  expect((await get('/other')).status).toBe(404)
  app.signal('SIGTERM')
  expect((await app.ended).code).toBe(0)
  await desk.stop()
})
