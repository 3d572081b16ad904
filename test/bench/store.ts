// What the disk itself can do: one row and one real fsync per commit, on an embedded store with nothing around it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export function bareCommits(): number {
  const folder = mkdtempSync(join(tmpdir(), 'desk-bench-disk-'))
  const sqlite = new DatabaseSync(join(folder, 'bare.db'))
  sqlite.exec(
    'pragma journal_mode = wal; pragma synchronous = full; create table notes (id integer, text text)',
  )
  const insert = sqlite.prepare('insert into notes values (?, ?)')
  const text = 'x'.repeat(200)
  let count = 0
  const began = performance.now()
  while (performance.now() < began + 1000) insert.run(count++, text)
  const perSecond = count / ((performance.now() - began) / 1000)
  sqlite.close()
  rmSync(folder, { recursive: true })
  return perSecond
}
