// Bundles the page's front end in memory, once per process: no build step before, no server that needs the net.
import { build } from 'vite'

export interface PageFile {
  type: string
  body: string | Uint8Array
}

const types: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
}

let bundled: Promise<Map<string, PageFile>> | undefined

/** By path, `/index.html` among them; rejects when the front end does not compile. */
export function bundlePage(): Promise<Map<string, PageFile>> {
  bundled ??= bundle()
  return bundled
}

async function bundle(): Promise<Map<string, PageFile>> {
  const made = await build({
    root: new URL('./client/', import.meta.url).pathname,
    configFile: false,
    envFile: false,
    logLevel: 'error',
    mode: 'production',
    // Both also where NODE_ENV says something else.
    define: { 'process.env.NODE_ENV': '"production"' },
    oxc: { jsx: { runtime: 'automatic', development: false } },
    build: { write: false, modulePreload: false, chunkSizeWarningLimit: 4000 },
  })
  const outputs = [made].flat().flatMap(each => ('output' in each ? each.output : []))
  return new Map(
    outputs.map(file => {
      const type = types[file.fileName.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
      return [`/${file.fileName}`, { type, body: file.type === 'chunk' ? file.code : file.source }]
    }),
  )
}
