// Questions, answers and reasons that people write on an action.
import type { Querier, Tx } from './schema.ts'

export type NoteKind = 'question' | 'answer' | 'decline-reason'

export interface Note {
  id: string
  actionId: string
  kind: NoteKind
  author: string
  text: string
  at: number
}

export async function insertNote(tx: Tx, note: Note): Promise<void> {
  await tx
    .insertInto('action_notes')
    .values({
      id: note.id,
      action_id: note.actionId,
      kind: note.kind,
      author: note.author,
      text: note.text,
      at: note.at,
    })
    .execute()
}

/** Oldest first. */
export async function notesOf(db: Querier, actionId: string): Promise<Note[]> {
  const rows = await db
    .selectFrom('action_notes')
    .selectAll()
    .where('action_id', '=', actionId)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(row => ({
    id: row.id,
    actionId: row.action_id,
    // Written by insertNote only.
    kind: row.kind as NoteKind,
    author: row.author,
    text: row.text,
    at: row.at,
  }))
}
