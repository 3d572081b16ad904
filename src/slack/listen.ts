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
  /** Replaces an ephemeral message of ours that the button stands on. */
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
  const registered = { commands: [] as string[], actions: [] as string[], forms: [] as string[] }

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

  /** Presses on buttons of an earlier version: Slack itself would show nothing at all. */
  app.action<BlockAction>(/^/, async ({ ack, action, body, respond }) => {
    if (registered.actions.includes(action.action_id)) return
    await ack()
    const { language } = identity.who(body.user.id, body.channel?.id)
    logger.warn({ event: 'button.unknown', where: action.action_id })
    await answerer(
      body.user.id,
      body.response_url ? respond : undefined,
    )(slackWords(language)('unknownButton'))
  })

  return {
    registered,

    command(name: string, handle: (call: CommandCall) => Promise<void>) {
      registered.commands.push(name)
      app.command(name, async ({ ack, command, respond }) => {
        const acked = ack()
        const who = identity.who(command.user_id, command.channel_id)
        const call: CommandCall = {
          who,
          triggerId: command.trigger_id,
          channelId: command.channel_id,
          text: command.text ?? '',
          answer: answerer(command.user_id, respond),
        }
        await guarded(name, call, async () => {
          await acked
          const refusal = await admit(call, command.channel_id)
          await (refusal ? call.answer(refusal) : handle(call))
        })
      })
    },

    button(id: string, handle: (call: ButtonCall) => Promise<void>) {
      registered.actions.push(id)
      app.action<BlockAction>(id, async ({ ack, body, respond }) => {
        await ack()
        const channelId = body.channel?.id
        const who = identity.who(body.user.id, channelId)
        const pressed = body.actions[0]
        const call: ButtonCall = {
          who,
          triggerId: body.trigger_id,
          channelId,
          value: chosenIn(pressed),
          blockId: pressed?.block_id ?? '',
          view: body.view
            ? {
                id: body.view.id,
                metadata: body.view.private_metadata,
                isFirst: body.view.previous_view_id === null,
              }
            : undefined,
          answer: answerer(body.user.id, body.response_url ? respond : undefined),
          replace: async message => {
            await respond({ ...message, replace_original: true })
          },
        }
        await guarded(id, call, async () => {
          const refusal = await admit(call, channelId)
          await (refusal ? call.answer(refusal) : handle(call))
        })
      })
    },

    form(callbackId: string, handle: (call: FormCall) => Promise<FormAnswer>) {
      registered.forms.push(callbackId)
      app.view(callbackId, async ({ ack, body, view }) => {
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
          answer = { kind: 'errors', errors: { '': failed(error, callbackId, who.language) } }
        }
        await acknowledge(ack, answer, blocks, who.language)
        const after = answer.kind === 'errors' ? undefined : answer.after
        if (after) await guarded(callbackId, call, after)
      })
    },

    search(actionId: string, handle: (call: SearchCall) => Promise<SearchAnswer>) {
      app.options(actionId, async ({ ack, body, payload }) => {
        const who = identity.who(body.user.id)
        try {
          const metadata = body.view?.private_metadata ?? ''
          const answer = stopped(who) ? { options: [] } : await handle({ who, text: payload.value, metadata })
          await ack(answer as never)
        } catch (error) {
          failed(error, actionId, who.language)
          await ack({ options: [] })
        }
      })
    },
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

function chosenIn(pressed: BlockAction['actions'][number] | undefined): string {
  if (pressed && 'selected_option' in pressed) return String(pressed.selected_option?.value ?? '')
  return pressed && 'value' in pressed ? String(pressed.value ?? '') : ''
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
