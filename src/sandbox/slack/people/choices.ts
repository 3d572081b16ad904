// Turning what a person says ("Gold", "ana", true) into the value that Slack keeps for an element.
import { optionsIn, type Placed } from '../blocks.ts'
import { refusedFile, wireFile } from '../files.ts'
import { isNumber } from '../form-checks.ts'
import { flagIn, type Json, textIn, wordsIn } from '../json.ts'
import type { Store } from '../store.ts'
import type { Workspace } from '../workspace.ts'
import type { FieldValue } from './types.ts'

/** The value for the state; for external selects `suggested` are the app's suggestions, for files the value is their ids. */
export function chosenValue(
  placed: Placed,
  value: FieldValue,
  workspace: Workspace,
  suggested: Json[],
): unknown {
  const { store } = workspace
  const { type, element } = placed
  const texts = typeof value === 'boolean' ? [] : [value].flat()
  const single = texts[0] ?? ''
  switch (type) {
    case 'number_input':
      // Slack's client shows nothing at all for what is not a number.
      return isNumber(single, flagIn(element.is_decimal_allowed)) ? single : null
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
      if (typeof value !== 'string') throw new Error(`"${placed.label}" takes a text`)
      return value
    case 'datepicker':
    case 'timepicker':
      return checkedTime(placed, single)
    case 'datetimepicker':
      return single === ''
        ? null
        : Math.floor((/^\d+$/.test(single) ? Number(single) * 1000 : Date.parse(single)) / 1000)
    case 'checkboxes':
      if (typeof value === 'boolean') return value ? optionsIn(element) : []
      return texts.map(text => option(placed, optionsIn(element), text))
    case 'static_select':
    case 'radio_buttons':
    case 'overflow':
      return single === '' ? null : option(placed, optionsIn(element), single)
    case 'multi_static_select':
      return texts.map(text => option(placed, optionsIn(element), text))
    case 'external_select':
      return single === '' ? null : option(placed, suggested, single)
    case 'multi_external_select':
      return texts.map(text => option(placed, suggested, text))
    case 'users_select':
      return single === '' ? null : store.userId(single)
    case 'multi_users_select':
      return texts.map(text => store.userId(text))
    case 'file_input':
      return attached(placed, texts, workspace)
    case 'conversations_select':
    case 'channels_select':
      return single === '' ? null : channelId(store, single)
    case 'multi_conversations_select':
    case 'multi_channels_select':
      return texts.map(text => channelId(store, text))
    default:
      throw new Error(`the sandbox cannot fill a ${type}`)
  }
}

/** The option of that visible text, else of that value, else the only one that contains it. */
function option(placed: Placed, options: Json[], wanted: string): Json {
  const byText = options.find(each => wordsIn(each.text) === wanted)
  const byValue = options.find(each => textIn(each.value) === wanted)
  const containing = options.filter(each => wordsIn(each.text).toLowerCase().includes(wanted.toLowerCase()))
  const found = byText ?? byValue ?? (containing.length === 1 ? containing[0] : undefined)
  if (found) return found
  const offered = options.map(each => `"${wordsIn(each.text)}"`).join(', ') || 'nothing'
  throw new Error(`"${placed.label}" does not offer "${wanted}"; it offers ${offered}`)
}

function attached(placed: Placed, ids: readonly string[], workspace: Workspace): Json[] {
  const files = ids.filter(Boolean).map(id => {
    const file = workspace.store.files.get(id)
    if (!file) throw new Error(`there is no file ${id}`)
    return file
  })
  const problem = refusedFile(placed.element, files)
  if (problem) throw new Error(`"${placed.label}": ${problem}`)
  return files.map(file => wireFile(file, workspace))
}

function checkedTime(placed: Placed, text: string): string | null {
  if (text === '') return null
  const form = placed.type === 'datepicker' ? /^\d{4}-\d{2}-\d{2}$/ : /^\d{2}:\d{2}$/
  if (!form.test(text))
    throw new Error(`"${placed.label}" takes ${placed.type === 'datepicker' ? 'YYYY-MM-DD' : 'HH:mm'}`)
  return text
}

function channelId(store: Store, name: string): string {
  const channel = store.findChannel(name)
  if (!channel) throw new Error(`there is no channel "${name}"`)
  return channel.id
}
