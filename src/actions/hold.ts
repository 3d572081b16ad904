// A restored store is held: nothing is sent or posted until what was open in it has been compared with the ledger
// and an admin has pressed "Go on".
import { appendAudit } from '../store/audit.ts'
import type { Database } from '../store/database.ts'
import { lastRestore, type Restore, releaseRestore } from '../store/restores.ts'

export interface Hold {
  isHeld(): boolean
  /** The last restore, also after it was released: what came after its backup is not known here. */
  restore(): Restore | undefined
  /** Reads the row again: another process may have released it. */
  refresh(): Promise<void>
  /** False when somebody else was first. */
  release(by: string, at: number): Promise<boolean>
}

/** What came after a backup is not known here: of what is from before the restore, more may have been done. */
export function isFromBeforeRestore(
  hold: Pick<Hold, 'restore'>,
  { createdAt }: { createdAt: number },
): boolean {
  const restore = hold.restore()
  return restore !== undefined && createdAt < restore.restoredAt
}

export async function createHold(database: Database, onRelease: () => void): Promise<Hold> {
  let restore = await lastRestore(database.db)
  const isHeld = () => restore !== undefined && restore.releasedAt === undefined
  const refresh = async () => {
    if (!isHeld()) return
    restore = await lastRestore(database.db)
    if (!isHeld()) onRelease()
  }
  return {
    isHeld,
    restore: () => restore,
    refresh,
    async release(by, at) {
      const id = restore?.id
      if (id === undefined) return false
      const isFirst = await database.transaction(async tx => {
        const released = await releaseRestore(tx, id, at, by)
        if (released)
          await appendAudit(tx, {
            at,
            actor: by,
            event: 'restore.released',
            subject: 'store',
            detail: { restore: id },
          })
        return released
      })
      await refresh()
      return isFirst
    },
  }
}
