// npm run bench [-- --quick] [-- look-ups]: the desk beside a bare Bolt app, measured in one run on this machine.
import { availableParallelism, cpus } from 'node:os'
import { createPostgresPlace } from '../support/postgres.ts'
import { measureDigests } from './digest.ts'
import { type Line, printSection } from './figures.ts'
import { measureFootprint } from './footprint.ts'
import { measureAcks, measureLookUps, measureOverload } from './look-ups.ts'
import { measureSubmissions } from './submissions.ts'
import { createWorld, type World } from './world.ts'

const isQuick = process.argv.includes('--quick')
const only =
  process.argv.find(argument => argument.startsWith('--only='))?.slice('--only='.length) ??
  process.argv.slice(2).find(argument => !argument.startsWith('--'))
const began = performance.now()
console.log(
  `Node ${process.version} · ${availableParallelism()} cores · ${cpus()[0]?.model ?? 'unknown processor'}` +
    `${isQuick ? ' · quick: fewer and shorter rounds' : ''}`,
)
console.log('HTTP mode, signed requests, 20 connections; figures of the desk, then of the bare Bolt app')

const parts: readonly [string, string, (world: World) => Promise<Line[]>][] = [
  ['look-ups', 'Look-ups', measureLookUps],
  ['acks', 'Acknowledgement alone', measureAcks],
  ['overload', 'Look-ups under overload, API answers in 100 ms', measureOverload],
  ['forms', 'Forms, embedded store', world => measureSubmissions(world, undefined)],
  [
    'postgres',
    'Forms, PostgreSQL',
    async world => {
      const server = process.env.TEST_DATABASE_URL
      if (!server) return [{ what: 'not measured: TEST_DATABASE_URL names no server', desk: '' }]
      const { place, remove } = await createPostgresPlace(server)
      try {
        return await measureSubmissions(world, place.url)
      } finally {
        world.endSides()
        await remove()
      }
    },
  ],
  ['digest', 'Daily digest: rows of the day, rows before it', measureDigests],
  ['footprint', 'Start and memory', measureFootprint],
]

const world = await createWorld(isQuick)
try {
  for (const [name, title, measure] of parts) {
    if (only !== undefined && only !== name) continue
    try {
      printSection(title, await measure(world))
    } catch (error) {
      process.exitCode = 1
      console.log(`\n${title}\n  could not be measured: ${error instanceof Error ? error.message : error}`)
    } finally {
      world.endSides()
    }
  }
} finally {
  world.close()
}
console.log(`\n${Math.round((performance.now() - began) / 1000)} s in all`)
