// What the page draws for one person, and what that person can do there.
import { z } from 'zod'
import type { ViewValues } from '../form-state.ts'
import type { Json } from '../json.ts'

/** The workspace as every person knows it: names for the ids in mentions, and the app's commands. */
export interface Directory {
  team: string
  app: { name: string; userId: string; hasHome: boolean; canWriteTo: boolean }
  users: { id: string; name: string; realName: string }[]
  channels: { id: string; name: string }[]
  groups: { id: string; handle: string; name: string }[]
  commands: { command: string; description: string; usageHint: string }[]
}

export interface ScreenFile {
  id: string
  name: string
  title: string
  /** In bytes. */
  size: number
}

export interface ScreenMessage {
  ts: string
  user: string
  isFromApp: boolean
  isEphemeral: boolean
  text: string
  blocks: Json[]
  values: ViewValues
  files: ScreenFile[]
  isEdited: boolean
  /** The `ts` of the message that this one answers. */
  answers: string | undefined
}

export interface ScreenChannel {
  id: string
  /** What stands in the address: the short name, or `dm`. */
  slug: string
  name: string
  isPrivate: boolean
  isArchived: boolean
  isDm: boolean
  messages: ScreenMessage[]
}

export interface ScreenView {
  id: string
  title: string
  submit: string
  close: string
  blocks: Json[]
  values: ViewValues
  /** By block_id. */
  errors: Record<string, string>
  /** Slack's own banner after a submission that the app did not answer. */
  hasTrouble: boolean
}

export interface ScreenState {
  id: string
  name: string
  realName: string
  locale: string
  timeZone: string
  channels: ScreenChannel[]
  home: ScreenView | null
  /** The one on top last. */
  modals: ScreenView[]
}

const place = z.union([
  z.strictObject({ channel: z.string(), message: z.string() }),
  z.strictObject({ view: z.string() }),
])
const element = { at: place, blockId: z.string(), actionId: z.string() }

/** Ids name the element, so that two buttons of one label are told apart; options go by their values. */
export const screenCommand = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('type'),
    channel: z.string(),
    text: z.string(),
    thread: z.string().optional(),
  }),
  z.strictObject({ do: z.literal('press'), ...element }),
  z.strictObject({
    do: z.literal('choose'),
    ...element,
    value: z.union([z.string(), z.array(z.string())]),
    /** Typing goes on: kept, but the app is not told yet. */
    isTyping: z.boolean().optional(),
  }),
  z.strictObject({ do: z.literal('search'), ...element, text: z.string() }),
  /** Adds a file to a file_input, as base64; where only one may be there it takes the other's place. */
  z.strictObject({ do: z.literal('attach'), ...element, name: z.string(), content: z.string() }),
  z.strictObject({ do: z.literal('download'), file: z.string() }),
  z.strictObject({ do: z.literal('submit') }),
  z.strictObject({ do: z.literal('close'), all: z.boolean().optional() }),
  z.strictObject({ do: z.literal('open home') }),
])

export type ScreenCommand = z.infer<typeof screenCommand>
export type ScreenPlace = z.infer<typeof place>

/** `problem` in Slack's words where `kind` is `refused`; the page words the others in the person's language. */
export type ScreenAnswer =
  | { ok: true; options?: Json[] /** base64 */; content?: string }
  | { ok: false; kind: 'late' | 'failed' | 'refused'; problem: string }

export interface Screen {
  state(): ScreenState
  /** Never rejects: what went wrong is in the answer, as the person would see it. */
  handle(command: ScreenCommand): Promise<ScreenAnswer>
}
