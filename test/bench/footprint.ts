// What the desk costs while nothing happens: the time until it is ready, and the memory that it holds.
import { spawn } from 'node:child_process'
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
  const port = await freePort()
  const began = performance.now()
  const child = spawn(process.execPath, [entry], {
    env: { ...process.env, ...world.env('footprint'), PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  try {
    while (!(await isReady(port))) {
      if (child.exitCode !== null) throw new Error('the desk ended before it was ready')
      await new Promise(resolve => setTimeout(resolve, 5))
    }
    return performance.now() - began
  } finally {
    child.kill('SIGTERM')
    await ended
  }
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
  const sides = {
    desk: await world.start('./desk-app.ts', 'footprint'),
    bare: await world.start('./bare-bolt.ts', 'bare'),
  }
  await new Promise(resolve => setTimeout(resolve, 3000))
  const desk = (await sides.desk.usage()).rssMb
  const bare = (await sides.bare.usage()).rssMb
  await sides.desk.stop()
  await sides.bare.stop()
  return { desk, bare }
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
