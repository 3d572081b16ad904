// A side of the comparison as its own process, and the connections that load it.
import { type ChildProcess, fork } from 'node:child_process'
import { openSync } from 'node:fs'
import { Client } from 'undici'
import type { Asked, FromChild, Question, Usage } from './child.ts'
import { signedHeaders } from './requests.ts'

export interface Side {
  port: number
  usage(): Promise<Usage>
  /** After full collections. */
  settledUsage(): Promise<Usage>
  hold(): Promise<void>
  release(): Promise<void>
  /** Resolves when no job is due and none runs. */
  idle(): Promise<void>
  stop(): Promise<void>
  /** Ends it at once, wherever it stands. */
  kill(): void
}

/** @param script a file of this folder; @param log where its lines go */
export async function startSide(script: string, env: NodeJS.ProcessEnv, log: string): Promise<Side> {
  const output = openSync(log, 'a')
  const child = fork(new URL(script, import.meta.url), {
    execArgv: ['--expose-gc'],
    env: { ...process.env, ...env },
    stdio: ['ignore', output, 'inherit', 'ipc'],
  })
  const port = await readPort(child, script)
  let asked = 0
  const ask = (question: Question) =>
    new Promise<Usage | undefined>((resolve, reject) => {
      const number = ++asked
      const hear = (message: FromChild) => {
        if (!('number' in message) || message.number !== number) return
        child.off('message', hear)
        child.off('exit', ended)
        resolve(message.usage)
      }
      const ended = () =>
        question === 'stop' ? resolve(undefined) : reject(new Error(`${script} has ended`))
      child.on('message', hear)
      child.once('exit', ended)
      child.send({ number, question } satisfies Asked)
    })
  const askUsage = async (question: Question) => {
    const usage = await ask(question)
    if (!usage) throw new Error(`${script} did not tell what it uses`)
    return usage
  }
  const tell = (question: Question) => async () => {
    await ask(question)
  }
  return {
    port,
    usage: () => askUsage('usage'),
    settledUsage: () => askUsage('settled-usage'),
    hold: tell('hold'),
    release: tell('release'),
    idle: tell('idle'),
    stop: tell('stop'),
    kill: () => child.kill('SIGKILL'),
  }
}

function readPort(child: ChildProcess, script: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error(`${script} ended before it was ready`))
    child.once('exit', ended)
    child.once('message', (message: FromChild) => {
      child.off('exit', ended)
      if ('port' in message) resolve(message.port)
    })
  })
}

export interface Acked {
  text: string
  ms: number
}

export interface Connection {
  /** @throws Error for anything but 200 */
  post(body: string): Promise<Acked>
  close(): Promise<void>
}

export function connect(port: number): Connection {
  const client = new Client(`http://127.0.0.1:${port}`)
  return {
    async post(body) {
      const headers = signedHeaders(body)
      const started = performance.now()
      const answer = await client.request({ method: 'POST', path: '/slack/events', headers, body })
      const text = await answer.body.text()
      const ms = performance.now() - started
      if (answer.statusCode !== 200) throw new Error(`not acknowledged: ${answer.statusCode} ${text}`)
      return { text, ms }
    },
    close: () => client.close(),
  }
}

/** 20 connections, each doing the same again and again until it gives false. */
export async function on20Connections(
  port: number,
  turn: (connection: Connection, index: number) => Promise<boolean>,
): Promise<void> {
  const connections = Array.from({ length: 20 }, () => connect(port))
  try {
    await Promise.all(
      connections.map(async (connection, index) => {
        while (await turn(connection, index)) {}
      }),
    )
  } finally {
    await Promise.all(connections.map(connection => connection.close()))
  }
}
