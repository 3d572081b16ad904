// Where features meet Bolt: every command, press and form is acknowledged in time, its person identified, and its
// failure answered with a sentence. Features see plain calls instead of Bolt's arguments.
import type { AckFn, App, BlockAction, ViewResponseAction } from '@slack/bolt'
import type { Language } from '../lib/words.ts'
import type { ButtonCall, CommandCall, FormAnswer, FormCall, SearchAnswer, SearchCall } from './calls.ts'
import { readFiles, readTyped, toViewErrors } from './form.ts'
import { createGuard, type GuardOptions } from './guard.ts'
import { noticeView } from './notice.ts'
import { slackWords } from './words.ts'

export type Listeners = ReturnType<typeof createListeners>

export function createListeners(app: App, options: GuardOptions) {
  const { identity, logger } = options
  const { admit, admitInTime, failed, answerer, guarded } = createGuard(options)
  // Looked up here: Bolt takes each event past every listener that it knows, so it knows one of each kind.
  const commands = new Map<string, (call: CommandCall) => Promise<void>>()
  const presses = new Map<string, (call: ButtonCall) => Promise<void>>()
  const forms = new Map<string, (call: FormCall) => Promise<FormAnswer>>()
  const searches = new Map<string, (call: SearchCall) => Promise<SearchAnswer>>()

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
    const blocks = view.blocks as FormCall['view']['blocks']
    const call: FormCall = {
      who: identity.who(body.user.id),
      triggerId: '',
      typed: readTyped(view.state),
      files: readFiles(view.state),
      metadata: view.private_metadata,
      view: { id: view.id, hash: view.hash, blocks },
      answer: answerer(body.user.id, undefined),
    }
    let answer: FormAnswer
    try {
      const refusal = await admitInTime(call)
      answer = refusal ? { kind: 'errors', errors: { '': refusal } } : await handle(call)
    } catch (error) {
      answer = { kind: 'errors', errors: { '': failed(error, view.callback_id, call.who.language) } }
    }
    await acknowledge(ack, answer, blocks, call.who.language)
    const after = answer.kind === 'errors' ? undefined : answer.after
    if (after) await guarded(view.callback_id, call, after)
  })

  app.options(/^/, async ({ ack, body, payload }) => {
    const metadata = body.view?.private_metadata ?? ''
    const call: SearchCall = { who: identity.who(body.user.id), text: payload.value, metadata }
    const search = searches.get(payload.action_id)
    try {
      const answer = !search || (await admitInTime(call)) ? { options: [] } : await search(call)
      await ack(answer as never)
    } catch (error) {
      failed(error, payload.action_id, call.who.language)
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
