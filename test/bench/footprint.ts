// What the desk costs while nothing happens: the time until it is ready, and the memory that it holds.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { request } from 'undici'
import { type Line, mb, median, ms } from './figures.ts'
import type { World } from './world.ts'

const entry = new URL('../../src/main.ts', import.meta.url).pathname

export async function measureFootprint(world: World): Promise<Line[]> {
  const times = world.isQuick ? 3 : 5
  // The first start makes the store.
  await startToReady(world)
  const desk: number[] = []
  const bare: number[] = []
  for (let i = 0; i < times; i++) {
    desk.push(await startToReady(world))
    const began = performance.now()
    const side = await world.start('./bare-bolt.ts', 'bare')
    bare.push(performance.now() - began)
    await side.stop()
  }
  const idle = await idleMemory(world)
  return [
    {
      what: 'from start to ready, on an existing store',
      desk: ms(median(desk)),
      bare: ms(median(bare)),
      target: '< 1,500 ms',
      isMet: median(desk) < 1500,
    },
    {
      what: 'idle memory, resident',
      desk: mb(idle.desk),
      bare: mb(idle.bare),
      target: `+${mb(idle.desk - idle.bare)} ≤ +60 MB`,
      isMet: idle.desk - idle.bare <= 60,
    },
  ]
}

/** Until `/readyz` says yes: store, API log-in and Slack. */
async function startToReady(world: World): Promise<number> {
  const { ms: tookMs, stop } = await startDesk(world)
  await stop()
  return tookMs
}

async function startDesk(world: World): Promise<{ ms: number; pid: number; stop: () => Promise<void> }> {
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, [entry], {
    env: { ...process.env, ...world.env('footprint'), PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  while (!(await isReady(port))) {
    if (child.exitCode !== null) throw new Error('the desk ended before it was ready')
    await new Promise(resolve => setTimeout(resolve, 5))
  }
  return { ms: performance.now() - began, pid: child.pid ?? 0, stop }
}

async function isReady(port: number): Promise<boolean> {
  try {
    const { statusCode, body } = await request(`http://127.0.0.1:${port}/readyz`)
    await body.dump()
    return statusCode === 200
  } catch {
    return false
  }
}

async function idleMemory(world: World): Promise<{ desk: number; bare: number }> {
  const desk = await startDesk(world)
  const bare = await world.start('./bare-bolt.ts', 'bare')
  await new Promise(resolve => setTimeout(resolve, 3000))
  const figures = { desk: residentMb(desk.pid), bare: (await bare.usage()).rssMb }
  await desk.stop()
  await bare.stop()
  return figures
}

/** From outside, as the machine's owner sees it. Linux only. */
function residentMb(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })
}
