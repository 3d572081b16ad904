// What one person can see: messages of their channels, their own ephemerals, their Home tab, their modal.
import { isButton, optionsIn, placedElements } from '../blocks.ts'
import { startingValues, visibleValue } from '../form-state.ts'
import { flagIn, textIn, wordsIn } from '../json.ts'
import { createReader } from '../mrkdwn.ts'
import { renderBlocks } from '../render-text.ts'
import type { SlackChannel, SlackMessage, SlackUser, SlackView } from '../store.ts'
import type { Workspace } from '../workspace.ts'
import type { Field, OpenView, VisibleMessage } from './types.ts'

export type Looks = ReturnType<typeof createLooks>

export function createLooks(workspace: Workspace, user: SlackUser) {
  const { store } = workspace
  const read = createReader(store)

  /** The channel of that name if this person can be in it; throws telling sentences. */
  const channelNamed = (name: string): SlackChannel => {
    const channel = name === 'dm' ? store.dmOf(user.id) : store.findChannel(name)
    if (!channel) {
      const known = [...store.channels.values()]
        .filter(each => !each.dmWith)
        .map(each => each.alias ?? each.name)
      throw new Error(`there is no channel "${name}"; there are: dm, ${known.join(', ')}`)
    }
    if (!channel.members.has(user.id)) throw new Error(`${user.name} is not in #${channel.name}`)
    return channel
  }

  const isVisible = (message: SlackMessage): boolean => {
    if (message.onlyFor && message.onlyFor !== user.id) return false
    return store.channels.get(message.channel)?.members.has(user.id) ?? false
  }

  /** Visible rows, oldest first, of one channel or of all. */
  const rows = (where?: string): SlackMessage[] => {
    const channel = where === undefined ? undefined : channelNamed(where)
    return [...store.messages, ...store.ephemerals]
      .filter(message => isVisible(message) && (!channel || message.channel === channel.id))
      .sort((a, b) => Number(a.ts) - Number(b.ts))
  }

  const filesOf = ({ files = [] }: SlackMessage) => files.flatMap(id => store.files.get(id) ?? [])

  const withFiles = (message: SlackMessage, text: string): string =>
    [text, ...filesOf(message).map(({ title }) => `📎 ${title}`)].filter(Boolean).join('\n')

  const textOf = (message: SlackMessage, withoutControls: boolean): string => {
    if (message.blocks.length === 0) return withFiles(message, read(message.text))
    const values = startingValues(message.blocks, message.chosen.get(user.id))
    return withFiles(message, renderBlocks(message.blocks, { read, values, withoutControls }))
  }

  const toVisible = (message: SlackMessage): VisibleMessage => ({
    channel: message.channel,
    ts: message.ts,
    text: textOf(message, true),
    fallback: message.text,
    buttons: buttonsOf(message.blocks),
    blocks: structuredClone(message.blocks),
    files: filesOf(message).map(({ name }) => name),
    isEphemeral: message.onlyFor !== undefined,
    isFromApp: message.isFromApp,
    ...(message.editedAt && { editedAt: message.editedAt }),
    ...(message.threadTs && { thread_ts: message.threadTs }),
  })

  const line = (message: SlackMessage): string => {
    const channel = store.channels.get(message.channel)
    const place = channel?.dmWith ? 'dm' : `#${channel?.name}`
    const author = store.users.get(message.user)?.name ?? message.user
    const marks = [
      ...(message.onlyFor ? ['only you'] : []),
      ...(message.threadTs && message.threadTs !== message.ts ? ['in thread'] : []),
      ...(message.editedAt ? ['edited'] : []),
    ]
    const head = `${place} ${author}${marks.length > 0 ? ` (${marks.join(', ')})` : ''}:`
    return `${head} ${textOf(message, false).replaceAll('\n', '\n  ')}`
  }

  const viewText = (view: SlackView): string => {
    const { body, errors, values } = view
    const isModal = view.type === 'modal'
    const buttons = isModal ? [wordsIn(body.close) || 'Cancel', wordsIn(body.submit)].filter(Boolean) : []
    return [
      ...(isModal ? [`— ${wordsIn(body.title)} —`] : []),
      ...(view.trouble ? [view.trouble] : []),
      renderBlocks(view.blocks, { read, values, errors }),
      ...(isModal ? [buttons.map(label => `[${label}]`).join(' ')] : []),
    ].join('\n')
  }

  const fieldsOf = (view: SlackView): Record<string, Field> => {
    const fields: Record<string, Field> = {}
    for (const placed of placedElements(view.blocks)) {
      const value = visibleValue(placed, view.values)
      if (isButton(placed) || placed.type === 'overflow') continue
      const name = placed.label && !(placed.label in fields) ? placed.label : placed.blockId
      const hint = wordsIn(placed.block.hint)
      const error = view.errors[placed.blockId]
      const options = optionsIn(placed.element).map(option => wordsIn(option.text))
      fields[name] = {
        value,
        type: placed.type,
        blockId: placed.blockId,
        actionId: placed.actionId,
        isOptional: flagIn(placed.block.optional),
        ...(hint && { hint }),
        ...(error && { error }),
        ...(options.length > 0 && { options }),
      }
    }
    return fields
  }

  const toOpenView = (view: SlackView): OpenView => ({
    id: view.id,
    hash: view.hash,
    callbackId: textIn(view.body.callback_id),
    privateMetadata: textIn(view.body.private_metadata),
    title: wordsIn(view.body.title),
    ...(wordsIn(view.body.submit) && { submit: wordsIn(view.body.submit) }),
    ...(wordsIn(view.body.close) && { close: wordsIn(view.body.close) }),
    text: viewText(view),
    fields: fieldsOf(view),
    buttons: buttonsOf(view.blocks),
    blocks: structuredClone(view.blocks),
    depth: store.openViews(user.id).length,
  })

  const top = (): SlackView | undefined => store.openViews(user.id).at(-1)

  return {
    channelNamed,
    rows,
    top,
    toVisible,
    toOpenView,
    sees(where?: string): string {
      const view = top()
      const home = store.homes.get(user.id)
      if (where === 'modal') return view ? viewText(view) : ''
      if (where === 'home') return home ? viewText(home) : ''
      const all = rows(where).map(line)
      if (where === undefined) {
        if (home) all.unshift(`home: ${viewText(home)}`)
        if (view) all.push(`modal: ${viewText(view)}`)
      }
      return all.join('\n')
    },
  }
}

const buttonsOf = (blocks: SlackMessage['blocks']): string[] =>
  placedElements(blocks)
    .filter(isButton)
    .map(placed => placed.label)
