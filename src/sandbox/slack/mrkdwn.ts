// Slack's text markup as a person reads it: mentions as names, links as their labels, marks taken away.
import type { Store } from './store.ts'

/** Names for the ids in mentions. */
export function createReader(store: Store): (mrkdwn: string) => string {
  const mention = (body: string): string => {
    const [target = '', label] = splitOnce(body, '|')
    const id = target.slice(1)
    if (target.startsWith('@')) return `@${store.users.get(id)?.name ?? label ?? id}`
    if (target.startsWith('#')) return `#${store.channels.get(id)?.name ?? label ?? id}`
    if (target.startsWith('!subteam^')) {
      return `@${store.groups.get(target.slice('!subteam^'.length))?.handle ?? label ?? target}`
    }
    if (target.startsWith('!date^')) return label ?? target
    if (target.startsWith('!')) return `@${id}`
    return label ?? target.replace(/^mailto:/, '')
  }
  return mrkdwn =>
    unescapeText(withoutMarks(mrkdwn.replace(/<([^<>]+)>/g, (_, body: string) => mention(body)))).replace(
      /[\u200b\u2060]/g,
      '',
    )
}

function splitOnce(text: string, mark: string): [string, string | undefined] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)]
}

// A mark opens only before, and closes only after, something visible: a zero-width space breaks it like a space.
const blank = '\\s\\u200b\\u2060'
const marks = ['\\*', '_', '~', '`'].map(mark => {
  const outside = `[\\p{L}\\p{N}${mark}]`
  const inside = `[^${blank}](?:[^\\n]*?[^${blank}])?`
  return new RegExp(`(?<!${outside})${mark}(${inside})${mark}(?!${outside})`, 'gu')
})

function withoutMarks(text: string): string {
  return marks.reduce((rest, mark) => rest.replace(mark, '$1'), text.replaceAll('```', ''))
}

/** The three escapes of Slack text, undone. */
const unescapeText = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** The same three, applied as Slack does to what people type. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
