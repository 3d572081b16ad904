// The real app on a temporary store of its own.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, createApp } from '../../app.ts'
import { readConfig } from '../../config.ts'
import type { Clock } from '../../lib/clock.ts'
import { createLogger } from '../../lib/logger.ts'

export interface OwnDesk {
  app: App
  /** Stops the app and deletes its store. */
  close(): Promise<void>
}

/** @param environment without DATA_DIR and DESK_SETTINGS; resolves once the app works */
export async function startOwnDesk(
  environment: Readonly<Record<string, string | undefined>>,
  { settings, clock, logLevel }: { settings: string; clock: Clock; logLevel: string },
): Promise<OwnDesk> {
  const dataDir = mkdtempSync(join(tmpdir(), 'loyalty-desk-demo-'))
  const forget = () => rmSync(dataDir, { recursive: true, force: true })
  let app: App | undefined
  try {
    const file = join(dataDir, 'settings.yml')
    writeFileSync(file, settings)
    const config = readConfig({ ...environment, DATA_DIR: dataDir, DESK_SETTINGS: file })
    const started = await createApp(config, { clock, logger: createLogger(logLevel) })
    app = started
    await started.start()
    return {
      app: started,
      async close() {
        await started.stop()
        forget()
      },
    }
  } catch (error) {
    await app?.stop()
    forget()
    throw error
  }
}
