// Small builders for Block Kit. Texts that people typed go through `safe` (inside mrkdwn) or `plain`.
import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  ImageBlock,
  ImageElement,
  InputBlock,
  KnownBlock,
  ModalView,
  MrkdwnElement,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
  StaticSelect,
} from '@slack/types'
import { limits } from './limits.ts'

export type { KnownBlock, ModalView, PlainTextOption }

/** What a message shows, with the text that notifications and screen readers get. */
export interface Message {
  text: string
  blocks: KnownBlock[]
}

/** One that may hold a chart: for channels and direct messages, not for modals. */
export interface ChartedMessage {
  text: string
  blocks: (KnownBlock | ChartBlock)[]
}

/** A chart, which Slack's types do not know yet (documented as `data_visualization`; not every workspace takes it). */
export interface ChartBlock {
  type: 'data_visualization'
  title: string
  chart: object
}

/** Escapes the three characters that mrkdwn gives a meaning, for text of our own with values in it. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Text that a person typed, made harmless inside mrkdwn: no pings, links or formatting, on one line. */
export function safe(text: string): string {
  // On both sides, so that a mark neither begins a formatting nor ends one of ours around it.
  const harmless = escapeText(text.replace(/\s+/g, ' ').trim()).replace(/[*_~`]/g, '\u200b$&\u200b')
  // At the start of a line a ">" would make a quotation, escaped or not.
  return harmless.replace(/^&gt;/, '\u200b&gt;')
}

/** Cuts at `max` code points, the last one "…". */
export function cut(text: string, max: number): string {
  // There are never more code points than this, and counting them takes time for each text of each card.
  if (text.length <= max) return text
  const points = [...text]
  return points.length <= max ? text : `${points.slice(0, max - 1).join('')}…`
}

export function mention(userId: string): string {
  return `<@${userId}>`
}

/** A link with a label of ours inside mrkdwn. */
export function link(url: string, label: string): string {
  return `<${escapeText(url).replaceAll('|', '%7C')}|${safe(label).replaceAll('|', '')}>`
}

export function plain(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: cut(text, max) || ' ', emoji: true }
}

function mrkdwn(text: string, max: number): MrkdwnElement {
  // verbatim: names, channels and addresses inside are not turned into links.
  return { type: 'mrkdwn', text: cutMarkup(text, max) || ' ', verbatim: true }
}

/** Cuts as `cut` does, never in the middle of an escape (&amp;) or a mention (<@U0ANA>). */
export function cutMarkup(text: string, max: number): string {
  const short = cut(text, max)
  return short === text ? text : short.replace(/(?:&[a-z]*|<[^<>]*)…$/, '…')
}

export function section(text: string, accessory?: Button | ImageElement): SectionBlock {
  const block: SectionBlock = { type: 'section', text: mrkdwn(text, limits.sectionText), expand: true }
  return accessory ? { ...block, accessory } : block
}

/** A small picture beside a section. @param url https; Slack itself fetches it */
export function thumbnail(url: string, alt: string): ImageElement {
  return { type: 'image', image_url: url, alt_text: cut(alt, limits.altText) || ' ' }
}

export function picture(url: string, alt: string): ImageBlock {
  return thumbnail(url, alt)
}

/** Label and value pairs in two columns; at most ten. */
export function fields(pairs: readonly (readonly [label: string, value: string])[]): SectionBlock {
  return {
    type: 'section',
    fields: pairs
      .slice(0, limits.sectionFields)
      .map(([label, value]) => mrkdwn(`*${label}*\n${value}`, limits.fieldText)),
  }
}

export function context(...texts: string[]): ContextBlock {
  return {
    type: 'context',
    elements: texts.slice(0, limits.contextElements).map(text => mrkdwn(text, limits.sectionText)),
  }
}

export interface ButtonOptions {
  id: string
  label: string
  value?: string
  style?: 'primary' | 'danger'
  confirm?: { title: string; text: string; yes: string; no: string }
  /** Opens this address; Slack tells the app of the press all the same. */
  url?: string
}

export function button({ id, label, value, style, confirm, url }: ButtonOptions): Button {
  return {
    type: 'button',
    action_id: id,
    text: plain(label, limits.buttonText),
    ...(value !== undefined && { value }),
    ...(style && { style }),
    ...(confirm && { confirm: dialog(confirm) }),
    ...(url && { url }),
  }
}

function dialog(confirm: NonNullable<ButtonOptions['confirm']>): ConfirmationDialog {
  return {
    title: plain(confirm.title, limits.confirmTitle),
    text: plain(confirm.text, limits.confirmText),
    confirm: plain(confirm.yes, limits.confirmButton),
    deny: plain(confirm.no, limits.confirmButton),
  }
}

/** A menu that tells the app at once what was chosen. */
export function menu(options: {
  id: string
  options: readonly PlainTextOption[]
  initial: string
  placeholder: string
}): StaticSelect {
  const offered = options.options.slice(0, limits.options)
  const chosen = offered.find(({ value }) => value === options.initial)
  return {
    type: 'static_select',
    action_id: options.id,
    options: offered,
    placeholder: plain(options.placeholder, limits.placeholder),
    ...(chosen && { initial_option: chosen }),
  }
}

export function buttons(elements: readonly (Button | StaticSelect)[], blockId?: string): ActionsBlock {
  return {
    type: 'actions',
    elements: elements.slice(0, limits.actionElements),
    ...(blockId && { block_id: blockId }),
  }
}

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

export interface ModalOptions {
  callbackId: string
  title: string
  submit?: string
  close: string
  metadata?: string
  notifyOnClose?: boolean
  blocks: KnownBlock[]
}

export function modal(options: ModalOptions): ModalView {
  return {
    type: 'modal',
    callback_id: options.callbackId,
    title: plain(options.title, limits.viewTitle),
    close: plain(options.close, limits.viewSubmit),
    ...(options.submit && { submit: plain(options.submit, limits.viewSubmit) }),
    ...(options.metadata && { private_metadata: options.metadata }),
    ...(options.notifyOnClose && { notify_on_close: true }),
    blocks: options.blocks.slice(0, limits.viewBlocks),
  }
}
