// Rules between the fields of one object that a table of limits cannot say, by the object's address in it.

import { isDeepStrictEqual } from 'node:util'
import { codePoints, isRecord } from './validate-table.ts'
import { at, claim, fail, type Walk } from './validate-walk.ts'

type Rule = (value: Record<string, unknown>, pointer: string, walk: Walk) => void

const pickInitial: Rule = (value, pointer, walk) => {
  const grouped = list(value.option_groups).flatMap(group => (isRecord(group) ? list(group.options) : []))
  const options = [...list(value.options), ...grouped].map(withDefaults)
  const check = (chosen: unknown, place: string) => {
    if (!options.some(option => isDeepStrictEqual(option, withDefaults(chosen)))) {
      fail(walk, place, 'is not one of the options')
    }
  }
  if (value.initial_option !== undefined) check(value.initial_option, at(pointer, 'initial_option'))
  const several = at(pointer, 'initial_options')
  list(value.initial_options).forEach((chosen, index) => void check(chosen, at(several, index)))
}

const initialWithinMost: Rule = (value, pointer, walk) => {
  const most = value.max_selected_items
  for (const key of ['initial_options', 'initial_users', 'initial_conversations', 'initial_channels']) {
    const count = list(value[key]).length
    if (typeof most === 'number' && count > most) {
      fail(walk, at(pointer, key), `has ${count} items, but max_selected_items is ${most}`)
    }
  }
}

const textInput: Rule = (value, pointer, walk) => {
  inOrder(value, 'min_length', 'max_length', pointer, walk)
  const { initial_value: initial, max_length: most } = value
  if (typeof initial === 'string' && typeof most === 'number' && codePoints(initial) > most) {
    const place = at(pointer, 'initial_value')
    fail(walk, place, `has ${codePoints(initial)} characters, but max_length is ${most}`)
  }
}

const numberInput: Rule = (value, pointer, walk) => {
  inOrder(value, 'min_value', 'max_value', pointer, walk)
  inOrder(value, 'min_value', 'initial_value', pointer, walk)
  inOrder(value, 'initial_value', 'max_value', pointer, walk)
  for (const key of ['initial_value', 'min_value', 'max_value']) {
    const number = value[key]
    if (value.is_decimal_allowed === false && typeof number === 'string' && number.includes('.')) {
      fail(walk, at(pointer, key), `${number} has decimals, but is_decimal_allowed is false`)
    }
  }
}

const answersByUrl: Rule = (value, pointer, walk) => {
  if (value.response_url_enabled === true && (walk.surface !== 'modal' || walk.host !== 'input')) {
    fail(walk, at(pointer, 'response_url_enabled'), 'is only for inputs of a modal')
  }
}

const input: Rule = (value, pointer, walk) => {
  if (isRecord(value.element) && value.element.type === 'file_input' && value.dispatch_action === true) {
    fail(walk, at(pointer, 'dispatch_action'), 'is not allowed with a file_input')
  }
}

const container: Rule = (value, pointer, walk) => {
  if (value.default_collapsed === true && value.is_collapsible !== true) {
    fail(walk, at(pointer, 'default_collapsed'), 'needs is_collapsible')
  }
}

const dataTable: Rule = (value, pointer, walk) => {
  const rows = list(value.rows).map(list)
  const width = rows[0]?.length ?? 0
  const place = at(pointer, 'rows')
  rows.forEach((row, index) => {
    if (row.length !== width) {
      fail(walk, at(place, index), `has ${row.length} cells, but the header has ${width}`)
    }
  })
  rows[0]?.forEach((cell, index) => {
    if (isRecord(cell) && cell.type === 'rich_text') {
      fail(walk, at(at(place, 0), index), 'is a header cell and must not be rich_text')
    }
  })
}

const chart: Rule = (value, pointer, walk) => {
  const categories = isRecord(value.axis_config) ? list(value.axis_config.categories) : []
  const names = new Map<string, string>()
  list(value.series).forEach((series, index) => {
    if (!isRecord(series)) return
    const place = at(at(pointer, 'series'), index)
    if (typeof series.name === 'string') claim(names, series.name, at(place, 'name'), walk, 'series name')
    list(series.data).forEach((point, position) => {
      if (isRecord(point) && typeof point.label === 'string' && !categories.includes(point.label)) {
        fail(walk, at(at(at(place, 'data'), position), 'label'), 'is not one of the categories of the axis')
      }
    })
  })
}

/** Every rule of an address, in one function; addresses without a row have none. */
export const rules: Readonly<Record<string, Rule | undefined>> = {
  'element:static_select': pickInitial,
  'element:radio_buttons': pickInitial,
  'element:checkboxes': pickInitial,
  'element:multi_static_select': both(pickInitial, initialWithinMost),
  'element:multi_external_select': initialWithinMost,
  'element:multi_users_select': initialWithinMost,
  'element:multi_conversations_select': initialWithinMost,
  'element:multi_channels_select': initialWithinMost,
  'element:conversations_select': answersByUrl,
  'element:channels_select': answersByUrl,
  'element:plain_text_input': textInput,
  'element:rich_text_input': (value, pointer, walk) =>
    inOrder(value, 'min_lines', 'max_lines', pointer, walk),
  'element:number_input': numberInput,
  'block:input': input,
  'block:container': container,
  'block:data_table': dataTable,
  'chart:bar': chart,
  'chart:line': chart,
  'chart:area': chart,
}

function both(first: Rule, second: Rule): Rule {
  return (value, pointer, walk) => {
    first(value, pointer, walk)
    second(value, pointer, walk)
  }
}

function inOrder(
  value: Record<string, unknown>,
  low: string,
  high: string,
  pointer: string,
  walk: Walk,
): void {
  if (value[low] === undefined || value[high] === undefined) return
  if (Number(value[low]) > Number(value[high])) {
    fail(walk, at(pointer, low), `${low} ${value[low]} is more than ${high} ${value[high]}`)
  }
}

// Slack fills in these defaults before it compares, so leaving them out on one side only is no difference.
function withDefaults(option: unknown): unknown {
  if (!isRecord(option)) return option
  const filled = (text: unknown) => {
    if (!isRecord(text)) return text
    return text.type === 'plain_text' ? { emoji: true, ...text } : { verbatim: false, ...text }
  }
  const { description, ...rest } = option
  const shared = { ...rest, text: filled(option.text) }
  return description === undefined ? shared : { ...shared, description: filled(description) }
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
