// Small builders for Block Kit. Texts that people typed go through `safe` (inside mrkdwn) or `plain`.
import type {
  ActionsBlock,
  Button,
  ConfirmationDialog,
  ContextBlock,
  ImageBlock,
  ImageElement,
  KnownBlock,
  ModalView,
  MrkdwnElement,
  PlainTextOption,
  SectionBlock,
  StaticSelect,
} from '@slack/types'
import { limits } from './limits.ts'
import { cut, cutMarkup, plain } from './text.ts'

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

function mrkdwn(text: string, max: number): MrkdwnElement {
  // verbatim: names, channels and addresses inside are not turned into links.
  return { type: 'mrkdwn', text: cutMarkup(text, max) || ' ', verbatim: true }
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
