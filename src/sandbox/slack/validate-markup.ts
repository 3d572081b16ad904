// Finds text that would ping a whole channel or group: the app must never post it, whoever typed it.

import { isRecord } from './validate-table.ts'
import { at, type Problem } from './validate-walk.ts'

const ping = /<!(?:(?:channel|here|everyone)(?:\|[^>]*)?|subteam\^[^>]*)>/i
const attachmentTexts = new Set(['text', 'pretext', 'fallback', 'title', 'footer', 'value', 'author_name'])

/**
 * Errors for every place of a message or view where Slack would read `<!channel>`, `<!here>`, `<!everyone>` or
 * `<!subteam^…>` as a ping: the top-level text, mrkdwn objects, markdown, classic attachments, rich_text
 * elements; and for the arguments `parse: full` and `link_names`, which wake bare names like @channel.
 * plain_text is not reported: nothing in it is live.
 */
export function findLiveMarkup(payload: unknown): Problem[] {
  const problems: Problem[] = []
  const report = (pointer: string, message: string) => problems.push({ pointer, message, severity: 'error' })
  const checkText = (value: unknown, pointer: string) => {
    const found = typeof value === 'string' ? ping.exec(value)?.[0] : undefined
    if (found !== undefined) report(pointer, `${found} would ping everyone in a channel or group`)
  }
  const visit = (value: unknown, pointer: string, inAttachment: boolean): void => {
    if (Array.isArray(value)) {
      value.forEach((item: unknown, index) => void visit(item, at(pointer, index), inAttachment))
    } else if (isRecord(value)) {
      const { type } = value
      if (type === 'mrkdwn' || type === 'markdown') checkText(value.text, at(pointer, 'text'))
      if (type === 'broadcast' || type === 'usergroup')
        report(pointer, `a ${type} element pings a whole group`)
      for (const [key, inner] of Object.entries(value)) {
        if (inAttachment && type === undefined && attachmentTexts.has(key)) checkText(inner, at(pointer, key))
        visit(inner, at(pointer, key), inAttachment || (pointer === '' && key === 'attachments'))
      }
    }
  }
  if (isRecord(payload)) {
    checkText(payload.text, '/text')
    checkText(payload.markdown_text, '/markdown_text')
    if (payload.parse === 'full') report('/parse', 'parse "full" makes bare names like @channel live')
    if ([true, 1, 'true', '1'].some(on => on === payload.link_names)) {
      report('/link_names', 'link_names makes bare names like @channel live')
    }
  }
  visit(payload, '', false)
  return problems
}
