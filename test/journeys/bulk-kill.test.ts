// A bulk grant of 500 lines, while the app's process is killed in its rehearsal once and in its run three times.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { createLoyaltySandbox } from '../../src/sandbox/loyalty/server.ts'
import { createSlackSandbox } from '../../src/sandbox/slack/server.ts'
import { openDatabase } from '../../src/store/database.ts'
import { bulkIn, rehearseFile } from '../support/bulk.ts'
import { forEachStore, quietLogger } from '../support/database.ts'

const root = new URL('../../', import.meta.url).pathname
const lines = 500
const write = 'POST operations/add-points/'

/** The app as a process that can be killed; each start continues on the same store. */
function createProcess(env: Record<string, string>) {
  let child: ChildProcess | undefined
  return {
    start(): Promise<void> {
      const started = spawn(process.execPath, [`${root}src/main.ts`], {
        env: { PATH: process.env.PATH ?? '', ...env },
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      child = started
      return new Promise((resolve, reject) => {
        createInterface({ input: started.stdout }).on('line', line => {
          if (line.includes('"event":"app.started"')) resolve()
        })
        started.once('exit', () => reject(new Error('the app ended before it was up')))
      })
    },
    async end(signal: NodeJS.Signals): Promise<void> {
      const ending = child
      if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
      const ended = new Promise(resolve => ending.once('exit', resolve))
      ending.kill(signal)
      await ended
    },
  }
}

forEachStore((_name, _open, place) => {
  test('no line is doubled or lost, and the figures agree with the ledger', {
    timeout: 240_000,
  }, async () => {
    const store = await place()
    const [slack, loyalty] = await Promise.all([
      createSlackSandbox({ manifest: `${root}manifest.yml` }),
      createLoyaltySandbox(),
    ])
    const guests = Array.from({ length: lines }, (_, index) => {
      const isMember = { isMember: true, level: 2671, memberSince: '2026-01-02T10:00:00' }
      const email = `group${index}@example.com`
      return loyalty.store.addContact({ email, emailStatus: 2, name: 'G', surname: `${index}`, ...isMember })
        .id
    })
    const directory = mkdtempSync(join(tmpdir(), 'desk-bulk-'))
    const settings = join(directory, 'settings.yml')
    writeFileSync(settings, readFileSync(`${root}src/sandbox/demo-settings.yml`, 'utf8'))
    const app = createProcess({
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
      HOST: '127.0.0.1',
      PORT: '0',
      HDH_BASE_URL: loyalty.url,
      HDH_USERNAME: loyalty.username,
      HDH_PASSWORD: loyalty.password,
      // A busy machine may take its time: here only deaths lose answers.
      HDH_TIMEOUT_MS: '5000',
      HDH_SETTLE_MS: '1500',
      ...('url' in store ? { DATABASE_URL: store.url } : { DATA_DIR: store.dataDir }),
      DESK_SETTINGS: settings,
      LOG_LEVEL: 'info',
    })
    /** Resolves once the programme has had so many requests of this kind. */
    const asked = (route: string, count: number) =>
      new Promise<void>(resolve => {
        const look = () => {
          if (loyalty.requests.filter(each => each.route === route).length < count) return
          stop()
          resolve()
        }
        const stop = loyalty.onChange(look)
        look()
      })
    const kill = async () => {
      await app.end('SIGKILL')
      await app.start()
    }
    const ledger = () =>
      guests.map(
        id => loyalty.store.operationsOf(id).filter(({ concept }) => / · LD-\w{6}$/.test(concept)).length,
      )
    const [ben, carla] = [slack.person('ben'), slack.person('carla')]
    try {
      await app.start()
      const file = guests.map(id => `#${id};7;Grupo`).join('\n')
      expect((await rehearseFile(ben, 'en', file)).result).toBe('updated')
      await asked('GET contacts/{id}/', 120)
      await kill()
      await ben.waitsForModal(bulkIn('en').ready, 30_000)
      expect(ben.modal()?.text).toContain('Bulk grant: 500 lines, 3,500 points')
      expect((await ben.submits()).result).toBe('updated')
      await carla.waitsToSee('espera a un responsable', 'approvals')
      await carla.clicks('Aprobar', { in: 'approvals' })
      for (const count of [90, 220, 350]) {
        await asked(write, count)
        await kill()
      }
      // And one that is lost for certain, above Ben's own limit.
      loyalty.faults.add({ route: write, kind: 'cutAfterReading' })
      await carla.waitsToSee('· terminado', 'approvals', 120_000)
      const before = ledger()
      expect(before.filter(count => count > 1)).toEqual([])
      const done = before.filter(count => count === 1).length
      expect(carla.sees('approvals')).toContain(`${done} de 500`)
      // Killed between the commit and the first byte: known not to have arrived, and a person sends it again.
      const missing = ben.messages('dm').filter(({ buttons }) => buttons.includes('Send again'))
      expect(done + missing.length).toBe(lines)
      expect(missing.length).toBeGreaterThan(0)
      expect(missing.length).toBeLessThanOrEqual(3 * 4 + 1)
      for (const [index, { ts }] of missing.entries()) {
        const arrived = `${done + index + 1} de 500`
        await ben.clicks('Send again', { message: ts })
        // A line above Ben's own limit was Carla's to allow, and so it is when it is sent again.
        const seen = await carla.waitsToSee(
          new RegExp(String.raw`${arrived}|\[Aprobar\]`),
          'approvals',
          30_000,
        )
        if (seen.includes('[Aprobar]')) await carla.clicks('Aprobar', { in: 'approvals' })
        await carla.waitsToSee(arrived, 'approvals', 30_000)
      }
      expect(carla.sees('approvals')).toContain('500 de 500 · 3.500 puntos')
      expect(new Set(ledger())).toEqual(new Set([1]))
      await app.end('SIGTERM')
      const database = await openDatabase({ ...store, logger: quietLogger, readOnly: true })
      const actions = await database.db.selectFrom('actions').select(['state', 'cites']).execute()
      await database.close()
      expect(actions.filter(({ state }) => state === 'done')).toHaveLength(lines)
      expect(actions).toHaveLength(lines + missing.length)
      expect(slack.violations).toEqual([])
    } finally {
      await app.end('SIGKILL')
      await Promise.all([slack.close(), loyalty.close()])
      rmSync(directory, { recursive: true, force: true })
    }
  })
})
