// One person's screen: all that the page draws for them, and the page's clicks led to the driver that tests use.
import { isButton, optionsIn, type Placed, placedElements } from '../blocks.ts'
import { newFile } from '../files.ts'
import { shapeOf, startingValues } from '../form-state.ts'
import { flagIn, isJson, type Json, textIn, wordsIn } from '../json.ts'
import { actionOf, type Surface } from '../payloads.ts'
import type { SlackChannel, SlackMessage, SlackUser, SlackView } from '../store.ts'
import type { Workspace } from '../workspace.ts'
import { chosenValue } from './choices.ts'
import type { Forms } from './forms.ts'
import type { Looks } from './looks.ts'
import type { Press } from './press.ts'
import type {
  Screen,
  ScreenAnswer,
  ScreenChannel,
  ScreenCommand,
  ScreenMessage,
  ScreenPlace,
  ScreenView,
} from './screen-types.ts'
import { Trouble } from './trouble.ts'
import type { Typing } from './typing.ts'

const idIn = (file: Json): string => textIn(file.id)

export interface ScreenParts {
  looks: Looks
  press: Press
  forms: Forms
  typing: Typing
}

export function createScreen(workspace: Workspace, user: SlackUser, parts: ScreenParts): Screen {
  const { store, seed } = workspace
  const { looks, press, forms, typing } = parts

  const filesOf = ({ files = [] }: SlackMessage) => files.flatMap(id => store.files.get(id) ?? [])

  const toMessage = (message: SlackMessage): ScreenMessage => ({
    ts: message.ts,
    user: message.user,
    isFromApp: message.isFromApp,
    isEphemeral: message.onlyFor !== undefined,
    text: message.text,
    blocks: message.blocks,
    values: startingValues(message.blocks, message.chosen.get(user.id)),
    files: filesOf(message).map(({ id, name, title, content }) => ({
      id,
      name,
      title,
      size: content.length,
    })),
    isEdited: message.editedAt !== undefined,
    answers: message.threadTs === message.ts ? undefined : message.threadTs,
  })

  const toChannel = (channel: SlackChannel): ScreenChannel => ({
    id: channel.id,
    slug: channel.dmWith ? 'dm' : (channel.alias ?? channel.name),
    name: channel.dmWith ? seed.app.botName : channel.name,
    isPrivate: channel.isPrivate,
    isArchived: channel.isArchived,
    isDm: channel.dmWith !== undefined,
    messages: looks.rows(channel.id).map(toMessage),
  })

  const toView = (view: SlackView): ScreenView => ({
    id: view.id,
    title: wordsIn(view.body.title),
    submit: wordsIn(view.body.submit),
    close: wordsIn(view.body.close),
    blocks: view.blocks,
    values: view.values,
    errors: view.errors,
    hasTrouble: view.trouble !== undefined,
  })

  const surfaceAt = (place: ScreenPlace): Surface => {
    if ('view' in place) {
      const view = [...store.openViews(user.id), store.homes.get(user.id)].find(
        each => each?.id === place.view,
      )
      if (!view) throw new Error('That form is closed.')
      return { kind: 'view', view }
    }
    const message = looks.rows(place.channel).find(each => each.ts === place.message)
    if (!message) throw new Error('That message is gone.')
    return { kind: 'message', message }
  }

  const find = (command: { at: ScreenPlace; blockId: string; actionId: string }) => {
    const surface = surfaceAt(command.at)
    const blocks = surface.kind === 'view' ? surface.view.blocks : surface.message.blocks
    const placed = placedElements(blocks).find(
      each => each.blockId === command.blockId && each.actionId === command.actionId,
    )
    if (!placed) throw new Error('That button or field is no longer there.')
    return { surface, placed }
  }

  const chosen = (surface: Surface, placed: Placed, value: string | string[]): unknown => {
    const offered = placed.type.includes('external_select')
      ? [...press.suggested(surface, placed), ...before(surface, placed)]
      : optionsIn(placed.element)
    if (offered.length === 0) return chosenValue(placed, value, workspace, [])
    const byValue = (wanted: string) => offered.find(each => textIn(each.value) === wanted)
    if (Array.isArray(value)) return value.map(byValue).filter(option => option !== undefined)
    return byValue(value) ?? null
  }

  /** What stands there now, by the key of the state. */
  const kept = (surface: Surface, placed: Placed, key: string): Json[] => {
    const values = surface.kind === 'view' ? surface.view.values : surface.message.chosen.get(user.id)
    return [values?.[placed.blockId]?.[placed.actionId]?.[key]].flat().filter(isJson)
  }

  /** What stands in an external select already may stay without asking the app again. */
  const before = (surface: Surface, placed: Placed): Json[] => [
    ...[placed.element.initial_options, placed.element.initial_option].flat().filter(isJson),
    ...kept(surface, placed, 'selected_options'),
    ...kept(surface, placed, 'selected_option'),
  ]

  const perform = async (command: ScreenCommand): Promise<ScreenAnswer> => {
    switch (command.do) {
      case 'type':
        await typing.types(command.text, command.channel, command.thread ? { thread: command.thread } : {})
        return { ok: true }
      case 'press': {
        const { surface, placed } = find(command)
        if (!isButton(placed)) throw new Error('That is not a button.')
        await press.send(surface, actionOf(placed), `[${placed.label}]`)
        return { ok: true }
      }
      case 'choose': {
        const { surface, placed } = find(command)
        const value = chosen(surface, placed, command.value)
        if (shapeOf(placed.type)) press.keep(surface, placed, value)
        const isTold = !placed.isInput || flagIn(placed.block.dispatch_action)
        if (isTold && !command.isTyping) {
          await press.send(surface, actionOf(placed, value), `"${placed.label}"`)
        }
        return { ok: true }
      }
      case 'search': {
        const { surface, placed } = find(command)
        return { ok: true, options: await press.suggestions(surface, placed, command.text) }
      }
      case 'attach': {
        const { surface, placed } = find(command)
        const content = Buffer.from(command.content, 'base64')
        const { id } = newFile(workspace, { name: command.name, user: user.id, content })
        const others = placed.element.max_files === 1 ? [] : kept(surface, placed, 'files').map(idIn)
        press.keep(surface, placed, chosenValue(placed, [...others, id], workspace, []))
        return { ok: true }
      }
      case 'download': {
        const file = looks
          .rows()
          .flatMap(filesOf)
          .find(each => each.id === command.file)
        if (!file) throw new Error('That file is gone.')
        return { ok: true, content: file.content.toString('base64') }
      }
      case 'submit':
        await forms.submits()
        return { ok: true }
      case 'close':
        await forms.closesModal({ all: command.all ?? false })
        return { ok: true }
      case 'open home':
        await typing.opensHome()
        return { ok: true }
    }
  }

  return {
    state: () => ({
      id: user.id,
      name: user.name,
      realName: user.realName,
      locale: user.locale,
      timeZone: user.timeZone,
      channels: [...store.channels.values()].filter(channel => channel.members.has(user.id)).map(toChannel),
      home: workspace.manifest.homeTab ? toHome() : null,
      modals: store.openViews(user.id).map(toView),
    }),
    async handle(command) {
      try {
        return await perform(command)
      } catch (error) {
        const problem = error instanceof Error ? error.message : String(error)
        return { ok: false, kind: error instanceof Trouble ? error.kind : 'refused', problem }
      }
    },
  }

  function toHome(): ScreenView | null {
    const home = store.homes.get(user.id)
    return home ? toView(home) : null
  }
}
