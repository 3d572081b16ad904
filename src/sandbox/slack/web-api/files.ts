// files.*: what a person attached, and the two calls around an upload of the app.
import { randomBytes } from 'node:crypto'
import { wireFile } from '../files.ts'
import { type Json, objectsIn, parsedOr, textIn } from '../json.ts'
import { appMessage } from '../messages.ts'
import type { SlackFile } from '../store.ts'
import type { Workspace } from '../workspace.ts'
import { ApiError, type Method } from './answer.ts'
import { channelToPostIn, checkThread } from './chat.ts'
import { checkMessage } from './check.ts'

export const fileMethods: Record<string, Method> = {
  'files.info': {
    token: 'bot',
    run(args, workspace) {
      const file = workspace.store.files.get(textIn(args.file))
      if (!file) throw new ApiError('file_not_found')
      return { file: wireFile(file, workspace), comments: [], response_metadata: { next_cursor: '' } }
    },
  },
  'files.getUploadURLExternal': {
    token: 'bot',
    run(args, workspace) {
      const { store, origin } = workspace
      const name = textIn(args.filename)
      const length = Number(args.length)
      if (!name || !Number.isInteger(length) || length <= 0) throw new ApiError('invalid_arguments')
      const ticket = randomBytes(12).toString('hex')
      const id = store.nextId('F')
      store.uploads.set(ticket, { id, name, length })
      return { upload_url: `${origin()}/upload/v1/${ticket}`, file_id: id }
    },
  },
  'files.completeUploadExternal': {
    token: 'bot',
    run(args, workspace) {
      const wanted = objectsIn(typeof args.files === 'string' ? parsedOr(args.files, []) : args.files)
      if (wanted.length === 0) throw new ApiError('invalid_arguments')
      const files = wanted.map(({ id, title }) => {
        const file = workspace.store.files.get(textIn(id))
        if (!file || file.user !== workspace.seed.app.botUserId) throw new ApiError('file_not_found')
        return Object.assign(file, title ? { title: textIn(title) } : {})
      })
      if (textIn(args.channel_id)) share(workspace, files, args)
      return { files: files.map(file => wireFile(file, workspace)) }
    },
  },
}

function share(workspace: Workspace, files: readonly SlackFile[], args: Json): void {
  const { store, seed } = workspace
  // A channel's own id: a person's id will not do here, unlike in chat.postMessage.
  if (!store.channels.has(textIn(args.channel_id))) throw new ApiError('channel_not_found')
  const channel = channelToPostIn(workspace, textIn(args.channel_id))
  checkThread(workspace, channel, args)
  const text = textIn(args.initial_comment)
  if (text) checkMessage(workspace, { text }, 'post', 'files.completeUploadExternal')
  const message = appMessage(store, seed, channel.id, { text, thread_ts: args.thread_ts })
  for (const file of files) file.channels.push(channel.id)
  store.add({ ...message, files: files.map(({ id }) => id) })
}
