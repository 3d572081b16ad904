// One process of the real app, as a supervisor keeps it: started again at once whenever it ends.

import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'

const script = new URL('../../src/main.ts', import.meta.url).pathname
const startWithinMs = 30_000

export interface Death {
  replica: string
  /** Epoch ms. */
  at: number
  how: 'kill' | 'freeze' | 'stop' | 'crash'
}

export interface Replica {
  readonly name: string
  isUp(): boolean
  /** Resolves once the app works. Rejects when it does not within 30 s. */
  ready(): Promise<void>
  /** SIGKILL, and at once a new process; it may hit one that is still starting. */
  kill(): void
  /** SIGSTOP, and SIGCONT after `ms`. */
  freeze(ms: number): Promise<void>
  /** SIGTERM; resolves with the exit code once it has ended, and a new process is on its way. */
  restart(): Promise<number | null>
  /** SIGTERM without a successor, SIGKILL when that takes too long. */
  end(): Promise<void>
}

export interface ReplicaOptions {
  name: string
  env: Record<string, string>
  /** Where it runs, and where its log is kept. */
  folder: string
  died(death: Death): void
  /** Each line of its log that is an error. */
  complained(line: string): void
}

export function createReplica(options: ReplicaOptions): Replica {
  const { name, env, folder, died } = options
  const log = createWriteStream(`${folder}/${name}.log`)
  let child: ChildProcess
  let ended = Promise.resolve<number | null>(null)
  let up = Promise.withResolvers<void>()
  let isUp = false
  let isFrozen = false
  let isLast = false
  let wanted: Death['how'] | undefined

  function start(): void {
    isUp = false
    wanted = undefined
    up = Promise.withResolvers()
    up.promise.catch(() => {})
    const { resolve: hasStarted, reject: hasFailed } = up
    const timer = setTimeout(() => hasFailed(new Error(`${name} is not up after 30 s`)), startWithinMs)
    const started = spawn(process.execPath, [script], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    child = started
    createInterface({ input: started.stdout }).on('line', line => {
      log.write(`${line}\n`)
      if (line.includes('"event":"app.started"')) {
        clearTimeout(timer)
        isUp = true
        hasStarted()
      }
      if (/"level":"(error|fatal)"/.test(line)) options.complained(line)
    })
    createInterface({ input: started.stderr }).on('line', line => {
      log.write(`stderr ${line}\n`)
      options.complained(line)
    })
    ended = new Promise(resolve => {
      started.once('exit', code => {
        clearTimeout(timer)
        isUp = false
        log.write(`exit ${code}\n`)
        if (!wanted) died({ replica: name, at: Date.now(), how: 'crash' })
        if (!isLast) start()
        resolve(code)
      })
    })
  }

  start()
  // Whatever ends this process, none of the app stays behind.
  const killWithUs = () => child.kill('SIGKILL')
  process.once('exit', killWithUs)
  return {
    name,
    isUp: () => isUp && !isFrozen,
    async ready() {
      // A kill meanwhile brings a new promise.
      for (let seen: unknown; seen !== up.promise; ) {
        seen = up.promise
        await up.promise
      }
    },
    kill() {
      wanted = 'kill'
      died({ replica: name, at: Date.now(), how: 'kill' })
      child.kill('SIGKILL')
    },
    async freeze(ms) {
      const { pid } = child
      isFrozen = true
      died({ replica: name, at: Date.now(), how: 'freeze' })
      child.kill('SIGSTOP')
      await pause(ms)
      if (child.pid === pid) child.kill('SIGCONT')
      isFrozen = false
    },
    restart() {
      wanted = 'stop'
      died({ replica: name, at: Date.now(), how: 'stop' })
      child.kill('SIGTERM')
      return ended
    },
    async end() {
      isLast = true
      wanted = 'stop'
      child.kill('SIGTERM')
      const slow = setTimeout(() => child.kill('SIGKILL'), 15_000)
      await ended
      clearTimeout(slow)
      process.off('exit', killWithUs)
      log.end()
    },
  }
}
