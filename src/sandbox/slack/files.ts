// Files as Slack keeps them: attached to a form by a person, or uploaded by the app in three steps.
import { extname } from 'node:path'
import type { Json } from './json.ts'
import type { SlackFile } from './store.ts'
import type { Workspace } from './workspace.ts'

/** The largest file that a file_input takes. Source: docs.slack.dev/reference/block-kit/block-elements/file-input-element */
const mostBytes = 10 * 1024 * 1024

const types: Record<string, { mimetype: string; name: string }> = {
  csv: { mimetype: 'text/csv', name: 'CSV' },
  txt: { mimetype: 'text/plain', name: 'Plain Text' },
  png: { mimetype: 'image/png', name: 'PNG' },
  pdf: { mimetype: 'application/pdf', name: 'PDF' },
}

/** By its name alone, as Slack does it at first: a picture that is called `.csv` counts as a table. */
const typeOf = (name: string): string => extname(name).slice(1).toLowerCase() || 'binary'

export function newFile(
  { store, clock }: Workspace,
  file: { name: string; user: string; content: Buffer; title?: string; id?: string },
): SlackFile {
  const { name, user, content, title = name, id = store.nextId('F') } = file
  const made = { id, name, title, user, content, createdAt: clock.now(), channels: [] }
  store.files.set(id, made)
  store.changed()
  return made
}

/** The file object, as in `files.info`, in the state of a file_input and in messages. */
export function wireFile(file: SlackFile, { origin, seed }: Workspace): Json {
  const type = typeOf(file.name)
  const known = types[type]
  const { domain, id: team } = seed.team
  const address = `${origin()}/files-pri/${team}-${file.id}`
  return {
    id: file.id,
    created: Math.floor(file.createdAt / 1000),
    timestamp: Math.floor(file.createdAt / 1000),
    name: file.name,
    title: file.title,
    mimetype: known?.mimetype ?? 'application/octet-stream',
    filetype: type,
    pretty_type: known?.name ?? type.toUpperCase(),
    user: file.user,
    user_team: team,
    size: file.content.length,
    mode: 'hosted',
    is_external: false,
    is_public: false,
    url_private: `${address}/${encodeURIComponent(file.name)}`,
    url_private_download: `${address}/download/${encodeURIComponent(file.name)}`,
    permalink: `https://${domain}.slack.com/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
    channels: file.channels,
    groups: [],
    ims: [],
    file_access: 'visible',
  }
}

/** What a file_input takes from a person; a sentence of Slack's client where it does not. */
export function refusedFile(element: Json, files: readonly SlackFile[]): string | undefined {
  const { filetypes, max_files: most = 10 } = element
  if (files.length > Number(most)) return `You can upload up to ${Number(most)} files.`
  for (const { name, content } of files) {
    if (Array.isArray(filetypes) && filetypes.length > 0 && !filetypes.includes(typeOf(name)))
      return `${name}: this file type is not supported.`
    if (content.length > mostBytes) return `${name} is larger than 10 MB.`
  }
  return undefined
}
