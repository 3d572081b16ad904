// The approvals channel as a manager sees it: which requests stand there, in how many copies, and which still wait.
import { placedElements } from '../../src/sandbox/slack/blocks.ts'
import type { SlackSandbox } from '../../src/sandbox/slack/server.ts'
import type { SlackMessage } from '../../src/sandbox/slack/store.ts'

export interface Card {
  ts: string
  /** What its buttons carry; undefined when it has none. */
  actionId: string | undefined
}

export interface Request {
  reference: string
  /** Slack user id. */
  requester: string
  /** Oldest first; more than one where Slack lost the answer to a post. */
  copies: readonly Card[]
}

export const referenceIn = (message: SlackMessage): string | undefined =>
  /LD-[0-9A-HJKMNP-TV-Z]{6}/.exec(JSON.stringify(message.blocks))?.[0]

/** What a button of the message carries; undefined when it has no such button. */
export function buttonValue(message: SlackMessage, actionId: string): string | undefined {
  const button = placedElements(message.blocks).find(placed => placed.actionId === actionId)
  return typeof button?.element.value === 'string' ? button.element.value : undefined
}

export function readBoard(slack: SlackSandbox): Map<string, Request> {
  const requests = new Map<string, Request>()
  for (const message of slack.store.messagesIn('approvals')) {
    const reference = message.threadTs ? undefined : referenceIn(message)
    if (!reference) continue
    const [, requester = ''] = /<@(U\w+)>/.exec(JSON.stringify(message.blocks)) ?? []
    const card = { ts: message.ts, actionId: buttonValue(message, 'action.approve') }
    const known = requests.get(reference)
    requests.set(reference, { reference, requester, copies: [...(known?.copies ?? []), card] })
  }
  return requests
}

/** A card without buttons says that it is decided; copies that nobody updates keep theirs. */
export const isDecided = ({ copies }: Request): boolean =>
  copies.some(({ actionId }) => actionId === undefined)
