// The desk as the bench runs it: the real app, whose worker the parent can hold and release.
import { createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { serveParent } from './child.ts'

const app = await createApp(readConfig(process.env))
await app.start()
serveParent(app.port(), {
  hold: () => app.queue.hold(),
  release: () => app.queue.release(),
  idle: () => app.queue.idle(),
  stop: () => app.stop(),
})
