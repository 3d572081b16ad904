// A person at the keyboard: slash commands, messages to the app, mentions, opening the Home tab.
import { isEmptyAnswer } from '../deliver.ts'
import { isJson, type Json, textIn } from '../json.ts'
import { wireMessage } from '../messages.ts'
import { createReader, escapeText } from '../mrkdwn.ts'
import { commandBody } from '../payloads.ts'
import { respond } from '../response-url.ts'
import type { SlackChannel, SlackMessage, SlackUser } from '../store.ts'
import { ApiError } from '../web-api/answer.ts'
import type { Workspace } from '../workspace.ts'
import type { Looks } from './looks.ts'
import { Trouble } from './trouble.ts'
import type { CommandAnswer } from './types.ts'

export type Typing = ReturnType<typeof createTyping>

export function createTyping(workspace: Workspace, user: SlackUser, looks: Looks) {
  const { store, manifest, delivery, events, seed, journal } = workspace
  const read = createReader(store)

  /** What people type, as it goes over the wire: escaped, with mentions, e-mails and links marked up. */
  const wireText = (text: string): string => {
    const names = new Map([...store.users.values()].map(each => [each.name.toLowerCase(), each.id]))
    names.set('bot', seed.app.botUserId)
    return escapeText(text)
      .replace(/(?<![\w<])@([\w.-]*\w)/g, (whole, name: string) => {
        const id = names.get(name.toLowerCase())
        return id ? `<@${id}>` : whole
      })
      .replace(/https?:\/\/[^\s<>|]+/g, '<$&>')
      .replace(/(?<![\w<:/])[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '<mailto:$&|$&>')
  }

  const command = async (typed: string, channel: SlackChannel): Promise<CommandAnswer> => {
    const [, name = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(typed) ?? []
    const known = manifest.commands.find(each => each.command === name)
    if (!known) {
      const all = manifest.commands.map(each => each.command).join(' ')
      throw new Error(`${name} is not a valid command; the manifest has ${all || 'none'}`)
    }
    if (channel.isArchived) throw new Error(`#${channel.name} is archived: nobody can type in it`)
    const text = known.shouldEscape ? wireText(rest) : rest
    const { body, triggerId, responseUrl } = commandBody(workspace, user, channel, { command: name, text })
    const what = `${name} of ${user.name}`
    const delivered = await delivery.send({ type: 'slash_commands', payload: body, what, takesAnswer: true })
    if (delivered.kind === 'late') throw new Trouble(`${name} failed because the app did not respond`, 'late')
    if (delivered.kind === 'failed') {
      throw new Trouble(`${name} failed with the error "dispatch_failed" (${delivered.detail})`, 'failed')
    }
    return { text: show(delivered.answer, channel, name), triggerId, responseUrl }
  }

  /** Shows the body of a command's ack to the person. */
  const show = (answer: unknown, channel: SlackChannel, name: string): string => {
    if (isEmptyAnswer(answer)) return ''
    const args: Json = isJson(answer) ? answer : { text: String(answer) }
    try {
      respond(workspace, { kind: 'command', userId: user.id, channel: channel.id }, args)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const why = `${name} failed with the error "${error.code}": the ack's body is not a valid message`
      throw new Trouble(why, 'failed')
    }
    return read(textIn(args.text))
  }

  const message = async (typed: string, channel: SlackChannel, thread?: string): Promise<CommandAnswer> => {
    if (channel.isArchived) throw new Error(`#${channel.name} is archived: nobody can type in it`)
    if (channel.dmWith && (!manifest.messagesTab || manifest.messagesTabReadOnly)) {
      throw new Error("the manifest's messages tab is off: nobody can write to the app")
    }
    const posted: SlackMessage = store.add({
      channel: channel.id,
      ts: store.nextTs(),
      user: user.id,
      isFromApp: false,
      text: wireText(typed),
      blocks: [],
      chosen: new Map(),
      ...(thread && { threadTs: thread }),
    })
    const common = {
      ...wireMessage(posted, seed),
      client_msg_id: store.nextId('m'),
      channel: channel.id,
      event_ts: posted.ts,
    }
    const isMention = posted.text.includes(`<@${seed.app.botUserId}>`)
    const heard = channel.members.has(seed.app.botUserId)
    if (channel.dmWith) await events.emit('message.im', { ...common, channel_type: 'im' })
    else if (heard) {
      const kind = channel.isPrivate ? 'group' : 'channel'
      await events.emit(`message.${kind}s`, { ...common, channel_type: kind })
    }
    if (isMention && !channel.dmWith) {
      if (!heard) journal.broke('mention unheard', `the app is not in #${channel.name}`)
      else await events.emit('app_mention', { ...common, type: 'app_mention' })
    }
    return { text: '', triggerId: '', responseUrl: '' }
  }

  return {
    async types(text: string, where = 'desk', { thread }: { thread?: string } = {}): Promise<CommandAnswer> {
      const channel = looks.channelNamed(where)
      if (!text.startsWith('/')) return message(text, channel, thread)
      if (thread) throw new Error(`${text.split(/\s/)[0]} is not supported in threads. Sorry!`)
      return command(text, channel)
    },
    async opensHome(): Promise<void> {
      if (!manifest.homeTab) throw new Error("the manifest's Home tab is off")
      const home = store.homes.get(user.id)
      await events.emit('app_home_opened', {
        type: 'app_home_opened',
        user: user.id,
        channel: store.dmOf(user.id)?.id,
        tab: 'home',
        event_ts: store.nextTs(),
        ...(home && { view: workspace.views.wire(home) }),
      })
    },
  }
}
