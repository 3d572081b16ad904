// What Slack's own client checks before it sends a submission: required, length, number, e-mail, link.
import { placedElements } from './blocks.ts'
import { isEmptyValue, typedText, visibleValue } from './form-state.ts'
import { flagIn } from './json.ts'
import type { SlackView } from './store.ts'

/** Errors by block_id; empty when the client would send the form. */
export function clientErrors(view: SlackView): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const placed of placedElements(view.blocks)) {
    if (!placed.isInput) continue
    const { element, type } = placed
    const say = (message: string) => {
      errors[placed.blockId] ??= message
    }
    if (isEmptyValue(placed, view.values)) {
      if (!flagIn(placed.block.optional)) say('Please complete this required field.')
      continue
    }
    const text = typedText(placed, view.values)
    const length = [...text].length
    if (type === 'plain_text_input') {
      const { min_length: min, max_length: max } = element
      if (typeof min === 'number' && length < min) say(`Must be at least ${min} characters.`)
      if (typeof max === 'number' && length > max) say(`Must be at most ${max} characters.`)
    }
    if (type === 'number_input') {
      if (!isNumber(text, flagIn(element.is_decimal_allowed))) say('Please enter a number.')
      else if (typeof element.min_value === 'string' && Number(text) < Number(element.min_value))
        say(`Must be ${element.min_value} or more.`)
      else if (typeof element.max_value === 'string' && Number(text) > Number(element.max_value))
        say(`Must be ${element.max_value} or less.`)
    }
    if (type === 'email_text_input' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text))
      say('Please enter a valid email address.')
    if (type === 'url_text_input' && !URL.canParse(text)) say('Please enter a valid URL.')
    const most = element.max_selected_items
    const chosen = visibleValue(placed, view.values)
    if (typeof most === 'number' && Array.isArray(chosen) && chosen.length > most)
      say(`Choose at most ${most}.`)
  }
  return errors
}

export const isNumber = (text: string, decimals: boolean): boolean =>
  (decimals ? /^-?\d+(\.\d+)?$/ : /^-?\d+$/).test(text)
