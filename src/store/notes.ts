// Questions, answers and reasons that people write on an action.
import { prepared } from './prepared.ts'
import type { ActionNotesTable, Querier, Tx } from './schema.ts'

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
  const { rows } = await selectNotes(db, { actionId })
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

const selectNotes = prepared<{ actionId: string }, ActionNotesTable>((db, value) =>
  db
    .selectFrom('action_notes')
    .selectAll()
    .where('action_id', '=', value('actionId'))
    .orderBy('at')
    .orderBy('id'),
)
