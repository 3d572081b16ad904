// Bulk grants as staff go through them: the command, the file, the rehearsal, the approval.
import type { Person } from '../../src/sandbox/slack/people/types.ts'
import type { TestApp } from './app.ts'

export interface BulkWords {
  command: string
  file: string
  text: string
  ready: RegExp
  ask: string
}

export const bulkIn = (language: string): BulkWords =>
  language === 'es'
    ? {
        command: '/desk lote',
        file: 'Archivo CSV',
        text: 'O pega las líneas aquí',
        ready: /Listas/,
        ask: 'Pedir aprobación',
      }
    : {
        command: '/desk bulk',
        file: 'CSV file',
        text: 'Or paste the lines here',
        ready: /Ready/,
        ask: 'Ask for approval',
      }

/** Opens the form, attaches the file and presses; resolves with what the form answered. */
export async function rehearseFile(
  person: Person,
  language: string,
  content: string | Uint8Array,
  name = 'group.csv',
) {
  const words = bulkIn(language)
  await person.types(words.command)
  await person.waitsForModal(words.file)
  await person.attaches(words.file, { name, content })
  return person.submits()
}

export async function rehearseText(person: Person, language: string, text: string) {
  const words = bulkIn(language)
  await person.types(words.command)
  await person.waitsForModal(words.file)
  return person.submits({ [words.text]: text })
}

/** From the file to a request that waits for a manager. */
export async function askFor(desk: TestApp, person: Person, language: string, content: string | Uint8Array) {
  await rehearseFile(person, language, content)
  await person.waitsForModal(bulkIn(language).ready)
  await person.submits()
  await desk.jobs.idle()
}

/** The last file with this in its name, as its lines. */
export function lastFile(desk: TestApp, name: RegExp): string[] {
  const file = desk.slack.store
    .files()
    .findLast(each => each.user === desk.slack.botUserId && name.test(each.name))
  if (!file) throw new Error(`no file ${name}: ${desk.slack.store.files().map(each => each.name)}`)
  return file.content.toString().replace('\ufeff', '').trim().split('\r\n')
}
