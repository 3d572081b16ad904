// Slack's own failures, now and then: 429, a lost answer, a slow call, a 503. Notes which posts lost their answer.
import type { SlackSandbox } from '../../src/sandbox/slack/server.ts'
import type { Dice } from './dice.ts'

const post = 'chat.postMessage'
const methods = [post, post, 'chat.update', 'views.open', 'views.update']
const kinds = ['limit', 'lose', 'slow', 'fail'] as const
/** Longer than a slow call waits. */
const slowIsOverMs = 3000

export interface SlackTrouble {
  /** `channel ts` of messages that stand there though the app never heard that they do. */
  lostPosts: ReadonlySet<string>
  /** Lets the next call of some method fail in some way. */
  strike(): void
}

export function createSlackTrouble(slack: SlackSandbox, dice: Dice): SlackTrouble {
  const lostPosts = new Set<string>()
  /** What the next post meets: one at a time, so that it is known which post met it. */
  let waiting: (typeof kinds)[number] | undefined
  let seenCalls = slack.calls.length

  slack.onChange(() => {
    for (; seenCalls < slack.calls.length; seenCalls++) {
      const call = slack.calls[seenCalls]
      if (call?.method !== post || waiting === undefined || waiting === 'slow') continue
      if (waiting === 'lose' && call.ok) noteNewest(String(call.args.channel))
      waiting = undefined
    }
  })

  function noteNewest(channel: string): void {
    const user = slack.store.users().find(({ id }) => id === channel)
    const messages = slack.store.messagesIn(user ? `@${user.name}` : channel)
    const message = messages.findLast(({ isFromApp }) => isFromApp)
    if (message) lostPosts.add(`${message.channel} ${message.ts}`)
  }

  function wait(kind: (typeof kinds)[number]): void {
    waiting = kind
    if (kind === 'slow')
      setTimeout(() => {
        waiting = undefined
      }, slowIsOverMs)
  }

  return {
    lostPosts,
    strike() {
      const method = dice.pick(methods)
      const kind = dice.pick(kinds)
      if (method === post) {
        if (waiting !== undefined) return
        wait(kind)
      }
      switch (kind) {
        case 'limit':
          slack.faults.rateLimit(method, 1)
          break
        case 'fail':
          slack.faults.httpError(method, 503)
          break
        case 'lose':
          slack.faults.loseAnswer(method)
          break
        case 'slow':
          slack.faults.slow(method, dice.between(100, 800))
      }
    },
  }
}
