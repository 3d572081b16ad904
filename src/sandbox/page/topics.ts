// The Slack sandbox as topics of the page.
import { screenCommand } from '../slack/people/screen-types.ts'
import type { SlackSandbox } from '../slack/server.ts'

/** A thing that the page shows live. */
export interface Topic {
  /** Plain JSON. */
  read(): unknown
  onChange(listener: () => void): () => void
  /** Plain JSON; rejects for what the page should never send. */
  handle?(command: unknown): Promise<unknown>
}

export type FindTopic = (name: string) => Topic | undefined

export function slackTopics(slack: SlackSandbox): FindTopic {
  return name => {
    if (name === 'directory') return { read: slack.directory, onChange: slack.onChange }
    const [kind, id = ''] = name.split(':')
    const isPerson = slack.directory().users.some(user => user.id === id)
    if (kind !== 'screen' || !isPerson) return undefined
    // Asked for each time: after a reset these are other people.
    const screen = () => slack.person(id).screen
    return {
      read: () => screen().state(),
      onChange: slack.onChange,
      handle: command => screen().handle(screenCommand.parse(command)),
    }
  }
}
