// One process of the real app, as a supervisor keeps it: started again at once whenever it ends.

import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { until } from './wait.ts'

const script = new URL('../../src/main.ts', import.meta.url).pathname
const startWithinMs = 30_000
const stopWithinMs = 30_000

export interface Death {
  replica: string
  /** Epoch ms. */
  at: number
  how: 'kill' | 'freeze' | 'stop' | 'crash'
  /** How long a frozen one stood still, ms; what it was about to send leaves when it goes on. */
  forMs?: number
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
  /** SIGTERM, SIGKILL after 30 s; resolves with the exit code once it has ended, and a new process is on its way. */
  restart(): Promise<number | null>
  /** SIGTERM without a successor. */
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
  let isUp = false
  let isFrozen = false
  let isLast = false
  let wanted: Death['how'] | undefined

  function start(): void {
    wanted = undefined
    const started = spawn(process.execPath, [script], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] })
    child = started
    createInterface({ input: started.stdout }).on('line', line => {
      log.write(`${line}\n`)
      // The last lines of a killed one may come after its end.
      if (line.includes('"event":"app.started"') && child === started && !wanted) isUp = true
      if (/"level":"(error|fatal)"/.test(line)) options.complained(line)
    })
    createInterface({ input: started.stderr }).on('line', line => {
      log.write(`stderr ${line}\n`)
      options.complained(line)
    })
    ended = new Promise(resolve => {
      started.once('exit', code => {
        isUp = false
        log.write(`exit ${code}\n`)
        if (wanted === 'stop' && code !== 0) options.complained(`${name} ended with ${code} after SIGTERM`)
        if (!wanted) died({ replica: name, at: Date.now(), how: 'crash' })
        if (!isLast) start()
        resolve(code)
      })
    })
  }

  function strike(how: 'kill' | 'stop', signal: NodeJS.Signals): void {
    wanted = how
    isUp = false
    died({ replica: name, at: Date.now(), how })
    const struck = child
    struck.kill(signal)
    // Whoever asks in good order waits for the end; it must come.
    if (how === 'stop') setTimeout(() => struck.kill('SIGKILL'), stopWithinMs).unref()
  }

  start()
  // Whatever ends this process, none of the app stays behind.
  const killWithUs = () => child.kill('SIGKILL')
  process.once('exit', killWithUs)
  return {
    name,
    isUp: () => isUp && !isFrozen,
    async ready() {
      if (!(await until(() => isUp, startWithinMs))) throw new Error(`${name} is not up after 30 s`)
    },
    kill() {
      strike('kill', 'SIGKILL')
    },
    async freeze(ms) {
      const { pid } = child
      isFrozen = true
      died({ replica: name, at: Date.now(), how: 'freeze', forMs: ms })
      child.kill('SIGSTOP')
      await pause(ms)
      if (child.pid === pid) child.kill('SIGCONT')
      isFrozen = false
    },
    restart() {
      strike('stop', 'SIGTERM')
      return ended
    },
    async end() {
      isLast = true
      strike('stop', 'SIGTERM')
      await ended
      process.off('exit', killWithUs)
      log.end()
    },
  }
}
