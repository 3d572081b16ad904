// A second process for the store's tests: starts ./child.ts and reads the lines that it prints.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { StorePlace } from '../support/database.ts'

export interface StoreProcess {
  /** The next line that it prints. */
  line(): Promise<string>
  /** All lines that it printed, once it has ended. */
  ended: Promise<string[]>
  /** SIGKILL. */
  kill(): void
}

const script = new URL('./child.ts', import.meta.url).pathname

export function startStoreProcess(task: 'lock' | 'write' | 'work', place: StorePlace): StoreProcess {
  const child = spawn(process.execPath, [script, task, JSON.stringify(place)], {
    // The child ends with its input, so that a failed test leaves nothing running.
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines: string[] = []
  let read = 0
  let waiting: PromiseWithResolvers<string> | undefined
  const hand = () => {
    const next = lines[read]
    if (!waiting || next === undefined) return
    read += 1
    waiting.resolve(next)
    waiting = undefined
  }
  const output = createInterface({ input: child.stdout })
  output.on('line', line => {
    lines.push(line)
    hand()
  })
  return {
    line() {
      waiting = Promise.withResolvers()
      const { promise } = waiting
      hand()
      return promise
    },
    ended: new Promise(resolve => output.on('close', () => resolve(lines))),
    kill: () => child.kill('SIGKILL'),
  }
}
