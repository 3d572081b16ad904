// Where features meet Bolt: every command, press and form is acknowledged in time, its person identified, and its
// failure answered with a sentence. Features see plain calls instead of Bolt's arguments.
import { randomUUID } from 'node:crypto'
import type { AckFn, App, BlockAction, RespondFn, ViewResponseAction } from '@slack/bolt'
import type { Logger } from '../lib/logger.ts'
import type { Language } from '../lib/words.ts'
import { type ChartedMessage, type Message, type ModalView, type PlainTextOption, section } from './blocks.ts'
import { explain } from './errors.ts'
import { readFiles, readTyped, type Typed, toViewErrors } from './form.ts'
import type { Identity, Who } from './identity.ts'
import type { Messenger } from './messenger.ts'
import { slackWords } from './words.ts'

interface Call {
  who: Who
  triggerId: string
  /** A sentence or message that only this person sees; falls back to their direct messages. */
  answer(message: string | ChartedMessage): Promise<void>
}

export interface CommandCall extends Call {
  channelId: string
  text: string
}

export interface ButtonCall extends Call {
  /** The button's value, or the menu's chosen one: an id and nothing else. */
  value: string
  /** Of the block that the button stands in. */
  blockId: string
  channelId: string | undefined
  /** The modal that the button stands in, if it stands in one; `isFirst`: none lies under it. */
  view: { id: string; metadata: string; isFirst: boolean } | undefined
  /** Replaces an ephemeral message of ours that the button stands on; where Slack refuses that, as `answer`. */
  replace(message: Message): Promise<void>
}

export interface FormCall extends Call {
  typed: Typed
  /** What stands in its file inputs, by field. */
  files: ReturnType<typeof readFiles>
  metadata: string
  view: { id: string; hash: string; blocks: readonly { type: string; block_id?: string }[] }
}

/** What a submitted form shows next; `after` runs after Slack has its answer. */
export type FormAnswer =
  | { kind: 'close'; after?: () => Promise<void> }
  | { kind: 'errors'; errors: Readonly<Record<string, string>> }
  | { kind: 'update'; view: ModalView; after?: () => Promise<void> }

export interface SearchCall {
  who: Who
  text: string
  metadata: string
}
export type SearchAnswer =
  | { options: PlainTextOption[] }
  | { option_groups: { label: { type: 'plain_text'; text: string }; options: PlainTextOption[] }[] }

export type Listeners = ReturnType<typeof createListeners>

export interface ListenerOptions {
  identity: Identity
  messenger: Messenger
  logger: Logger
  isSetUp: () => boolean
}

export function createListeners(app: App, options: ListenerOptions) {
  const { identity, logger } = options
  // Looked up here: Bolt takes each event past every listener that it knows, so it knows one of each kind.
  const commands = new Map<string, (call: CommandCall) => Promise<void>>()
  const presses = new Map<string, (call: ButtonCall) => Promise<void>>()
  const forms = new Map<string, (call: FormCall) => Promise<FormAnswer>>()
  const searches = new Map<string, (call: SearchCall) => Promise<SearchAnswer>>()

  /** Undefined when the person may use the desk; else the sentence that says why not. */
  const stopped = (who: Who): string | undefined => {
    const say = slackWords(who.language)
    if (!options.isSetUp()) return say('notSetUp')
    if (who.hotels.length === 0) return say('notStaff')
    return who.isInForeignChannel ? say('notYourHotel') : undefined
  }

  /** As `stopped`, after asking Slack about someone who is on no list: they may administer the workspace. */
  const admit = async (call: Call, channelId: string | undefined): Promise<string | undefined> => {
    const refusal = stopped(call.who)
    if (!refusal || !options.isSetUp()) return refusal
    await identity.meet(call.who.userId)
    call.who = identity.who(call.who.userId, channelId)
    return stopped(call.who)
  }

  const failed = (error: unknown, where: string, language: Language): string => {
    const expected = explain(error, language)
    if (expected !== undefined) {
      logger.warn({
        event: 'listener.failed',
        where,
        reason: String(error instanceof Error ? error.message : ''),
      })
      return expected
    }
    const code = randomUUID().slice(0, 6).toUpperCase()
    logger.error({ event: 'listener.crashed', where, code, err: error })
    return slackWords(language)('unexpected', { code })
  }

  const answerer =
    (userId: string, respond: RespondFn | undefined) => async (message: string | ChartedMessage) => {
      const content = typeof message === 'string' ? toMessage(message) : message
      try {
        if (!respond) throw new Error('no response_url')
        await respond({ ...content, response_type: 'ephemeral', replace_original: false })
      } catch {
        await options.messenger.post(userId, content)
      }
    }

  /** Runs what follows an ack; whatever fails in it is told to the person. */
  const guarded = async (where: string, call: Call, run: () => Promise<void>) => {
    try {
      await run()
    } catch (error) {
      const sentence = failed(error, where, call.who.language)
      await call.answer(sentence).catch(reason => logger.error({ event: 'answer.lost', where, err: reason }))
    }
  }

  // What nobody registered stays without an ack here: it gets the answer for what no listener took.
  app.command(/^/, async ({ ack, command, respond }) => {
    const handle = commands.get(command.command)
    if (!handle) return
    const acked = ack()
    const who = identity.who(command.user_id, command.channel_id)
    const call: CommandCall = {
      who,
      triggerId: command.trigger_id,
      channelId: command.channel_id,
      text: command.text ?? '',
      answer: answerer(command.user_id, respond),
    }
    await guarded(command.command, call, async () => {
      await acked
      const refusal = await admit(call, command.channel_id)
      await (refusal ? call.answer(refusal) : handle(call))
    })
  })

  app.action<BlockAction>(/^/, async ({ ack, action, body, respond }) => {
    await ack()
    const channelId = body.channel?.id
    const who = identity.who(body.user.id, channelId)
    const answer = answerer(body.user.id, body.response_url ? respond : undefined)
    const handle = presses.get(action.action_id)
    if (!handle) {
      // A button of an earlier version: Slack itself would show nothing at all.
      logger.warn({ event: 'button.unknown', where: action.action_id })
      return answer(slackWords(who.language)('unknownButton'))
    }
    const call: ButtonCall = {
      who,
      triggerId: body.trigger_id,
      channelId,
      value: chosenIn(action),
      blockId: action.block_id ?? '',
      view: body.view
        ? {
            id: body.view.id,
            metadata: body.view.private_metadata,
            isFirst: body.view.previous_view_id === null,
          }
        : undefined,
      answer,
      replace: async message => {
        try {
          await respond({ ...message, replace_original: true })
        } catch {
          await answer(message)
        }
      },
    }
    await guarded(action.action_id, call, async () => {
      const refusal = await admit(call, channelId)
      await (refusal ? call.answer(refusal) : handle(call))
    })
  })

  app.view(/^/, async ({ ack, body, view }) => {
    const handle = forms.get(view.callback_id)
    if (!handle) return
    const who = identity.who(body.user.id)
    const blocks = view.blocks as FormCall['view']['blocks']
    const call: FormCall = {
      who,
      triggerId: '',
      typed: readTyped(view.state),
      files: readFiles(view.state),
      metadata: view.private_metadata,
      view: { id: view.id, hash: view.hash, blocks },
      answer: answerer(body.user.id, undefined),
    }
    const refusal = stopped(who)
    let answer: FormAnswer
    try {
      answer = refusal ? { kind: 'errors', errors: { '': refusal } } : await handle(call)
    } catch (error) {
      answer = { kind: 'errors', errors: { '': failed(error, view.callback_id, who.language) } }
    }
    await acknowledge(ack, answer, blocks, who.language)
    const after = answer.kind === 'errors' ? undefined : answer.after
    if (after) await guarded(view.callback_id, call, after)
  })

  app.options(/^/, async ({ ack, body, payload }) => {
    const who = identity.who(body.user.id)
    const search = searches.get(payload.action_id)
    try {
      const metadata = body.view?.private_metadata ?? ''
      const answer =
        !search || stopped(who) ? { options: [] } : await search({ who, text: payload.value, metadata })
      await ack(answer as never)
    } catch (error) {
      failed(error, payload.action_id, who.language)
      await ack({ options: [] })
    }
  })

  return {
    get registered() {
      return {
        commands: [...commands.keys()],
        actions: [...presses.keys()],
        forms: [...forms.keys()],
      }
    },
    command: registerIn(commands),
    button: registerIn(presses),
    form: registerIn(forms),
    search: registerIn(searches),
  }
}

function registerIn<Handle>(handles: Map<string, Handle>) {
  return (id: string, handle: Handle): void => {
    if (handles.has(id)) throw new Error(`${id} is registered twice`)
    handles.set(id, handle)
  }
}

async function acknowledge(
  ack: AckFn<ViewResponseAction> | AckFn<void>,
  answer: FormAnswer,
  blocks: FormCall['view']['blocks'],
  language: Language,
) {
  // Bolt types the ack of a submission and of a close together; a submission takes these answers.
  const send = ack as AckFn<ViewResponseAction>
  if (answer.kind === 'close') return send()
  if (answer.kind === 'update') return send({ response_action: 'update', view: answer.view })
  const errors = toViewErrors(answer.errors, blocks)
  if (Object.keys(errors).length > 0) return send({ response_action: 'errors', errors })
  // A view without inputs has no field to stand beside: the sentence takes its place.
  return send({
    response_action: 'update',
    view: noticeView(Object.values(answer.errors).join(' '), language),
  })
}

function chosenIn(pressed: BlockAction['actions'][number]): string {
  if ('selected_option' in pressed) return String(pressed.selected_option?.value ?? '')
  return 'value' in pressed ? String(pressed.value ?? '') : ''
}

/** A modal that says one thing; values in it that people typed have gone through `safe`. */
export function noticeView(text: string, language: Language): ModalView {
  const say = slackWords(language)
  return {
    type: 'modal',
    title: { type: 'plain_text', text: say('formTitle') },
    close: { type: 'plain_text', text: say('close') },
    blocks: [section(text)],
  }
}

/** A sentence of ours as a message; values in it that people typed have gone through `safe`. */
export function toMessage(text: string): Message {
  const shown = section(text)
  return { text: shown.text?.text ?? text, blocks: [shown] }
}
