// What a feature's listener is called with, and what it answers: plain values instead of Bolt's arguments.
import type { ChartedMessage, Message, ModalView, PlainTextOption } from './blocks.ts'
import type { readFiles, Typed } from './form.ts'
import type { Who } from './identity.ts'

export interface Call {
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
