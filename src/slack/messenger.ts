// Slack for code without a Bolt context: posts, updates, views, lookups. One try each: the job queue is the only
// retry, because a second post after a lost answer is a second message.
import { WebClient, type WebClientOptions } from '@slack/web-api'
import { createFetch } from '../lib/fetch.ts'
import type { Logger } from '../lib/logger.ts'
import type { ChartedMessage, Message, ModalView } from './blocks.ts'
import { toSlackLogger } from './logger.ts'
import { SlackError, toSlackError } from './slack-error.ts'

export interface PostedMessage {
  channel: string
  ts: string
}

/** A file that somebody attached to a form. */
export interface AttachedFile {
  name: string
  /** Undefined: larger than the caller takes. */
  bytes: Uint8Array | undefined
}

export type Messenger = ReturnType<typeof createMessenger>

export function createMessenger(options: { token: string; apiUrl?: string | undefined; logger: Logger }) {
  const web = new WebClient(options.token, {
    ...webOptions(options.apiUrl),
    logger: toSlackLogger(options.logger),
  })
  const call = async <T>(method: string, run: () => Promise<T>): Promise<T> => {
    try {
      return await run()
    } catch (error) {
      const failure = toSlackError(error)
      options.logger.debug({ event: 'slack.failed', method, code: failure.code, reason: failure.reason })
      throw failure
    }
  }
  const fetchFile = createFetch(fileTimeoutMs)
  /** The token goes to Slack alone, whatever address an answer names. */
  const download = async (address: string): Promise<Uint8Array> => {
    const url = new URL(address)
    const isSlacks = options.apiUrl
      ? url.origin === new URL(options.apiUrl).origin
      : url.protocol === 'https:' && (url.hostname === 'slack.com' || url.hostname.endsWith('.slack.com'))
    if (!isSlacks) throw new SlackError('refused', 'file_elsewhere')
    const answer = await fetchFile(url, { headers: { authorization: `Bearer ${options.token}` } })
    if (answer.status === 404) throw new SlackError('refused', 'file_not_found')
    // Without the right to read it Slack sends to its sign-in page.
    if (answer.status >= 300 && answer.status < 400) throw new SlackError('refused', 'file_not_readable')
    if (!answer.ok) throw new SlackError('unavailable', `http_${answer.status}`)
    return new Uint8Array(await answer.arrayBuffer())
  }
  return {
    /** @param most bytes: a larger file is not downloaded */
    readFile: (fileId: string, most: number): Promise<AttachedFile> =>
      call('files.info', async () => {
        const { file } = await web.files.info({ file: fileId })
        const { name = '', size = 0, url_private_download: address } = file ?? {}
        if (size > most) return { name, bytes: undefined }
        if (!address) throw new SlackError('refused', 'file_not_found')
        return { name, bytes: await download(address) }
      }),
    /**
     * Uploads a text as a file and shows it there; in two of Slack's methods with the upload between.
     * @param at a channel's own id: a person's id will not do
     */
    shareFile: async (
      at: { channel: string; threadTs?: string },
      file: { name: string; title: string; content: string; comment: string },
    ): Promise<string> => {
      const { upload_url: address = '', file_id: id = '' } = await call('files.getUploadURLExternal', () =>
        web.files.getUploadURLExternal({
          filename: file.name,
          length: Buffer.byteLength(file.content),
        }),
      )
      await call('upload', async () => {
        const headers = { 'content-type': 'application/octet-stream' }
        const answer = await fetchFile(address, { method: 'POST', headers, body: file.content })
        if (!answer.ok) throw new SlackError('unavailable', `http_${answer.status}`)
      })
      const shared = { files: [{ id, title: file.title }] as [{ id: string; title: string }] }
      await call('files.completeUploadExternal', () =>
        web.files.completeUploadExternal(
          at.threadTs
            ? { ...shared, channel_id: at.channel, thread_ts: at.threadTs, initial_comment: file.comment }
            : { ...shared, channel_id: at.channel, initial_comment: file.comment },
        ),
      )
      return id
    },
    /** @param channel a channel id, or a user id for their direct messages; the answer has the real channel */
    post: (channel: string, message: ChartedMessage, threadTs?: string): Promise<PostedMessage> =>
      call('chat.postMessage', async () => {
        const answer = await web.chat.postMessage({
          channel,
          text: message.text,
          blocks: message.blocks,
          unfurl_links: false,
          unfurl_media: false,
          ...(threadTs && { thread_ts: threadTs }),
        })
        return { channel: answer.channel ?? channel, ts: answer.ts ?? '' }
      }),
    update: (at: PostedMessage, message: Message): Promise<void> =>
      call('chat.update', async () => {
        await web.chat.update({ channel: at.channel, ts: at.ts, text: message.text, blocks: message.blocks })
      }),
    /** Opens a message for whoever may read its channel. */
    permalink: (at: PostedMessage): Promise<string> =>
      call('chat.getPermalink', async () => {
        const answer = await web.chat.getPermalink({ channel: at.channel, message_ts: at.ts })
        return answer.permalink ?? ''
      }),
    openView: (triggerId: string, view: ModalView): Promise<{ id: string; hash: string }> =>
      call('views.open', async () => toOpened(await web.views.open({ trigger_id: triggerId, view }))),
    pushView: (triggerId: string, view: ModalView): Promise<{ id: string; hash: string }> =>
      call('views.push', async () => toOpened(await web.views.push({ trigger_id: triggerId, view }))),
    updateView: (viewId: string, view: ModalView): Promise<{ id: string; hash: string }> =>
      call('views.update', async () => toOpened(await web.views.update({ view_id: viewId, view }))),
    /** Locale, and whether the person administers the workspace. */
    person: (userId: string): Promise<{ locale: string | undefined; isAdmin: boolean }> =>
      call('users.info', async () => {
        const { user } = await web.users.info({ user: userId, include_locale: true })
        return { locale: user?.locale, isAdmin: user?.is_admin === true || user?.is_owner === true }
      }),
    groupMembers: (groupId: string): Promise<string[]> =>
      call('usergroups.users.list', async () => {
        const answer = await web.usergroups.users.list({ usergroup: groupId })
        return answer.users ?? []
      }),
    channelMembers: (channel: string): Promise<string[]> =>
      call('conversations.members', async () => {
        const members: string[] = []
        let cursor: string | undefined
        do {
          const answer = await web.conversations.members({ channel, limit: 200, ...(cursor && { cursor }) })
          members.push(...(answer.members ?? []))
          cursor = answer.response_metadata?.next_cursor || undefined
        } while (cursor)
        return members
      }),
    channel: (channel: string): Promise<{ name: string; isArchived: boolean; isMember: boolean }> =>
      call('conversations.info', async () => {
        const answer = await web.conversations.info({ channel })
        return {
          name: answer.channel?.name ?? channel,
          isArchived: answer.channel?.is_archived === true,
          isMember: answer.channel?.is_member === true,
        }
      }),
    whoAmI: (): Promise<{ userId: string; team: string; scopes: readonly string[] }> =>
      call('auth.test', async () => {
        const answer = await web.auth.test()
        return {
          userId: answer.user_id ?? '',
          team: answer.team ?? '',
          scopes: answer.response_metadata?.scopes ?? [],
        }
      }),
  }
}

const timeoutMs = 10_000

const fileTimeoutMs = 30_000

/** Web API options that never retry by themselves and never send the token to another host. */
export function webOptions(apiUrl: string | undefined): WebClientOptions {
  return {
    ...(apiUrl && { slackApiUrl: apiUrl }),
    timeout: timeoutMs,
    fetch: createFetch(timeoutMs),
    allowAbsoluteUrls: false,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  }
}

function toOpened(answer: { view?: { id?: string; hash?: string } }): { id: string; hash: string } {
  return { id: answer.view?.id ?? '', hash: answer.view?.hash ?? '' }
}
