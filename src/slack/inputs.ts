// Small builders for the fields of a form.
import type { InputBlock, PlainTextOption } from '@slack/types'
import { limits } from './limits.ts'
import { cut, plain } from './text.ts'

export interface InputOptions {
  /** The field's name; a changed `turn` makes Slack show a new initial value (block_id gets a suffix). */
  field: string
  feature: string
  label: string
  hint?: string
  optional?: boolean
  turn?: number
}

function input(options: InputOptions, element: InputBlock['element']): InputBlock {
  return {
    type: 'input',
    block_id: options.turn ? `${options.field}~${options.turn}` : options.field,
    label: plain(options.label, limits.inputLabel),
    element,
    ...(options.hint && { hint: plain(options.hint, limits.hintText) }),
    ...(options.optional && { optional: true }),
  }
}

export function textInput(
  options: InputOptions & {
    initial?: string | undefined
    placeholder?: string
    multiline?: boolean
    maxLength?: number
    focus?: boolean
  },
): InputBlock {
  const max = options.maxLength ?? limits.inputText
  return input(options, {
    type: 'plain_text_input',
    action_id: `${options.feature}.${options.field}`,
    max_length: max,
    // Slack refuses the whole view for an initial value longer than max_length.
    ...(options.initial && { initial_value: cut(options.initial, max) }),
    ...(options.placeholder && { placeholder: plain(options.placeholder, limits.placeholder) }),
    ...(options.multiline && { multiline: true }),
    ...(options.focus && { focus_on_load: true }),
  })
}

export function dateInput(options: InputOptions & { initial?: string | undefined }): InputBlock {
  return input(options, {
    type: 'datepicker',
    action_id: `${options.feature}.${options.field}`,
    ...(options.initial && { initial_date: options.initial }),
  })
}

/** @param initial the chosen values, with commas between as `readTyped` gives them */
export function checkboxInput(
  options: InputOptions & { options: readonly PlainTextOption[]; initial?: string | undefined },
): InputBlock {
  const ticked = options.initial?.split(',') ?? []
  const chosen = options.options.filter(({ value = '' }) => ticked.includes(value))
  return input(options, {
    type: 'checkboxes',
    action_id: `${options.feature}.${options.field}`,
    options: [...options.options],
    ...(chosen.length > 0 && { initial_options: chosen }),
  })
}

export function personInput(options: InputOptions & { initial?: string | undefined }): InputBlock {
  return input(options, {
    type: 'users_select',
    action_id: `${options.feature}.${options.field}`,
    ...(options.initial && { initial_user: options.initial }),
  })
}

/** One file from the person's computer. @param types extensions, without the dot */
export function fileInput(options: InputOptions & { types: readonly string[] }): InputBlock {
  return input(options, {
    type: 'file_input',
    action_id: `${options.feature}.${options.field}`,
    filetypes: [...options.types],
    max_files: 1,
  })
}

export function option(text: string, value: string): PlainTextOption {
  return { text: plain(text, limits.optionText), value: cut(value, limits.optionValue) }
}

export function selectInput(
  options: InputOptions & {
    options: readonly PlainTextOption[]
    initial?: string | undefined
    placeholder?: string
  },
): InputBlock {
  const offered = options.options.slice(0, limits.options)
  const chosen = offered.find(({ value }) => value === options.initial)
  return input(options, {
    type: 'static_select',
    action_id: `${options.feature}.${options.field}`,
    options: offered,
    ...(chosen && { initial_option: chosen }),
    ...(options.placeholder && { placeholder: plain(options.placeholder, limits.placeholder) }),
  })
}

export function groupedSelectInput(
  options: InputOptions & {
    groups: readonly { label: string; options: readonly PlainTextOption[] }[]
    initial?: string | undefined
    placeholder?: string
  },
): InputBlock {
  const groups = options.groups
    .filter(group => group.options.length > 0)
    .map(group => ({ ...group, options: group.options.slice(0, limits.options) }))
  const chosen = groups.flatMap(group => group.options).find(({ value }) => value === options.initial)
  return input(options, {
    type: 'static_select',
    action_id: `${options.feature}.${options.field}`,
    option_groups: groups.map(group => ({
      label: plain(group.label, limits.optionText),
      options: group.options,
    })),
    ...(chosen && { initial_option: chosen }),
    ...(options.placeholder && { placeholder: plain(options.placeholder, limits.placeholder) }),
  })
}

/** Options come from the app as the person types. */
export function searchInput(
  options: InputOptions & { initial?: PlainTextOption | undefined; placeholder?: string },
): InputBlock {
  return input(options, {
    type: 'external_select',
    action_id: `${options.feature}.${options.field}`,
    min_query_length: 0,
    ...(options.initial && { initial_option: options.initial }),
    ...(options.placeholder && { placeholder: plain(options.placeholder, limits.placeholder) }),
  })
}
