// What stands in the inputs of a view or message: the `state.values` that Slack keeps and sends.
import { optionsIn, type Placed, placedElements } from './blocks.ts'
import { isJson, type Json, objectIn, objectsIn, textIn, textsIn, wordsIn } from './json.ts'

/** block_id → action_id → value, as in `view.state.values`. */
export type ViewValues = Record<string, Record<string, Json>>

interface ValueShape {
  /** The key of the value in the state. */
  key: string
  /** The element's own key for a pre-filled value. */
  initial: string
  isList: boolean
}

const one = (key: string, initial: string): ValueShape => ({ key, initial, isList: false })
const many = (key: string, initial: string): ValueShape => ({ key, initial, isList: true })

const shapes: Record<string, ValueShape> = {
  plain_text_input: one('value', 'initial_value'),
  number_input: one('value', 'initial_value'),
  email_text_input: one('value', 'initial_value'),
  url_text_input: one('value', 'initial_value'),
  rich_text_input: one('rich_text_value', 'initial_value'),
  static_select: one('selected_option', 'initial_option'),
  external_select: one('selected_option', 'initial_option'),
  radio_buttons: one('selected_option', 'initial_option'),
  checkboxes: many('selected_options', 'initial_options'),
  multi_static_select: many('selected_options', 'initial_options'),
  multi_external_select: many('selected_options', 'initial_options'),
  users_select: one('selected_user', 'initial_user'),
  conversations_select: one('selected_conversation', 'initial_conversation'),
  channels_select: one('selected_channel', 'initial_channel'),
  multi_users_select: many('selected_users', 'initial_users'),
  multi_conversations_select: many('selected_conversations', 'initial_conversations'),
  multi_channels_select: many('selected_channels', 'initial_channels'),
  file_input: many('files', 'initial_files'),
  datepicker: one('selected_date', 'initial_date'),
  timepicker: one('selected_time', 'initial_time'),
  datetimepicker: one('selected_date_time', 'initial_date_time'),
}

/** How an element of this type keeps its value; undefined for buttons and overflow menus. */
export const shapeOf = (type: string): ValueShape | undefined => shapes[type]

export function stateValue(placed: Placed, value: unknown): Json {
  const shape = shapes[placed.type]
  if (!shape) throw new Error(`a ${placed.type} keeps no value`)
  const empty = value === undefined || value === null || value === ''
  return { type: placed.type, [shape.key]: empty ? (shape.isList ? [] : null) : value }
}

/**
 * The state of freshly shown blocks: pre-filled values, or what was there before where an element with the same
 * block_id, action_id and type still exists (and, for a select, still has that option).
 */
export function startingValues(blocks: Json[], kept: ViewValues = {}): ViewValues {
  const values: ViewValues = {}
  for (const placed of placedElements(blocks)) {
    const shape = shapes[placed.type]
    if (!shape) continue
    const before = kept[placed.blockId]?.[placed.actionId]
    const stays = before?.type === placed.type && stillOffered(placed, before[shape.key])
    const block = values[placed.blockId] ?? {}
    block[placed.actionId] = stays && before ? before : stateValue(placed, placed.element[shape.initial])
    values[placed.blockId] = block
  }
  return values
}

function stillOffered(placed: Placed, value: unknown): boolean {
  const offered = optionsIn(placed.element)
  if (offered.length === 0 || placed.type.includes('external')) return true
  const chosen = Array.isArray(value) ? objectsIn(value) : isJson(value) ? [value] : []
  return chosen.every(option => offered.some(each => each.value === option.value))
}

/** What a person reads in the field now: a text, several, or null when it is empty. */
export function visibleValue(placed: Placed, values: ViewValues): string | string[] | null {
  const shape = shapes[placed.type]
  const value = shape && values[placed.blockId]?.[placed.actionId]?.[shape.key]
  if (value === undefined || value === null) return null
  if (Array.isArray(value))
    return textsIn(value).length > 0 ? textsIn(value) : objectsIn(value).map(optionText)
  return isJson(value) ? optionText(value) : String(value)
}

/** What stands for an option, or for a file. */
const optionText = (option: Json): string => wordsIn(option.text) || textIn(option.name)

export function isEmptyValue(placed: Placed, values: ViewValues): boolean {
  const value = visibleValue(placed, values)
  return value === null || value.length === 0
}

/** `block_id → action_id → value` as a plain copy for a payload. */
export const copyOfValues = (values: ViewValues): Json => objectIn(structuredClone(values))

export const typedText = (placed: Placed, values: ViewValues): string =>
  textIn(values[placed.blockId]?.[placed.actionId]?.value)
