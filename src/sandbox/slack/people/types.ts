// What a person in the workspace can do and see: the driver that feature tests and transcripts are written in.
import type { Json } from '../json.ts'
import type { Screen } from './screen-types.ts'

export interface CommandAnswer {
  /** What the ack itself showed (only to this person), as plain text; empty when it showed nothing. */
  text: string
  triggerId: string
  responseUrl: string
}

export interface Field {
  /** The visible value; null when empty. */
  value: string | string[] | null
  type: string
  blockId: string
  actionId: string
  isOptional: boolean
  hint?: string
  error?: string
  /** Visible texts of the options, where the form itself carries them. */
  options?: string[]
}

/** A snapshot of the modal on top; call `modal()` again for a fresh one. */
export interface OpenView {
  id: string
  hash: string
  callbackId: string
  privateMetadata: string
  title: string
  submit?: string
  close?: string
  /** Everything that stands in it, as plain lines: texts, labels with values, hints, errors, [buttons]. */
  text: string
  /** By label; by block_id where a label is empty or already taken. */
  fields: Record<string, Field>
  buttons: string[]
  blocks: Json[]
  /** How many modals lie on the person's stack, this one included. */
  depth: number
}

export interface VisibleMessage {
  channel: string
  ts: string
  /** The blocks (or the text, without blocks) as plain lines, without buttons. */
  text: string
  /** The top-level `text`: what a notification or a screen reader says. */
  fallback: string
  buttons: string[]
  blocks: Json[]
  /** Names of the files that it shares. */
  files: string[]
  isEphemeral: boolean
  isFromApp: boolean
  editedAt?: string
  thread_ts?: string
}

/** Narrows where a button, menu or text is looked for. */
export interface Where {
  /** A channel's name, alias or id, `dm`, `home` or `modal`; default: everywhere. */
  in?: string
  /** The `ts` of one message. */
  message?: string
  /** The answer to a confirm dialog; default true. With false nothing is sent. */
  confirm?: boolean
  /** Which one, from 0, when a message has several of that name. */
  nth?: number
}

export interface RawPress {
  action_id: string
  channel: string
  ts: string
  value?: string
  block_id?: string
}

/** A file on the person's computer. */
export interface Attachment {
  name: string
  /** A text is written as UTF-8. */
  content: string | Uint8Array
}

export type FieldValue = string | string[] | boolean

export interface Submission {
  result: 'closed' | 'errors' | 'updated' | 'pushed' | 'cleared'
  /** By label (block_id where the block has none): of the app, or of Slack's own client before it sends. */
  errors: Record<string, string>
}

export interface Person {
  readonly id: string
  /** The same person's screen, for the page. */
  readonly screen: Screen
  /**
   * Types into `where` (default the desk channel; `dm` for the app's direct messages). A text starting with `/` is
   * a slash command: resolves at its ack, rejects with Slack's words when the app does not answer in time or the
   * manifest has no such command. Anything else is a message: the app hears it in a DM, or where it contains
   * `@bot` (or the app's name).
   */
  types(text: string, where?: string, options?: { thread?: string }): Promise<CommandAnswer>
  /** The modal on top of the person's stack. */
  modal(): OpenView | undefined
  /**
   * Sets inputs by label, block_id or action_id; selects by the visible text or value of an option; external selects
   * by visible text after asking the app. Inputs with dispatch_action, and elements outside inputs, tell the app.
   */
  fills(values: Record<string, FieldValue>): Promise<void>
  /** Chooses files in a file_input, in place of those chosen before; rejects with what Slack's client says. */
  attaches(field: string, ...files: Attachment[]): Promise<void>
  /** Types into an external select; the visible suggestions. Below its minimum length nothing is asked. */
  searches(field: string, text: string): Promise<string[]>
  /** Fills, checks what Slack's client checks, submits, and applies the app's answer. */
  submits(values?: Record<string, FieldValue>): Promise<Submission>
  /** Cancel closes the modal on top; `all` is the X that closes the whole stack. */
  closesModal(options?: { all?: boolean }): Promise<void>
  /** Presses the newest visible button of that exact label: modal first, then messages, the Home tab last. */
  clicks(label: string | RegExp, where?: Where): Promise<void>
  /** A forged or stale press: nothing is checked, the message need not exist. */
  clickRaw(press: RawPress): Promise<void>
  /** Chooses in a select, overflow menu, picker, radio or checkbox group by its label, placeholder or action_id. */
  selects(label: string, option: FieldValue, where?: Where): Promise<void>
  opensHome(): Promise<void>
  /** Visible text, newest last; `where` as in `Where.in`. */
  sees(where?: string): string
  /** The newest message there that this person can see, ephemerals included; throws when there is none. */
  lastMessage(where?: string): VisibleMessage
  /** All of them, oldest first. */
  messages(where?: string): VisibleMessage[]
  /** Waits until the pattern is visible; resolves with what is seen then. */
  waitsToSee(pattern: string | RegExp, where?: string, timeoutMs?: number): Promise<string>
  /** Waits until this person has a modal open whose title or text has the pattern. */
  waitsForModal(pattern?: string | RegExp, timeoutMs?: number): Promise<OpenView>
}
