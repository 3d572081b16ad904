// The operator's tool as its own process, with the app's environment.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { TestApp } from './app.ts'

const script = new URL('../../src/desk/main.ts', import.meta.url).pathname

export interface VerbRun {
  code: number
  out: string
}

/** Runs `npm run desk -- …words`; what it prints, and its exit code. */
export async function operator(desk: TestApp, ...words: string[]): Promise<VerbRun> {
  const run = promisify(execFile)
  try {
    const { stdout, stderr } = await run(process.execPath, [script, ...words], {
      env: desk.env,
      cwd: desk.dataDir,
    })
    return { code: 0, out: stdout + stderr }
  } catch (error) {
    const failed = error as { code?: number; stdout?: string; stderr?: string }
    return { code: failed.code ?? -1, out: `${failed.stdout ?? ''}${failed.stderr ?? ''}` }
  }
}
