// `npm run chaos`: ten people, 500 actions, faults, kills and freezes; then ledger, audit trail and channels are compared.
// Exit code 1 when something happened twice, was lost, was not reported or cannot be explained.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type ChaosOptions, readOptions, usage } from './options.ts'
import { findingsOf, tableOf } from './report.ts'
import { runChaos } from './run.ts'

const run = promisify(execFile)
const postgres = new URL('../../.ci/postgres', import.meta.url).pathname

let options: ChaosOptions
try {
  options = readOptions(process.argv.slice(2))
} catch (error) {
  console.error(`${error instanceof Error ? error.message : error}\n${usage}`)
  process.exit(2)
}

const server = options.stores.includes('postgres') ? await startServer() : undefined
let isClean = true
try {
  for (let index = 0; index < options.runs; index++) {
    const seed = options.seed + index
    for (const store of options.stores) {
      const where = store === 'postgres' ? 'three replicas on PostgreSQL' : 'one process on SQLite'
      console.log(`\nrun ${index + 1} of ${options.runs} · seed ${seed} · ${where}`)
      const result = await runChaos(options, { seed, store, server: server?.url })
      console.log(tableOf(result))
      for (const line of findingsOf(result)) console.log(line)
      if (result.findings.length > 0) isClean = false
    }
  }
} finally {
  await server?.stop()
}
console.log(isClean ? '\nnothing twice, nothing lost, nothing unreported' : '\nNOT CLEAN: see above')
process.exit(isClean ? 0 : 1)

/** The server that TEST_DATABASE_URL names, else one of our own from Debian's package. */
async function startServer(): Promise<{ url: string; stop(): Promise<unknown> }> {
  const given = process.env.TEST_DATABASE_URL
  if (given) return { url: given, stop: async () => undefined }
  const env = { ...process.env, CI_POSTGRES_DIR: `/tmp/loyalty-desk-chaos-postgres-${process.pid}` }
  const { stdout } = await run(postgres, [], { env })
  return { url: stdout.trim(), stop: () => run(postgres, ['stop'], { env }) }
}
