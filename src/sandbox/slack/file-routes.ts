// The addresses of files outside the Web API: downloads for the bot alone, and the upload in the middle of three steps.
import type { IncomingMessage } from 'node:http'
import { newFile } from './files.ts'
import type { HttpAnswer } from './web-api/dispatch.ts'
import type { Workspace } from './workspace.ts'

/** `/files-pri/T0TEAM-F000001/download/name.csv`: with a token that may not, Slack sends to its sign-in page. */
export function download(
  workspace: Workspace,
  path: readonly string[],
  request: IncomingMessage,
): HttpAnswer {
  const { store, seed, botToken, manifest, journal, faults } = workspace
  const id = path[0]?.replace(`${seed.team.id}-`, '') ?? ''
  const fault = faults.next('download')
  if (fault?.kind === 'httpError') return { kind: 'answer', status: fault.status, body: '' }
  if (fault?.kind === 'loseAnswer') return { kind: 'cut' }
  const mayRead =
    request.headers.authorization === `Bearer ${botToken}` && manifest.botScopes.includes('files:read')
  const file = store.files.get(id)
  journal.called('download', { file: id }, mayRead && file ? { ok: true } : { ok: false, error: 'refused' })
  if (!mayRead)
    return {
      kind: 'answer',
      status: 302,
      headers: { location: `https://${seed.team.domain}.slack.com/` },
      body: '',
    }
  if (!file) return { kind: 'answer', status: 404, body: 'not found' }
  return {
    kind: 'answer',
    status: 200,
    headers: { 'content-type': 'application/octet-stream' },
    body: file.content,
  }
}

/** `/upload/v1/<ticket>`: raw bytes, or a form with the file in it; exactly as many as were announced. */
export async function upload(
  workspace: Workspace,
  ticket: string,
  body: Buffer,
  contentType: string,
): Promise<HttpAnswer> {
  const { store, seed, journal } = workspace
  const announced = store.uploads.get(ticket)
  if (!announced) return { kind: 'answer', status: 404, body: 'not found' }
  const content = contentType.startsWith('multipart/form-data') ? await fileIn(body, contentType) : body
  const isWhole = content?.length === announced.length
  journal.called('upload', { file: announced.id }, isWhole ? { ok: true } : { ok: false, error: 'length' })
  if (!content || !isWhole) return { kind: 'answer', status: 400, body: 'length does not match' }
  store.uploads.delete(ticket)
  newFile(workspace, { ...announced, user: seed.app.botUserId, content })
  return { kind: 'answer', status: 200, body: `OK - ${content.length}` }
}

async function fileIn(body: Buffer, contentType: string): Promise<Buffer | undefined> {
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData()
  for (const part of form.values()) {
    return Buffer.from(typeof part === 'string' ? part : new Uint8Array(await part.arrayBuffer()))
  }
  return undefined
}
